import { DataTier, type Scale, Site, type SiteProps, vault, Worker } from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, type Rendered, renderedDomain } from './rendered';

export const AUTOSCALERS: Partial<SiteProps> = {
  prometheus: { namespace: 'watch', selects: { release: 'prometheus' } },
  keda: {},
  metricsAdapter: {},
  secrets: vault({ server: 'https://vault.example:8200', role: 'ward' }),
};

/** A service `labs` and a worker `indexer` with these scales, on a site in AWS with everything that scales. */
export function scaled(
  labs: Partial<Scale>,
  indexer: (topic: Ward['events']) => Partial<Scale> = () => ({}),
  site: Partial<SiteProps> = AUTOSCALERS,
): Rendered {
  const ward = aPlatform();
  const { hosting, zones } = ward.site;
  const own = new Site(ward.platform, 'cork', { hosting, zones: [zones[0] ?? '', ...zones.slice(1)], ...site });
  const domain = aDomain(ward.platform, 'tests', { sites: [own] });
  new DataTier(ward.platform, 'others', { sites: [own] });
  aService(domain, 'labs', { metrics: {}, scale: { min: 2, max: 9, ...labs } });
  new Worker(domain, 'indexer', { image: 'i:1', scale: { min: 2, max: 4, ...indexer(ward.events) } }).consumes(ward.events);
  return renderedDomain(ward.platform, domain, own);
}

export type Ward = ReturnType<typeof aPlatform>;

export const triggers = (objects: Rendered, name: string) =>
  at(objects.get('ScaledObject', name), 'spec', 'triggers') as readonly Readonly<Record<string, unknown>>[];

export function siteBeside(platform: Ward['platform'], { hosting, zones }: Site, props: Partial<SiteProps> = AUTOSCALERS): Site {
  return new Site(platform, 'cork', { hosting, zones: [zones[0] ?? '', ...zones.slice(1)], ...props });
}
