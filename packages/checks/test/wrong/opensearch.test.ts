import { type ClockTime, type Duration, days, gib, mib, type OpenSearchProps } from '@clinfra/core';
import { aDomain, aSite, aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const IMAGE = 'registry.example/curl:8.16.0';

/** A ward whose service writes logs and reads them. */
function withLogs(props: Partial<OpenSearchProps> = {}, changes: WardChanges = {}) {
  return aWard(changes, ({ stores, clinical, ehr }) => {
    const logs = stores.opensearch('logs', { holds: ['operational'], setUp: { domain: clinical, image: IMAGE }, ...props });
    ehr.writes(logs, { prefix: 'ehr-' }).reads(logs);
  });
}

const TIERS = { warm: { nodes: 2 }, lifecycle: { hot: days(30), warm: days(90), cold: days(365) } } as const;

describe('a store to search in', () => {
  it('has no finding as it comes, and with all its tiers', () => {
    expect(messagesOf(withLogs())).toEqual([]);
    expect(messagesOf(withLogs(TIERS))).toEqual([]);
  });

  findsExactly([
    {
      what: '[O5] a version that is not offered',
      declare: () => withLogs({ version: untyped('1.3') }),
      expect: ['stores.logs.version: must be one of 2.19, 3.1, got "1.3"; choose one of them [choices]'],
    },
    {
      what: '[O5] a machine of databases',
      declare: () => withLogs({ instanceType: untyped('db.r6g.large') }),
      expect: [
        'stores.logs.instanceType: must be a machine that OpenSearch Service offers, got "db.r6g.large"; write it as r6g.large.search, or leave it out [opensearch]',
      ],
    },
    {
      what: '[O5] a machine that lives on credits in production',
      declare: () => withLogs({ size: 'small' }),
      expect: [
        'stores.logs.instanceType: must not live on credits in production, which are spent when it is needed, got "t3.medium.search"; choose a larger size, or a machine of another line [opensearch]',
      ],
    },
    {
      what: '[O5] masters that live on credits',
      declare: () => withLogs({ masterType: 't3.small.search' }),
      expect: [
        'stores.logs.masterType: must not live on credits in production, which are spent when it is needed, got "t3.small.search"; leave it out [opensearch]',
      ],
    },
    {
      what: '[O5] a disk for a machine with disks of its own',
      declare: () => withLogs({ instanceType: 'r6gd.xlarge.search', storage: gib(100) }),
      expect: [
        'stores.logs.storage: must be left out for r6gd.xlarge.search, which has disks of its own, got 100Gi; leave it out, or choose another machine [opensearch]',
      ],
    },
    {
      what: '[O5] a disk larger than its machine takes',
      declare: () => withLogs({ storage: gib(2049) }),
      expect: ['stores.logs.storage: must be at most 2Ti for r6g.large.search, got 2049Gi; choose a larger machine, or more nodes [opensearch]'],
    },
    {
      what: '[O5] a disk that is too small',
      declare: () => withLogs({ storage: gib(9) }),
      expect: ['stores.logs.storage: must be a size of at least 10Gi, got 9Gi; write it as gib(100) [figures]'],
    },
    {
      what: '[O5] a disk of no whole size',
      declare: () => withLogs({ storage: mib(10_500) }),
      expect: ['stores.logs.storage: must be whole gibibytes, got 10500Mi; write it as gib(100) [opensearch]'],
    },
    {
      what: '[O5] nodes that cannot be divided among the zones',
      declare: () => withLogs({ nodes: 4 }),
      expect: ['stores.logs.nodes: must be a multiple of 3 zones of sites.dublin, because each has as many, got 4; write 6 [opensearch]'],
    },
    {
      what: '[O5] more copies than nodes for them',
      declare: () => withLogs({ replicas: 3 }),
      expect: ['stores.logs.replicas: must be fewer than the nodes (3), because each copy is on another, got 3; lower it, or add nodes [opensearch]'],
    },
    {
      what: '[O5] two masters, who could not agree',
      declare: () => withLogs({ masters: untyped(2) }),
      expect: ['stores.logs.masters: must be 3 or 5, or 0 for none, got 2; leave it out [opensearch]'],
    },
    {
      what: '[O5] a warm tier without masters',
      declare: () => withLogs({ ...TIERS, masters: 0 }),
      expect: [
        'stores.logs.masters: must be 3 or 5 in production, got 0; leave it out, or waive high-availability with a reason and an end [high-availability]',
        'stores.logs.warm: must have masters, without which there is no warm tier, got none; leave masters out, or warm [opensearch]',
      ],
    },
    {
      what: '[O5] a warm tier of one node, of no size, with nothing to keep',
      declare: () => withLogs({ warm: { nodes: 1, size: untyped('small') } }),
      expect: [
        'warning: stores.logs.warm: must have indexes that move to it, got no lifecycle.warm; say until when they stay there [opensearch]',
        'stores.logs.warm.nodes: must be a whole number from 2 to 150, got 1; choose a number that OpenSearch Service keeps [figures]',
        'stores.logs.warm.size: must be one of medium, large, got "small"; choose one of them [opensearch]',
      ],
    },
    {
      what: '[O5] a warm tier beside nodes that live on credits',
      declare: () => withLogs({ ...TIERS, size: 'small' }, { platform: { environment: 'staging', data: 'synthetic' } }),
      expect: [
        'stores.logs.warm: must stand beside nodes that do not live on credits, got t3.medium.search; choose a larger size, or leave warm out [opensearch]',
      ],
    },
    {
      what: '[O5] ages out of order',
      declare: () => withLogs({ ...TIERS, lifecycle: { hot: days(90), warm: days(30), cold: days(365) } }),
      expect: ['stores.logs.lifecycle.warm: must be later than hot (90d), because both are counted from the first day, got 30d; raise it [opensearch]'],
    },
    {
      what: '[O5] an age of no whole days',
      declare: () => withLogs({ lifecycle: { hot: days(0.5) } }),
      expect: ['stores.logs.lifecycle.hot: must be whole days, at least one, got 12h; write it as days(30) [opensearch]'],
    },
    {
      what: '[O5] ages without a beginning',
      declare: () => withLogs({ lifecycle: untyped({}) }),
      expect: ['stores.logs.lifecycle.hot: must say until when an index can be written, got nothing; write it as days(30) [opensearch]'],
    },
    {
      what: '[O5] cold storage that nothing reaches',
      declare: () => withLogs({ lifecycle: { hot: days(30), cold: days(365) } }),
      expect: [
        'stores.logs.lifecycle.cold: must come after warm, from where alone an index moves to cold storage, got no warm; say until when it is warm [opensearch]',
      ],
    },
    {
      what: '[O5] an age for a tier that is not there',
      declare: () => withLogs({ lifecycle: { hot: days(30), warm: days(90) } }),
      expect: ['stores.logs.lifecycle.warm: must have warm nodes to move to, got none; declare warm: { nodes: 2 }, or leave it out [opensearch]'],
    },
    {
      what: '[O5] snapshots at no time, kept for no whole days',
      declare: () => withLogs({ snapshots: { at: untyped<ClockTime>('4 am'), keep: untyped<Duration>('30 days') } }),
      expect: [
        'stores.logs.snapshots.at: must be a time of day, got "4 am"; write it as 04:00 [opensearch]',
        'stores.logs.snapshots.keep: must be whole days, at least one, got "30 days"; write it as days(30) [opensearch]',
      ],
    },
    {
      what: '[O5] snapshots that say nothing',
      declare: () => withLogs({ snapshots: untyped(true) }),
      expect: [
        "stores.logs.snapshots: must say when they are taken and kept, or be 'none', got true; write it as { at: '04:00', keep: days(30) } [opensearch]",
      ],
    },
    {
      what: '[O5] indexes that are hot for more days than a snapshot can name',
      declare: () => withLogs({ ...TIERS, lifecycle: { hot: days(400), warm: days(500) } }),
      expect: ['stores.logs.lifecycle.hot: must be at most 366d, because snapshots name each day that is hot, got 400d; let them be warm sooner [opensearch]'],
    },
    {
      what: '[O5] indexes that leave the hot nodes before a snapshot holds the whole of them',
      declare: () => withLogs({ ...TIERS, lifecycle: { hot: days(2), warm: days(90) } }),
      expect: [
        'stores.logs.lifecycle.hot: must be at least 3d, because snapshots hold hot indexes alone, and one has to hold the whole of each, got 2d; keep them hot longer [opensearch]',
      ],
    },
    {
      what: '[O5] snapshots that are gone before the indexes that are in no other',
      declare: () => withLogs({ ...TIERS, snapshots: { keep: days(30) } }),
      expect: [
        'warning: stores.logs.snapshots.keep: must be as long as an index lives that is no longer hot (335d), or the oldest are in none, got 30d; keep them longer [opensearch]',
      ],
    },
    {
      what: '[B3] what people said, of which nothing is kept elsewhere',
      declare: () => withLogs({ holds: ['phi'], snapshots: 'none' }),
      expect: [
        'stores.logs.snapshots: must be taken, because of what it holds, in production, got "none"; leave it out, or waive backup with a reason and an end [backup]',
      ],
    },
    {
      what: '[O5] quiet hours that are none',
      declare: () => withLogs({ quietFrom: untyped('25:00') }),
      expect: ['stores.logs.quietFrom: must be a time of day, got "25:00"; write it as 20:00 [opensearch]'],
    },
    {
      what: '[O5] nothing that sets it up',
      declare: () => withLogs({ setUp: untyped(undefined) }),
      expect: [
        'stores.logs.setUp: must say where it sets itself up, without which no workload gets in, got nothing; name a domain and an image with curl [opensearch]',
      ],
    },
    {
      what: '[O5] shards that are none, and copies that are no number',
      declare: () => withLogs({ shards: 0, replicas: untyped('one') }),
      expect: [
        'stores.logs.replicas: must be a whole number from 0 to 5, got "one"; write it as 1 [figures]',
        'stores.logs.shards: must be a whole number from 1 to 100, got 0; write it as 5 [figures]',
      ],
    },
    {
      what: '[X2] a writer that says no index, and beginnings that are none',
      declare: () =>
        aWard({}, ({ stores, clinical, ehr }) => {
          const logs = stores.opensearch('logs', { holds: ['operational'], setUp: { domain: clinical, image: IMAGE } });
          ehr.writes(logs).reads(logs, { prefix: '*' });
        }),
      expect: [
        'clinical.ehr.reads(stores.logs).prefix: must be the beginning of a name in lowercase letters, digits, dots, hyphens and underscores, got "*"; write it as ehr- [opensearch]',
        "clinical.ehr.writes(stores.logs): must say how the indexes begin that it writes, got nothing; write it as writes(logs, { prefix: 'ehr-' }) [opensearch]",
      ],
    },
    {
      what: '[V1] a lost node that takes its documents with it, and nobody who only leads',
      declare: () => withLogs({ replicas: 0, masters: 0, deletionProtection: false }),
      expect: [
        'stores.logs.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.logs.masters: must be 3 or 5 in production, got 0; leave it out, or waive high-availability with a reason and an end [high-availability]',
        'stores.logs.replicas: must be at least 1 in production, got 0; add a replica, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: '[O5] one that exists already, with what nobody does for it',
      declare: () => withLogs({ ...TIERS, snapshots: {}, existing: { host: 'logs.example.ie', cidr: '10.9.0.0/28' } }),
      expect: [
        'stores.logs.lifecycle: must be left out where it exists already, and is left alone, got an object; leave it out [opensearch]',
        'stores.logs.setUp: must be left out where it exists already, and is left alone, got clinical.logs-set-up; leave it out [opensearch]',
        'stores.logs.snapshots: must be left out where it exists already, and is left alone, got an object; leave it out [opensearch]',
        'stores.logs.warm: must be left out where it exists already, and is left alone, got an object; leave it out [opensearch]',
      ],
    },
  ]);

  it('[O5] is set up wherever it stands', () => {
    const platform = aWard({}, ({ platform, stores, ehr }) => {
      const elsewhere = aDomain(platform, 'elsewhere', { sites: [aSite(platform, 'cork')] });
      const logs = stores.opensearch('logs', { holds: ['operational'], setUp: { domain: elsewhere, image: IMAGE } });
      ehr.writes(logs, { prefix: 'ehr-' });
    });
    expect(messagesOf(platform)).toContain(
      'stores.logs.setUp.domain: must run on sites.dublin too, got elsewhere on sites.cork; name a domain that runs wherever the store stands [opensearch]',
    );
  });
});
