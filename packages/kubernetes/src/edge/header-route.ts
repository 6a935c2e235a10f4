import { type ClinicalService, type Edge, type Subset, versionName } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import { CANARY_SUBSET } from '../mesh/subsets';
import { routeName, versionsAtEdges } from '../release/versions-at-edges';
import type { Exposure, SiteView } from '../site-view';
import { routeObject, rulesTo } from './http-route';

interface Chosen {
  readonly version: Subset;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Who comes by an edge to one version by a header, in a route of its own: whoever leads a release writes weights into the other, and nothing into this. While there is no new
 * version, or none that is ready, the proven one is behind both.
 */
export function headerRoute(view: SiteView, edge: Edge, service: ClinicalService, exposures: readonly Exposure[], labels: Labels): readonly Manifest[] {
  if (versionsAtEdges(view, service).length === 0) return [];
  const rules = chosenBy(service).flatMap(({ version, headers }) => {
    const wanted = Object.entries(headers).map(([name, value]) => ({ type: 'Exact' as const, name, value }));
    return rulesTo(edge, service, exposures, [{ name: versionName(service, version) }], wanted);
  });
  return rules.length === 0 ? [] : [routeObject(view, edge, service, labels, `${routeName(edge, service)}-by-header`, rules)];
}

/** Routes to the new version come first, as in the mesh: of two that fit as well the gateway takes the first. */
function chosenBy({ release, traffic: { routes } }: ClinicalService): readonly Chosen[] {
  const declared = routes.map(({ headers, to }): Chosen => ({ version: to, headers }));
  const optIn: readonly Chosen[] =
    release.kind === 'canary' && release.header !== undefined ? [{ version: CANARY_SUBSET, headers: { [release.header]: 'true' } }] : [];
  const [first, last] = [declared.filter(({ version }) => version === CANARY_SUBSET), declared.filter(({ version }) => version !== CANARY_SUBSET)];
  return [...optIn, ...first, ...last];
}
