import { INSTANCE_TYPES, type InstanceType, mostPods } from '@clinfra/core';

const BOUNDARY = 'clinfra';

/**
 * What a node is told when it starts, as EC2 takes it: the most pods that it carries. EKS would count its addresses one by one and leave most of them unused.
 * EKS adds how to join.
 */
export function nodeConfig(type: InstanceType): string {
  const config = {
    apiVersion: 'node.eks.aws/v1alpha1',
    kind: 'NodeConfig',
    spec: { kubelet: { config: { maxPods: mostPods(INSTANCE_TYPES[type]) } } },
  };
  const lines = [
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    'Content-Type: application/node.eks.aws',
    '',
    JSON.stringify(config),
    '',
    `--${BOUNDARY}--`,
    '',
  ];
  return Buffer.from(lines.join('\n')).toString('base64');
}
