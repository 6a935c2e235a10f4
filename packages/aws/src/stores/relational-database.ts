import type { Postgres } from '@clinfra/core';
import { Instance, ParameterGroup, SubnetGroup } from '@pulumi/aws/rds';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import type { EncryptionKey } from '../encryption/encryption-key';
import { encryptedLogGroup } from '../log-group';
import { ReaderEndpoint } from './reader-endpoint';
import { DATABASE_LOGS, familyOf, instanceSettings, replicaSettings, writerSettings } from './relational-settings';
import type { StoreContext } from './store-context';
import { storeKey } from './store-key';
import { storeSecurityGroup } from './store-security-group';

export interface RelationalDatabaseArgs {
  /** The declared database. */
  readonly store: Postgres;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** What the writer and its replicas share. */
interface Shared {
  readonly securityGroupId: Output<string>;
  readonly parameterGroupName: Output<string>;
}

/** A PostgreSQL server on RDS with its standby, replicas, key, logs and addresses. */
export class RelationalDatabase extends ComponentResource {
  /** Where writes go. */
  readonly host: Output<string>;
  /** Where reads go: the replicas, or the writer where there is none. */
  readonly readerHost: Output<string>;

  readonly #name: string;
  readonly #store: Postgres;
  readonly #context: StoreContext;
  readonly #key: EncryptionKey;

  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:RelationalDatabase', name, {}, opts);
    this.#name = name;
    this.#store = args.store;
    this.#context = args.context;
    this.#key = this.#createKey();
    const shared = { securityGroupId: storeSecurityGroup(args.store, args.context, this), parameterGroupName: this.#createParameters() };
    const writer = this.#createWriter(shared);
    const replicas = Array.from({ length: args.store.replicas }, (_, index) => this.#createReplica(index, writer, shared));
    this.host = writer.address;
    this.readerHost = this.#readerHost(writer, replicas);
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  #owned(name: string) {
    return this.#context.facts.ownedBy(this.#store, name);
  }

  /** The name in RDS, of the writer or of a replica. */
  #identifier(replica?: number): string {
    const parts = replica === undefined ? [this.#store.name] : [this.#store.name, 'replica', String(replica + 1)];
    return this.#context.facts.physicalName(parts, 63);
  }

  #logNames(identifier: string): readonly string[] {
    return DATABASE_LOGS.map(log => `/aws/rds/instance/${identifier}/${log}`);
  }

  #createKey(): EncryptionKey {
    const identifiers = [this.#identifier(), ...Array.from({ length: this.#store.replicas }, (_, index) => this.#identifier(index))];
    const logGroups = identifiers.flatMap(identifier => this.#logNames(identifier));
    return storeKey(this.#store, this.#context, { usedBy: ['rds', 'secretsmanager'], logGroups }, this);
  }

  /** RDS would make these groups itself, plain and everlasting. */
  #createLogs(name: string, identifier: string) {
    const { facts } = this.#context;
    return this.#logNames(identifier).map((logName, index) =>
      encryptedLogGroup(`${name}-${DATABASE_LOGS[index]}`, { facts, logName, keyArn: this.#key.arn }, this),
    );
  }

  #createParameters(): Output<string> {
    const name = this.#name;
    const parameters = [{ name: 'rds.force_ssl', value: '1' }];
    const settings = { family: familyOf(this.#store.version), description: `parameters of ${this.#store.name}`, parameters };
    return new ParameterGroup(name, { ...this.#owned(name), ...settings }, { parent: this }).name;
  }

  #createWriter(shared: Shared): Instance {
    const name = this.#name;
    const identifier = this.#identifier();
    const { facts, network } = this.#context;
    const subnets = { description: `where ${this.#store.name} stands`, subnetIds: [...network.spanningDataSubnetIds] };
    const subnetGroup = new SubnetGroup(name, { ...this.#owned(name), ...subnets }, { parent: this });
    const lastSnapshot = facts.physicalName([this.#store.name, 'final'], 255);
    return new Instance(
      name,
      {
        ...this.#owned(name),
        identifier,
        ...instanceSettings(this.#store),
        ...writerSettings(this.#store, lastSnapshot),
        // Without a standby it stands where the nodes stand.
        ...(!this.#store.highAvailability && { availabilityZone: facts.site.zones[0] ?? '' }),
        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: [shared.securityGroupId],
        parameterGroupName: shared.parameterGroupName,
        kmsKeyId: this.#key.arn,
        masterUserSecretKmsKeyId: this.#key.arn,
        performanceInsightsKmsKeyId: this.#key.arn,
      },
      { parent: this, protect: this.#store.deletionProtection, dependsOn: this.#createLogs(name, identifier) },
    );
  }

  /** A replica takes disk, key and subnets from the writer; it may stand in any zone of theirs. */
  #createReplica(index: number, writer: Instance, shared: Shared): Instance {
    const name = `${this.#name}-replica-${index + 1}`;
    const identifier = this.#identifier(index);
    const { zones } = this.#context.facts.site;
    return new Instance(
      name,
      {
        ...this.#owned(name),
        identifier,
        ...instanceSettings(this.#store),
        ...replicaSettings(this.#store),
        replicateSourceDb: writer.identifier,
        availabilityZone: zones[index % zones.length] ?? '',
        vpcSecurityGroupIds: [shared.securityGroupId],
        parameterGroupName: shared.parameterGroupName,
        performanceInsightsKmsKeyId: this.#key.arn,
      },
      { parent: this, protect: this.#store.deletionProtection, dependsOn: this.#createLogs(name, identifier) },
    );
  }

  #readerHost(writer: Instance, replicas: readonly Instance[]): Output<string> {
    const [only, second] = replicas;
    if (!only) return writer.address;
    if (!second) return only.address;
    const args = { store: this.#store, context: this.#context, replicas };
    return new ReaderEndpoint(`${this.#name}-reader`, args, { parent: this }).host;
  }
}
