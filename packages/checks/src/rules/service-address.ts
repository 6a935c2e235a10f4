import { type ClinicalService, DnsZone, type Inventory, ClinicalService as Service, type ServiceAddress } from '@clinfra/core';
import { isHostName } from '../dns';
import { error, type Fault } from '../finding';
import { groupBy } from '../grouping';
import { byPath } from '../order';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';

export const serviceAddress = rule(
  'service-address',
  'a service that is found under a name of its own has it alone, in a zone of the platform, at a site on AWS',
  function* ({ inventory }) {
    const named = addressed(inventory);
    for (const { service, address } of named) yield* one(service, address, inventory);
    yield* alone(named, inventory);
  },
);

interface Named {
  readonly service: ClinicalService;
  readonly address: ServiceAddress;
}

function addressed({ workloads }: Inventory): readonly Named[] {
  return workloads.flatMap(service => {
    if (!(service instanceof Service) || typeof service.exposure !== 'object' || service.exposure?.kind !== 'load-balancer') return [];
    const { address } = service.exposure;
    return address === undefined ? [] : [{ service, address }];
  });
}

function* one(service: ClinicalService, { zone, host }: ServiceAddress, inventory: Inventory): Generator<Fault> {
  const path = `${service.path}.exposure.address`;
  if (!(zone instanceof DnsZone) || !inventory.zones.includes(zone)) {
    yield error(`${path}.zone`, `be a zone of platform ${inventory.platform.name}`, showOn(inventory.platform, zone), 'pass a DnsZone that was declared there');
  } else if (!isHostName(host) || host !== host.toLowerCase() || !zone.has(host)) {
    yield error(`${path}.host`, `be a host in lowercase in ${show(zone.domain)}, the domain of ${show(zone)}`, show(host), 'use a host below it');
  }
  const sites = sitesOf(inventory, service);
  for (const site of sites) {
    if (site.hosting?.kind === 'aws') continue;
    yield error(
      path,
      'stand on sites on AWS alone',
      `${site.path}, hosted by ${show(site.hosting?.kind)}`,
      'leave it out, and make its address known yourself',
    );
  }
  if (sites.length > 1 && zone instanceof DnsZone && zone.visibility === 'public') {
    yield error(path, 'lead to one site, or be in a private zone, which answers at each with its own', show(sites), 'use a private zone');
  }
}

function* alone(named: readonly Named[], { edges }: Inventory): Generator<Fault> {
  const ofEdges = new Map(edges.map(edge => [edge.host, edge.path]));
  for (const [host, same] of groupBy(named, ({ address }) => String(address.host))) {
    const [first, ...others] = byPath(same.map(({ service }) => service));
    const taken = ofEdges.get(host);
    for (const service of taken ? [first, ...others] : others) {
      if (service)
        yield error(`${service.path}.exposure.address.host`, 'be the host of one way in', `${show(host)}, as of ${taken ?? show(first)}`, 'use another host');
    }
  }
}
