import type { Kafka, ReadLag } from '@clinfra/core';
import { ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { kafkaArn } from './permissions';
import { podIdentity } from './pod-identity';
import type { PolicyDocument, Statement } from './policy-document';

/** As whom KEDA runs where its chart is installed as it stands. */
const SERVICE_ACCOUNT = 'keda-operator';

export interface KedaIdentityArgs {
  readonly facts: SiteFacts;
  readonly accountId: Input<string>;
  readonly clusterName: Input<string>;
  /** The namespace in which KEDA runs. */
  readonly namespace: string;
  readonly kafkaName: (kafka: Kafka) => string;
  readonly lags: readonly ReadLag[];
}

/** Who KEDA is in AWS: it may see how far groups have come with their topics, and read no message. */
export class KedaIdentity extends ComponentResource {
  constructor(name: string, args: KedaIdentityArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:KedaIdentity', name, {}, opts);
    const { facts, accountId, clusterName, namespace } = args;
    const policy = output(accountId).apply(account => JSON.stringify(policyOf(args, account)));
    const runs = { clusterName, namespace, serviceAccount: SERVICE_ACCOUNT };
    podIdentity(name, { facts, roleName: facts.physicalName(['keda'], 64), policy, ...runs }, this, resourcePatches(facts.site));
    this.registerOutputs({});
  }
}

function policyOf({ facts, kafkaName, lags }: KedaIdentityArgs, accountId: string): PolicyDocument {
  const arn = kafkaArn({ region: facts.region, accountId, kafkaName });
  const each = (resources: readonly string[]) => [...new Set(resources)];
  const statement = (sid: string, actions: readonly string[], resources: readonly string[]): Statement => ({
    Sid: sid,
    Effect: 'Allow',
    Action: actions.map(action => `kafka-cluster:${action}`),
    Resource: each(resources),
  });
  const statements = [
    statement(
      'Connect',
      ['Connect'],
      lags.map(({ signal }) => arn('cluster', signal.topic.kafka)),
    ),
    statement(
      'SeeEnds',
      ['DescribeTopic'],
      lags.map(({ signal }) => arn('topic', signal.topic.kafka, signal.topic.name)),
    ),
    statement(
      'SeeGroups',
      ['DescribeGroup'],
      lags.map(({ workload, signal }) => arn('group', signal.topic.kafka, signal.group ?? workload.name)),
    ),
  ];
  return { Version: '2012-10-17', Statement: statements };
}
