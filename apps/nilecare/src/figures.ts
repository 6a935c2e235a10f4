import {
  type AwsRegion,
  applicationBalancer,
  type Balancer,
  blueGreen,
  canary,
  cores,
  type DatabaseProxyProps,
  type Duration,
  gib,
  hours,
  minutes,
  type Nodes,
  networkBalancer,
  type Pool,
  type Purpose,
  percent,
  type Quota,
  type RedisProps,
  type RelationalManagement,
  type Release,
  type ReleaseAnalysisProps,
  rolling,
  type Scale,
  type ServiceRateLimit,
  type StoreSize,
  seconds,
  type TopicProps,
} from '@clinfra/core';

/** The environments of NileCare; a figure that is missing for one of them does not compile. */
export type NileCareEnvironment = 'development' | 'staging' | 'production';

/** The namespaces of the deployment document, and one from which the users of databases are made. */
export type Namespace = 'infrastructure' | 'clinical' | 'business' | 'integration' | 'data' | 'messaging' | 'monitoring' | 'databases';

/** The quotas of the deployment document, per namespace. */
export const SOURCE_QUOTAS = {
  infrastructure: { cpu: cores(10), memory: gib(20), storage: gib(50), pods: 30 },
  clinical: { cpu: cores(20), memory: gib(40), storage: gib(100), pods: 50 },
  business: { cpu: cores(15), memory: gib(30), storage: gib(80), pods: 40 },
  integration: { cpu: cores(15), memory: gib(30), storage: gib(80), pods: 40 },
  data: { cpu: cores(30), memory: gib(60), storage: gib(500), pods: 20 },
  messaging: { cpu: cores(10), memory: gib(20), storage: gib(200), pods: 10 },
  monitoring: { cpu: cores(10), memory: gib(20), storage: gib(100), pods: 20 },
} as const satisfies Record<Exclude<Namespace, 'databases'>, Quota>;

/**
 * The quotas that are built. The document admits 30 pods to `infrastructure`, while the gateway alone scales to 30: with the other
 * services at their maxima, two whole versions of `auth` and a rolling update in the others, 72 are needed. Two versions of `billing` at
 * their maximum of 15 alone take 30 of the 40 pods, 15 of the 15 cores and all of the 30 GiB of `business`, and two of `ehr`
 * all 50 pods of `clinical`. Its figures also leave the
 * sidecars of the mesh out, a tenth of a core and 128Mi in each pod.
 */
export const QUOTAS: Readonly<Record<Namespace, Quota>> = {
  ...SOURCE_QUOTAS,
  // A Job for the one database, and another while one is replaced.
  databases: { cpu: cores(1), memory: gib(1), storage: gib(1), pods: 4 },
  clinical: { ...SOURCE_QUOTAS.clinical, pods: 60 },
  infrastructure: { ...SOURCE_QUOTAS.infrastructure, cpu: cores(20), memory: gib(36), pods: 80 },
  business: { ...SOURCE_QUOTAS.business, cpu: cores(26), memory: gib(48), pods: 60 },
};

type Service = 'gateway' | 'auth' | 'ehr' | 'appointment' | 'billing' | 'notification' | 'hl7';

interface Figures {
  readonly release: Readonly<Record<'auth' | 'billing' | 'ehr', Release>>;
  readonly scale: Readonly<Record<Service, Scale>>;
  readonly nodes: readonly Nodes[];
  /** The nodes of those that compute more than they hold: the gateway, which ends TLS, and auth, which signs. */
  readonly cryptography: Purpose | undefined;
  readonly storeSize: StoreSize;
  readonly managed: RelationalManagement;
  readonly replicas: number;
  readonly pool: Pool;
  readonly proxy: DatabaseProxyProps | undefined;
  readonly rateLimit: ServiceRateLimit;
  readonly cache: Pick<RedisProps, 'shards' | 'replicas' | 'scale'>;
  /** The domain of its hosts. */
  readonly domain: string;
  readonly host: string;
  /** What stands before the gateway of its edge: two zones carry an Application Load Balancer, one does not. */
  readonly balancer: Balancer;
}

const RELAXED = { min: 1, max: 2 } as const;
const REHEARSED = { min: 2, max: 4 } as const;

/**
 * A service of the scalability document in production: its three pods are those of the working hours, and two are left at night, as in the
 * deployment document.
 */
function daily(max: number): Scale {
  return { min: 2, max, requests: {}, hours: [{ from: '08:00', until: '20:00', min: 3 }] };
}

/** Answers within 200 ms, as the scalability document promises; the share of failures is this platform's own choice. */
const JUDGED: ReleaseAnalysisProps = { errors: percent(1), latency: { share: percent(95), within: seconds(0.2) } };

/** Blue-green for critical services, as the deployment document recommends: a person switches over, and can go back for half an hour. */
const SWITCH = blueGreen({ promotion: 'manual', scaleDownDelay: minutes(30), analysis: JUDGED });
const REHEARSED_SWITCH = blueGreen({
  promotion: 'automatic',
  scaleDownDelay: minutes(1),
  analysis: { ...JUDGED, interval: seconds(30), failures: 2, silent: 3, measurements: 4 },
});

