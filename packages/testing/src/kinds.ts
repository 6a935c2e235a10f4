import type { Kinds as BuiltInKinds, CustomKinds } from '@clinfra/kubernetes';

/** The objects that a platform renders, by kind, with what they are made of: plain values, as they go to the API server. */
export interface Kinds extends BuiltInKinds, CustomKinds {}

/** What every object carries; its name is always there. */
type Metadata = NonNullable<BuiltInKinds['ConfigMap']['metadata']> & { readonly name: string };

/** An object as it goes to the API server: the typed form of its kind where that is known. */
export type ObjectOf<Kind extends string> = {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: Metadata;
} & (Kind extends keyof Kinds ? Omit<Kinds[Kind], 'metadata'> : Readonly<Record<string, unknown>>);
