import { analysisWindow, type MetricsEndpoint, type Percent, type ReleaseAnalysis } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import { prometheusUrl } from '../scaling/prometheus-url';
import type { SiteView } from '../site-view';
import type { RolledOut } from '../workload/target';
import { type AnalysisQueries, analysisQueries } from './analysis-queries';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IAnalysisTemplate = import('@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1', { with: { 'resolution-mode': 'import' }}).IAnalysisTemplate;
type Metric = NonNullable<IAnalysisTemplate['spec']['metrics']>[number];

/** When a version is judged: while it is a canary, while it is in preview, or once it is active. */
export type Judged = 'canary' | 'preview' | 'active';

export function analysisName(service: string, judged: Judged): string {
  return `${service}-${judged}`;
}

/** What the versions of a service are judged by. Argo Rollouts asks Prometheus itself; no pod of the service has a part in it. */
export function analysisTemplates(view: SiteView, service: RolledOut, labels: Labels): readonly Manifest[] {
  const { metrics, release } = service;
  const { analysis } = release;
  const { prometheus } = view.site;
  const queries = analysisQueries(service);
  if (!analysis || !prometheus || !metrics || !queries) return [];
  const judgements: readonly Judged[] = release.kind === 'canary' ? ['canary'] : ['preview', 'active'];
  return judgements.map(judged => {
    const common = { ...pace(analysis, metrics, judged), address: prometheusUrl(view.site) };
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: analysisName(service.name, judged), namespace: service.domain.name, labels },
      spec: { args: [{ name: 'version' }], metrics: [...METRICS[judged](queries, analysis)].map(measure => metric(measure, common)) },
    } satisfies IAnalysisTemplate;
  });
}

/** One figure and when it is good. Where it says when it is bad as well, anything between is inconclusive. */
interface Measure {
  readonly name: string;
  readonly query: string;
  readonly good: string;
  readonly bad?: string;
}

type Measures = (queries: AnalysisQueries, analysis: ReleaseAnalysis) => readonly Measure[];

const requests: Measures = (queries, { errors, latency }) => [
  { name: 'error-share', query: queries.errors, ...proven(ratio(errors)) },
  { name: 'latency', query: queries.latency(ratio(latency.share)), ...proven(latency.within.toMilliseconds() / 1000) },
];

/** Before the switch few requests come or none, which is no fault; that its pods answer must be seen. */
const previewed: Measures = (queries, { errors, latency }) => [
  { name: 'answers', query: queries.answers, good: 'len(result) > 0 && result[0] == 1' },
  { name: 'error-share', query: queries.errors, good: unlessWorse(ratio(errors)) },
  { name: 'latency', query: queries.latency(ratio(latency.share)), good: unlessWorse(latency.within.toMilliseconds() / 1000) },
];

const METRICS = { canary: requests, preview: previewed, active: requests } as const satisfies Record<Judged, Measures>;

/** Where there were no requests the result is empty or no number, which is neither. */
function proven(limit: number): Pick<Measure, 'good' | 'bad'> {
  return { good: `len(result) > 0 && result[0] <= ${limit}`, bad: `len(result) > 0 && result[0] > ${limit}` };
}

function unlessWorse(limit: number): string {
  return `len(result) == 0 || isNaN(result[0]) || result[0] <= ${limit}`;
}

interface Common extends Pick<Metric, 'interval' | 'initialDelay' | 'count' | 'failureLimit' | 'inconclusiveLimit'> {
  readonly address: string;
}

function metric({ name, query, good, bad }: Measure, { address, ...common }: Common): Metric {
  return { name, ...common, successCondition: good, ...(bad && { failureCondition: bad }), provider: { prometheus: { address, query } } };
}

/** The first measurement looks back on nothing but the new version's own time. */
function pace({ interval, failures, silent, measurements }: ReleaseAnalysis, { interval: scrape }: MetricsEndpoint, judged: Judged): Omit<Common, 'address'> {
  return {
    interval: interval.toKubernetes(),
    initialDelay: analysisWindow(scrape).toKubernetes(),
    ...(judged === 'canary' ? undefined : { count: measurements }),
    failureLimit: failures - 1,
    inconclusiveLimit: silent,
  };
}

function ratio(share: Percent): number {
  return Number((share.toNumber() / 100).toPrecision(12));
}
