import { EventRule, EventTarget } from '@pulumi/aws/cloudwatch';
import { Queue, QueuePolicy } from '@pulumi/aws/sqs';
import { type ComponentResource, type Input, output } from '@pulumi/pulumi';
import type { PolicyDocument } from '../identity/policy-document';
import type { SiteFacts } from '../site-facts';
import { queueName } from './karpenter';

/** The events by which AWS tells that a machine is about to end. */
const INTERRUPTIONS = {
  health: { source: ['aws.health'], 'detail-type': ['AWS Health Event'] },
  spot: { source: ['aws.ec2'], 'detail-type': ['EC2 Spot Instance Interruption Warning'] },
  rebalance: { source: ['aws.ec2'], 'detail-type': ['EC2 Instance Rebalance Recommendation'] },
  state: { source: ['aws.ec2'], 'detail-type': ['EC2 Instance State-change Notification'] },
} as const;

/** Who may write into the queue: EventBridge for this account, encrypted on the way. */
export function queuePolicy(queueArn: string, accountId: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Events',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['sqs:SendMessage'],
        Resource: queueArn,
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      },
      {
        Sid: 'EncryptedOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['sqs:*'],
        Resource: queueArn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}

/** The queue of interruptions with what fills it. */
export function createInterruptions(facts: SiteFacts, accountId: Input<string>, keyArn: Input<string>, parent: ComponentResource): void {
  const name = `${facts.prefix}-interruptions`;
  const settings = { name: queueName(facts), messageRetentionSeconds: 300, kmsMasterKeyId: keyArn, kmsDataKeyReusePeriodSeconds: 300 };
  const queue = new Queue(name, { ...facts.owned(name), ...settings }, { parent });
  const policy = output(accountId).apply(account => queue.arn.apply(arn => JSON.stringify(queuePolicy(arn, account))));
  new QueuePolicy(name, { region: facts.region, queueUrl: queue.url, policy }, { parent });
  for (const [kind, pattern] of Object.entries(INTERRUPTIONS)) {
    const rule = `${name}-${kind}`;
    const settings = {
      name: facts.physicalName(['interruptions', kind], 64),
      description: `nodes about to end: ${kind}`,
      eventPattern: JSON.stringify(pattern),
    };
    const made = new EventRule(rule, { ...facts.owned(rule), ...settings }, { parent });
    new EventTarget(rule, { region: facts.region, rule: made.name, targetId: 'interruptions', arn: queue.arn }, { parent });
  }
}
