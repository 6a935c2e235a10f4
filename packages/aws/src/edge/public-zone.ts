import type { DnsZone } from '@clinfra/core';
import { LogResourcePolicy } from '@pulumi/aws/cloudwatch';
import { Key } from '@pulumi/aws/kms';
import { Record as DnsRecord, HostedZoneDnsSec, KeySigningKey, QueryLog, Zone } from '@pulumi/aws/route53';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, output } from '@pulumi/pulumi';
import { EncryptionKey } from '../encryption/encryption-key';
import type { PolicyDocument } from '../identity/policy-document';
import { encryptedLogGroup } from '../log-group';
import type { WorldwideFacts } from './worldwide-facts';

export interface PublicZoneArgs {
  readonly facts: WorldwideFacts;
  readonly zone: DnsZone;
  /** The account in which it is signed and logged. */
  readonly accountId: Input<string>;
}

/** What has to be entered once with whoever sold the domain. */
export interface Delegation {
  readonly nameServers?: Output<string[]>;
  /** The digest of the key that signs (DS). */
  readonly signedBy?: Output<string>;
}

/** A zone that everybody may ask: made here, signed and logged where that is declared, or one that exists, to which records are added. */
export class PublicZone extends ComponentResource {
  readonly zoneId: Output<string>;
  readonly delegation: Delegation;

  constructor(name: string, args: PublicZoneArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:PublicZone', name, {}, opts);
    const { zone } = args;
    const made = zone.existing === undefined ? this.#create(name, args) : undefined;
    this.zoneId = made?.zoneId ?? output(zone.existing ?? '');
    const signedBy = zone.dnssec ? this.#sign(name, args) : undefined;
    this.delegation = { ...(made && { nameServers: made.nameServers }), ...(signedBy && { signedBy }) };
    if (zone.authorities.length > 0) this.#bindAuthorities(name, zone);
    if (zone.queryLogs) this.#log(name, args);
    this.registerOutputs({ zoneId: this.zoneId });
  }

  /** Never emptied by a program: a zone with records that others made stays. */
  #create(name: string, { facts, zone }: PublicZoneArgs): Zone {
    const settings = { name: zone.domain, comment: `hosts of ${facts.platform.name}`, forceDestroy: false };
    return new Zone(name, { ...settings, tags: facts.owned(name).tags }, { parent: this, protect: facts.stage === 'production' });
  }

  #bindAuthorities(name: string, { domain, authorities }: DnsZone): void {
    const records = authorities.map(authority => `0 issue "${authority}"`);
    new DnsRecord(`${name}-authorities`, { zoneId: this.zoneId, name: domain, type: 'CAA', ttl: 3600, records }, { parent: this });
  }

  /** The one kind of key that Route 53 signs with; it cannot be renewed in place, and losing it makes the domain unreachable for those who check. */
  #sign(name: string, { facts, accountId }: PublicZoneArgs): Output<string> {
    const key = new Key(
      `${name}-dnssec`,
      {
        ...facts.owned(`${name}-dnssec`),
        description: 'signs answers of DNS',
        customerMasterKeySpec: 'ECC_NIST_P256',
        keyUsage: 'SIGN_VERIFY',
        deletionWindowInDays: 30,
        policy: output(accountId).apply(account => JSON.stringify(signingPolicy(account))),
      },
      { parent: this, protect: facts.stage === 'production' },
    );
    const settings = { name: 'clinfra', hostedZoneId: this.zoneId, keyManagementServiceArn: key.arn };
    const signing = new KeySigningKey(name, settings, { parent: this });
    new HostedZoneDnsSec(name, { hostedZoneId: signing.hostedZoneId }, { parent: this, dependsOn: [signing] });
    return signing.dsRecord;
  }

  #log(name: string, { facts, zone, accountId }: PublicZoneArgs): void {
    const logName = `/aws/route53/${zone.domain}`;
    const alias = facts.physicalName(['questions', zone.name], 200);
    const key = new EncryptionKey(
      `${name}-questions`,
      { facts, accountId, description: `questions to ${zone.domain}`, alias, usedBy: [], logGroups: [logName], protect: false },
      { parent: this },
    );
    const group = encryptedLogGroup(`${name}-questions`, { facts, logName, keyArn: key.arn }, this);
    const allowed = new LogResourcePolicy(
      `${name}-questions`,
      {
        region: facts.region,
        policyName: alias,
        policyDocument: output(accountId).apply(account => JSON.stringify(writePolicy(account, facts.region, logName))),
      },
      { parent: this },
    );
    new QueryLog(name, { zoneId: this.zoneId, cloudwatchLogGroupArn: group.arn }, { parent: this, dependsOn: [allowed] });
  }
}

/** Route 53 may sign with it for zones of the account; the account administers it, and nobody signs by hand. */
function signingPolicy(accountId: string): PolicyDocument {
  const Principal = { Service: 'dnssec-route53.amazonaws.com' };
  const Condition = { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': 'arn:aws:route53:::hostedzone/*' } };
  const administer = ['kms:CancelKeyDeletion', 'kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'];
  const change = ['kms:DisableKey', 'kms:EnableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:UntagResource'];
  const Statement: PolicyDocument['Statement'] = [
    {
      Sid: 'Administration',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: [...administer, ...change, 'kms:UpdateKeyDescription'],
      Resource: '*',
    },
    { Sid: 'Sign', Effect: 'Allow', Principal, Action: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'], Resource: '*', Condition },
    {
      Sid: 'GrantsToServices',
      Effect: 'Allow',
      Principal,
      Action: ['kms:CreateGrant'],
      Resource: '*',
      Condition: { ...Condition, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
  return { Version: '2012-10-17', Statement };
}

function writePolicy(accountId: string, region: string, logName: string): PolicyDocument {
  const write = {
    Sid: 'Write',
    Effect: 'Allow',
    Principal: { Service: 'route53.amazonaws.com' },
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `arn:aws:logs:${region}:${accountId}:log-group:${logName}:*`,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  } as const;
  return { Version: '2012-10-17', Statement: [write] };
}
