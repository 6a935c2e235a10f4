import { createHash } from 'node:crypto';
import type { ResourceType } from './resource-types';
import type { Identity } from './urn';
import type { WireObject } from './wire';

/** Where the name is not called `name`. */
const NAMED_BY: Readonly<Record<string, string>> = {
  'aws:eks/nodeGroup:NodeGroup': 'nodeGroupName',
  'aws:elasticache/cluster:Cluster': 'clusterId',
  'aws:elasticache/replicationGroup:ReplicationGroup': 'replicationGroupId',
  'aws:mq/broker:Broker': 'brokerName',
  'aws:msk/cluster:Cluster': 'clusterName',
  'aws:msk/serverlessCluster:ServerlessCluster': 'clusterName',
  'aws:rds/instance:Instance': 'identifier',
  'aws:s3/bucket:Bucket': 'bucket',
};

/** Where nothing stands between the resource's name and what is random. */
const NO_HYPHEN: ReadonlySet<string> = new Set(['aws:rds/instance:Instance']);

const RANDOM = 7;

/** The property that the provider fills in with the resource's own name and something random, when the program leaves it out. */
export function autonamed(type: ResourceType): string | undefined {
  const property = NAMED_BY[type.token] ?? 'name';
  const known = type.properties.get(property);
  return known?.given === 'maybe' && known.type === 'string' ? property : undefined;
}

/** The inputs with a name. One that was made up before stays, so that the next preview shows no difference. */
export function withName(type: ResourceType, { name }: Identity, inputs: WireObject, formerly: WireObject, seed: Uint8Array): WireObject {
  const property = autonamed(type);
  if (property === undefined || property in inputs || `${property}Prefix` in inputs) return inputs;
  const former = formerly[property];
  const stem = stemOf(type, name);
  return { ...inputs, [property]: typeof former === 'string' && isAutonamed(type, name, former) ? former : `${stem}${random(stem, seed)}` };
}

/** Whether this name is one that `withName` makes up. */
export function isAutonamed(type: ResourceType, name: string, physical: string): boolean {
  const stem = stemOf(type, name);
  return physical.startsWith(stem) && /^[0-9a-f]{7}$/.test(physical.slice(stem.length));
}

/** What a made-up name begins with. */
function stemOf({ token }: ResourceType, name: string): string {
  const lowercase = /^aws:(elasticache|rds|docdb|s3)\//.test(token);
  return `${token === 'aws:kms/alias:Alias' ? 'alias/' : ''}${lowercase ? name.toLowerCase() : name}${NO_HYPHEN.has(token) ? '' : '-'}`;
}

function random(stem: string, seed: Uint8Array): string {
  return createHash('sha256').update(seed).update(stem).digest('hex').slice(0, RANDOM);
}
