import { aws, days, gib, hours, mib, percent, seconds } from '@clinfra/core';
import { aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const WHOLE_SHARDS = 'must be a multiple of 2, a shard with its replicas, of at most 500';

const IN_BAHRAIN: WardChanges = {
  platform: { residency: { phi: ['BH'] } },
  site: { hosting: aws({ region: 'me-south-1', nodes: { min: 3, max: 9 } }), zones: ['me-south-1a', 'me-south-1b', 'me-south-1c'] },
};

describe('a cache', () => {
  findsExactly([
    {
      what: '[B3] an export at no time of day, kept for no whole days',
      declare: () => aWard({ ...IN_BAHRAIN, sessions: { snapshotExport: { at: untyped('25:00'), keep: hours(30) } } }),
      expect: [
        'stores.sessions.snapshotExport.at: must be a time of day, got "25:00"; write it as 05:00 [cache]',
        'stores.sessions.snapshotExport.keep: must be whole days, at least one, got 30h; write it as days(30) [cache]',
      ],
    },
    {
      what: '[B3] an export of snapshots that are never taken',
      declare: () => aWard({ ...IN_BAHRAIN, sessions: { snapshotExport: {}, snapshotRetention: days(0) } }),
      expect: [
        'stores.sessions.snapshotExport: must have daily snapshots to export, got a snapshotRetention of 0s; keep snapshots for a day at least [cache]',
        'stores.sessions.snapshotRetention: must be at least 7d in production, got 0s; keep snapshots longer, or waive backup-retention with a reason and an end [backup-retention]',
      ],
    },
    {
      what: '[B3] an export in a region where it may not suit a bucket with a key',
      declare: () => aWard({ sessions: { snapshotExport: {} } }),
      expect: [
        'warning: stores.sessions.snapshotExport: must stand in a region where ElastiCache is known to write to buckets with a key at sites.dublin, got "eu-west-1"; see that the first export comes, or leave it out [cache]',
      ],
    },
    {
      what: 'an engine that is none',
      declare: () => aWard({ sessions: { engine: untyped('memcached') } }),
      expect: ['stores.sessions.engine: must be one of redis, valkey, got "memcached"; choose one of them [choices]'],
    },
    {
      what: '[A6] nodes that make no whole shards at the least',
      declare: () => aWard({ sessions: { shards: 4, scale: { min: 7, max: 18 } } }),
      expect: [`stores.sessions.scale.min: ${WHOLE_SHARDS}, got 7; count the nodes of whole shards [cache]`],
    },
    {
      what: '[A6] nodes that make no whole shards at the most',
      declare: () => aWard({ sessions: { scale: { min: 6, max: 17 } } }),
      expect: [`stores.sessions.scale.max: ${WHOLE_SHARDS}, got 17; count the nodes of whole shards [cache]`],
    },
    {
      what: '[A6] a number of nodes that is none',
      declare: () => aWard({ sessions: { shards: 3, scale: { min: untyped('six'), max: 18 } } }),
      expect: [`stores.sessions.scale.min: ${WHOLE_SHARDS}, got "six"; count the nodes of whole shards [cache]`],
    },
    {
      what: '[A6] a most below the least',
      declare: () => aWard({ sessions: { scale: { min: 18, max: 6 } } }),
      expect: ['stores.sessions.scale.max: must be at least min (18), got 6; raise max or lower min [cache]'],
    },
    {
      what: '[A6] fewer nodes to begin with than the least of its scale',
      declare: () => aWard({ sessions: { shards: 2, scale: { min: 6, max: 18 } } }),
      expect: [
        'stores.sessions.shards: must make from 6 to 18 nodes with their replicas, as scale says, got 4, 2 times 2; leave it out, or widen scale [cache]',
      ],
    },
    {
      what: '[A6] more nodes to begin with than the most of its scale',
      declare: () => aWard({ sessions: { shards: 10, scale: { min: 6, max: 18 } } }),
      expect: [
        'stores.sessions.shards: must make from 6 to 18 nodes with their replicas, as scale says, got 20, 10 times 2; leave it out, or widen scale [cache]',
      ],
    },
    {
      what: '[A6] a memory that is never free',
      declare: () => aWard({ sessions: { scale: { min: 6, max: 18, memory: percent(95) } } }),
      expect: ['stores.sessions.scale.memory: must be a share from 35% to 90%, got 95%; write it as percent(75) [cache]'],
    },
    {
      what: '[A6] a memory as a number',
      declare: () => aWard({ sessions: { scale: { min: 6, max: 18, memory: untyped(75) } } }),
      expect: ['stores.sessions.scale.memory: must be a share from 35% to 90%, got 75; write it as percent(75) [cache]'],
    },
    {
      what: '[A6] machines that do not scale',
      declare: () => aWard({ sessions: { size: 'small', scale: { min: 6, max: 18 } } }),
      expect: ['stores.sessions.size: must be medium or larger where scale is declared on AWS, got "small"; choose a larger size, or leave scale out [cache]'],
    },
    {
      what: '[D7] an append-only file where there is none',
      declare: () => aWard({ sessions: { appendOnly: true } }),
      expect: [
        'stores.sessions.appendOnly: must be false on AWS, where ElastiCache writes no such file, got true; ' +
          'leave it out: replicas in other zones and snapshots keep the keys, or host the cache in a cluster [cache]',
      ],
    },
    {
      what: '[D7] clients that are disconnected at once',
      declare: () => aWard({ sessions: { idleTimeout: seconds(5) } }),
      expect: ['stores.sessions.idleTimeout: must be 0s or at least 20s on AWS, got 5s; wait longer, or never disconnect [cache]'],
    },
    {
      what: '[D7] a timeout as a number',
      declare: () => aWard({ sessions: { idleTimeout: untyped(300) } }),
      expect: ['stores.sessions.idleTimeout: must be a length of time from 0s to 1d, got 300; write it as minutes(5) [figures]'],
    },
    {
      what: '[D7] more memory than the machines have',
      declare: () => aWard({ sessions: { size: 'small', memory: gib(4) } }),
      expect: ['stores.sessions.memory: must be at most what a node of size small offers to keys (2.31Gi), got 4Gi; choose a larger size [cache]'],
    },
    {
      what: '[D7] no memory',
      declare: () => aWard({ sessions: { memory: mib(0) } }),
      expect: ['stores.sessions.memory: must be a size of at least 1Mi, got 0; write it as gib(4) [figures]'],
    },
  ]);
});
