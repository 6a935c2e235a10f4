/** What every object carries besides its own fields. */
export interface Metadata {
  readonly name: string;
  /** Absent on what stands in no namespace. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * A finished Kubernetes object: plain values only, as the API server takes them. Parts of it may be shared with other objects, so that
 * it is to be copied before it is changed.
 */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}
