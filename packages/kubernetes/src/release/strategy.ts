import { type BlueGreen, type Canary, type CanaryStage, previewName, ROLLOUTS_GATEWAY_PLUGIN, versionName } from '@clinfra/core';
import { CANARY_SUBSET, STABLE_SUBSET } from '../mesh/subsets';
import { headerRouteName, weightedRoutes } from '../mesh/virtual-service';
import type { SiteView } from '../site-view';
import { rollingFigures } from '../workload/deployment';
import type { RolledOut } from '../workload/target';
import { analysisName } from './analysis-template';
import { OPT_IN_ROUTE } from './traffic';
import { dividedExposures, routeName, versionsAtEdges } from './versions-at-edges';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type Strategy = NonNullable<
  import('@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1', { with: { 'resolution-mode': 'import' }}).IRollout['spec']['strategy']
>;
type CanaryStrategy = NonNullable<Strategy['canary']>;
type Step = NonNullable<CanaryStrategy['steps']>[number];
type NewRoute = NonNullable<Step['setHeaderRoute']> & { readonly name: string };

/** How the pods of a new version take over. */
export function strategyOf(view: SiteView, service: RolledOut): Strategy {
  const { name, release } = service;
  if (release.kind === 'blue-green') return { blueGreen: blueGreenStrategy(name, release) };
  return { canary: { ...rollingFigures(service), ...canaryStrategy(view, service, release) } };
}

/** One former version stands by at most: with more of them a few releases in a row would take any quota. */
const STANDING_BY = 1;

function blueGreenStrategy(name: string, release: BlueGreen): NonNullable<Strategy['blueGreen']> {
  const { analysis } = release;
  return {
    activeService: name,
    previewService: previewName({ name }),
    autoPromotionEnabled: release.promotion === 'automatic',
    scaleDownDelaySeconds: release.scaleDownDelay.toSeconds(),
    scaleDownDelayRevisionLimit: STANDING_BY,
    ...(analysis && { prePromotionAnalysis: judgedBy(analysisName(name, 'preview')), postPromotionAnalysis: judgedBy(analysisName(name, 'active')) }),
  };
}

function canaryStrategy(view: SiteView, service: RolledOut, release: Canary): CanaryStrategy {
  const { name } = service;
  const steps = stepsOf(service, release);
  const { analysis, split } = release;
  const atEdges = versionsAtEdges(view, service).length > 0;
  return {
    steps,
    // Before the first pods have their share there is nothing to judge.
    ...(analysis && { analysis: { ...judgedBy(analysisName(name, 'canary')), startingStep: steps.findIndex(({ setWeight }) => setWeight !== undefined) + 1 } }),
    ...(atEdges && { stableService: versionName(service, STABLE_SUBSET), canaryService: versionName(service, CANARY_SUBSET) }),
    ...(split === 'mesh' && { trafficRouting: { ...trafficRouting(service, release), ...(atEdges && gatewayRouting(view, service)) } }),
  };
}

/** Whoever opts in is let through once the first new pods are ready: before, there would be nobody to answer. */
function stepsOf(service: RolledOut, { stages, header }: Canary): Step[] {
  const [first, ...later] = stages.map(stageSteps);
  const routes = routesToNew(service, header).map(setHeaderRoute => ({ setHeaderRoute }));
  return [...(first?.slice(0, 1) ?? []), ...routes, ...(first?.slice(1) ?? []), ...later.flat()];
}

/**
 * By whose header requests come to the new version. They are none of the mesh's own routes: those would stay when a release is taken back,
 * and lead to pods that are gone.
 */
function routesToNew({ traffic }: RolledOut, header: string | undefined): NewRoute[] {
  const optIn = header === undefined ? [] : [{ name: OPT_IN_ROUTE, match: [{ headerName: header, headerValue: { exact: 'true' } }] }];
  const declared = traffic.routes.flatMap(({ headers, to }, index) =>
    to === CANARY_SUBSET
      ? [{ name: headerRouteName(index), match: Object.entries(headers).map(([headerName, exact]) => ({ headerName, headerValue: { exact } })) }]
      : [],
  );
  return [...optIn, ...declared];
}

function stageSteps({ weight, pause }: CanaryStage): Step[] {
  if (pause === undefined) return [{ setWeight: weight }];
  return [{ setWeight: weight }, { pause: pause === 'approval' ? {} : { duration: pause.toKubernetes() } }];
}

/** The mesh's own objects carry the weights; Argo Rollouts writes them there, and takes its route away when the release is over. */
function trafficRouting(service: RolledOut, { header }: Canary): NonNullable<CanaryStrategy['trafficRouting']> {
  const { name } = service;
  const routes = routesToNew(service, header);
  return {
    ...(routes.length > 0 && { managedRoutes: routes.map(route => ({ name: route.name })) }),
    istio: {
      virtualService: { name, routes: [...weightedRoutes(service)] },
      destinationRule: { name, canarySubsetName: CANARY_SUBSET, stableSubsetName: STABLE_SUBSET },
    },
  };
}

/** It writes the same weights into the routes of gateways, which are no part of the mesh's. Headers stand in routes of their own there, always. */
function gatewayRouting(view: SiteView, service: RolledOut): Pick<NonNullable<CanaryStrategy['trafficRouting']>, 'plugins'> {
  const edges = new Set(dividedExposures(view, service).map(({ edge }) => edge));
  const httpRoutes = [...edges].map(edge => ({ name: routeName(edge, service) }));
  return { plugins: { [ROLLOUTS_GATEWAY_PLUGIN.name]: { namespace: service.domain.name, httpRoutes } } };
}

function judgedBy(templateName: string) {
  return { templates: [{ templateName }], args: [{ name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } }] };
}
