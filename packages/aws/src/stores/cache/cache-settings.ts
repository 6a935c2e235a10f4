import type { CacheEngine, Redis, StoreSize, Workload } from '@clinfra/core';
import type { SiteFacts } from '../../site-facts';
import type { Use } from '../clients';

/** The machines of a cache. */
const CACHE_CLASSES = {
  small: 'cache.t4g.medium',
  medium: 'cache.r7g.large',
  large: 'cache.r7g.xlarge',
  xlarge: 'cache.r7g.2xlarge',
} as const satisfies Record<StoreSize, string>;

/** The versions of the engines: the last open one of Redis, and the Valkey that follows it. Users who log in with IAM need 7.0 of either. */
const ENGINES = {
  redis: { version: '7.1', family: 'redis7' },
  valkey: { version: '8.0', family: 'valkey8' },
} as const satisfies Record<CacheEngine, { readonly version: string; readonly family: string }>;

/** The longest name of a replication group, user or user group. */
const MAX_NAME = 40;

/** The parameters of a cache; what is not said here is the engine's own. */
export function cacheParameters({ name, engine, eviction, idleTimeout }: Pick<Redis, 'name' | 'engine' | 'eviction' | 'idleTimeout'>) {
  const parameters = [
    { name: 'cluster-enabled', value: 'yes' },
    { name: 'maxmemory-policy', value: eviction },
    { name: 'timeout', value: String(idleTimeout.toSeconds()) },
  ];
  return { family: ENGINES[engine].family, description: `parameters of ${name}`, parameters };
}

type CacheSettings = Pick<Redis, 'engine' | 'size' | 'shards' | 'replicas' | 'snapshotRetention' | 'finalSnapshot' | 'port'>;

export function cacheSettings(redis: CacheSettings, lastSnapshot: string) {
  return {
    engine: redis.engine,
    engineVersion: ENGINES[redis.engine].version,
    nodeType: CACHE_CLASSES[redis.size],
    port: redis.port,
    clusterMode: 'enabled',
    numNodeGroups: redis.shards,
    replicasPerNodeGroup: redis.replicas,
    // Cluster mode insists on failover even where no replica could take over.
    automaticFailoverEnabled: true,
    multiAzEnabled: redis.replicas > 0,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    autoMinorVersionUpgrade: true,
    snapshotRetentionLimit: redis.snapshotRetention.toDays(),
    ...(redis.finalSnapshot && { finalSnapshotIdentifier: lastSnapshot }),
    applyImmediately: false,
  };
}

/** The name of a cache in its account and region. */
export function cacheName(facts: SiteFacts, redis: Redis): string {
  return facts.physicalName([redis.name], MAX_NAME);
}

/** A user of a cache: one workload, which may do what its edges say. */
export interface CacheUser {
  readonly workload: string;
  /** Its id and its name, which must be the same where IAM logs in. */
  readonly id: string;
  readonly accessString: string;
}

/** A workload's user; workloads of the same name in two domains are two. */
export function cacheUserId(facts: SiteFacts, redis: Redis, workload: Workload): string {
  return facts.physicalName([redis.name, `${workload.domain.name}.${workload.name}`], MAX_NAME);
}

/** The users of a cache, one for each workload with an edge to it. */
export function cacheUsers(facts: SiteFacts, redis: Redis, uses: readonly Use[]): readonly CacheUser[] {
  const workloads = new Set(uses.map(({ workload }) => workload));
  return [...workloads].map(workload => {
    const kinds = uses.filter(use => use.workload === workload).map(({ relation }) => relation.kind);
    return { workload: `${workload.domain.name}.${workload.name}`, id: cacheUserId(facts, redis, workload), accessString: accessStringOf(kinds) };
  });
}

/** What a client has to ask to find its way among the shards. */
const FIND = ['+@connection', '+cluster|info', '+cluster|nodes', '+cluster|shards', '+cluster|slots'];
/** Locks and counters are scripts and transactions; what runs inside them is checked command by command. */
const CHANGE = ['+@write', '+@transaction', '+eval', '+evalsha', '+script|load'];

/** Commands by edges; nobody gets those that administer a cache, empty it or list all its keys. */
function accessStringOf(kinds: readonly string[]): string {
  const allowed = [...(kinds.includes('reads') ? ['+@read'] : []), ...(kinds.includes('writes') ? CHANGE : [])];
  return ['on', '~*', '-@all', ...FIND, ...allowed, '-@dangerous', '-@admin'].join(' ');
}

/** The user that Redis takes strangers for; a group must have one, and this one can do nothing. */
export const NOBODY = 'off ~* -@all';
