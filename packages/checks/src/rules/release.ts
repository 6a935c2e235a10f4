import { ClinicalService, type Edge, type Inventory, keepsOldVersion, type Release } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { blueGreenFaults } from './release/blue-green';
import { canaryFaults } from './release/canary';
import { analysisFaults } from './release/release-analysis';

export const release = rule(
  'release',
  'a new version takes over in a way that its sites can carry out, and is judged by figures that are there: a release that cannot be led ends in the middle',
  function* ({ inventory }) {
    const exposed = exposing(inventory);
    for (const service of inventory.workloads) {
      if (!(service instanceof ClinicalService)) continue;
      yield* released(service, inventory);
      for (const edge of exposed.get(service) ?? []) yield* atEdge(service, edge, inventory);
    }
  },
);

function* released(service: ClinicalService, inventory: Inventory): Generator<Fault> {
  const { path, release: chosen } = service;
  const kind: unknown = (chosen as Release | undefined)?.kind;
  if (kind === 'rolling') return;
  if (chosen?.kind !== 'blue-green' && chosen?.kind !== 'canary') {
    yield error(`${path}.release`, 'be rolling(), blueGreen(...) or canary(...)', show(kind ?? chosen), 'use one of them');
    return;
  }
  const sites = sitesOf(inventory, service);
  for (const site of sites) {
    if (site.argoRollouts === undefined)
      yield error(`${path}.release`, `stand where Argo Rollouts runs, as on ${site.path}`, 'none there', 'set argoRollouts on the site, or use rolling()');
  }
  if (chosen.kind === 'blue-green') yield* blueGreenFaults(service, chosen);
  else yield* canaryFaults(service, chosen, sites);
  if (chosen.analysis) yield* analysisFaults(service, chosen, chosen.analysis, sites);
  if (keepsOldVersion(chosen)) yield* twoVersions(service);
}

/** The edges that lead to each service, each once. */
function exposing({ edges }: Inventory): ReadonlyMap<ClinicalService, ReadonlySet<Edge>> {
  const exposed = new Map<ClinicalService, Set<Edge>>();
  for (const edge of edges) {
    for (const { service } of edge.routes) {
      const known = exposed.get(service);
      if (known) known.add(edge);
      else exposed.set(service, new Set([edge]));
    }
  }
  return exposed;
}

/**
 * An entrance chooses among the pods of a service by itself: what the mesh divides by weight or header holds for calls between services alone, unless Argo Rollouts writes it
 * into the routes of a gateway as well.
 */
function* atEdge(service: ClinicalService, edge: Edge, inventory: Inventory): Generator<Fault> {
  const { path, release: chosen, traffic } = service;
  if (chosen?.kind !== 'canary' || chosen.split !== 'mesh') return;
  if (edge.entrance?.kind === 'gateway') {
    const lacking = sitesOf(inventory, service).find(({ argoRollouts }) => argoRollouts?.gatewayApi !== true);
    if (!lacking) return yield* fewRules(service, edge);
    const must = `stand where what comes by ${edge.path} can be divided too, as on ${lacking.path}`;
    yield error(`${path}.release.split`, must, 'no plugin there', "set argoRollouts: { gatewayApi: true } on the site, or split by 'replicas'");
    return;
  }
  const must = `divide what comes by ${edge.path} as well, which goes past the routes of the mesh`;
  yield error(`${path}.release.split`, must, show(chosen.split), "let the edge expose a service that calls this one, or split by 'replicas'");
  const held = `hold for what comes by ${edge.path} as well, which goes past the routes of the mesh`;
  const inside = 'let the edge expose a service that calls this one and hands the header on, or leave it out';
  if (chosen.header !== undefined) yield error(`${path}.release.header`, held, show(chosen.header), inside);
  for (const [index, route] of (Array.isArray(traffic.routes) ? traffic.routes : []).entries()) {
    yield error(`${path}.traffic.routes[${index}]`, held, show(Object.keys(route?.headers ?? {})), inside);
  }
}

/** The Gateway API takes so many rules in a route; each header is one, and each path that is taken off makes one more of every header. */
const MOST_RULES = 16;

function* fewRules({ path, release: chosen, traffic: { routes } }: ClinicalService, edge: Edge): Generator<Fault> {
  if (!Array.isArray(routes)) return;
  const own = edge.routes.filter(({ service }) => service?.path === path);
  const stripped = own.filter(({ stripPrefix }) => stripPrefix).length;
  const headers = routes.length + (chosen?.kind === 'canary' && chosen.header !== undefined ? 1 : 0);
  const rules = headers * (stripped + (own.length > stripped ? 1 : 0));
  if (rules <= MOST_RULES) return;
  yield error(
    `${path}.traffic.routes`,
    `make at most ${MOST_RULES} rules of ${edge.path}`,
    `${rules}`,
    'have fewer headers, or expose fewer paths whose prefix is taken off',
  );
}

/** What counts pods or leads to them without Argo Rollouts knows nothing of versions. */
function* twoVersions({ path, exposure, disruption, release: { kind } }: ClinicalService): Generator<Fault> {
  if (exposure !== 'cluster') {
    const must = `be 'cluster' for a ${kind} release, for what leads from outside leads to both versions`;
    yield error(`${path}.exposure`, must, show(exposure?.kind ?? exposure), 'use rolling(), or an Edge for HTTP');
  }
  if ('minAvailable' in disruption) {
    const must = `be maxUnavailable for a ${kind} release, whose pods of both versions count`;
    yield error(`${path}.availability.disruption`, must, 'minAvailable', 'write it as { maxUnavailable: 1 }, or a drain may take every pod of one version');
  }
}
