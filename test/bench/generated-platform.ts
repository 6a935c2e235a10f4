import {
  aws,
  ClinicalService,
  cores,
  DataTier,
  Domain,
  Edge,
  gib,
  hours,
  Inventory,
  mailTo,
  minutes,
  Platform,
  percent,
  Site,
  type SiteProps,
  type Store,
  Worker,
} from '@clinfra/core';
import type { Addresses } from '@clinfra/kubernetes';

const SERVICES_A_DOMAIN = 50;
const VARIABLES = { LOG_LEVEL: 'info', CACHE_TTL: '300', FHIR_VERSION: 'R4', FEATURE_TRIAGE: 'on', GREETING: 'welcome to the ward' };

/** What the site has: nothing beside the cluster, or a mesh, Prometheus and the autoscalers, whose objects come to those of each workload. */
export type Surroundings = 'plain' | 'meshed';

const SURROUNDINGS = {
  plain: {},
  meshed: { mesh: {}, prometheus: { namespace: 'monitoring', selects: { release: 'prometheus' } }, keda: {}, metricsAdapter: {}, verticalPodAutoscaler: {} },
} as const satisfies Record<Surroundings, Partial<SiteProps>>;

/**
 * A platform of so many services, fifty to a domain. Each stands beside a worker of its own, calls two others, and uses a database, a cache and a
 * topic: about fourteen objects a service, in a mesh about twenty-five. The names contain the mark: with another one no text is known yet.
 */
export function generatedPlatform(size: number, mark: string, surroundings: Surroundings = 'plain'): Inventory {
  const platform = new Platform('generated', {
    environment: 'production',
    locale: { timeZone: 'Africa/Khartoum', language: 'ar_SD', country: 'SD' },
    owner: 'generated-platform',
    residency: { phi: ['IE'] },
    objectives: { availability: percent(99.9), rto: hours(1), rpo: minutes(5) },
    alarms: { notify: { critical: [mailTo('oncall@generated.example')], high: [mailTo('oncall@generated.example')] } },
  });
  new Site(platform, 'dublin', {
    hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    ...SURROUNDINGS[surroundings],
  });
  const services = declareServices(platform, size, mark, surroundings);
  declareUse(platform, services);
  return new Inventory(platform);
}

/** Addresses as long as those that AWS hands out. */
export const addresses: Addresses = (store: Store) => ({
  host: `${store.name}.cluster-c0ffee.eu-west-1.rds.amazonaws.com`,
  readerHost: `${store.name}.cluster-ro-c0ffee.eu-west-1.rds.amazonaws.com`,
});

function declareServices(platform: Platform, size: number, mark: string, surroundings: Surroundings): readonly (readonly [ClinicalService, Worker])[] {
  const quota = { cpu: cores(1000), memory: gib(2000), storage: gib(100), pods: 2000 };
  const domains = Array.from({ length: Math.ceil(size / SERVICES_A_DOMAIN) }, (_, index) => new Domain(platform, `domain-${mark}${index}`, { quota }));
  const scale = surroundings === 'meshed' ? { min: 3, max: 9, requests: { perPod: 200 } } : { min: 3, max: 9 };
  const figures = surroundings === 'meshed' ? { metrics: { port: 9090 } } : {};
  return Array.from({ length: size }, (_, index) => {
    const domain = domains[Math.floor(index / SERVICES_A_DOMAIN)] as Domain;
    const name = `service-${mark}${index}`;
    const image = `registry.example/${name}:1.0.0`;
    const service = new ClinicalService(domain, name, { image, port: 4000, size: 'medium', scale, variables: { ...VARIABLES }, ...figures });
    return [service, new Worker(domain, `worker-${mark}${index}`, { image, scale, variables: { ...VARIABLES }, ...figures })] as const;
  });
}

function declareUse(platform: Platform, services: readonly (readonly [ClinicalService, Worker])[]): void {
  const tier = new DataTier(platform, 'stores');
  const records = tier.postgres('records', { holds: ['phi'] });
  const sessions = tier.redis('sessions', { holds: ['phi'] });
  const events = tier.kafka('events', { holds: ['phi'] }).topic('clinical-events', { partitions: 16, key: 'facility_id', holds: ['phi'] });
  const first = services[0]?.[0];
  const edge = first && new Edge(platform, 'public', { domain: first.domain, host: 'api.example', issuer: 'letsencrypt' });
  services.forEach(([service, worker], index) => {
    for (const distance of [1, 7]) service.calls((services[(index + distance) % services.length] as readonly [ClinicalService, Worker])[0]);
    service.reads(records, sessions).writes(records).publishes(events);
    worker.consumes(events).writes(records);
    edge?.exposes(service, { path: `/${service.name}` });
  });
}
