import { containersOf, Duration, days, gib, hours, kib, mib, minutes, type Quantity, Size, seconds, tib } from '@clinfra/core';
import { declarationsOf, type Kind } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

type Bound = number | Size | Duration;

/** The bounds of one figure, both allowed. */
interface Figure {
  /** Where the declaration keeps it. */
  readonly property: string;
  readonly lowest: Bound;
  readonly highest?: Bound;
  readonly remedy: string;
  /** Whether it may be left out. */
  readonly optional?: true;
}

const PORT = { lowest: 1, highest: 65_535, remedy: 'write the port' } as const;
/** A run that may be less than ten seconds late can be missed altogether: the controller looks every ten. */
const LEAST_DEADLINE = seconds(10);
const EXISTING_PORT: Figure = { property: 'existing.port', ...PORT, optional: true };
const PROBE_FIGURES: readonly Figure[] = ['startup', 'liveness', 'readiness'].flatMap(probe => [
  { property: `probes.${probe}.initialDelay`, lowest: seconds(0), remedy: 'write it as seconds(10)' },
  { property: `probes.${probe}.period`, lowest: seconds(1), remedy: 'write it as seconds(5)' },
  { property: `probes.${probe}.timeout`, lowest: seconds(1), remedy: 'write it as seconds(1)' },
  { property: `probes.${probe}.failures`, lowest: 1, remedy: 'allow one wrong answer at least' },
]);
const SUCCESSES: Figure = { property: 'probes.readiness.successes', lowest: 1, remedy: 'ask for one right answer at least' };
/** Of what is asked only where it says how. */
const COMPANION_FIGURES: readonly Figure[] = [...PROBE_FIGURES, SUCCESSES].map(figure => ({ ...figure, optional: true }) as const);
const STOP_FIGURES: readonly Figure[] = [
  { property: 'stop.drain', lowest: seconds(0), remedy: 'write it as seconds(15)' },
  { property: 'stop.grace', lowest: seconds(1), remedy: 'write it as seconds(45)' },
];
/** Prometheus waits ten seconds for an answer, and forgets a figure after five minutes. */
const METRICS_FIGURES: readonly Figure[] = [
  { property: 'metrics.port', ...PORT, optional: true },
  { property: 'metrics.interval', lowest: seconds(10), highest: minutes(2), remedy: 'write it as seconds(30)', optional: true },
];

/** The autoscaler of Kubernetes looks back an hour at most, and half an hour for how much has changed. */
const SCALE_FIGURES: readonly Figure[] = [
  ...(['up', 'down'] as const).flatMap(way => [
    { property: `scale.${way}.after`, lowest: seconds(0), highest: hours(1), remedy: 'write it as minutes(5)' },
    { property: `scale.${way}.every`, lowest: seconds(1), highest: minutes(30), remedy: 'write it as seconds(60)' },
    { property: `scale.${way}.pods`, lowest: 1, remedy: 'let one pod come or go at least', optional: true } as const,
  ]),
  { property: 'scale.requests.perPod', lowest: 1, remedy: 'write how many requests in a second one pod answers', optional: true },
  { property: 'scale.fallback.failures', lowest: 1, remedy: 'write it as 3' },
];

const DATABASE_FIGURES: readonly Figure[] = [
  { property: 'storage', lowest: gib(20), highest: tib(64), remedy: 'choose a size that RDS offers' },
  { property: 'replicas', lowest: 0, highest: 15, remedy: 'choose a number that RDS keeps' },
  { property: 'backupRetention', lowest: days(1), highest: days(35), remedy: 'choose a length that RDS keeps, and replicas need' },
  { property: 'passwordRotation', lowest: days(1), highest: days(1000), remedy: 'write it as days(7)' },
  EXISTING_PORT,
];

/** RabbitMQ counts how long a message waits in milliseconds, up to 2^32. */
const LONGEST_TTL = days(49);

/** What a service counts of one caller. */
const RATE_FIGURES: readonly Figure[] = [
  { property: 'rateLimit.per', lowest: seconds(1), highest: days(1), remedy: 'write it as minutes(15)', optional: true },
];

