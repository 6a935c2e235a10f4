import type { BackendTls, ClinicalService, Edge, Inventory } from '@clinfra/core';
import { isHostName } from '../dns';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';

export const edgeLimits = rule(
  'edge-limits',
  'what an edge promises is what its entrance can do, because a limit that is not there is missed only under attack',
  function* ({ inventory }) {
    for (const edge of inventory.edges) {
      if (edge.entrance?.kind === 'gateway') {
        yield* byGateway(edge, edge.entrance.class);
        yield* knownToMesh(edge, edge.entrance.class, inventory);
      }
      if (edge.entrance?.kind === 'nginx') yield* byNginx(edge, edge.entrance.snippets);
      yield* counted(edge);
      for (const { backendTls } of edge.routes) if (backendTls) yield* certificate(edge, backendTls);
    }
    yield* oneCertificate(inventory);
  },
);

/** The Gateway API has none of these; what carries them is an extension of the one class that is known here. */
function* byGateway({ path, rateLimit, maxRequest, compression }: Edge, name: string): Generator<Fault> {
  if (name === 'istio') return;
  const asked = { rateLimit, maxRequest, compression: compression || undefined };
  for (const [property, value] of Object.entries(asked)) {
    if (value === undefined) continue;
    yield error(`${path}.${property}`, 'be left to a gateway of class istio, or to nginx', `class ${show(name)}`, 'change the entrance, or leave it out');
  }
}

/** Sidecars take nothing but TLS with an identity of the mesh, which only the mesh's own gateways have by themselves; NGINX has that of its account. */
function* knownToMesh({ path, domain }: Edge, name: string, inventory: Inventory): Generator<Fault> {
  if (name === 'istio' || !inventory.domains.includes(domain)) return;
  const meshed = sitesOf(inventory, domain).filter(({ mesh }) => mesh !== undefined);
  if (meshed.length === 0) return;
  yield error(`${path}.entrance`, `have an identity in the mesh of ${show(meshed)}`, `class ${show(name)}`, 'use class istio, or nginx() with its account');
}

function* byNginx({ path, compression, routes }: Edge, snippets: boolean): Generator<Fault> {
  if (compression && !snippets) {
    yield error(`${path}.compression`, 'have a controller that takes snippets', 'nginx without them', 'start it with snippets and say so, or leave it out');
  }
  for (const { path: route, backendTls } of routes) {
    if (!backendTls) continue;
    yield error(`${path}.exposes`, 'check the certificate of a service by a gateway', `nginx for ${show(route)}`, 'use gateway() as the entrance');
  }
}

/** Whose requests each entrance can count. */
const COUNTS = { gateway: 'gateway', nginx: 'client' } as const;

function* counted({ path, rateLimit, entrance }: Edge): Generator<Fault> {
  if (!rateLimit || !entrance || !Object.hasOwn(COUNTS, entrance.kind)) return;
  const possible = COUNTS[entrance.kind];
  if (rateLimit.of === possible) return;
  yield error(`${path}.rateLimit.of`, `be '${possible}' with ${entrance.kind}(...)`, show(rateLimit.of), 'count what the entrance can count');
}

function* certificate({ path }: Edge, { hostname, authorities }: BackendTls): Generator<Fault> {
  const place = `${path}.exposes.backendTls`;
  if (!isHostName(hostname)) yield error(`${place}.hostname`, 'be a full host name', show(hostname), "write the name in the service's certificate");
  if (!isText(authorities, /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)) {
    yield error(`${place}.authorities`, 'be the name of an object in Kubernetes', show(authorities), 'name the ConfigMap that holds ca.crt');
  }
}

/** What a service's own port speaks does not depend on who asks. */
function* oneCertificate({ edges }: Inventory): Generator<Fault> {
  const known = new Map<ClinicalService, string>();
  for (const edge of edges) {
    for (const { service, backendTls } of edge.routes) {
      if (service === undefined) continue;
      const asked = backendTls ? `TLS as ${backendTls.hostname} by ${backendTls.authorities}` : 'no TLS';
      const before = known.get(service);
      known.set(service, before ?? asked);
      if (before === undefined || before === asked) continue;
      yield error(`${edge.path}.exposes.backendTls`, `be the same for every route to ${show(service)}`, `${asked}, and ${before}`, 'say the same of each');
    }
  }
}
