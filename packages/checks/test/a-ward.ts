import {
  type AdministrationProps,
  type AwsHostingProps,
  aws,
  ClinicalService,
  type ClinicalServiceProps,
  cores,
  DataTier,
  type DataTierProps,
  Domain,
  type DomainProps,
  Edge,
  type EdgeProps,
  gib,
  hours,
  type KafkaProps,
  mailTo,
  minutes,
  Platform,
  type PlatformAlarmsProps,
  type PlatformProps,
  type PostgresProps,
  type ProductionProps,
  percent,
  type RedisProps,
  Site,
  type SiteProps,
  type TopicProps,
  Worker,
  type WorkerProps,
} from '@clinfra/core';

/** What differs from a ward without a finding; everything else is as it should be. */
export interface WardChanges {
  readonly names?: Partial<
    Readonly<Record<'platform' | 'site' | 'clinical' | 'stores' | 'records' | 'sessions' | 'kafka' | 'events' | 'ehr' | 'notifier', string>>
  >;
  readonly platform?: Partial<Readonly<Record<keyof ProductionProps | 'data', unknown>>>;
  readonly site?: Partial<SiteProps>;
  readonly hosting?: Partial<AwsHostingProps>;
  readonly clinical?: Partial<DomainProps>;
  readonly stores?: DataTierProps;
  readonly images?: AdministrationProps['images'];
  readonly records?: Partial<PostgresProps>;
  readonly sessions?: Partial<RedisProps>;
  readonly kafka?: Partial<KafkaProps>;
  readonly events?: Partial<TopicProps>;
  readonly ehr?: Partial<ClinicalServiceProps>;
  readonly notifier?: Partial<WorkerProps>;
}

export type Ward = ReturnType<typeof build>;

/** Somebody hears what is urgent. */
export const HEARD = { notify: { critical: [mailTo('oncall@ward.example')], high: [mailTo('oncall@ward.example')] } } as const satisfies PlatformAlarmsProps;

/** A small platform in production, with one thing changed and, where that is not enough, something added. */
export function aWard(changes: WardChanges = {}, add: (ward: Ward) => unknown = () => undefined): Platform {
  const ward = build(changes);
  add(ward);
  return ward.platform;
}

/** A value as a caller without types may pass it. */
export function untyped<T>(value: unknown): T {
  return value as T;
}

/** So few connections that any number of pods may be tried. */
const FEW = { min: 1, max: 2 };

export const QUOTA = { cpu: cores(100), memory: gib(200), storage: gib(100), pods: 200 };
const DUBLIN = { region: 'eu-west-1', nodes: { min: 3, max: 9 } } as const;

function build(changes: WardChanges) {
  const { names = {} } = changes;
  const platform = new Platform(names.platform ?? 'ward', {
    environment: 'production',
    locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
    owner: 'ward-platform',
    residency: { phi: ['IE'] },
    objectives: { availability: percent(99.9), rto: hours(1), rpo: minutes(5) },
    alarms: HEARD,
    ...changes.platform,
  } as PlatformProps);
  const site = new Site(platform, names.site ?? 'dublin', {
    hosting: aws({ ...DUBLIN, ...changes.hosting }),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    ...changes.site,
  });
  const clinical = new Domain(platform, names.clinical ?? 'clinical', { quota: QUOTA, ...changes.clinical });
  const sites = changes.stores?.sites;
  const databases = new Domain(platform, 'databases', { quota: QUOTA, ...(sites && { sites }) });
  const administration = { domain: databases, ...(changes.images && { images: changes.images }) };
  const stores = new DataTier(platform, names.stores ?? 'stores', { administration, ...changes.stores });
  const records = stores.postgres(names.records ?? 'records', { holds: ['phi'], pool: FEW, ...changes.records });
  const sessions = stores.redis(names.sessions ?? 'sessions', { holds: ['phi'], ...changes.sessions });
  const kafka = stores.kafka(names.kafka ?? 'bus', { holds: ['phi'], ...changes.kafka });
  const events = kafka.topic(names.events ?? 'admissions', { partitions: 16, key: 'facility_id', holds: ['phi'], ...changes.events });
  const ehr = aService(clinical, names.ehr ?? 'ehr', changes.ehr)
    .reads(records, sessions)
    .writes(records, sessions)
    .publishes(events);
  const notifier = new Worker(clinical, names.notifier ?? 'notifier', {
    image: 'registry.example/notifier:1.0.0',
    scale: { min: 2, max: 4 },
    ...changes.notifier,
  }).consumes(events);
  return { platform, site, clinical, databases, stores, records, sessions, kafka, events, ehr, notifier };
}

export function aService(domain: Domain, name: string, props: Partial<ClinicalServiceProps> = {}): ClinicalService {
  return new ClinicalService(domain, name, {
    image: 'registry.example/service:1.0.0',
    port: 4001,
    size: 'medium',
    criticality: 'clinical',
    scale: { min: 3, max: 9 },
    ...props,
  });
}

export function aDomain(platform: Platform, name: string, props: Partial<DomainProps> = {}): Domain {
  return new Domain(platform, name, { quota: QUOTA, ...props });
}

/** A second site, whose network is apart from the first. */
export function aSite(platform: Platform, name: string, hosting: Partial<AwsHostingProps> = {}, props: Partial<SiteProps> = {}): Site {
  const region = hosting.region ?? 'eu-west-1';
  const zones = [`${region}a`, `${region}b`, `${region}c`] as const;
  return new Site(platform, name, { hosting: aws({ ...DUBLIN, cidr: '10.1.0.0/16', ...hosting }), zones, ...props });
}

/** A way in to a ward, which exposes nothing yet. */
export function anEdge({ platform, clinical }: Ward, props: Partial<EdgeProps> = {}, name = 'public'): Edge {
  return new Edge(platform, name, { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt', ...props });
}
