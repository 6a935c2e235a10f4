import type { Purpose } from '../nodes/instance-types';
import { Platform } from '../platform/platform';
import type { Site } from '../sites/site';
import { type Cpu, gib, mib, millicores, type Size } from '../units';
import type { AddOnName } from './add-on-versions';

/** The pods of one part of an add-on. */
export interface AddOnPods {
  /** How many there can be, or one on each node. */
  readonly pods: number | 'per-node';
  /** What each requests. */
  readonly cpu: Cpu;
  readonly memory: Size;
  /** How much memory each may take. There is no limit of processor time, because a throttled controller is late for all. */
  readonly mostMemory: Size;
  /** Whether each has a sidecar where the site has a mesh. */
  readonly meshed?: true;
}

type Parts = Readonly<Record<string, AddOnPods>>;

/** What a controller of an ordinary cluster needs. */
const SMALL = { cpu: millicores(50), memory: mib(128), mostMemory: mib(512) };
const MEDIUM = { cpu: millicores(100), memory: mib(256), mostMemory: gib(1) };
/** Two pods of each controller: one leads, and takes no time to be replaced when a node is drained. */
const PAIR = 2;
const one = { pods: 1, ...SMALL } as const;
const pair = { pods: PAIR, ...SMALL } as const;
const mediumPair = { pods: PAIR, ...MEDIUM } as const;

/**
 * What add-ons run and request: their charts are told these figures, and the capacity of nodes is judged by them. What stands by itself, because it keeps a
 * disk or leads no other, has one pod.
 */
const PODS = {
  'calico-definitions': {},
  calico: {
    operator: one,
    node: { pods: 'per-node', cpu: millicores(150), memory: mib(192), mostMemory: mib(512) },
    typha: { pods: 3, ...SMALL },
    controllers: one,
  },
  'cluster-autoscaler': { controller: mediumPair },
  'karpenter-definitions': {},
  karpenter: { controller: mediumPair },
  'metrics-server': { server: pair },
  'aws-load-balancer-controller': { controller: pair },
  metallb: { controller: one, speaker: { ...one, pods: 'per-node' } },
  'gateway-api': {},
  'istio-base': {},
  istiod: { controller: { pods: 5, cpu: millicores(500), memory: gib(2), mostMemory: gib(4) } },
  'istio-cni': { node: { pods: 'per-node', cpu: millicores(50), memory: mib(128), mostMemory: mib(256) } },
  'east-west-gateway': { gateway: mediumPair },
  'cert-manager': { controller: pair, webhook: pair, injector: pair },
  'external-secrets': { controller: pair, webhook: pair, certificates: one },
  'kube-prometheus-stack': prometheusPods,
  'node-exporter': { exporter: { pods: 'per-node', cpu: millicores(20), memory: mib(48), mostMemory: mib(128) } },
  'prometheus-adapter': { adapter: mediumPair },
  jaeger: { jaeger: { meshed: true, pods: 1, cpu: millicores(200), memory: mib(512), mostMemory: gib(2) } },
  'opentelemetry-collector': { collector: { ...mediumPair, meshed: true } },
  'eck-operator': { operator: mediumPair },
  'nginx-ingress': { controller: { ...mediumPair, meshed: true } },
  keda: { operator: mediumPair, metrics: mediumPair, webhooks: pair },
  'vertical-pod-autoscaler': { recommender: mediumPair, updater: mediumPair, admission: mediumPair },
  'argo-rollouts': { controller: mediumPair },
  strimzi: { operator: mediumPair },
  'cloudnative-pg': { operator: mediumPair },
  velero: { velero: { pods: 1, ...MEDIUM } },
} as const satisfies Readonly<Record<AddOnName, Parts | ((site: Site) => Parts)>>;

/** In production there are two of what answers questions and of what raises alarms; elsewhere nobody is woken by either. */
function prometheusPods(site: Site) {
  const pods = Platform.of(site).stage === 'production' ? PAIR : 1;
  return {
    operator: one,
    state: one,
    prometheus: { pods, cpu: millicores(500), memory: gib(2), mostMemory: gib(4) },
    alertmanager: { ...SMALL, pods },
    grafana: { ...SMALL, pods: site.prometheus?.grafana ? 1 : 0 },
  } as const;
}

type PartsOf<Name extends AddOnName> = (typeof PODS)[Name] extends (site: Site) => infer Made ? Made : (typeof PODS)[Name];

/** The nodes on which add-ons stand: the ordinary ones of AWS, which are always there; elsewhere wherever the scheduler puts them. */
export function addOnPurpose({ hosting }: Site): Purpose | undefined {
  if (hosting.kind !== 'aws') return undefined;
  const open = hosting.nodes.filter(({ dedicated }) => !dedicated);
  return (open.find(group => group.purpose === 'general') ?? open[0])?.purpose;
}

/** What runs of an add-on at a site, by the names of its parts. */
export function addOnPods<Name extends AddOnName>(name: Name, site: Site): PartsOf<Name> {
  return partsOf(name, site) as PartsOf<Name>;
}

/** The same without names. */
export function addOnParts(name: AddOnName, site: Site): readonly AddOnPods[] {
  return Object.values(partsOf(name, site));
}

function partsOf(name: AddOnName, site: Site): Parts {
  const parts: Parts | ((site: Site) => Parts) = PODS[name];
  return typeof parts === 'function' ? parts(site) : parts;
}
