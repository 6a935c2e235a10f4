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
    const exposed = new Map(inventory.edges.flatMap(edge => edge.routes.map(({ service }) => [service, edge])));
    for (const service of inventory.workloads) {
      if (!(service instanceof ClinicalService)) continue;
      yield* released(service, inventory);
      yield* pastTheMesh(service, exposed.get(service));
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
    if (site.argoRollouts !== true)
      yield error(`${path}.release`, `stand where Argo Rollouts runs, as on ${site.path}`, 'none there', 'set argoRollouts on the site, or use rolling()');
  }
  if (chosen.kind === 'blue-green') yield* blueGreenFaults(service, chosen);
  else yield* canaryFaults(service, chosen, sites);
  if (chosen.analysis) yield* analysisFaults(service, chosen, chosen.analysis, sites);
  if (keepsOldVersion(chosen)) yield* twoVersions(service);
}

/** An entrance chooses among the pods of a service by itself: what the mesh divides by weight or header holds for calls between services alone. */
function* pastTheMesh({ path, release: chosen, traffic }: ClinicalService, edge: Edge | undefined): Generator<Fault> {
  if (edge === undefined || chosen?.kind !== 'canary' || chosen.split !== 'mesh') return;
  const must = `divide what comes by ${edge.path} as well, which goes past the routes of the mesh`;
  yield error(`${path}.release.split`, must, show(chosen.split), "let the edge expose a service that calls this one, or split by 'replicas'");
  const held = `hold for what comes by ${edge.path} as well, which goes past the routes of the mesh`;
  const inside = 'let the edge expose a service that calls this one and hands the header on, or leave it out';
  if (chosen.header !== undefined) yield error(`${path}.release.header`, held, show(chosen.header), inside);
  for (const [index, route] of (Array.isArray(traffic.routes) ? traffic.routes : []).entries()) {
    yield error(`${path}.traffic.routes[${index}]`, held, show(Object.keys(route?.headers ?? {})), inside);
  }
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
