/** The object that runs the pods of a workload; the kinds that a patch may name. */
export type PatchedKind = 'Deployment' | 'Rollout' | 'CronJob';

/** What JSON can say; a patch is laid over an object that is sent as such. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json };

/** What is changed in the object that runs the pods of a workload, after everything else has been made. */
export interface Patch {
  /** The kind of the object. A kind that the workload does not become is a finding. */
  readonly kind: PatchedKind;
  /**
   * What is laid over the object as a JSON merge patch (RFC 7386): fields are merged, null removes one, a list replaces the whole list.
   * What names the object, selects its pods, places them or keeps them safe is not open to it.
   */
  readonly merge: { readonly [field: string]: Json };
}
