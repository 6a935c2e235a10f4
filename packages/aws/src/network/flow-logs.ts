import { FlowLog } from '@pulumi/aws/ec2';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { ComponentResource, type ComponentResourceOptions, type Input, interpolate, jsonStringify } from '@pulumi/pulumi';
import type { EncryptionKey } from '../encryption/encryption-key';
import { trust } from '../identity/policy-document';
import { encryptedLogGroup } from '../log-group';
import type { SiteFacts } from '../site-facts';

export interface FlowLogsArgs {
  readonly facts: SiteFacts;
  /** The network whose traffic is recorded. */
  readonly vpcId: Input<string>;
  /** The key of the log group; its policy must name `flowLogName(facts)`. */
  readonly key: EncryptionKey;
}

/** The log group that holds the traffic of a site's network. */
export function flowLogName(facts: SiteFacts): string {
  return `/clinfra/${facts.physicalName([], 64)}/network`;
}

/** Who spoke to whom in a site's network, accepted or refused, minute by minute. */
export class FlowLogs extends ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:FlowLogs', name, {}, opts);
    const { facts, vpcId, key } = args;
    const group = encryptedLogGroup(name, { facts, logName: flowLogName(facts), keyArn: key.arn }, this);
    const role = new Role(
      name,
      { name: facts.physicalName(['flow-logs'], 64), assumeRolePolicy: trust('vpc-flow-logs.amazonaws.com'), tags: facts.tags },
      { parent: this },
    );
    const write = {
      Sid: 'Write',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: [group.arn, interpolate`${group.arn}:*`],
    };
    const policy = jsonStringify({ Version: '2012-10-17', Statement: [write] });
    const allowed = new RolePolicy(name, { role: role.name, policy }, { parent: this });
    const settings = { vpcId, trafficType: 'ALL', logDestinationType: 'cloud-watch-logs', logDestination: group.arn, maxAggregationInterval: 60 };
    new FlowLog(name, { ...facts.owned(name), ...settings, iamRoleArn: role.arn }, { parent: this, dependsOn: [allowed] });
    this.registerOutputs({});
  }
}
