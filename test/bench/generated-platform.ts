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
  minutes,
  Platform,
  percent,
  Site,
  type Store,
  Worker,
} from '@clinfra/core';
import type { Addresses } from '@clinfra/kubernetes';

const SERVICES_A_DOMAIN = 50;
const VARIABLES = { LOG_LEVEL: 'info', CACHE_TTL: '300', FHIR_VERSION: 'R4', FEATURE_TRIAGE: 'on', GREETING: 'welcome to the ward' };

/**
 * A platform of so many services, fifty to a domain. Each stands beside a worker of its own, so that there are about fourteen objects a
 * service, calls two others, and uses a database, a cache and a topic. The names contain the mark: with another one no text is known yet.
 */
export function generatedPlatform(size: number, mark: string): Inventory {
  const platform = new Platform('generated', {
    environment: 'production',
    locale: { timeZone: 'Africa/Khartoum', language: 'ar_SD', country: 'SD' },
    owner: 'generated-platform',
    residency: { phi: ['IE'] },
    objectives: { availability: percent(99.9), rto: hours(1), rpo: minutes(5) },
  });
  new Site(platform, 'dublin', {
    hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  });
  const services = declareServices(platform, size, mark);
  declareUse(platform, services);
  return new Inventory(platform);
}

/** Addresses as long as those that AWS hands out. */
export const addresses: Addresses = (store: Store) => ({
  host: `${store.name}.cluster-c0ffee.eu-west-1.rds.amazonaws.com`,
  readerHost: `${store.name}.cluster-ro-c0ffee.eu-west-1.rds.amazonaws.com`,
});

function declareServices(platform: Platform, size: number, mark: string): readonly (readonly [ClinicalService, Worker])[] {
  const quota = { cpu: cores(1000), memory: gib(2000), storage: gib(100), pods: 2000 };
  const domains = Array.from({ length: Math.ceil(size / SERVICES_A_DOMAIN) }, (_, index) => new Domain(platform, `domain-${mark}${index}`, { quota }));
  const scale = { min: 3, max: 9 };
  return Array.from({ length: size }, (_, index) => {
    const domain = domains[Math.floor(index / SERVICES_A_DOMAIN)] as Domain;
    const name = `service-${mark}${index}`;
    const image = `registry.example/${name}:1.0.0`;
    const service = new ClinicalService(domain, name, { image, port: 4000, size: 'medium', scale, variables: { ...VARIABLES } });
    return [service, new Worker(domain, `worker-${mark}${index}`, { image, scale, variables: { ...VARIABLES } })] as const;
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
