import { type MysqlProps, type PostgresProps, percent } from '@clinfra/core';
import { aService } from '../../../../test/fixtures/a-platform';
import { aWard, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const MUST = 'must let the server hold the pools of every pod at maximum scale';
const REMEDY = 'lower it, take a larger machine, or add a proxy [connections]';
const PROXY_MUST = 'must let the proxy hold what every pod keeps open at maximum scale';
/** Nine pods of `ehr` and one more in an update read and write it. */
const held = (records: Partial<PostgresProps>, add?: (ward: Ward) => unknown) => aWard({ records }, add);
const mysql = (props: Partial<MysqlProps>) =>
  aWard({}, ({ stores, ehr }) => {
    const ledger = stores.mysql('ledger', { holds: ['phi'], ...props });
    ehr.reads(ledger).writes(ledger);
  });

describe('[K2] connections that a server holds', () => {
  findsExactly([
    {
      what: 'the pools of the documents on one server, which takes reads and writes',
      declare: () => held({ pool: { max: 100 } }),
      expect: [`stores.records.pool.max: ${MUST}, got 2000 for 1594 (clinical.ehr 2000); ${REMEDY}`],
    },
    {
      what: 'writers, beside readers that hold theirs',
      declare: () => held({ managed: 'aurora', replicas: 2, pool: { max: 160 } }),
      expect: [`stores.records.pool.max: ${MUST}, got 1600 for 1594 (clinical.ehr 1600); ${REMEDY}`],
    },
    {
      what: 'readers, of which there are too few',
      declare: () =>
        held({ managed: 'aurora', replicas: 2, pool: { max: 80 } }, ({ clinical, records }) =>
          ['a', 'b', 'c', 'd'].map(name => aService(clinical, name).reads(records)),
        ),
      expect: [`stores.records.pool.max: ${MUST}, got 4000 for 3188 in 2 readers (most by clinical.a 800, clinical.b 800, clinical.c 800); ${REMEDY}`],
    },
    {
      what: 'a pool that one workload has for itself',
      declare: () => held({}, ({ ehr, records }) => ehr.pools(records, { max: 80 })),
      expect: [`stores.records.pool.max: ${MUST}, got 1600 for 1594 (clinical.ehr 1600); ${REMEDY}`],
    },
    {
      what: 'more than the parameter of the server lets in',
      declare: () => held({ pool: { max: 15 }, parameters: { max_connections: '300' } }),
      expect: [`stores.records.pool.max: ${MUST}, got 300 for 294 (clinical.ehr 300); ${REMEDY}`],
    },
    {
      what: 'more than Aurora lets into MySQL',
      declare: () => mysql({ managed: 'aurora', pool: { max: 50 } }),
      expect: [`stores.ledger.pool.max: ${MUST}, got 1000 for 994 (clinical.ehr 1000); ${REMEDY}`],
    },
    {
      what: 'more than a machine has memory for in MySQL',
      declare: () => mysql({ pool: { max: 60 } }),
      expect: [`stores.ledger.pool.max: ${MUST}, got 1200 for 1194 (clinical.ehr 1200); ${REMEDY}`],
    },
    {
      what: 'more than a server of PostgreSQL ever holds, however large',
      declare: () => held({ instanceClass: 'db.r6g.16xlarge', pool: { max: 250 } }),
      expect: [`stores.records.pool.max: ${MUST}, got 5000 for 4994 (clinical.ehr 5000); ${REMEDY}`],
    },
    {
      what: 'what pods keep open behind a proxy, beyond the share that it may open',
      declare: () => held({ proxy: { connections: percent(50) }, pool: { min: 40, max: 400 } }),
      expect: [`stores.records.pool.min: ${PROXY_MUST}, got 800 for 797 (clinical.ehr 800); lower it, or take a larger machine [connections]`],
    },
    {
      what: 'what pods keep open behind a proxy of a cluster, to the one server that takes writes',
      declare: () => held({ managed: 'aurora', replicas: 2, proxy: {}, pool: { min: 144, max: 144 } }),
      expect: [`stores.records.pool.min: ${PROXY_MUST}, got 1440 for 1434 (clinical.ehr 1440); lower it, or take a larger machine [connections]`],
    },
  ]);

  it('are none of its business where they hold, where the server is another’s, and where AWS computes them otherwise', () => {
    expect(messagesOf(held({ pool: { max: 79 } }))).toEqual([]);
    expect(messagesOf(held({ proxy: { connections: percent(50) }, pool: { min: 39, max: 400 } }))).toEqual([]);
    expect(messagesOf(held({ managed: 'aurora', replicas: 2, proxy: {}, pool: { min: 143, max: 143 } }))).toEqual([]);
    expect(messagesOf(held({ managed: 'aurora', replicas: 2, pool: { max: 159 } }))).toEqual([]);
    expect(messagesOf(held({ pool: { max: 500 }, existing: { host: 'db.example', cidr: '10.9.0.0/28' } }))).toEqual([]);
    expect(messagesOf(held({ pool: { max: 500 }, parameters: { max_connections: untyped('{DBInstanceClassMemory/4000000}') } }))).toEqual([]);
  });
});
