import { type ClinicalService, keysOfSignals, type Scaling, type Signal, type Site, type Worker } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';

export const scaleGround = rule(
  'scale-ground',
  'what scales a workload runs on each site where it stands, because a scale that nobody reads is one that never happens',
  function* ({ inventory }) {
    for (const site of inventory.sites) yield* settings(site);
    for (const workload of scaledOf(inventory)) for (const site of sitesOf(inventory, workload)) yield* stands(workload, site);
  },
);

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const URL = /^https?:\/\/[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?(\/[A-Za-z0-9._~/-]*)?$/;

function* settings({ path, keda, metricsAdapter, prometheus }: Site): Generator<Fault> {
  for (const [name, value] of Object.entries({ keda, metricsAdapter })) {
    if (value && !isText(value.namespace, NAMESPACE))
      yield error(`${path}.${name}.namespace`, 'be the name of a namespace', show(value.namespace), 'write it as keda');
  }
  if (metricsAdapter && !prometheus)
    yield error(`${path}.metricsAdapter`, 'stand beside a Prometheus', 'none there', 'set prometheus on the site, or leave it out');
  if (prometheus?.url !== undefined && !isText(prometheus.url, URL))
    yield error(
      `${path}.prometheus.url`,
      'be an address with http or https',
      show(prometheus.url),
      'write it as http://prometheus.monitoring.svc.cluster.local:9090',
    );
}

/** What there must be on a site for a part of a scale, with what to do where there is none. */
interface Need {
  readonly part: string;
  readonly wants: 'keda' | 'prometheus' | 'metricsAdapter' | 'secrets';
}

const NAMES = { keda: 'KEDA', prometheus: 'a Prometheus', metricsAdapter: 'a metrics adapter', secrets: 'a source of secrets' } as const satisfies Record<
  Need['wants'],
  string
>;

function* stands(workload: ClinicalService | Worker, site: Site): Generator<Fault> {
  const path = `${workload.path}.scale`;
  for (const { part, wants } of needsOf(workload.scale)) {
    if (site[wants] !== undefined) continue;
    yield error(`${path}.${part}`, `stand only where there is ${NAMES[wants]}`, `${site.path}, which has none`, `set ${wants} on that site, or leave it out`);
  }
  for (const part of ownFigures(workload.scale)) {
    if (workload.metrics === undefined)
      yield error(`${path}.${part}`, 'go by metrics of the workload', 'no metrics', 'declare metrics, so that Prometheus has them');
  }
}

function needsOf(scale: Scaling): readonly Need[] {
  const { hours, signals, requests, down } = scale;
  const keda: Need[] = [
    ...(hours.length > 0 ? [{ part: 'hours', wants: 'keda' } as const] : []),
    ...(signals.length > 0 ? [{ part: 'signals', wants: 'keda' } as const] : []),
    ...(down.below === undefined ? [] : [{ part: 'down.below', wants: 'keda' } as const]),
  ];
  return [
    ...keda,
    ...(requests && keda.length === 0 ? [{ part: 'requests', wants: 'metricsAdapter' } as const] : []),
    ...(requests ? [{ part: 'requests', wants: 'prometheus' } as const] : []),
    ...(signals.some(asksPrometheus) ? [{ part: 'signals', wants: 'prometheus' } as const] : []),
    ...(down.below === undefined ? [] : [{ part: 'down.below', wants: 'prometheus' } as const]),
    ...(keysOfSignals(signals).length > 0 ? [{ part: 'signals', wants: 'secrets' } as const] : []),
  ];
}

function asksPrometheus(signal: Signal): boolean {
  return signal?.kind === 'figure' || signal?.kind === 'pool-use' || signal?.kind === 'latency';
}

function ownFigures({ requests, signals }: Scaling): readonly string[] {
  return [...(requests ? ['requests'] : []), ...signals.flatMap((signal, index) => (asksPrometheus(signal) ? [`signals[${index}]`] : []))];
}
