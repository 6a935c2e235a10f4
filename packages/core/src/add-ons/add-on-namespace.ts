import { VELERO } from '../backup/cluster-backup';
import type { Inventory } from '../platform/inventory';
import type { Site } from '../sites/site';
import type { AddOnName } from './add-on-versions';

/** How much the pods of a namespace may do to their node. */
type Level = 'restricted' | 'baseline' | 'privileged';

/** Where an add-on stands. */
export interface AddOnPlace {
  readonly namespace: string;
  /** The property of the site that says so, where one does. */
  readonly by?: string;
  /** The standard that its pods keep: restricted but where the comment says why not. `kube-system` has none, as in every cluster. */
  readonly level?: Level;
}

const SYSTEM: AddOnPlace = { namespace: 'kube-system' };
/** The plugin for pod networks writes on each node. */
const MESH: AddOnPlace = { namespace: 'istio-system', level: 'privileged' };
/** The operator runs in the network of its node, for there is no other before it. */
const CALICO: AddOnPlace = { namespace: 'tigera-operator', level: 'privileged' };
/** Where Jaeger stands, by its name in the collector. */
export const JAEGER = { namespace: 'jaeger', service: 'jaeger' } as const;

/** Where each add-on stands, by names on which network policies, identities and the mesh rely. */
const PLACES: Readonly<Record<AddOnName, AddOnPlace | ((inventory: Inventory, site: Site) => AddOnPlace)>> = {
  'calico-definitions': CALICO,
  calico: CALICO,
  'cluster-autoscaler': SYSTEM,
  'karpenter-definitions': SYSTEM,
  karpenter: SYSTEM,
  'metrics-server': SYSTEM,
  'aws-load-balancer-controller': SYSTEM,
  // Speakers answer for addresses in the network of their node.
  metallb: { namespace: 'metallb-system', level: 'privileged' },
  'gateway-api': SYSTEM,
  'istio-base': MESH,
  istiod: MESH,
  'istio-cni': MESH,
  'east-west-gateway': MESH,
  'cert-manager': { namespace: 'cert-manager', level: 'restricted' },
  'external-secrets': { namespace: 'external-secrets', level: 'restricted' },
  'kube-prometheus-stack': (_, { prometheus }) => ({ namespace: prometheus?.namespace ?? 'monitoring', by: 'prometheus.namespace', level: 'restricted' }),
  // It reads the files and the network of its node, and stands apart so that nothing else may.
  'node-exporter': { namespace: 'node-exporter', level: 'privileged' },
  'prometheus-adapter': (_, { metricsAdapter }) => ({
    namespace: metricsAdapter?.namespace ?? 'monitoring',
    by: 'metricsAdapter.namespace',
    level: 'restricted',
  }),
  jaeger: { namespace: JAEGER.namespace, level: 'restricted' },
  'opentelemetry-collector': (_, { tracing }) => ({ namespace: tracing?.namespace ?? 'opentelemetry', by: 'tracing.namespace', level: 'restricted' }),
  'eck-operator': { namespace: 'elastic-system', level: 'restricted' },
  // What its chart sets is less than the restricted standard asks.
  'nginx-ingress': (inventory, site) => ({ namespace: nginxOf(inventory, site)?.namespace ?? 'nginx-ingress', level: 'baseline' }),
  keda: (_, { keda }) => ({ namespace: keda?.namespace ?? 'keda', by: 'keda.namespace', level: 'restricted' }),
  'vertical-pod-autoscaler': SYSTEM,
  'argo-rollouts': { namespace: 'argo-rollouts', level: 'restricted' },
  // So it is with this one.
  strimzi: { namespace: 'strimzi', level: 'baseline' },
  'cloudnative-pg': { namespace: 'cnpg-system', level: 'restricted' },
  velero: { namespace: VELERO.namespace, level: 'restricted' },
};

/** Where an add-on stands at a site. */
export function addOnPlace(name: AddOnName, inventory: Inventory, site: Site): AddOnPlace {
  const place: (typeof PLACES)[AddOnName] = PLACES[name];
  return typeof place === 'function' ? place(inventory, site) : place;
}

/** The NGINX controller that the edges of a site name; a rule holds them to one. */
export function nginxOf(inventory: Inventory, site: Site) {
  const here = inventory.edges.filter(edge => inventory.sitesOf(edge).includes(site));
  return here.map(({ entrance }) => entrance).find(entrance => entrance?.kind === 'nginx');
}
