import type { Workload } from '@clinfra/core';
import type { SiteView } from './site-view';

export type Labels = Readonly<Record<string, string>>;

/** What an object belongs to: the parts that people filter by. */
export type Component = Workload['kind'] | 'domain' | 'connection' | 'secret' | 'edge' | 'priority' | 'external-host';

/** The one label by which policies, services and budgets find a workload's pods. It never changes while the workload keeps its name. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** The label that the API server itself puts on every namespace. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** On a Service that leads from outside: by which way. */
export const EXPOSURE_LABEL = 'clinfra.io/exposure';

/** The labels of every object that belongs to the named thing. */
export function labelsOf(view: SiteView, name: string, component: Component): Labels {
  return {
    [NAME_LABEL]: name,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': view.partOf,
    'app.kubernetes.io/managed-by': 'clinfra',
    'clinfra.io/site': view.siteLabel,
  };
}

/** The labels of a workload's objects and pods. */
export function workloadLabels(view: SiteView, workload: Workload): Labels {
  return { ...labelsOf(view, workload.name, workload.kind), 'clinfra.io/criticality': workload.criticality };
}

/** Makes a legal label value of any text: at most 63 of the allowed characters, a letter or digit at both ends. */
export function labelValue(text: string): string {
  return text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, '');
}
