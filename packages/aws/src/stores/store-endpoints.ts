import type { Output } from '@pulumi/pulumi';

/** Where clients find a store. */
export interface StoreEndpoints {
  /** Where writes go. For Kafka the list of brokers with their ports. */
  readonly host: Output<string>;
  /** Where reads may go. */
  readonly readerHost: Output<string>;
  /** What AWS calls a store that AWS Backup backs up. */
  readonly arn?: Output<string>;
  /** The name of a bucket or a stream, whose host is a URL inside the network; the ARN of a domain of OpenSearch. */
  readonly resource?: Output<string>;
  /** Where clients of a broker have their tokens signed, as a URL inside the network. */
  readonly tokens?: Output<string>;
  /** The names under which workloads log in to a cache with their own identity, by `<domain>.<workload>`. */
  readonly users?: Readonly<Record<string, string>>;
  /** Where a domain of OpenSearch puts its snapshots: the name of the bucket, and the ARN of the role that writes there. */
  readonly snapshots?: { readonly bucket: Output<string>; readonly role: Output<string> };
  /** What the Job needs that makes the users of a database, with the secret of its administrator, or the ACLs of a Kafka cluster. */
  readonly administration?: { readonly server: Output<string>; readonly secret?: Output<string>; readonly secrets?: Output<string> };
}