/** Limits of the cloud and of Kubernetes, by kind; a kind that is missing does not compile. */
const FIGURES: Readonly<Record<Kind, readonly Figure[]>> = {
  platform: [],
  site: [
    { property: 'prometheus.keep', lowest: hours(2), highest: days(365), remedy: 'write it as days(15)', optional: true },
    { property: 'prometheus.storage', lowest: gib(5), highest: tib(16), remedy: 'write it as gib(50)', optional: true },
    { property: 'tracing.keep', lowest: hours(1), highest: days(90), remedy: 'write it as days(7)', optional: true },
    { property: 'tracing.storage', lowest: gib(1), highest: tib(16), remedy: 'write it as gib(20)', optional: true },
  ],
  domain: [
    { property: 'quota.storage', lowest: gib(0), remedy: 'write it as gib(100)' },
    { property: 'securityAlerts.unauthorized', lowest: 1, remedy: 'allow one refused log-in at least' },
    { property: 'securityAlerts.egress', lowest: kib(1), remedy: 'write it as mib(1)' },
  ],
  'clinical-service': [{ property: 'port', ...PORT }, ...PROBE_FIGURES, SUCCESSES, ...STOP_FIGURES, ...METRICS_FIGURES, ...SCALE_FIGURES, ...RATE_FIGURES],
  worker: [...COMPANION_FIGURES, ...STOP_FIGURES, ...METRICS_FIGURES, ...SCALE_FIGURES],
  'scheduled-task': [
    { property: 'startDeadline', lowest: LEAST_DEADLINE, remedy: 'write it as minutes(5)' },
    { property: 'timeLimit', lowest: seconds(1), remedy: 'write it as hours(1)' },
    { property: 'retries', lowest: 0, highest: 10, remedy: 'try again a few times at most' },
    { property: 'history.successful', lowest: 0, highest: 100, remedy: 'keep a few' },
    { property: 'history.failed', lowest: 1, highest: 100, remedy: 'keep one at least, or nobody sees why it failed' },
  ],
  'release-task': [
    { property: 'timeLimit', lowest: seconds(1), remedy: 'write it as minutes(30)' },
    { property: 'retries', lowest: 0, highest: 10, remedy: 'try again a few times at most' },
  ],
  addition: [],
  'volume-claim': [{ property: 'size', lowest: gib(1), highest: tib(16), remedy: 'write it as gib(100)' }],
  'data-tier': [],
  postgres: DATABASE_FIGURES,
  mysql: DATABASE_FIGURES,
  mongodb: [
    { property: 'replicas', lowest: 0, highest: 15, remedy: 'choose a number that DocumentDB keeps' },
    { property: 'backupRetention', lowest: days(1), highest: days(35), remedy: 'choose a length that DocumentDB keeps' },
    { property: 'passwordRotation', lowest: days(1), highest: days(1000), remedy: 'write it as days(7)' },
    { property: 'slowOperations', lowest: seconds(0.05), highest: hours(1), remedy: 'write it as seconds(0.1)', optional: true },
    EXISTING_PORT,
  ],
  redis: [
    { property: 'shards', lowest: 1, highest: 500, remedy: 'choose a number that ElastiCache takes' },
    { property: 'replicas', lowest: 0, highest: 5, remedy: 'choose a number that ElastiCache keeps' },
    { property: 'snapshotRetention', lowest: days(0), highest: days(35), remedy: 'choose a length that ElastiCache keeps' },
    { property: 'idleTimeout', lowest: seconds(0), highest: days(1), remedy: 'write it as minutes(5)' },
    { property: 'memory', lowest: mib(1), remedy: 'write it as gib(4)', optional: true },
    EXISTING_PORT,
  ],
  'audit-trail': [],
  opensearch: [
    { property: 'nodes', lowest: 1, highest: 80, remedy: 'choose a number that OpenSearch Service keeps' },
    { property: 'storage', lowest: gib(10), remedy: 'write it as gib(100)', optional: true },
    { property: 'warm.nodes', lowest: 2, highest: 150, remedy: 'choose a number that OpenSearch Service keeps', optional: true },
    { property: 'shards', lowest: 1, highest: 100, remedy: 'write it as 5' },
    { property: 'replicas', lowest: 0, highest: 5, remedy: 'write it as 1' },
    EXISTING_PORT,
  ],
  bucket: [{ property: 'cors.maxAge', lowest: seconds(0), highest: days(1), remedy: 'write it as hours(1)', optional: true }, EXISTING_PORT],
  kafka: [
    { property: 'brokersPerZone', lowest: 1, remedy: 'keep one broker in each zone' },
    { property: 'storage', lowest: gib(20), highest: tib(16), remedy: 'choose a size that MSK offers' },
    { property: 'storageLimit', lowest: gib(20), highest: tib(16), remedy: 'choose a size that MSK offers', optional: true },
    { property: 'passwords', lowest: 1, remedy: 'write it as 2, one more than before' },
    EXISTING_PORT,
  ],
  rabbitmq: [EXISTING_PORT],
  exchange: [],
  queue: [
    { property: 'deliveryLimit', lowest: 1, highest: 1000, remedy: 'write it as 20' },
    { property: 'ttl', lowest: seconds(1), highest: LONGEST_TTL, remedy: 'write it as days(7), or leave it out', optional: true },
    { property: 'maxLength', lowest: 1, remedy: 'let one message wait at least', optional: true },
    { property: 'maxSize', lowest: kib(1), remedy: 'write it as gib(1)', optional: true },
  ],
  topic: [
    { property: 'partitions', lowest: 1, remedy: 'write how many consumers may share the work' },
    { property: 'replicas', lowest: 1, remedy: 'keep one copy at least' },
    { property: 'minInSyncReplicas', lowest: 1, remedy: 'let one copy at least have each message' },
    { property: 'localRetention', lowest: hours(1), remedy: 'write it as days(3)' },
    { property: 'retention', lowest: seconds(1), remedy: 'write it as days(7)' },
  ],
  'dns-zone': [],
  edge: [
    { property: 'aws.health.failures', lowest: 1, highest: 10, remedy: 'write it as 3', optional: true },
    { property: 'aws.balancer.idleTimeout', lowest: seconds(1), highest: seconds(4000), remedy: 'write it as seconds(60)', optional: true },
    { property: 'rateLimit.requests', lowest: 1, remedy: 'let one request through at least', optional: true },
    { property: 'rateLimit.per', lowest: seconds(1), highest: hours(1), remedy: 'write it as minutes(1)', optional: true },
    { property: 'maxRequest', lowest: kib(1), highest: gib(1), remedy: 'write it as mib(10)', optional: true },
    { property: 'timeout', lowest: seconds(1), remedy: 'write it as seconds(60)' },
    { property: 'strictTransport.maxAge', lowest: days(1), remedy: 'write it as days(365)', optional: true },
  ],
  'external-host': [],
  secret: [
    { property: 'refresh', lowest: minutes(1), remedy: 'write it as hours(1); every request to the source is paid for' },
    { property: 'version', lowest: 1, remedy: 'write the number of the version, or leave it out for the newest', optional: true },
  ],
  registry: [
    { property: 'keep', lowest: 10, highest: 10_000, remedy: 'keep what runs, and what it may have to go back to' },
    { property: 'keepUntagged', lowest: days(1), highest: days(365), remedy: 'write it as days(14)' },
  ],
  'multi-region-failover': [],
};

