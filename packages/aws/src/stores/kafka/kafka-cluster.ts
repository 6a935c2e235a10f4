import type { Kafka } from '@clinfra/core';
import { Configuration, Cluster as MskCluster, Topic } from '@pulumi/aws/msk';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import type { EncryptionKey } from '../../encryption/encryption-key';
import { encryptedLogGroup } from '../../log-group';
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

export interface KafkaClusterArgs {
  /** The declared cluster with its topics. */
  readonly store: Kafka;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** A Kafka cluster on MSK with its topics: TLS and IAM are the only way in. */
export class KafkaCluster extends ComponentResource {
  /** The brokers with their ports, separated by commas; readers and writers use the same. */
  readonly host: Output<string>;
  readonly readerHost: Output<string>;

  readonly #name: string;
  readonly #store: Kafka;
  readonly #context: StoreContext;

  constructor(name: string, args: KafkaClusterArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:KafkaCluster', name, {}, opts);
    this.#name = name;
    this.#store = args.store;
    this.#context = args.context;
    const cluster = this.#createCluster();
    new KafkaStorage(name, { facts: args.context.facts, store: args.store, cluster }, { parent: this });
    this.#createTopics(cluster);
    this.host = cluster.bootstrapBrokersSaslIam;
    this.readerHost = cluster.bootstrapBrokersSaslIam;
    this.registerOutputs({ host: this.host });
  }

  #createCluster(): MskCluster {
    const { facts } = this.#context;
    const name = this.#name;
    const clusterName = kafkaName(facts, this.#store);
    const logName = `/clinfra/${clusterName}/brokers`;
    const key = storeKey(this.#store, this.#context, { usedBy: ['kafka'], logGroups: [logName] }, this);
    const logs = encryptedLogGroup(`${name}-brokers`, { facts, logName, keyArn: key.arn }, this);
    const configuration = this.#createConfiguration(clusterName);
    return new MskCluster(
      name,
      {
        ...facts.ownedBy(this.#store, name),
        clusterName,
        kafkaVersion: KAFKA_VERSIONS[this.#store.version],
        numberOfBrokerNodes: brokerCount(this.#store, facts.site.zones),
        brokerNodeGroupInfo: this.#brokers(),
        clientAuthentication: { sasl: { iam: true, scram: false }, unauthenticated: false },
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
    const serverProperties = brokerProperties(brokerCount(this.#store, facts.site.zones));
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

  /** Besides clients, Prometheus is let in from the cluster where the site has one. */
  #createSecurityGroup(): Output<string> {
    const { facts, cluster } = this.#context;
    const securityGroupId = storeSecurityGroup(this.#store, this.#context, this);
    if (facts.site.prometheus) {
      const name = `${this.#name}-exporters`;
      const ports = { ipProtocol: 'tcp', fromPort: EXPORTER_PORTS.from, toPort: EXPORTER_PORTS.to, description: 'Prometheus in the cluster' };
      const rule = { securityGroupId, referencedSecurityGroupId: cluster.securityGroupId, ...ports };
      new SecurityGroupIngressRule(name, { ...facts.ownedBy(this.#store, name), ...rule }, { parent: this });
    }
    return securityGroupId;
  }

  #encryption(key: EncryptionKey) {
    return { encryptionAtRestKmsKeyArn: key.arn, encryptionInTransit: { clientBroker: 'TLS', inCluster: true } };
  }

  #createTopics(cluster: MskCluster): void {
    const { region } = this.#context.facts;
    for (const topic of this.#store.topics) {
      const args = { region, clusterArn: cluster.arn, ...topicSettings(topic) };
      new Topic(`${this.#name}-${topic.name}`, args, { parent: this, protect: this.#store.deletionProtection });
    }
  }
}
