import type { CacheScale, Percent, Redis } from '@clinfra/core';

const DIMENSION = 'elasticache:replication-group:NodeGroups';
/** ElastiCache's own measures take targets up to this; above it the same figure of CloudWatch is followed by its name. */
const HIGHEST_PREDEFINED = 70;
const EVICTABLE = 'DatabaseMemoryUsageCountedForEvictPercentage';

/** Between how many shards a cache scales: its nodes divided by those of a shard. */
export function shardRange({ replicas }: Pick<Redis, 'replicas'>, { min, max }: CacheScale) {
  const nodesPerShard = 1 + replicas;
  return { minCapacity: min / nodesPerShard, maxCapacity: max / nodesPerShard };
}

/** What is scaled. */
export function scalableCache(replicationGroupId: string) {
  return { serviceNamespace: 'elasticache', scalableDimension: DIMENSION, resourceId: `replication-group/${replicationGroupId}` };
}

/**
 * What the scaling keeps to. Growing waits ten minutes for the slots to have moved, shrinking half an hour, so that the quiet between two consultations
 * takes nothing away.
 */
export function memoryTracking(replicationGroupId: string, memory: Percent) {
  const targetValue = memory.toNumber();
  const dimensions = [{ name: 'ReplicationGroupId', value: replicationGroupId }];
  return {
    targetValue,
    scaleOutCooldown: 600,
    scaleInCooldown: 1800,
    ...(targetValue > HIGHEST_PREDEFINED
      ? { customizedMetricSpecification: { namespace: 'AWS/ElastiCache', metricName: EVICTABLE, statistic: 'Average', dimensions } }
      : { predefinedMetricSpecification: { predefinedMetricType: `ElastiCache${EVICTABLE}` } }),
  };
}
