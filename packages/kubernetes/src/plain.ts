import type { IntOrString, Quantity } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Metadata } from './manifest';

/** The typed properties of a cdk8s level-1 object with plain values in place of its wrapper classes. */
export type Plain<T> = T extends Quantity | IntOrString
  ? // Other types have a `value` as well; only the wrappers have nothing else.
    Quantity extends T
    ? string | number
    : PlainFields<T>
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? PlainFields<T>
        : T;

type PlainFields<T> = { readonly [Key in keyof T]: Plain<T[Key]> };

/** An object of a kind, from the properties of its level-1 construct: `satisfies ObjectOf<KubeServiceProps>`. */
export type ObjectOf<Props> = { readonly apiVersion: string; readonly kind: string; readonly metadata: Metadata } & Plain<Omit<Props, 'metadata'>>;

/**
 * A part that is put together field by field. Rendering does so where a platform has a part for every workload: laying objects over each other is
 * several times as slow.
 */
export type Growing<T> = { -readonly [Key in keyof T]: T[Key] };
