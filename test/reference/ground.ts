import {
  type AdministrationProps,
  callFunction,
  cores,
  DataTier,
  type DataTierProps,
  Domain,
  days,
  type ExistingStore,
  gib,
  hours,
  mailTo,
  mib,
  millicores,
  minutes,
  Platform,
  percent,
  postTo,
  postToSecret,
  type Quota,
  seconds,
  sendToQueue,
  textTo,
} from '@clinfra/core';
import { declareOtherCluster, declareOtherSites } from './other-sites';
import { declareSite, type ReferenceHosting } from './sites';

export type Ground = ReturnType<typeof ground>;

const QUOTA: Quota = { cpu: cores(60), memory: gib(120), storage: gib(500), pods: 150 };

/** What every part of the reference platform stands on: the platform, its site, its domains and its stores. */
export function ground(hosting: ReferenceHosting) {
  const platform = new Platform('reference', {
    environment: 'production',
    locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
    owner: 'reference-platform',
    dnsDomain: 'reference.example',
    rolling: { surge: percent(25), unavailable: 0 },
    data: 'real',
    ...(hosting === 'aws' && { siteLinks: 'peerings' }),
    residency: { phi: ['IE'], pii: ['IE'], financial: ['IE'] },
    objectives: { availability: percent(99.95), rto: hours(1), rpo: minutes(5) },
    alarms: {
      replicationLag: seconds(20),
      connections: percent(85),
      storage: percent(75),
      cpu: percent(90),
      memory: percent(90),
      credits: percent(25),
      backlog: 5000,
      lasting: minutes(10),
      backupGap: hours(30),
      failedRequests: percent(2),
      originLatency: seconds(1.5),
      certificateEnd: days(40),
      notify: {
        critical: [postToSecret('reference/paging', 'url'), textTo('+353861234567'), callFunction('alarms-to-chat')],
        high: [mailTo('oncall@reference.example'), postTo('https://alarms.reference.example/aws')],
        medium: [sendToQueue('alarms')],
      },
    },
    budget: {
      monthly: 25_000,
      of: 'platform',
      spent: [percent(50), percent(80), percent(100)],
      expected: [percent(100), percent(120)],
      notify: ['finance@reference.example'],
    },
    datadog: { externalId: '0123456789abcdef0123456789abcdef', site: 'eu1' },
    backup: {
      continuous: true,
      daily: { at: '01:30', keep: days(35) },
      frequent: { every: hours(6), keep: days(14) },
      monthly: { day: 2, keep: days(3653), coldAfter: days(60) },
      lock: 'compliance',
      grace: days(14),
      restoreTest: { day: 'thursday', at: '05:30', keep: hours(8) },
      cluster: { at: '02:45', keep: days(60), except: ['releases'], volumes: true },
    },
  });
  const site = declareSite(platform, hosting);
  const others = hosting === 'aws' ? declareOtherSites(platform) : undefined;
  if (hosting === 'cluster') declareOtherCluster(platform, site);
  const clinical = new Domain(platform, 'clinical', { quota: QUOTA, sites: [site] });
  const business = new Domain(platform, 'business', {
    quota: QUOTA,
    securityAlerts: { unauthorized: 25, egress: mib(5) },
    owner: 'reference-business',
    sites: [site],
    limits: {
      defaults: { requests: { cpu: millicores(100), memory: mib(128) }, limits: { cpu: millicores(200), memory: mib(256) } },
      max: { cpu: cores(4), memory: gib(8) },
    },
  });
  const ways = new Domain(platform, 'ways-in', { quota: QUOTA, sites: [site] });
  const databases = new Domain(platform, 'databases', { quota: QUOTA, sites: [site] });
  const image = (name: string) => `registry.reference.example/${name}`;
  const administration: AdministrationProps = {
    domain: databases,
    images: {
      credentials: image('aws-cli:2.36.43'),
      postgres: image('postgres:17.6'),
      mysql: image('mysql:8.4.6'),
      rabbitmq: image('node:22.20.0'),
      kafka: image('node:22.20.0'),
    },
  };
  return {
    platform,
    hosting,
    site,
    others,
    clinical,
    business,
    ways,
    databases,
    administration,
    ...declareStores(platform, hosting, { sites: [site], administration }),
  };
}

/** On a cluster that exists the stores exist as well; on AWS they are made. */
function declareStores(platform: Platform, hosting: ReferenceHosting, props: DataTierProps) {
  const existing = (host: string, cidr: string): { readonly existing?: ExistingStore } => (hosting === 'cluster' ? { existing: { host, cidr } } : {});
  const tier = new DataTier(platform, 'stores', props);
  const records = tier.postgres('records', {
    ...existing('records.stores.reference.example', '10.90.1.0/28'),
    holds: ['phi', 'pii'],
    managed: 'aurora',
    pool: { min: 5, max: 30 },
    replicas: 2,
  });
  const sessions = tier.redis('sessions', { ...existing('sessions.stores.reference.example', '10.90.2.0/28'), holds: ['pii'], shards: 3, replicas: 2 });
  const events = tier.kafka('events', { ...existing('events.stores.reference.example', '10.90.3.0/28'), holds: ['phi'] });
  const encounters = events.topic('encounters', { partitions: 12, key: 'patient_id', holds: ['phi'], replicas: 3 });
  return { tier, records, sessions, events, encounters };
}
