import type { Platform } from '../platform/platform';
import type { RelationalStore, Store, StoreKind } from '../stores/store';
import { days, hours, minutes, percent, seconds } from '../units';
import type { AlarmFigures, PlatformAlarmsProps } from './alarms';

/** A figure from which on something rings. */
export type AlarmFigure = Exclude<keyof AlarmFigures, 'lasting'>;

/** Machines that work beyond their measure as long as they have credits. */
const BORROWING = /^db\.t4g\./;
/** Machines that reach the largest throughput of their disks only for half an hour a day. */
const BORROWING_DISK = /\.(medium|large|xlarge|2xlarge)$/;

type FigureTable = { readonly [Kind in StoreKind]: (store: Extract<Store, { kind: Kind }>) => readonly (AlarmFigure | false)[] };

/** The figures that each kind of store on AWS has; no other can be asked of it. */
const FIGURES: FigureTable = {
  postgres: relational,
  mysql: relational,
  mongodb: ({ replicas, instanceClass }) => [replicas > 0 && 'replicationLag', 'connections', 'cpu', 'memory', BORROWING.test(instanceClass) && 'credits'],
  redis: ({ replicas, size }) => [replicas > 0 && 'replicationLag', 'cpu', 'memory', size === 'small' && 'credits'],
  kafka: ({ size }) => ['storage', 'cpu', 'memory', size === 'small' && 'credits'],
  rabbitmq: () => ['backlog', 'cpu', 'memory'],
  opensearch: ({ storage }) => [storage !== undefined && 'storage', 'cpu', 'memory'],
  bucket: () => [],
  'audit-trail': () => [],
};

function relational({ managed, replicas, highAvailability, instanceClass }: RelationalStore): readonly (AlarmFigure | false)[] {
  const aurora = managed === 'aurora';
  return [
    (aurora ? replicas > 0 || highAvailability : managed === 'rds-cluster') && 'replicationLag',
    'connections',
    !aurora && 'storage',
    'cpu',
    'memory',
    (BORROWING.test(instanceClass) || (!aurora && BORROWING_DISK.test(instanceClass))) && 'credits',
  ];
}

/** What may be asked of a store on AWS. */
export function alarmFigures(store: Store): readonly AlarmFigure[] {
  // A kind and its function go together, which the type of a lookup does not say.
  const figures = FIGURES[store.kind] as (store: Store) => readonly (AlarmFigure | false)[];
  return figures(store).filter(figure => figure !== false);
}

const DEFAULTS: Required<AlarmFigures> = {
  replicationLag: seconds(30),
  connections: percent(90),
  storage: percent(80),
  cpu: percent(80),
  memory: percent(85),
  credits: percent(20),
  backlog: 10_000,
  lasting: minutes(5),
};

/** From which figures on a store rings; undefined where nothing of it does. */
export function alarmsOf(store: Store, platform: Platform): Required<AlarmFigures> | undefined {
  return store.alarms === 'none' ? undefined : { ...DEFAULTS, ...figuresIn(platform.alarms), ...figuresIn(store.alarms) };
}

function figuresIn(said: AlarmFigures | undefined): AlarmFigures {
  const names = Object.keys(DEFAULTS) as (keyof AlarmFigures)[];
  return Object.fromEntries(names.flatMap(name => (said?.[name] === undefined ? [] : [[name, said[name]]])));
}

/** What rings of a site beside its stores, and who is told. */
export type ResolvedAlarms = Required<Omit<PlatformAlarmsProps, keyof AlarmFigures>>;

export function siteAlarms({ alarms }: Platform): ResolvedAlarms {
  const { notify = {}, backupGap = hours(26), failedRequests = percent(5), originLatency = seconds(3), certificateEnd = days(30) } = alarms ?? {};
  return { notify, backupGap, failedRequests, originLatency, certificateEnd };
}
