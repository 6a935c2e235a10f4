import { KAFKA_PORTS, type Kafka } from '@clinfra/core';
import { Configuration, Cluster as MskCluster, Topic } from '@pulumi/aws/msk';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import type { EncryptionKey } from '../../encryption/encryption-key';
import { encryptedLogGroup } from '../../log-group';
import { logIns } from '../clients';
import type { StoreContext } from '../store-context';
import { storeKey } from '../store-key';
import { storeSecurityGroup } from '../store-security-group';
import {
  BROKER_CLASSES,
  brokerCount,
  brokerProperties,
  brokerZones,
  EXPORTER_PORTS,
  KAFKA_VERSIONS,
  kafkaName,
  monitoringSettings,
  topicSettings,
} from './kafka-settings';
import { KafkaStorage } from './kafka-storage';
import { KafkaUser } from './kafka-user';

export interface KafkaClusterArgs {
  /** The declared cluster with its topics. */
  readonly store: Kafka;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** A Kafka cluster on MSK with its topics. The only ways in are TLS with an identity of AWS and, where it is declared, with a name and a password. */
export class KafkaCluster extends ComponentResource {
  /** The brokers with their ports, separated by commas; readers and writers use the same. */
  readonly host: Output<string>;
  readonly readerHost: Output<string>;
  /** The brokers where identities of AWS come in, by which its ACLs are written. */
  readonly server: Output<string>;
  /** The secrets with the logins of its clients. */
  readonly logins: readonly Output<string>[];

  readonly #name: string;
  readonly #store: Kafka;
  readonly #context: StoreContext;

  constructor(name: string, args: KafkaClusterArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:KafkaCluster', name, {}, opts);
    this.#name = name;
    this.#store = args.store;
    this.#context = args.context;
    const key = this.#createKey();
    const cluster = this.#createCluster(key);
    new KafkaStorage(name, { facts: args.context.facts, store: args.store, cluster }, { parent: this });
    this.#createTopics(cluster);
    this.logins = this.#createUsers(cluster, key);
    this.server = cluster.bootstrapBrokersSaslIam;
    this.host = args.store.givesPasswords ? cluster.bootstrapBrokersSaslScram : this.server;
    this.readerHost = this.host;
    this.registerOutputs({ host: this.host });
  }

  get #logName(): string {
    return `/clinfra/${kafkaName(this.#context.facts, this.#store)}/brokers`;
  }

  #createKey(): EncryptionKey {
    const usedBy = this.#store.givesPasswords ? (['kafka', 'secretsmanager'] as const) : (['kafka'] as const);
    return storeKey(this.#store, this.#context, { usedBy, logGroups: [this.#logName] }, this);
  }

  #createCluster(key: EncryptionKey): MskCluster {
    const { facts } = this.#context;
    const name = this.#name;
    const clusterName = kafkaName(facts, this.#store);
    const logs = encryptedLogGroup(`${name}-brokers`, { facts, logName: this.#logName, keyArn: key.arn }, this);
    const configuration = this.#createConfiguration(clusterName);
    return new MskCluster(
      name,
      {
        ...facts.ownedBy(this.#store, name),
        clusterName,
        kafkaVersion: KAFKA_VERSIONS[this.#store.version],
        numberOfBrokerNodes: brokerCount(this.#store, facts.site.zones),
        brokerNodeGroupInfo: this.#brokers(),
        // Identities of AWS always: what writes the ACLs has no password, and no ACL counts for it.
        clientAuthentication: { sasl: { iam: true, scram: this.#store.givesPasswords }, unauthenticated: false },
        encryptionInfo: this.#encryption(key),
        configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
        storageMode: this.#store.tieredStorage ? 'TIERED' : 'LOCAL',
        ...monitoringSettings(this.#store, facts.site),
        loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logs.name } } },
      },
      // What has grown by itself is no difference to undo.
      { parent: this, protect: this.#store.deletionProtection, ignoreChanges: ['brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize'] },
    );
  }

  #createConfiguration(name: string): Configuration {
    const { facts } = this.#context;
    const serverProperties = brokerProperties(this.#store, brokerCount(this.#store, facts.site.zones));
    const settings = { name, kafkaVersions: [KAFKA_VERSIONS[this.#store.version]], description: `settings of ${this.#store.name}`, serverProperties };
    return new Configuration(this.#name, { region: facts.region, ...settings }, { parent: this });
  }

  #brokers() {
    const { facts, network } = this.#context;
    return {
      instanceType: BROKER_CLASSES[this.#store.size],
      clientSubnets: network.spanningDataSubnetIds.slice(0, brokerZones(facts.site.zones)),
      securityGroups: [this.#createSecurityGroup()],
      connectivityInfo: { publicAccess: { type: 'DISABLED' } },
      storageInfo: { ebsStorageInfo: { volumeSize: this.#store.storage.toAwsGibibytes() } },
    };
  }

  /** Besides clients, Prometheus is let in from the cluster where the site has one, and the Job that writes the ACLs. */
  #createSecurityGroup(): Output<string> {
    const { facts, uses } = this.#context;
    const group = storeSecurityGroup(this.#store, this.#context, this);
    if (facts.site.prometheus) this.#letIn(group, 'exporters', EXPORTER_PORTS, 'Prometheus in the cluster');
    if (uses.some(({ relation }) => relation.kind === 'administers'))
      this.#letIn(group, 'access', { from: KAFKA_PORTS.iam, to: KAFKA_PORTS.iam }, 'what writes the ACLs');
    return group;
  }

  #letIn(securityGroupId: Output<string>, what: string, { from: fromPort, to: toPort }: typeof EXPORTER_PORTS, description: string): void {
    const { facts, cluster } = this.#context;
    const name = `${this.#name}-${what}`;
    const rule = { securityGroupId, referencedSecurityGroupId: cluster.securityGroupId, ipProtocol: 'tcp', fromPort, toPort, description };
    new SecurityGroupIngressRule(name, { ...facts.ownedBy(this.#store, name), ...rule }, { parent: this });
  }

  #encryption(key: EncryptionKey) {
    return { encryptionAtRestKmsKeyArn: key.arn, encryptionInTransit: { clientBroker: 'TLS', inCluster: true } };
  }

  #createUsers({ arn: clusterArn }: MskCluster, { arn: keyArn }: EncryptionKey): readonly Output<string>[] {
    const { facts, uses } = this.#context;
    const store = this.#store;
    if (!store.givesPasswords) return [];
    const clients = new Set(logIns(uses).map(({ workload }) => workload));
    return [...clients].map(workload => {
      const name = `${this.#name}-${workload.domain.name}.${workload.name}.${store.passwords}`;
      return new KafkaUser(name, { facts, store, workload, clusterArn, keyArn }, { parent: this }).secretArn;
    });
  }

  #createTopics(cluster: MskCluster): void {
    const { region } = this.#context.facts;
    for (const topic of this.#store.topics) {
      const args = { region, clusterArn: cluster.arn, ...topicSettings(topic) };
      new Topic(`${this.#name}-${topic.name}`, args, { parent: this, protect: this.#store.deletionProtection });
    }
  }
}
