import { minutes, type Pool, type ServiceRateLimit } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

describe('[W9] pools of connections', () => {
  const pooled = (pool: unknown) => aWard({ records: { pool: untyped<Pool>(pool) } });
  findsExactly([
    {
      what: 'more to keep than there may be',
      declare: () => pooled({ min: 20, max: 12 }),
      expect: ['stores.records.pool.min: must be at most max (12), got 20; lower it, or raise max [pools]'],
    },
    {
      what: 'no connection at all',
      declare: () => pooled({ max: 0 }),
      expect: ['stores.records.pool.max: must be a whole number of at least 1, got 0; allow one connection at least [pools]'],
    },
    {
      what: 'parts of connections',
      declare: () => pooled({ min: 0.5, max: 2.5 }),
      expect: [
        'stores.records.pool.max: must be a whole number of at least 1, got 2.5; allow one connection at least [pools]',
        'stores.records.pool.min: must be a whole number of at least 0, got 0.5; write how many connections stay open [pools]',
      ],
    },
    {
      what: 'fewer than none, which is said once',
      declare: () => pooled({ max: -1 }),
      expect: ['stores.records.pool.max: must be a whole number of at least 1, got -1; allow one connection at least [pools]'],
    },
    {
      what: 'text in place of a number',
      declare: () => pooled({ max: '20' }),
      expect: ['stores.records.pool.max: must be a whole number of at least 1, got "20"; allow one connection at least [pools]'],
    },
    {
      what: 'a pool of one workload that keeps more than it may',
      declare: () => aWard({}, ({ ehr, records }) => ehr.pools(records, { min: 9, max: 3 })),
      expect: ['clinical.ehr.pools.records.min: must be at most max (3), got 9; lower it, or raise max [pools]'],
    },
    {
      what: 'a pool for a database that the workload has no edge to',
      declare: () => aWard({}, ({ notifier, records }) => notifier.pools(records, { max: 3 })),
      expect: ['clinical.notifier.pools: must be sized for a database that it reads or writes, got stores.records; add the edge, or leave it out [pools]'],
    },
    {
      what: 'a pool for a cache',
      declare: () => aWard({}, ({ ehr, sessions }) => ehr.pools(untyped(sessions), { max: 3 })),
      expect: ['clinical.ehr.pools: must be sized for a database, got stores.sessions; pass a database, or leave it out [pools]'],
    },
  ]);

  it('may keep none, and as many as there may be', () => {
    expect(messagesOf(pooled({ min: 0, max: 5 }))).toEqual([]);
    expect(messagesOf(pooled({ min: 5, max: 5 }))).toEqual([]);
  });
});

describe('[W9] rate limits of a service', () => {
  const limited = (rateLimit: unknown, variables = {}) => aWard({ ehr: { rateLimit: untyped<ServiceRateLimit>(rateLimit), variables } });
  findsExactly([
    {
      what: 'no request',
      declare: () => limited({ requests: 0 }),
      expect: ['clinical.ehr.rateLimit.requests: must be a whole number of at least 1, got 0; write how many requests one caller may send [rate-limit]'],
    },
    {
      what: 'a number in place of a limit',
      declare: () => limited(100),
      expect: ['clinical.ehr.rateLimit: must be an object, got 100; write it as { requests: ... } [shapes]'],
    },
    {
      what: 'no time',
      declare: () => limited({ requests: 100, per: minutes(0) }),
      expect: ['clinical.ehr.rateLimit.per: must be a length of time from 1s to 1d, got 0s; write it as minutes(15) [figures]'],
    },
    {
      what: 'a time as a number',
      declare: () => limited({ requests: 100, per: 15 }),
      expect: ['clinical.ehr.rateLimit.per: must be a length of time from 1s to 1d, got 15; write it as minutes(15) [figures]'],
    },
    {
      what: 'a limit and a variable of the same name',
      declare: () => limited({ requests: 100 }, { RATE_LIMIT_WINDOW_MS: '1' }),
      expect: [
        'clinical.ehr.variables.RATE_LIMIT_WINDOW_MS: must leave what the platform sets to it, got RATE_LIMIT_WINDOW_MS for its rate limit; rename it, or leave it out [variables]',
      ],
    },
  ]);

  it('leave those names alone where there is no limit', () => {
    expect(messagesOf(aWard({ ehr: { variables: { RATE_LIMIT_WINDOW_MS: '1' } } }))).toEqual([]);
  });
});
