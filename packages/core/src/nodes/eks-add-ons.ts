import type { AwsHosting } from '../sites/hosting';

const EVERYWHERE = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent', 'coredns', 'aws-ebs-csi-driver'] as const;

/** The add-ons that EKS keeps, besides what a platform installs itself. */
export type EksAddOn = (typeof EVERYWHERE)[number] | 'snapshot-controller';

/** Those of a site. */
export function eksAddOns({ volumeSnapshots }: Pick<AwsHosting, 'volumeSnapshots'>): readonly EksAddOn[] {
  return volumeSnapshots ? [...EVERYWHERE, 'snapshot-controller'] : EVERYWHERE;
}
