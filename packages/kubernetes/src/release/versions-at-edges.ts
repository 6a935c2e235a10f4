import { type ClinicalService, type Subset, subsetsOf } from '@clinfra/core';
import type { Exposure, SiteView } from '../site-view';

/**
 * The versions of a service that have a Service each, because gateways divide what comes by them: no gateway reads the routes of a mesh. Argo Rollouts says which pods
 * are behind each, the proven ones behind both while there is nothing new.
 */
export function versionsAtEdges(view: SiteView, service: ClinicalService): readonly Subset[] {
  return view.site.argoRollouts?.gatewayApi && dividedExposures(view, service).length > 0 ? subsetsOf(service) : [];
}

/** What leads to a service by gateways; other entrances cannot tell its versions apart. */
export function dividedExposures(view: SiteView, service: ClinicalService): readonly Exposure[] {
  return view.exposuresOf(service).filter(({ edge }) => edge.entrance.kind === 'gateway');
}

/** The route of an edge to a service, in the namespace of the service. */
export function routeName(edge: { readonly name: string }, { name }: ClinicalService): string {
  return `${edge.name}-${name}`;
}
