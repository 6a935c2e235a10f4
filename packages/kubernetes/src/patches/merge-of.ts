import type { Json, PatchedKind } from '@clinfra/core';
import type { Kinds } from '../kinds';

/** Any of the fields, null to take one away; what stands in a list is whole, for a list is replaced. */
type Merge<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [Key in keyof T]?: Merge<T[Key]> | null } : T;

/**
 * What a patch of a kind may merge: `merge: { spec: { sessionAffinity: 'ClientIP' } } satisfies MergeOf<'Service'>`. A misspelt field does not compile then.
 * Kinds that are not of Kubernetes itself are objects of JSON.
 */
export type MergeOf<Kind extends PatchedKind> = Kind extends keyof Kinds ? Merge<Kinds[Kind]> : { readonly [field: string]: Json };
