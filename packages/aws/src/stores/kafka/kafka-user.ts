import { type Kafka, kafkaSecretName, kafkaUser, type Workload } from '@clinfra/core';
import { Stack } from '@pulumi/aws/cloudformation';
import { SingleScramSecretAssociation } from '@pulumi/aws/msk';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { SiteFacts } from '../../site-facts';
import { passwordTemplate } from './kafka-password';

export interface KafkaUserArgs {
  readonly facts: SiteFacts;
  readonly store: Kafka;
  /** Whose login it is. */
  readonly workload: Workload;
  readonly clusterArn: Input<string>;
  readonly keyArn: Input<string>;
}

/**
 * The login of one workload at a Kafka cluster: a secret, and that the cluster knows it. MSK itself writes into the secret's policy that it may read it. Its name carries
 * the number of the passwords, so that the next one is there before this one goes.
 */
export class KafkaUser extends ComponentResource {
  /** The secret, once the cluster knows it. */
  readonly secretArn: Output<string>;

  constructor(name: string, args: KafkaUserArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:KafkaUser', name, {}, opts);
    const { facts, store, workload, clusterArn, keyArn } = args;
    const who = `${workload.domain.name}.${workload.name}`;
    const templateBody = passwordTemplate({
      secretName: kafkaSecretName(facts.site, store, workload),
      user: kafkaUser(workload, store.passwords),
      description: `login of ${who} at ${store.name}`,
    });
    const stackName = facts.physicalName([store.name, `${who}.${store.passwords}`], 128);
    const stack = new Stack(name, { ...facts.ownedBy(store, name), name: stackName, templateBody, parameters: { Key: keyArn } }, { parent: this });
    // Followed and not looked up, so that a plan can say which of its answers it is.
    const { Secret: secretArn = '' } = stack.outputs;
    this.secretArn = new SingleScramSecretAssociation(name, { region: facts.region, clusterArn, secretArn }, { parent: this }).secretArn;
    this.registerOutputs({});
  }
}