export const figures = rule('figures', 'every figure lies within what Kubernetes and the cloud accept', function* ({ inventory }) {
  for (const declaration of declarationsOf(inventory)) {
    for (const figure of FIGURES[declaration.kind]) {
      const fault = bounded(declaration.path, declaration, figure);
      if (fault) yield fault;
    }
  }
  for (const workload of inventory.workloads) {
    for (const { path, container } of containersOf(workload).slice(1)) {
      for (const figure of COMPANION_FIGURES) {
        const fault = bounded(path, container, figure);
        if (fault) yield fault;
      }
    }
  }
  for (const { path, ports } of inventory.externalHosts) {
    if (ports.length === 0) yield error(`${path}.ports`, 'name at least one port', show(ports), 'write the ports that may be reached');
    for (const port of ports) {
      const fault = judged(`${path}.ports`, port, { property: 'ports', ...PORT });
      if (fault) yield fault;
    }
  }
});

function bounded(path: string, holder: object, figure: Figure): Fault | undefined {
  const value = figure.property.split('.').reduce<unknown>(partOf, holder);
  if (value === undefined && figure.optional) return undefined;
  return judged(`${path}.${figure.property}`, value, figure);
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function judged(path: string, value: unknown, { lowest, highest, remedy }: Figure): Fault | undefined {
  if (isQuantity(value) && value.problem) return undefined;
  if (isLike(lowest, value) && !exceeds(lowest, value) && !(highest !== undefined && exceeds(value, highest))) return undefined;
  const noun = typeof lowest === 'number' ? 'a whole number' : lowest instanceof Duration ? 'a length of time' : 'a size';
  const range = highest === undefined ? `of at least ${lowest}` : `from ${lowest} to ${highest}`;
  return error(path, `be ${noun} ${range}`, show(value), remedy);
}

function isQuantity(value: unknown): value is Quantity {
  return value instanceof Size || value instanceof Duration;
}

/** Whether a value is of the kind in which its bounds are written. */
function isLike(bound: Bound, value: unknown): value is Bound {
  if (typeof bound === 'number') return isWhole(value);
  return bound instanceof Duration ? value instanceof Duration : value instanceof Size;
}

function exceeds(a: Bound, b: Bound): boolean {
  return amountOf(a) > amountOf(b);
}

function amountOf(bound: Bound): number | bigint {
  return typeof bound === 'number' ? bound : bound.amount;
}
