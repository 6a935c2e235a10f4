import type { Manifest } from '@clinfra/kubernetes';
import { at } from './rendered';
import type { AntiAffinityTerm, PodShape, SpreadConstraint } from './scheduler';

/** What rendered objects say of a workload's pods: how they look to a scheduler, how many there may be, and how they are replaced. */
export interface RenderedWorkload {
  readonly name: string;
  readonly namespace: string;
  /** A pod of the workload, of one version of it. */
  readonly pod: (version: string) => PodShape;
  readonly min: number;
  readonly max: number;
  /** How many pods more, and how many fewer, there may be while so many are replaced. */
  readonly surge: (pods: number) => number;
  readonly unavailable: (pods: number) => number;
  /** How many of so many pods a drain may take. */
  readonly drainable: (pods: number) => number;
  readonly requests: { readonly cpu: string; readonly memory: string };
}

/** What Kubernetes goes by where a Deployment says nothing of how its pods are replaced. */
const KUBERNETES_OWN = '25%';

/** The workloads with a number of pods, read from the objects of a namespace. */
export function workloadsOf(manifests: readonly Manifest[]): readonly RenderedWorkload[] {
  return manifests.filter(({ kind }) => kind === 'Deployment').map(deployment => workloadOf(deployment, manifests));
}

function workloadOf(deployment: Manifest, manifests: readonly Manifest[]): RenderedWorkload {
  const { name, namespace = '' } = deployment.metadata;
  const template = at(deployment, 'spec', 'template');
  const labels = (at(template, 'metadata', 'labels') ?? {}) as Readonly<Record<string, string>>;
  const spread = (at(template, 'spec', 'topologySpreadConstraints') ?? []) as readonly SpreadConstraint[];
  const apart = (at(template, 'spec', 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution') ?? []) as readonly AntiAffinityTerm[];
  const rolling = at(deployment, 'spec', 'strategy', 'rollingUpdate');
  const budget = manifests.find(({ kind, metadata }) => kind === 'PodDisruptionBudget' && metadata.name === name);
  return {
    name,
    namespace,
    pod: version => ({ labels: { ...labels, 'pod-template-hash': version }, spread, apart }),
    ...countsOf(deployment, manifests),
    surge: pods => part(at(rolling, 'maxSurge') ?? KUBERNETES_OWN, pods, Math.ceil),
    unavailable: pods => part(at(rolling, 'maxUnavailable') ?? KUBERNETES_OWN, pods, Math.floor),
    drainable: pods => drainable(at(budget, 'spec'), pods),
    requests: at(template, 'spec', 'containers', 0, 'resources', 'requests') as RenderedWorkload['requests'],
  };
}

function countsOf(deployment: Manifest, manifests: readonly Manifest[]): { readonly min: number; readonly max: number } {
  const targets = (field: string) => (manifest: Manifest) => at(manifest, 'spec', field, 'name') === deployment.metadata.name;
  const plain = manifests.find(manifest => manifest.kind === 'HorizontalPodAutoscaler' && targets('scaleTargetRef')(manifest));
  const keda = manifests.find(manifest => manifest.kind === 'ScaledObject' && targets('scaleTargetRef')(manifest));
  if (plain && keda) throw new Error(`two autoscalers own ${deployment.metadata.name}`);
  if (plain) return { min: at(plain, 'spec', 'minReplicas') as number, max: at(plain, 'spec', 'maxReplicas') as number };
  if (keda) return { min: at(keda, 'spec', 'minReplicaCount') as number, max: at(keda, 'spec', 'maxReplicaCount') as number };
  const replicas = at(deployment, 'spec', 'replicas') as number;
  return { min: replicas, max: replicas };
}

/** A number of pods, or a share of them. */
function part(value: unknown, pods: number, round: (share: number) => number): number {
  if (typeof value === 'string') return round((pods * Number.parseFloat(value)) / 100);
  return typeof value === 'number' ? value : 0;
}

/** As the eviction API reckons: it rounds a share of what must stay up. */
function drainable(budget: unknown, pods: number): number {
  if (budget === undefined) return pods;
  const kept = at(budget, 'minAvailable');
  if (kept !== undefined) return pods - part(kept, pods, Math.ceil);
  return part(at(budget, 'maxUnavailable'), pods, Math.ceil);
}
