import {
  type AlarmFigures,
  alarmFigures,
  aws,
  type DataTier,
  gib,
  minutes,
  Platform,
  percent,
  type RedisProps,
  Site,
  type Store,
  seconds,
  DataTier as Tier,
} from '@clinfra/core';
import type { AlarmFact } from '../src/alarms/alarm-fact';
import { storeSubject } from '../src/alarms/store-facts';
import { SiteFacts } from '../src/site-facts';

/** A platform on one site; what rings of a store there. */
function factsOf(declare: (tier: DataTier) => Store, alarms?: AlarmFigures): readonly AlarmFact[] {
  const platform = aPlatform(alarms);
  const store = declare(new Tier(platform, 'stores'));
  return storeSubject(store, new SiteFacts(siteOf(platform)))?.facts ?? [];
}

function aPlatform(alarms: AlarmFigures = {}): Platform {
  return new Platform('ward', {
    environment: 'staging',
    locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
    owner: 'ward',
    residency: {},
    alarms,
  });
}

function siteOf(platform: Platform): Site {
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
  return new Site(platform, 'dublin', { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }), zones });
}

/** Each fact in one line: `critical connections: above 714, 5 x 60 s`. */
function lines(facts: readonly AlarmFact[]): readonly string[] {
  return facts.map(
    ({ severity, name, rings, threshold, points, period, silence }) => `${severity} ${name}: ${rings} ${threshold}, ${points} x ${period} s, ${silence}`,
  );
}

const one = (facts: readonly AlarmFact[], name: string) => facts.find(fact => fact.name === name) as AlarmFact;
const HOLDS = { holds: ['phi'] } as const;
const ID = 'ward-staging-dublin';

