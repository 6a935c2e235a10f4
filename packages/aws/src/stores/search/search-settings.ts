import { dailyInUtc, MINUTES_OF_A_DAY, type OpenSearch, type Site, type WarmNodes } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import type { PolicyDocument } from '../../identity/policy-document';
import type { SiteFacts } from '../../site-facts';

const HOUR = 60;
/** How long the quiet hours last, which the service decides. */
const QUIET = 10;
/** In how many zones a domain stands at the most. */
const MOST_ZONES = 3;
/** The longest name of a domain. */
const MAX_NAME = 28;

/** The name of a domain in its account and region; permissions name it. */
export function searchDomainName(facts: SiteFacts, { name }: Pick<OpenSearch, 'name'>): string {
  return facts.physicalName([name], MAX_NAME);
}

/** The role by which a domain writes its snapshots; who hands it over names it. */
export function snapshotRoleName(facts: SiteFacts, { name }: Pick<OpenSearch, 'name'>): string {
  return facts.physicalName([name, 'snapshots'], 64);
}

/** Where a domain keeps its snapshots, within the buckets of its site. */
export function snapshotsCalled({ name }: Pick<OpenSearch, 'name'>): string {
  return `${name}.snapshots`;
}

/** What the figures of all requests to such a bucket go by. */
export const ALL_REQUESTS = 'all';

/** What goes to CloudWatch, and what the service calls it: errors, requests that took long, and who asked for what. */
export const SEARCH_LOGS = {
  application: 'ES_APPLICATION_LOGS',
  'slow-index': 'INDEX_SLOW_LOGS',
  'slow-search': 'SEARCH_SLOW_LOGS',
  audit: 'AUDIT_LOGS',
} as const;

type Nodes = Pick<OpenSearch, 'instanceType' | 'nodes' | 'masters' | 'masterType' | 'warm' | 'lifecycle'>;

/** The subnets of a domain, one in each of its zones. */
export function searchSubnets<Subnet>(subnets: readonly Subnet[], { nodes }: Pick<OpenSearch, 'nodes'>): readonly Subnet[] {
  return subnets.slice(0, Math.min(MOST_ZONES, nodes));
}

/** Nodes with data in each zone alike, those that lead them, and those for what is only read. */
export function clusterConfig({ instanceType, nodes, masters, masterType, warm, lifecycle }: Nodes, { zones }: Pick<Site, 'zones'>) {
  const used = Math.min(MOST_ZONES, zones.length, nodes);
  return {
    instanceType,
    instanceCount: nodes,
    zoneAwarenessEnabled: used > 1,
    ...(used > 1 && { zoneAwarenessConfig: { availabilityZoneCount: used } }),
    dedicatedMasterEnabled: masters > 0,
    ...(masters > 0 && { dedicatedMasterCount: masters, dedicatedMasterType: masterType }),
    multiAzWithStandbyEnabled: false,
    warmEnabled: warm !== undefined,
    ...(warm && { warmCount: warm.nodes, warmType: WARM[warm.size] }),
    ...(warm && { coldStorageOptions: { enabled: lifecycle?.cold !== undefined } }),
  };
}

const WARM = { medium: 'ultrawarm1.medium.search', large: 'ultrawarm1.large.search' } as const satisfies Record<Required<WarmNodes>['size'], string>;

/** A disk of each node with data; a machine with disks of its own takes none. */
export function searchDisk({ storage }: Pick<OpenSearch, 'storage'>) {
  return storage ? { ebsEnabled: true, volumeType: 'gp3', volumeSize: storage.toAwsGibibytes() } : { ebsEnabled: false };
}

/** Encrypted on disk and between nodes, by TLS alone, and known by an identity of AWS alone: there is no password that somebody could lose. */
export function searchGuards(keyArn: Input<string>, administrator: Input<string>) {
  return {
    encryptAtRest: { enabled: true, kmsKeyId: keyArn },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
    advancedSecurityOptions: {
      enabled: true,
      anonymousAuthEnabled: false,
      internalUserDatabaseEnabled: false,
      masterUserOptions: { masterUserArn: administrator },
    },
  };
}

/** When AWS may change it: in the part of the quiet hours that lies within them all year. */
export function searchUpkeep({ quietFrom }: Pick<OpenSearch, 'quietFrom'>, timeZone: string) {
  const quiet = dailyInUtc({ from: quietFrom, to: plusHours(quietFrom, QUIET) }, timeZone);
  if (!quiet) throw new Error('the quiet hours of a domain that was checked leave nothing all year');
  const start = quiet.start % MINUTES_OF_A_DAY;
  return {
    offPeakWindowOptions: {
      enabled: true,
      offPeakWindow: { windowStartTime: { hours: Math.floor(start / HOUR), minutes: start % HOUR } },
    },
    autoTuneOptions: { desiredState: 'ENABLED', rollbackOnDisable: 'NO_ROLLBACK', useOffPeakWindow: true },
    softwareUpdateOptions: { autoSoftwareUpdateEnabled: true },
  };
}

function plusHours(time: string, hours: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return `${String((hour + hours) % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const REQUESTS = ['es:ESHttpDelete', 'es:ESHttpGet', 'es:ESHttpHead', 'es:ESHttpPatch', 'es:ESHttpPost', 'es:ESHttpPut'];

/**
 * Who may send requests at all: identities of the account, as their own policies say, but of those the declared workloads alone. That a policy of a domain allows
 * something to a role by name would make that role's own policy void.
 */
export function accessPolicy(arn: string, accountId: string, roles: readonly string[]): PolicyDocument {
  const Resource = `${arn}/*`;
  const Condition = { ArnNotEquals: { 'aws:PrincipalArn': roles.map(role => `arn:aws:iam::${accountId}:role/${role}`) } };
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'AsTheirRolesSay', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: REQUESTS, Resource },
      { Sid: 'NobodyElse', Effect: 'Deny', Principal: { AWS: '*' }, Action: REQUESTS, Resource, Condition },
    ],
  };
}

/** The service writes to the log groups of a domain, and for that domain alone. */
export function logPolicy(logGroupArns: readonly string[], accountId: string, arn: string): PolicyDocument {
  const Condition = { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': arn } };
  const Action = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const Resource = logGroupArns.map(group => `${group}:*`);
  return { Version: '2012-10-17', Statement: [{ Sid: 'Logs', Effect: 'Allow', Principal: { Service: 'es.amazonaws.com' }, Action, Resource, Condition }] };
}

/** To write snapshots into the one bucket, with its key, and to read and remove them there. */
export function snapshotPolicy(bucketArn: string, keyArn: string): PolicyDocument {
  const files = ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'];
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'LookIntoBucket', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], Resource: bucketArn },
      { Sid: 'KeepFiles', Effect: 'Allow', Action: files, Resource: `${bucketArn}/*` },
      { Sid: 'UseKey', Effect: 'Allow', Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], Resource: keyArn },
    ],
  };
}
