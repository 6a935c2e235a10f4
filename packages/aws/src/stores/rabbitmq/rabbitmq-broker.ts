import { brokerAudience, MANAGEMENT_PORT, type RabbitMq } from '@clinfra/core';
import { Broker, Configuration } from '@pulumi/aws/mq';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Output, output } from '@pulumi/pulumi';
import { workloadRoleArn } from '../../identity/workload-identity';
import type { StoreContext } from '../store-context';
import { storeKey } from '../store-key';
import { storeSecurityGroup } from '../store-security-group';
import { type BrokerClient, rabbitMqConfiguration, rabbitMqName, rabbitMqSettings, rabbitMqSubnets, scopesOf } from './rabbitmq-settings';

export interface RabbitMqBrokerArgs {
  /** The declared broker with its exchanges and queues. */
  readonly store: RabbitMq;
  /** What it stands on. */
  readonly context: StoreContext;
  /** Where its clients have their tokens signed. */
  readonly tokens: Output<string>;
}

/** A broker of RabbitMQ on Amazon MQ: TLS, and identities of AWS as the only way in. */
export class RabbitMqBroker extends ComponentResource {
  /** The one address of all its brokers. */
  readonly host: Output<string>;
  readonly readerHost: Output<string>;
  /** Where clients have the tokens signed with which they log in. */
  readonly tokens: Output<string>;

  readonly #name: string;
  readonly #store: RabbitMq;
  readonly #context: StoreContext;

  constructor(name: string, args: RabbitMqBrokerArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:RabbitMqBroker', name, {}, opts);
    this.#name = name;
    this.#store = args.store;
    this.#context = args.context;
    const broker = this.#createBroker(this.#createConfiguration());
    this.host = broker.instances.apply(([first]) => hostOf(first?.endpoints?.[0] ?? ''));
    this.readerHost = this.host;
    this.tokens = args.tokens;
    this.registerOutputs({ host: this.host });
  }

  #createBroker(configuration: Configuration): Broker {
    const { facts, network } = this.#context;
    const store = this.#store;
    const key = storeKey(store, this.#context, { usedBy: ['mq'] }, this);
    return new Broker(
      this.#name,
      {
        ...facts.ownedBy(store, this.#name),
        brokerName: rabbitMqName(facts, store),
        ...rabbitMqSettings(store, facts.platform.locale.timeZone),
        configuration: { id: configuration.id, revision: configuration.latestRevision },
        encryptionOptions: { kmsKeyId: key.arn, useAwsOwnedKey: false },
        subnetIds: [...rabbitMqSubnets(network.spanningDataSubnetIds, store)],
        securityGroups: [this.#createSecurityGroup()],
      },
      { parent: this, protect: store.deletionProtection },
    );
  }

  /** Besides clients, the Job is let in that makes exchanges and queues. */
  #createSecurityGroup(): Output<string> {
    const { facts, cluster, uses } = this.#context;
    const securityGroupId = storeSecurityGroup(this.#store, this.#context, this);
    if (uses.some(({ relation }) => relation.kind === 'administers')) {
      const name = `${this.#name}-management`;
      const ports = { ipProtocol: 'tcp', fromPort: MANAGEMENT_PORT, toPort: MANAGEMENT_PORT, description: 'what makes exchanges and queues' };
      const rule = { securityGroupId, referencedSecurityGroupId: cluster.securityGroupId, ...ports };
      new SecurityGroupIngressRule(name, { ...facts.ownedBy(this.#store, name), ...rule }, { parent: this });
    }
    return securityGroupId;
  }

  #createConfiguration(): Configuration {
    const { facts, network } = this.#context;
    const store = this.#store;
    const { tokenIssuer } = store;
    // The checks have seen to it.
    if (tokenIssuer === undefined) throw new Error(`${store.path} has no tokenIssuer`);
    const { engineType, engineVersion } = rabbitMqSettings(store, facts.platform.locale.timeZone);
    const data = output(network.accountId).apply(account => rabbitMqConfiguration(tokenIssuer, brokerAudience(facts.site, store), this.#clients(account)));
    const settings = { name: facts.physicalName([store.name], 150), description: `settings of ${store.name}`, engineType, engineVersion, data };
    return new Configuration(this.#name, { ...facts.ownedBy(store, this.#name), ...settings }, { parent: this });
  }

  #clients(account: string): readonly BrokerClient[] {
    const { facts, uses } = this.#context;
    return [...new Set(uses.map(({ workload }) => workload))].map(workload => ({
      roleArn: workloadRoleArn(facts, workload, account),
      scopes: scopesOf(
        this.#store,
        brokerAudience(facts.site, this.#store),
        uses.filter(use => use.workload === workload),
      ),
    }));
  }
}

/** `amqps://b-1.mq.eu-west-1.on.aws:5671` without scheme and port. */
function hostOf(endpoint: string): string {
  return endpoint.replace(/^\w+:\/\//, '').replace(/:\d+$/, '');
}