describe('what rings', () => {
  it.each<readonly [what: string, declare: (tier: DataTier) => Store, lines: readonly string[]]>([
    [
      'of a server with a standby: connections by its machine, its disk at two levels, and what it borrows of its disk',
      tier => tier.postgres('records', { ...HOLDS, size: 'medium', storage: gib(100) }),
      [
        'critical connections: above 1434, 5 x 60 s, missing',
        `medium storage: below ${20 * 1024 ** 3}, 5 x 60 s, missing`,
        `critical storage-full: below ${10 * 1024 ** 3}, 5 x 60 s, missing`,
        'high cpu: above 80, 5 x 60 s, missing',
        `medium memory: below ${Math.floor(16 * 1024 ** 3 * 0.15)}, 5 x 60 s, missing`,
        'medium disk-credits: below 20, 5 x 60 s, missing',
        'medium throughput-credits: below 20, 5 x 60 s, missing',
      ],
    ],
    [
      'of Aurora with a proxy: a lag in milliseconds, and no disk',
      tier => tier.postgres('records', { ...HOLDS, managed: 'aurora', size: 'xlarge', replicas: 2, proxy: {} }),
      [
        'critical connections: above 4494, 5 x 60 s, missing',
        'high lag: above 30000, 5 x 60 s, missing',
        'high cpu: above 80, 5 x 60 s, missing',
        `medium memory: below ${Math.floor(64 * 1024 ** 3 * 0.15)}, 5 x 60 s, missing`,
        'critical proxy-connections: above 90, 5 x 60 s, missing',
        'critical proxy-target: below 50, 5 x 60 s, missing',
      ],
    ],
    [
      'of the smallest machine of Aurora: its credits',
      tier => tier.mysql('records', { ...HOLDS, managed: 'aurora', size: 'small', highAvailability: false }),
      [
        'critical connections: above 75, 5 x 60 s, missing',
        'high cpu: above 80, 5 x 60 s, missing',
        `medium memory: below ${Math.floor(4 * 1024 ** 3 * 0.15)}, 5 x 60 s, missing`,
        'medium credits: below 115, 5 x 60 s, missing',
      ],
    ],
    [
      'of documents: what DocumentDB knows of its own limits',
      tier => tier.mongodb('notes', { ...HOLDS, replicas: 1 }),
      [
        'critical connections: above 90, 5 x 60 s, missing',
        'high lag: above 30000, 5 x 60 s, missing',
        'high cpu: above 80, 5 x 60 s, missing',
        `medium memory: below ${Math.floor(16 * 1024 ** 3 * 0.15)}, 5 x 60 s, missing`,
        'critical throttled: above 0, 5 x 60 s, notBreaching',
      ],
    ],
    [
      'of a cache that forgets freely: not that it forgets',
      tier => tier.redis('sessions', { ...HOLDS, replicas: 1 }),
      ['high cpu: above 80, 5 x 60 s, missing', 'medium memory: above 85, 5 x 60 s, missing', 'high lag: above 30, 5 x 60 s, missing'],
    ],
    [
      'of a cache that must keep what it was given: that it is full, and that it forgets',
      tier => tier.redis('sessions', { ...HOLDS, eviction: 'volatile-ttl', replicas: 0, size: 'small' }),
      [
        'high cpu: above 80, 5 x 60 s, missing',
        'medium memory: above 85, 5 x 60 s, missing',
        'critical memory-full: above 92.5, 5 x 60 s, missing',
        'high evictions: above 0, 1 x 300 s, notBreaching',
        'medium credits: below 115, 5 x 60 s, missing',
      ],
    ],
    [
      'of Kafka: partitions that nobody can use, then brokers',
      tier => tier.kafka('bus', { ...HOLDS, size: 'small' }),
      [
        'critical offline-partitions: above 0, 5 x 60 s, notBreaching',
        'critical unsafe-partitions: above 0, 5 x 60 s, notBreaching',
        'high behind-partitions: above 0, 5 x 60 s, notBreaching',
        'medium storage: above 80, 5 x 60 s, missing',
        'critical storage-full: above 90, 5 x 60 s, missing',
        'high cpu: below 20, 5 x 60 s, missing',
        'medium memory: above 85, 5 x 60 s, missing',
        'medium credits: below 115, 5 x 60 s, missing',
      ],
    ],
    [
      'of an audit trail: events that do not arrive, and workloads that cannot write',
      tier => tier.auditTrail('access', { holds: ['audit'] }),
      ['critical delivery: above 900, 2 x 300 s, notBreaching', 'high refused: above 0, 1 x 300 s, notBreaching'],
    ],
    [
      'of RabbitMQ: what waits, and what keeps it from taking more',
      tier => tier.rabbitmq('dispatch', HOLDS),
      [
        'critical backlog: above 10000, 5 x 60 s, missing',
        'critical disk: below 2, 5 x 60 s, missing',
        'medium memory: above 85, 5 x 60 s, missing',
        'critical memory-full: above 92.5, 5 x 60 s, missing',
        'high cpu: above 80, 5 x 60 s, missing',
      ],
    ],
    [
      'of OpenSearch: indexes that are lost or closed, then disks, memory and load',
      tier => tier.opensearch('logs', { ...HOLDS, storage: gib(100) }),
      [
        'critical red: above 0, 5 x 60 s, missing',
        'high automatic-snapshots: above 0, 1 x 60 s, missing',
        'critical blocked: above 0, 5 x 60 s, missing',
        `medium storage: below ${20 * 1024}, 5 x 60 s, missing`,
        `critical storage-full: below ${10 * 1024}, 5 x 60 s, missing`,
        'medium memory: above 85, 5 x 60 s, missing',
        'critical memory-full: above 92.5, 5 x 60 s, missing',
        'high cpu: above 80, 5 x 60 s, missing',
      ],
    ],
    ['of a bucket by itself: nothing', tier => tier.bucket('scans', HOLDS), []],
    ['of a store that is silent: nothing', tier => tier.redis('sessions', { ...HOLDS, alarms: 'none' }), []],
  ])('[O8] %s', (_, declare, expected) => {
    expect(lines(factsOf(declare))).toEqual(expected);
  });

  it('[O8] is what the platform says, and before that the store', () => {
    const said = { cpu: percent(70), replicationLag: seconds(10), lasting: minutes(15) };
    const facts = factsOf(tier => tier.redis('sessions', { ...HOLDS, alarms: { cpu: percent(95) } }), said);
    expect([one(facts, 'cpu').threshold, one(facts, 'lag').threshold, one(facts, 'lag').points]).toEqual([95, 10, 15]);
  });

  it.each<readonly [string, (tier: DataTier, alarms: AlarmFigures) => Store]>([
    ['a server', (tier, alarms) => tier.postgres('a', { ...HOLDS, alarms })],
    ['Aurora', (tier, alarms) => tier.mysql('a', { ...HOLDS, managed: 'aurora', alarms })],
    ['a Multi-AZ cluster', (tier, alarms) => tier.postgres('a', { ...HOLDS, managed: 'rds-cluster', alarms })],
    ['documents', (tier, alarms) => tier.mongodb('a', { ...HOLDS, size: 'small', alarms })],
    ['a cache', (tier, alarms) => tier.redis('a', { ...HOLDS, size: 'small', alarms })],
    ['Kafka', (tier, alarms) => tier.kafka('a', { ...HOLDS, size: 'small', alarms })],
    ['RabbitMQ', (tier, alarms) => tier.rabbitmq('a', { ...HOLDS, alarms })],
    ['OpenSearch', (tier, alarms) => tier.opensearch('a', { ...HOLDS, alarms })],
    ['OpenSearch with disks of its own', (tier, alarms) => tier.opensearch('a', { ...HOLDS, instanceType: 'r6gd.large.search', alarms })],
  ])('[O8] of %s hangs on exactly the figures that it is said to have', (_, declare) => {
    const figures: Required<Omit<AlarmFigures, 'lasting'>> = {
      replicationLag: seconds(7),
      connections: percent(33),
      storage: percent(33),
      cpu: percent(33),
      memory: percent(33),
      credits: percent(33),
      backlog: 33,
    };
    const usual = lines(factsOf(tier => declare(tier, {})));
    const moved = Object.entries(figures).filter(([name, value]) => lines(factsOf(tier => declare(tier, { [name]: value }))).join() !== usual.join());
    const known = alarmFigures(declare(new Tier(aPlatform(), 'stores'), {}));
    expect(moved.map(([name]) => name).sort()).toEqual([...known].sort());
  });

  it('[O8] follows a parameter that moves the limit of connections, and is silent where a formula does', () => {
    const limited = (max_connections: string) => factsOf(tier => tier.postgres('records', { ...HOLDS, parameters: { max_connections } }));
    expect(one(limited('206'), 'connections').threshold).toBe(180);
    expect(one(limited('{DBInstanceClassMemory/9531392}'), 'connections')).toBeUndefined();
  });
});

