import { LogResourcePolicy } from '@pulumi/aws/cloudwatch';
import { ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import { EncryptionKey } from '../encryption/encryption-key';
import type { Facts } from '../facts';
import type { PolicyDocument } from '../identity/policy-document';
import type { FirewallLogs } from './web-firewall';
import { firewallLogName } from './web-firewall';

export interface FirewallGroundArgs {
  readonly facts: Facts;
  readonly accountId: Input<string>;
  /** What the firewalls that log are called within their place. */
  readonly called: readonly string[];
}

/** What the logs of all firewalls of a place stand on: one key, and the one service that may write to them. */
export class FirewallGround extends ComponentResource {
  readonly logs: FirewallLogs;

  constructor(name: string, { facts, accountId, called }: FirewallGroundArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:FirewallGround', name, {}, opts);
    const logGroups = called.map(one => firewallLogName(facts, one));
    const alias = facts.physicalName(['firewall.logs'], 200);
    const description = `what firewalls saw at ${facts.tags.site}`;
    const key = new EncryptionKey(
      name,
      { facts, accountId, description, alias, usedBy: [], logGroups, protect: facts.stage === 'production' },
      { parent: this },
    );
    const policyDocument = output(accountId).apply(account => JSON.stringify(writePolicy(account, facts.region, logGroups)));
    const allowed = new LogResourcePolicy(name, { region: facts.region, policyName: alias, policyDocument }, { parent: this });
    this.logs = { keyArn: key.arn, allowed };
    this.registerOutputs({});
  }
}

function writePolicy(accountId: string, region: string, logGroups: readonly string[]): PolicyDocument {
  const own = { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': `arn:aws:logs:${region}:${accountId}:*` } };
  const write = {
    Sid: 'Write',
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: logGroups.map(name => `arn:aws:logs:${region}:${accountId}:log-group:${name}:log-stream:*`),
    Condition: own,
  } as const;
  return { Version: '2012-10-17', Statement: [write] };
}
