import { ClinicalService, type Domain, type Edge, ExternalHost, type Inventory, previewName, subsetsOf, versionName, type Workload } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { groupBy } from '../grouping';
import { byPath } from '../order';
import { rule } from '../rule';

export const derivedNames = rule(
  'derived-names',
  'names that are put together from others, or that every namespace has, do not meet those of workloads and stores',
  function* ({ inventory }) {
    yield* stores(inventory);
    yield* routes(inventory);
    yield* certificates(inventory);
    const everywhere = namesInEveryNamespace(inventory);
    const edges = groupBy(inventory.edges, edge => edge.domain);
    const divided = new Set(inventory.edges.flatMap(edge => edge.routes.flatMap(({ service }) => (isDivided(edge, service) ? [service] : []))));
    for (const domain of inventory.domains) {
      const taken = new Map([...everywhere, ...(edges.get(domain) ?? []).flatMap(gatewayNames), ...ownNames(domain, inventory, divided)]);
      for (const workload of inventory.workloadsOf(domain)) yield* free(workload, taken);
    }
  },
);

/** Records who derived a name; the answer is another owner of the same name, if there is one. */
function claim(owners: Map<string, string>, name: string, owner: string): string | undefined {
  const known = owners.get(name);
  owners.set(name, known ?? owner);
  return known === owner ? undefined : known;
}

/** `a-b` at site `c` and `b` at site `c-a` are two stores with one cloud name. */
function* stores(inventory: Inventory): Generator<Fault> {
  const owners = new Map<string, string>();
  for (const store of byPath(inventory.stores)) {
    for (const site of inventory.sites) {
      const composed = `${site.name}-${store.name}`;
      const other = claim(owners, composed, `${store.name} at ${site.path}`);
      if (other)
        yield error(`${store.path}.name`, 'make a cloud name of its own at each site', `${composed}, which ${other} makes too`, 'rename the store or the site');
    }
  }
}

/** A route is named after its edge and its service, in the namespace of the service. */
function* routes(inventory: Inventory): Generator<Fault> {
  const owners = new Map<string, string>();
  const edges = byPath(inventory.edges);
  for (const { name, domain, entrance, path } of edges) {
    if (domain) claim(owners, `${domain.name}/${entrance?.kind === 'nginx' ? name : `${name}-to-https`}`, `the way in of ${path}`);
  }
  for (const edge of edges) {
    for (const { service } of edge.routes) {
      if (service?.domain === undefined) continue;
      for (const composed of [`${edge.name}-${service.name}`, ...(isDivided(edge, service) ? [`${edge.name}-${service.name}-by-header`] : [])]) {
        const other = claim(owners, `${service.domain.name}/${composed}`, `${edge.path} with ${service.path}`);
        if (!other) continue;
        const must = 'make a route name of its own with each service';
        yield error(`${edge.path}.name`, must, `${composed}, which ${other} makes too`, 'rename the edge or the service');
      }
    }
  }
}

/** Whether a gateway tells its versions apart. */
function isDivided({ entrance }: Edge, service: unknown): boolean {
  return entrance?.kind === 'gateway' && service instanceof ClinicalService && subsetsOf(service).length > 0;
}

/** What brings a declared secret to a namespace and what keeps an edge's certificate are objects of one kind. */
function* certificates(inventory: Inventory): Generator<Fault> {
  for (const { path, name } of inventory.secrets) {
    const edge = inventory.edges.find(one => `${one.name}-tls` === `secret-${name}`);
    if (!edge) continue;
    yield error(
      `${path}.name`,
      'leave names to what has them in its namespace',
      `secret-${name}, the certificate of ${edge.path}`,
      'rename the secret or the edge',
    );
  }
}

/** A name that something else has, with what that is. */
type Taken = readonly [string, string];

const MESH_NAMES: readonly Taken[] = [
  ['allow-mesh', 'the policy of sidecars'],
  ['mesh-sidecars', 'the monitor of sidecars'],
];

function namesInEveryNamespace(inventory: Inventory): readonly Taken[] {
  return [
    ['default', 'the service account that every namespace has'],
    ['default-deny', 'the policy that denies by default'],
    ['allow-dns', 'the policy that admits name resolution'],
    ...(inventory.sites.some(({ mesh }) => mesh) ? MESH_NAMES : []),
    ...inventory.stores.map((store): Taken => [`store-${store.name}`, `the connection of ${store.path}`]),
  ];
}

function gatewayNames({ name, path }: Edge): readonly Taken[] {
  return [
    [`gateway-${name}`, `the policy of ${path}`],
    [`acme-${name}`, `the policy of ${path}`],
    [`${name}-istio`, `the gateway of ${path}`],
  ];
}

/** Names that exposed services, previews, aliases and the Prometheus of a site bring into a namespace. */
function ownNames(domain: Domain, inventory: Inventory, divided: ReadonlySet<ClinicalService>): readonly Taken[] {
  const taken: Taken[] = [];
  for (const workload of inventory.workloadsOf(domain)) {
    if (workload instanceof ClinicalService && typeof workload.exposure === 'object') {
      taken.push([`${workload.name}-${workload.exposure?.kind}`, `the way from outside to ${workload.path}`]);
    }
    if (workload instanceof ClinicalService && workload.release?.kind === 'blue-green') {
      taken.push([previewName(workload), `the preview of ${workload.path}`]);
    }
    if (workload instanceof ClinicalService && divided.has(workload)) {
      for (const version of subsetsOf(workload)) taken.push([versionName(workload, version), `the ${version} version of ${workload.path}`]);
    }
    for (const { to } of workload.relations) {
      if (to instanceof ExternalHost && to.alias) taken.push([to.name, `the alias of ${to.path}`]);
    }
  }
  if (inventory.sites.some(({ prometheus }) => prometheus?.namespace === domain.name)) {
    taken.push(['prometheus-scrapes', 'the policy of Prometheus']);
  }
  if (inventory.sites.some(({ prometheus }) => prometheus?.serviceAccount !== undefined)) taken.push(['metrics-reader', 'the role of Prometheus']);
  return taken;
}

function* free({ path, name }: Workload, taken: ReadonlyMap<string, string>): Generator<Fault> {
  const owner = taken.get(name);
  if (owner) yield error(`${path}.name`, 'leave names to what has them in its namespace', `${name}, ${owner}`, 'rename it');
}