describe('where it is measured', () => {
  it('[O8] is the server, the whole cluster, or each server of a Multi-AZ cluster', () => {
    const cpu = (managed: 'rds' | 'aurora' | 'rds-cluster') =>
      one(
        factsOf(tier => tier.postgres('records', { ...HOLDS, managed })),
        'cpu',
      ).measure;
    expect(cpu('rds')).toMatchObject({ metric: { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: `${ID}-records` } } });
    expect(cpu('aurora')).toMatchObject({ metric: { dimensions: { DBClusterIdentifier: `${ID}-records` } } });
    expect(cpu('rds-cluster')).toMatchObject({
      expression: 'MAX(METRICS())',
      metrics: {
        m1: { dimensions: { DBInstanceIdentifier: `${ID}-records-instance-1` } },
        m3: { dimensions: { DBInstanceIdentifier: `${ID}-records-instance-3` } },
      },
    });
  });

  const caches: readonly (readonly [string, Partial<RedisProps>, readonly number[]])[] = [
    ['of a shard and its copy', {}, [2]],
    ['of as many as it may have', { scale: { min: 6, max: 18 } }, [10, 8]],
  ];
  it.each(caches)('[O8] is every node of a cache %s, ten to an alarm', (_, props, expected) => {
    const lags = factsOf(tier => tier.redis('sessions', { ...HOLDS, ...props })).filter(({ name }) => name.startsWith('lag'));
    const nodes = lags.map(({ measure }) =>
      measure.kind === 'reckoned' ? Object.values(measure.metrics).map(({ dimensions }) => dimensions.CacheClusterId) : [],
    );
    expect(nodes.map(group => group.length)).toEqual(expected);
    expect(nodes.flat()[0]).toBe(`${ID}-sessions-0001-001`);
    expect(new Set(nodes.flat()).size).toBe(nodes.flat().length);
  });

  it('[O8] is the worst broker, however many there are', () => {
    const { measure } = one(
      factsOf(tier => tier.kafka('bus', HOLDS)),
      'storage',
    );
    const query = `SELECT MAX(KafkaDataLogsDiskUsed) FROM SCHEMA("AWS/Kafka", "Broker ID", "Cluster Name") WHERE "Cluster Name" = '${ID}-bus'`;
    expect(measure).toEqual({ kind: 'query', query });
  });
});
