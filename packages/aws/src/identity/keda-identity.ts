import type { Inventory, Kafka, KafkaLag, Site, Store } from '@clinfra/core';
import { ClinicalService, Worker } from '@clinfra/core';
import { PodIdentityAssociation } from '@pulumi/aws/eks';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { kafkaArn } from './permissions';
import { type PolicyDocument, type Statement, TRUST_PODS } from './policy-document';

/** As whom KEDA runs where its chart is installed as it stands. */
const SERVICE_ACCOUNT = 'keda-operator';

/** A lag that KEDA has to read in the cloud, and whose work it is. */
export interface ReadLag {
  readonly workload: ClinicalService | Worker;
  readonly signal: KafkaLag;
}

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
    const role = new Role(
      name,
      { name: facts.physicalName(['keda'], 64), assumeRolePolicy: TRUST_PODS, tags: facts.tags },
      { parent: this, ...resourcePatches(facts.site) },
    );
    const policy = output(accountId).apply(account => JSON.stringify(policyOf(args, account)));
    new RolePolicy(name, { role: role.name, policy }, { parent: this });
    const association = { clusterName, namespace, serviceAccount: SERVICE_ACCOUNT, roleArn: role.arn };
    new PodIdentityAssociation(name, { ...facts.owned(name), ...association }, { parent: this });
    this.registerOutputs({});
  }
}

/** The lags by which workloads of a site scale, of topics whose clusters are made there and know identities of AWS; elsewhere KEDA logs in as the workload. */
export function lagsOn(inventory: Inventory, site: Site, stores: readonly Store[]): readonly ReadLag[] {
  return inventory.workloads.flatMap(workload => {
    if (!(workload instanceof ClinicalService || workload instanceof Worker) || !inventory.sitesOf(workload).includes(site)) return [];
    return workload.scale.signals.flatMap(signal =>
      signal.kind === 'kafka-lag' && stores.includes(signal.topic.kafka) && !signal.topic.kafka.givesPasswords ? [{ workload, signal }] : [],
    );
  });
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
