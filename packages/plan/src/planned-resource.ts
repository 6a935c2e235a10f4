/**
 * A value of the plan. What is known only after apply stands in strings as `${<type>::<name>.<property>}`, a secret is
 * `{ "secret": true }`, what the program itself does not know is `{ "unknown": true }`.
 */
export type PlanValue = null | boolean | number | string | readonly PlanValue[] | { readonly [key: string]: PlanValue };

/** A resource as the engine would register it. Options are there only where the program sets them. */
export interface PlannedResource {
  /** Type token, such as `aws:rds/instance:Instance`. */
  readonly type: string;
  /** Name within the program: with the type and the types of its parents, the resource's identity. */
  readonly name: string;
  readonly urn: string;
  /** URN of the parent; absent for what stands directly in the stack. */
  readonly parent?: string;
  /** URN of the provider; absent for the default one. */
  readonly provider?: string;
  /** The resource's own region, else its provider's; absent where neither has one. */
  readonly region?: string;
  /** URNs that must exist first, sorted. */
  readonly dependsOn: readonly string[];
  /** The engine refuses to delete it. */
  readonly protect?: true;
  /** Deleting it from the program leaves the real thing alone. */
  readonly retainOnDelete?: true;
  readonly deleteBeforeReplace?: true;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly replaceWith?: readonly string[];
  /** URN of the resource whose deletion takes this one with it. */
  readonly deletedWith?: string;
  /** Id of the existing thing that becomes this resource. */
  readonly import?: string;
  /** Id of the existing thing that the program only reads. Nothing is created for it. */
  readonly read?: string;
  readonly aliases?: readonly PlanValue[];
  readonly customTimeouts?: Readonly<Record<string, string>>;
  readonly inputs: { readonly [key: string]: PlanValue };
}
