import { type AlarmFigures, alarmFigures, type Redis } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { shardRange } from '../stores/cache/cache-scaling-settings';
import { cacheName } from '../stores/cache/cache-settings';
import { type AlarmFact, combined, forEach, metric, plain, type Statistic } from './alarm-fact';
import { AT_ALL, filling, lasting } from './figure-facts';

const NAMESPACE = 'AWS/ElastiCache';
/** The credits of a day of the smallest machine, which alone has some. */
const CREDITS = 576;

/** What rings of a cache. What only nodes tell is asked of all that there may be; those that are not there say nothing. */
export function cacheFacts(store: Redis, facts: SiteFacts, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const ReplicationGroupId = cacheName(facts, store);
  const has = new Set(alarmFigures(store));
  const nodes = cacheNodes(store, ReplicationGroupId);
  const ofNodes = (name: string, statistic: Statistic) => nodes.map(CacheClusterId => metric(NAMESPACE, name, statistic, { CacheClusterId }));
  const held = lasting(figures);
  const cpu: AlarmFact = {
    name: 'cpu',
    severity: 'high',
    measure: plain(metric(NAMESPACE, 'EngineCPUUtilization', 'Maximum', { ReplicationGroupId, Role: 'Primary' })),
    rings: 'above',
    threshold: figures.cpu.toNumber(),
    ...held,
    why: `The one thread of a shard works at more than ${figures.cpu}. Add shards, or look for a key that everybody asks for.`,
  };
  const lag = forEach(combined('MAX', ofNodes('ReplicationLag', 'Maximum')), {
    name: 'lag',
    severity: 'high',
    rings: 'above',
    threshold: figures.replicationLag.toSeconds(),
    ...held,
    why: `A replica is more than ${figures.replicationLag} behind; what it lacks is lost with its primary. Look for writes that are too many for it.`,
  });
  const credits = forEach(combined('MIN', ofNodes('CPUCreditBalance', 'Minimum')), {
    name: 'credits',
    severity: 'medium',
    rings: 'below',
    threshold: Math.floor((CREDITS * figures.credits.toNumber()) / 100),
    ...held,
    why: 'A node has worked beyond its measure for long; AWS charges for what it goes on to take. Take machines from medium on.',
  });
  return [
    cpu,
    ...memoryFacts(store, ReplicationGroupId, figures),
    ...(forgetsFreely(store) ? [] : evictionFacts(ofNodes('Evictions', 'Sum'))),
    ...(has.has('replicationLag') ? lag : []),
    ...(has.has('credits') ? credits : []),
  ];
}

/** As ElastiCache calls them: `<cache>-0001-001`, the shard and the node in it. */
function cacheNodes({ shards, replicas, scale }: Redis, cache: string): readonly string[] {
  const most = scale ? shardRange({ replicas }, scale).maxCapacity : shards;
  const number = (index: number, width: number) => String(index + 1).padStart(width, '0');
  return Array.from({ length: most }, (_, shard) =>
    Array.from({ length: 1 + replicas }, (_node, node) => `${cache}-${number(shard, 4)}-${number(node, 3)}`),
  ).flat();
}

/** Whether a full cache makes room by forgetting whatever was asked for least, which is its daily work. */
function forgetsFreely({ eviction }: Redis): boolean {
  return eviction === 'allkeys-lru' || eviction === 'allkeys-lfu';
}

/** One that forgets freely can be full; any other refuses writes then. */
function memoryFacts(store: Redis, ReplicationGroupId: string, figures: Required<AlarmFigures>): readonly AlarmFact[] {
  const measure = plain(metric(NAMESPACE, 'DatabaseMemoryUsageCountedForEvictPercentage', 'Maximum', { ReplicationGroupId }));
  const why = forgetsFreely(store)
    ? 'The cache will forget more and more. Add shards or take larger machines.'
    : 'A full cache refuses writes. Add shards or take larger machines.';
  const all = filling({ name: 'memory', measure, rings: 'above', ...lasting(figures) }, figures.memory, { threshold: used => used, why });
  return forgetsFreely(store) ? all.slice(0, 1) : all;
}

function evictionFacts(nodes: Parameters<typeof combined>[1]): readonly AlarmFact[] {
  return forEach(combined('SUM', nodes), {
    ...AT_ALL,
    name: 'evictions',
    why: 'The cache forgets what it was not meant to forget yet. Add shards or take larger machines.',
  });
}
