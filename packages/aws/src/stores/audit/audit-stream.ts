import type { AuditTrail } from '@clinfra/core';
import { LogStream } from '@pulumi/aws/cloudwatch';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { FirehoseDeliveryStream } from '@pulumi/aws/kinesis';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output, output, type Resource } from '@pulumi/pulumi';
import { PrivateBucket } from '../../buckets/private-bucket';
import { trust } from '../../identity/policy-document';
import { lockedFor } from '../buckets/bucket-settings';
import type { StoreContext } from '../store-context';
import { keyAndLogs } from '../store-logs';
import { auditDelivery, auditDeliveryPolicy, auditStreamName } from './audit-settings';

export interface AuditStreamArgs {
  /** The declared trail. */
  readonly store: AuditTrail;
  /** What it stands on. */
  readonly context: StoreContext;
  /** The URL by which the site's workloads reach Firehose inside their network. */
  readonly endpoint: Input<string>;
  /** The bucket in which requests to that of the trail are noted. */
  readonly accessLogs: Input<string>;
}

/** What workloads did, written once and locked: a stream takes it, and only the stream writes into the bucket. */
export class AuditStream extends ComponentResource {
  /** The URL by which events are sent. */
  readonly host: Output<string>;
  readonly readerHost: Output<string>;
  /** The name of the stream. */
  readonly resource: Output<string>;

  constructor(name: string, args: AuditStreamArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:AuditStream', name, {}, opts);
    const { store, context, endpoint, accessLogs } = args;
    const { facts, network } = context;
    const streamName = auditStreamName(facts, store);
    const logs = { delivery: `/clinfra/${streamName}/delivery` };
    const { key, logGroups } = keyAndLogs(store, context, { usedBy: ['s3', 'firehose'], logs }, this);
    const group = logGroups.delivery;
    const tags = facts.ownedBy(store, name).tags;
    const whose = { facts, accountId: network.accountId, called: store.name, purpose: 'audit', keyArn: key.arn, accessLogs } as const;
    const locked = lockedFor(store.retention, facts.stage);
    const bucket = new PrivateBucket(name, { ...whose, ...locked, tags, protect: store.deletionProtection }, { parent: this });
    const log = new LogStream(name, { region: facts.region, name: 'delivery', logGroupName: group.name }, { parent: this });
    const { role, allowed } = this.#createRole(name, args, bucket, group.arn);
    const stream = new FirehoseDeliveryStream(
      name,
      {
        ...facts.ownedBy(store, name),
        name: streamName,
        destination: 'extended_s3',
        serverSideEncryption: { enabled: true, keyType: 'CUSTOMER_MANAGED_CMK', keyArn: key.arn },
        extendedS3Configuration: { ...auditDelivery(group.name, log.name), roleArn: role.arn, bucketArn: bucket.arn, kmsKeyArn: key.arn },
      },
      { parent: this, protect: store.deletionProtection, dependsOn: [allowed, bucket.ready] },
    );
    this.resource = stream.name;
    this.host = output(endpoint);
    this.readerHost = this.host;
    this.registerOutputs({ stream: this.resource });
  }

  #createRole(
    name: string,
    { store, context: { facts } }: AuditStreamArgs,
    bucket: PrivateBucket,
    logGroup: Input<string>,
  ): { readonly role: Role; readonly allowed: Resource } {
    const roleName = facts.physicalName([`${store.name}.delivery`], 64);
    const role = new Role(name, { name: roleName, assumeRolePolicy: trust('firehose.amazonaws.com'), tags: facts.tags }, { parent: this });
    const policy = all([bucket.arn, logGroup]).apply(([arn, group]) => JSON.stringify(auditDeliveryPolicy(arn, group)));
    return { role, allowed: new RolePolicy(name, { role: role.name, policy }, { parent: this }) };
  }
}
