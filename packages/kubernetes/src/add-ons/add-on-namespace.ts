import type { AddOnName, Inventory, Site } from '@clinfra/core';

/** How much the pods of a namespace may do to their node. */
type Level = 'restricted' | 'baseline' | 'privileged';

/** Where an add-on stands. */
interface Place {
  readonly namespace: string;
  /** The standard that its pods keep; `kube-system` has none, as in every cluster. */
  readonly level?: Level;
}

const SYSTEM: Place = { namespace: 'kube-system' };
const MESH: Place = { namespace: 'istio-system', level: 'privileged' };
const CALICO: Place = { namespace: 'tigera-operator', level: 'privileged' };

/** Where each add-on stands, by names on which network policies, identities and the mesh rely. */
const PLACES: Readonly<Record<AddOnName, Place | ((inventory: Inventory, site: Site) => Place)>> = {
  'calico-definitions': CALICO,
  calico: CALICO,
  'cluster-autoscaler': SYSTEM,
  'karpenter-definitions': SYSTEM,
  karpenter: SYSTEM,
  'metrics-server': SYSTEM,
  'aws-load-balancer-controller': SYSTEM,
  metallb: { namespace: 'metallb-system', level: 'privileged' },
  'gateway-api': SYSTEM,
  'istio-base': MESH,
  istiod: MESH,
  'istio-cni': MESH,
  'cert-manager': { namespace: 'cert-manager', level: 'restricted' },
  'external-secrets': { namespace: 'external-secrets', level: 'restricted' },
  'nginx-ingress': (inventory, site) => ({ namespace: nginxOf(inventory, site)?.namespace ?? 'nginx-ingress', level: 'baseline' }),
  keda: (_, { keda }) => ({ namespace: keda?.namespace ?? 'keda', level: 'restricted' }),
  'vertical-pod-autoscaler': SYSTEM,
  'argo-rollouts': { namespace: 'argo-rollouts', level: 'restricted' },
  strimzi: { namespace: 'strimzi', level: 'baseline' },
  'cloudnative-pg': { namespace: 'cnpg-system', level: 'restricted' },
};

/** Where an add-on stands at a site. */
export function placeOf(name: AddOnName, inventory: Inventory, site: Site): Place {
  const place: (typeof PLACES)[AddOnName] = PLACES[name];
  return typeof place === 'function' ? place(inventory, site) : place;
}

/** The NGINX controller that the edges of a site name; a rule holds them to one. */
export function nginxOf(inventory: Inventory, site: Site) {
  const here = inventory.edges.filter(edge => inventory.sitesOf(edge).includes(site));
  return here.map(({ entrance }) => entrance).find(entrance => entrance.kind === 'nginx');
}
