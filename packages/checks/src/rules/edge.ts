import { ClinicalService, type Domain, type Edge, type Inventory } from '@clinfra/core';
import { isHostName } from '../dns';
import { error, type Fault, warning } from '../finding';
import { groupBy } from '../grouping';
import { byPath } from '../order';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isUrlPath } from '../url-path';

export const edge = rule(
  'edge',
  'every way in has one host, a certificate, and paths that lead to services where its gateway stands',
  function* ({ inventory }) {
    for (const one of inventory.edges) {
      yield* address(one);
      yield* standing(one, inventory.platform.dnsDomain);
      if (!inventory.domains.includes(one.domain)) {
        yield error(
          `${one.path}.domain`,
          `be a domain of platform ${inventory.platform.name}`,
          showOn(inventory.platform, one.domain),
          'pass a Domain that was declared there',
        );
      }
      if (one.routes.length === 0) yield warning(one.path, 'lead somewhere', 'no route', 'expose a service, or remove the edge');
      for (const { service } of one.routes) yield* target(one, service, inventory);
      yield* paths(one);
    }
    yield* sharedHosts(inventory);
  },
);

function* address({ path, host, issuer, entrance }: Edge): Generator<Fault> {
  if (!isHostName(host) || host !== host.toLowerCase())
    yield error(`${path}.host`, 'be a full host name in lowercase', show(host), 'write it as api.nilecare.sd');
  for (const [name, value, remedy] of [
    ['issuer', issuer, 'name a ClusterIssuer of cert-manager'],
    ...(entrance?.kind === 'gateway' ? [['entrance.class', entrance.class, 'name a GatewayClass of the cluster'] as const] : []),
    ...(entrance?.kind === 'nginx' ? [['entrance.class', entrance.class, 'name an IngressClass of the cluster'] as const] : []),
    ...(entrance?.kind === 'nginx' ? [['entrance.namespace', entrance.namespace, 'name the namespace of the controller'] as const] : []),
  ] as const) {
    if (!isText(value, /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/))
      yield error(`${path}.${name}`, 'be the name of an object in Kubernetes', show(value), remedy);
  }
}

function* standing({ path, host, entrance }: Edge, dnsDomain: string | undefined): Generator<Fault> {
  const kind: unknown = entrance?.kind;
  if (kind !== 'gateway' && kind !== 'nginx') yield error(`${path}.entrance`, 'be gateway(...) or nginx(...)', show(kind), 'use one of the two');
  if (dnsDomain === undefined || host === dnsDomain || String(host).endsWith(`.${dnsDomain}`)) return;
  yield error(`${path}.host`, `lie in ${show(dnsDomain)}, the domain of the platform`, show(host), 'use a host below it');
}

function* target(one: Edge, service: unknown, inventory: Inventory): Generator<Fault> {
  const path = `${one.path}.exposes`;
  if (!(service instanceof ClinicalService) || service.node.root !== inventory.platform) {
    yield error(
      path,
      `lead to services of platform ${inventory.platform.name}`,
      showOn(inventory.platform, service),
      'pass a ClinicalService that was declared there',
    );
    return;
  }
  if (service.protocol !== 'http') {
    yield error(
      path,
      'lead to services whose own port speaks http',
      `${show(service)}, which speaks ${service.protocol}`,
      'use loadBalancer(...) on the service',
    );
  }
  const here = sitesOfDomain(inventory, one.domain);
  const missing = here.filter(site => !sitesOf(inventory, service).includes(site));
  if (missing.length === 0) return;
  yield error(path, `lead to what stands on ${show(missing)} too`, `${show(service)} on ${show(sitesOf(inventory, service))}`, 'place both on the same sites');
}

function sitesOfDomain(inventory: Inventory, domain: Domain) {
  return inventory.domains.includes(domain) ? sitesOf(inventory, domain) : [];
}

function* paths({ path: place, routes }: Edge): Generator<Fault> {
  for (const { path } of routes) {
    if (!isUrlPath(path)) yield error(`${place}.exposes`, 'have paths that begin with / and hold only what a URL may', show(path), 'write it as /ehr');
  }
  for (const [path, same] of groupBy(routes, route => withoutTail(route.path))) {
    if (same.length < 2) continue;
    const services = same.map(({ service }) => show(service)).join(' and ');
    yield error(`${place}.exposes`, 'have each path once', `${show(path)} for ${services}`, 'give each service a path of its own');
  }
}

/** A path and the same with a slash at its end admit the same requests. */
function withoutTail(path: unknown): string {
  return String(path).replace(/(?<=.)\/+$/, '');
}

function* sharedHosts(inventory: Inventory): Generator<Fault> {
  for (const [host, edges] of groupBy(inventory.edges, ({ host: name }) => String(name).toLowerCase())) {
    const [first, ...others] = byPath(edges);
    for (const other of others) {
      yield error(`${other.path}.host`, 'be the host of one edge', `${show(host)}, as of ${show(first)}`, 'add the routes to that edge, or use another host');
    }
  }
}
