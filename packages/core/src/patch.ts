import { Declaration } from './platform/declaration';
import type { PatchedResource, ResourcePatch } from './resource-patch';

/** What JSON can say; a patch is laid over an object that is sent as such. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json };

const OF_ANY_WORKLOAD = ['ServiceAccount', 'ConfigMap', 'NetworkPolicy', 'Role', 'RoleBinding', 'Sidecar'] as const;
const OF_RUNNING_PODS = [
  ...['PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ScaledObject', 'TriggerAuthentication', 'VerticalPodAutoscaler'],
  ...['ServiceMonitor', 'PodMonitor', 'AuthorizationPolicy', 'PeerAuthentication'],
] as const;

/** The kinds of the objects that each construct may become, and that a patch of it may name. */
export const PATCHED_KINDS = {
  'clinical-service': [
    ...['Deployment', 'Rollout', 'AnalysisTemplate', 'Service', 'VirtualService', 'DestinationRule', 'WorkloadEntry'],
    ...['HTTPRoute', 'BackendTLSPolicy', 'Ingress', 'TargetGroupBinding'],
    ...OF_RUNNING_PODS,
    ...OF_ANY_WORKLOAD,
  ],
  worker: ['Deployment', ...OF_RUNNING_PODS, ...OF_ANY_WORKLOAD],
  'scheduled-task': ['CronJob', ...OF_ANY_WORKLOAD],
  'release-task': ['Job', ...OF_ANY_WORKLOAD],
  'volume-claim': ['PersistentVolumeClaim'],
  domain: [
    ...['Namespace', 'ResourceQuota', 'LimitRange', 'NetworkPolicy', 'SecretStore', 'Role', 'RoleBinding', 'ConfigMap'],
    ...['PeerAuthentication', 'AuthorizationPolicy', 'Sidecar', 'PodMonitor', 'PrometheusRule'],
  ],
  edge: ['Gateway', 'HTTPRoute', 'Ingress', 'EnvoyFilter', 'NetworkPolicy', 'AuthorizationPolicy', 'TargetGroupBinding'],
  secret: ['ExternalSecret'],
  'external-host': ['Service', 'ServiceEntry'],
  store: ['ConfigMap'],
  site: ['PriorityClass', 'StorageClass', 'NodePool', 'EC2NodeClass', 'ConfigMap', 'Gateway', 'Service'],
  registry: [],
  'dns-zone': [],
} as const;

/** The constructs that have objects. */
export type PatchedNoun = keyof typeof PATCHED_KINDS;

/** The kinds of the objects that a construct may become. */
export type KindOf<Noun extends PatchedNoun> = (typeof PATCHED_KINDS)[Noun][number];

/** Every kind that some patch may name. */
export type PatchedKind = KindOf<PatchedNoun>;

/** What is changed in an object, after everything else has been made. */
export interface Patch<Kind extends string = string> {
  /** The kind of the object. A kind that the construct does not become is a finding. */
  readonly kind: Kind;
  /**
   * The object's name. A Job is meant by the name of its task.
   * @default the only object of the kind that the construct becomes in a namespace; several are a finding that names them
   */
  readonly name?: string;
  /**
   * What is laid over the object as a JSON merge patch (RFC 7386): fields are merged, null removes one, a list replaces the whole list. What names
   * the object, selects or places its pods is not open to it; what keeps it safe takes a waiver in production (`patched-guard`).
   * `MergeOf<'Service'>` of `@clinfra/kubernetes` is its type for a kind.
   */
  readonly merge: { readonly [field: string]: Json };
}

const NONE: readonly never[] = [];

/** A declaration whose objects, and what it becomes on AWS, may be adjusted by whoever owns it. */
export abstract class Patchable<Change extends Patch = Patch, OnAws extends PatchedResource = never> extends Declaration {
  #patches: Change[] | undefined;
  #resourcePatches: ResourcePatch<OnAws>[] | undefined;

  /** Lays fields over an object that it becomes, last of all: `patch({ kind: 'Service', merge: { spec: { sessionAffinity: 'ClientIP' } } })`. */
  patch(patch: Change): this {
    this.#patches ??= [];
    this.#patches.push(patch);
    return this;
  }

  /** Lays arguments over what it becomes on AWS, last of all: `patchResource({ type: 'aws:rds/cluster:Cluster', merge: { networkType: 'DUAL' } })`. */
  patchResource(patch: ResourcePatch<OnAws>): this {
    this.#resourcePatches ??= [];
    this.#resourcePatches.push(patch);
    return this;
  }

  /** What is laid over the objects that it becomes, in this order. */
  get patches(): readonly Change[] {
    return this.#patches ?? NONE;
  }

  /** What is laid over what it becomes on AWS, in this order. */
  get resourcePatches(): readonly ResourcePatch<OnAws>[] {
    return this.#resourcePatches ?? NONE;
  }
}
