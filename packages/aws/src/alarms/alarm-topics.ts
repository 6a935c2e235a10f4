import { ALARM_SEVERITIES, type AlarmSeverity, type ResolvedAlarms } from '@clinfra/core';
import { Stack } from '@pulumi/aws/cloudformation';
import { Permission } from '@pulumi/aws/lambda';
import { Topic, TopicPolicy, TopicSubscription } from '@pulumi/aws/sns';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, output } from '@pulumi/pulumi';
import { EncryptionKey } from '../encryption/encryption-key';
import type { Facts } from '../facts';
import { endpointOf, type OpenChannel, protocolOf, type Subscribed, secretSubscriptions, subscribed, targetOf } from './subscription-settings';
import { topicName } from './topic-name';
import { topicPolicy } from './topic-policies';

export interface AlarmTopicsArgs {
  readonly facts: Facts;
  readonly accountId: Input<string>;
  readonly notify: ResolvedAlarms['notify'];
}

/** A topic for each severity, encrypted with a key of their own, and whoever is told by it. */
export class AlarmTopics extends ComponentResource {
  readonly arns: Readonly<Record<AlarmSeverity, Output<string>>>;

  readonly #args: AlarmTopicsArgs;

  constructor(
    private readonly name: string,
    args: AlarmTopicsArgs,
    opts?: ComponentResourceOptions,
  ) {
    super('clinfra:aws:AlarmTopics', name, {}, opts);
    this.#args = args;
    const key = this.#createKey();
    const topics = ALARM_SEVERITIES.map(severity => [severity, this.#createTopic(severity, key)] as const);
    this.arns = Object.fromEntries(topics) as Record<AlarmSeverity, Output<string>>;
    const { open, secret } = subscribed(args);
    for (const one of open) this.#subscribe(one);
    this.#subscribeSecrets(secret);
    this.registerOutputs({ arns: this.arns });
  }

  #createKey(): EncryptionKey {
    const { facts, accountId } = this.#args;
    const what = { description: `what rings at ${facts.place}`, alias: facts.physicalName(['alarms'], 200) };
    const use = { usedBy: [], writers: ['cloudwatch.amazonaws.com'], publishers: ['events.amazonaws.com'], protect: facts.stage === 'production' };
    return new EncryptionKey(this.name, { facts, accountId, ...what, ...use }, { parent: this });
  }

  #createTopic(severity: AlarmSeverity, key: EncryptionKey): Output<string> {
    const { facts, accountId } = this.#args;
    const name = `${this.name}.${severity}`;
    const settings = { name: topicName(facts, severity), displayName: `${facts.platform.name} ${severity}`, kmsMasterKeyId: key.arn };
    const topic = new Topic(name, { ...facts.owned(name), ...settings }, { parent: this });
    const policy = output(accountId).apply(account => topic.arn.apply(arn => JSON.stringify(topicPolicy(arn, account, facts.region))));
    new TopicPolicy(name, { region: facts.region, arn: topic.arn, policy }, { parent: this });
    return topic.arn;
  }

  #subscribe({ severity, channel }: Subscribed<OpenChannel>): void {
    const { facts, accountId } = this.#args;
    const { region } = facts;
    const name = `${this.name}.${severity}.${targetOf(channel)}`;
    const topic = this.arns[severity];
    const endpoint =
      channel.kind === 'queue' || channel.kind === 'function' ? output(accountId).apply(id => endpointOf(channel, region, id)) : targetOf(channel);
    const dependsOn = channel.kind === 'function' ? [this.#letCall(name, channel.function, topic)] : [];
    new TopicSubscription(name, { region, topic, protocol: protocolOf(channel), endpoint }, { parent: this, dependsOn });
  }

  #letCall(name: string, called: string, sourceArn: Input<string>): Permission {
    const caller = { action: 'lambda:InvokeFunction', function: called, principal: 'sns.amazonaws.com', sourceArn };
    return new Permission(name, { region: this.#args.facts.region, ...caller }, { parent: this });
  }

  #subscribeSecrets(secrets: Parameters<typeof secretSubscriptions>[0]): void {
    if (secrets.length === 0) return;
    const { facts } = this.#args;
    const name = `${this.name}.secret`;
    const parameters = Object.fromEntries(secrets.map(({ severity }) => [severity, this.arns[severity]]));
    const settings = { name: facts.physicalName(['alarms'], 128), templateBody: secretSubscriptions(secrets), parameters };
    new Stack(name, { ...facts.owned(name), ...settings }, { parent: this });
  }
}
