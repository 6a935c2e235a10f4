/** What may be done to objects of the Kubernetes API. What would widen the rights of others (`bind`, `escalate`, `impersonate`) cannot be asked for. */
export type ApiVerb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

/** One need of the Kubernetes API, in the namespace of the workload alone. */
export interface ApiNeed {
  /** What it does to them. */
  readonly verbs: readonly [ApiVerb, ...ApiVerb[]];
  /** The kinds of objects as kubectl spells them: `pods`, `deployments.apps`, `leases.coordination.k8s.io`. Never all, and never secrets: those are taken by `uses`. */
  readonly resources: readonly [string, ...string[]];
  /**
   * The objects by name. `create` and `list` cannot be narrowed so.
   * @default all of the kind in the namespace
   */
  readonly names?: readonly [string, ...string[]];
}
