import { ClinicalService, type Duration, type Inventory, needsKeda, type Site, Worker } from '@clinfra/core';
import type { KubeConfigMapProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { labelsOf } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import { SiteView } from '../site-view';
import { isAutoscaled } from '../workload/autoscaler';
import { writeYaml } from '../yaml/document';
import { rateName, rateWindow } from './requests';

const NAME = 'metrics-adapter-rules';

/** The rules of the metrics adapter, as it reads them: one for each counter of requests by which a workload of the site scales. */
export function adapterConfig({ inventory, site }: { readonly inventory: Inventory; readonly site: Site }) {
  return rulesOf(new SiteView(inventory, site, () => undefined));
}

function rulesOf(view: SiteView) {
  return [...countersOf(view)].map(([counter, window]) => ruleOf(counter, window));
}

/** The same in the namespace of an adapter that somebody else installs; one that is installed here has them among its values. */
export function adapterRules(view: SiteView, namespace: string): readonly Manifest[] {
  if (view.site.metricsAdapter?.namespace !== namespace) return [];
  const made = rulesOf(view);
  if (made.length === 0) return [];
  const rules = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: NAME, namespace, labels: labelsOf(view, NAME, 'scaling', []) },
    data: { 'config.yaml': writeYaml({ rules: made }) },
  } satisfies ObjectOf<KubeConfigMapProps>;
  return [rules];
}

/** Whether the autoscaler of Kubernetes asks the metrics adapter about the workload. */
export function asksAdapter(workload: ClinicalService | Worker): boolean {
  return isAutoscaled(workload) && !needsKeda(workload.scale) && workload.scale.requests !== undefined;
}

/** Each counter with the longest time over which somebody wants its rate, for the adapter shows one rate of it. */
function countersOf(view: SiteView): ReadonlyMap<string, Duration> {
  const counters = new Map<string, Duration>();
  for (const workload of view.inventory.workloads) {
    if (!(workload instanceof ClinicalService || workload instanceof Worker) || !view.has(workload.domain) || !asksAdapter(workload)) continue;
    const counter = workload.scale.requests?.counter ?? '';
    const window = rateWindow(workload);
    const known = counters.get(counter);
    counters.set(counter, known?.exceeds(window) ? known : window);
  }
  return counters;
}

function ruleOf(counter: string, window: Duration) {
  return {
    seriesQuery: `${counter}{namespace!="",pod!=""}`,
    resources: { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } },
    name: { matches: `^${counter}$`, as: rateName(counter) },
    metricsQuery: `sum(rate(<<.Series>>{<<.LabelMatchers>>}[${window.toKubernetes()}])) by (<<.GroupBy>>)`,
  };
}
