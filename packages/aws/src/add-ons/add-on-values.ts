import type { AddOnName, KubernetesVersion, Site } from '@clinfra/core';
import { nodeAutoscalerFacts } from '../autoscaling/node-autoscaler-facts';
import { clusterName } from '../cluster/cluster-name';
import { SiteFacts } from '../site-facts';

/** As whom the AWS Load Balancer Controller runs. */
export const LOAD_BALANCER_CONTROLLER = { namespace: 'kube-system', serviceAccount: 'aws-load-balancer-controller' } as const;

/** The Cluster Autoscaler imitates the scheduler of one version of Kubernetes, so that it has the version of the cluster. */
const CLUSTER_AUTOSCALER_VERSIONS = {
  '1.33': 'v1.33.1',
  '1.34': 'v1.34.0',
  '1.35': 'v1.35.0',
  '1.36': 'v1.36.1',
} as const satisfies Record<KubernetesVersion, string>;

/** What the charts of add-ons are told about AWS: nothing where the site is elsewhere. All of it is known before anything is made but the name of the bucket for `backups`. */
export function addOnValues(site: Site, backups?: unknown): Readonly<Partial<Record<AddOnName, object>>> {
  if (site.hosting.kind !== 'aws') return {};
  const facts = new SiteFacts(site);
  const { kind, values } = nodeAutoscalerFacts(facts);
  const image = { image: { tag: CLUSTER_AUTOSCALER_VERSIONS[site.hosting.kubernetesVersion] } };
  return {
    [kind]: kind === 'cluster-autoscaler' ? { ...values, ...image } : values,
    'aws-load-balancer-controller': loadBalancerValues(facts),
    ...(backups !== undefined && { velero: veleroValues(facts, backups) }),
  };
}

function veleroValues({ region }: SiteFacts, bucket: unknown): object {
  const place = { name: 'default', provider: 'aws', config: { region } };
  return { configuration: { backupStorageLocation: [{ ...place, bucket, default: true }], volumeSnapshotLocation: [place] } };
}

/** Pods cannot ask the node where they are, so that the network is found by its tags, which no other network has. */
function loadBalancerValues(facts: SiteFacts): object {
  return {
    clusterName: clusterName(facts),
    region: facts.region,
    vpcTags: { Name: facts.prefix, environment: facts.platform.environment },
    serviceAccount: { create: true, name: LOAD_BALANCER_CONTROLLER.serviceAccount },
    defaultTags: facts.tags,
  };
}