/** The stages of the deployment document, an hour each in production; whoever sends `x-canary: true` is let in from the first on. */
function inStages(pause: Duration): Release {
  const stages = [{ weight: 10, pause }, { weight: 25, pause }, { weight: 50, pause }, { weight: 100 }] as const;
  return canary({ stages, header: 'x-canary', analysis: JUDGED });
}

/** What differs between the environments. Replica figures of production are those of the scalability document, which has none for HL7. */
export const FIGURES = {
  development: {
    scale: { gateway: RELAXED, auth: RELAXED, ehr: RELAXED, appointment: RELAXED, billing: RELAXED, notification: RELAXED, hl7: RELAXED },
    release: { auth: rolling(), billing: rolling(), ehr: rolling() },
    nodes: [{ min: 2, max: 4 }],
    cryptography: undefined,
    storeSize: 'small',
    managed: 'rds',
    replicas: 0,
    // The healthcare backend's environment file has 20; the smallest server holds 450, for up to 30 pools.
    pool: { max: 12 },
    proxy: undefined,
    rateLimit: { requests: 1000 },
    cache: { replicas: 0 },
    domain: 'dev.nilecare.sd',
    host: 'api.dev.nilecare.sd',
    balancer: networkBalancer(),
  },
  staging: {
    scale: { gateway: REHEARSED, auth: REHEARSED, ehr: REHEARSED, appointment: REHEARSED, billing: REHEARSED, notification: REHEARSED, hl7: REHEARSED },
    release: { auth: REHEARSED_SWITCH, billing: REHEARSED_SWITCH, ehr: inStages(minutes(5)) },
    // Three as in the sister platform's staging; the seventh carries what add-ons take while everything is at its maximum.
    nodes: [{ min: 3, max: 7 }],
    cryptography: undefined,
    storeSize: 'medium',
    managed: 'aurora',
    replicas: 1,
    // The healthcare backend has 50 here; 32 pools of them would be 1,600 connections, and the server holds 1,600 with those of its administrators.
    pool: { max: 45 },
    proxy: undefined,
    rateLimit: { requests: 500 },
    cache: {},
    domain: 'staging.nilecare.sd',
    host: 'api.staging.nilecare.sd',
    balancer: applicationBalancer(),
  },
  production: {
    scale: {
      gateway: { min: 5, max: 30, requests: {} },
      auth: daily(10),
      ehr: daily(25),
      appointment: daily(15),
      billing: daily(15),
      // The document lets it have 20 pods; the topic that it works off has 16 partitions, and a consumer beyond them idles.
      notification: { min: 3, max: 16 },
      hl7: { min: 3, max: 6 },
    },
    release: { auth: SWITCH, billing: SWITCH, ehr: inStages(hours(1)) },
    // 6 to 30 nodes, two in each zone at the least, as the deployment document says; its third kind, for volumes, comes with the first store in the cluster.
    nodes: [
      { min: 3, max: 18 },
      { min: 3, max: 12, purpose: 'compute', instanceType: 'c7i.xlarge' },
    ],
    cryptography: 'compute',
    storeSize: 'xlarge',
    managed: 'aurora',
    replicas: 3,
    // As in the documents. Every service at its maximum, two of them in two versions, opens 11,700 connections; a proxy lets them share those of a server that
    // takes 5,000. Who waits longer than five seconds for one is refused, as the scalability document has it.
    pool: { min: 10, max: 100 },
    proxy: { borrowTimeout: seconds(5) },
    rateLimit: { requests: 1000 },
    // Six nodes today, three shards with a replica each; the roadmap ends at twelve, and the autoscaler of a sister platform at eighteen.
    cache: { scale: { min: 6, max: 18 } },
    domain: 'nilecare.sd',
    host: 'api.nilecare.sd',
    balancer: applicationBalancer(),
  },
} as const satisfies Record<NileCareEnvironment, Figures>;

/** The region whose sovereign zones carry each site. */
export const REGIONS = {
  khartoum: 'me-south-1',
  'port-sudan': 'af-south-1',
  omdurman: 'me-central-1',
} as const satisfies Record<string, AwsRegion>;

/** What one of sixteen consumers works off in a second: the document has 8,000 messages a second on the topic of patients. */
export const LAG_PER_POD = 500;

/** Where Prometheus finds the figures of every service; nobody else may reach it. */
export const METRICS = { port: 9464 } as const;

/** What each node of the cache has for keys, `maxmemory 2gb` in the scalability document. */
export const CACHE_MEMORY = gib(2);

/** The topics of the scalability document: the parts in which each is consumed side by side, and the field whose messages keep their order. */
export const TOPICS = {
  'clinical-events': { partitions: 16, key: 'facility_id' },
  'patient-events': { partitions: 16, key: 'patient_id' },
  'medication-events': { partitions: 16, key: 'facility_id' },
  'lab-events': { partitions: 16, key: 'facility_id' },
  'device-events': { partitions: 16, key: 'device_id' },
} as const satisfies Record<string, Pick<TopicProps, 'partitions' | 'key'>>;

/** The network that joins the hospitals, from which their systems send HL7. */
export const HOSPITALS = '10.64.0.0/12';
