import type { DataClass, Domain, Edge, Workload } from '@clinfra/core';
import type { SiteView } from './site-view';
import { WrittenOnce } from './yaml/written-once';

export type Labels = Readonly<Record<string, string>>;

/** What an object belongs to: the parts that people filter by. */
export type Component =
  | Workload['kind']
  | 'add-on'
  | 'mesh'
  | 'domain'
  | 'connection'
  | 'secret'
  | 'edge'
  | 'priority'
  | 'scaling'
  | 'nodes'
  | 'storage'
  | 'volume-claim'
  | 'external-host'
  | 'addition';

/** The one label by which policies, services and budgets find a workload's pods. It never changes while the workload keeps its name. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** The label that the API server itself puts on every namespace. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** The label by which Argo Rollouts tells the pods of one version from those of another. */
export const VERSION_LABEL = 'rollouts-pod-template-hash';

/** On a Service that leads from outside: by which way. */
export const EXPOSURE_LABEL = 'clinfra.io/exposure';

/** What an outage of the thing means for patients. */
export const CRITICALITY_LABEL = 'clinfra.io/criticality';

/** Each class of data has a label of its own. */
const DATA_LABELS = new WrittenOnce(handled => `clinfra.io/data-${handled}`);

/**
 * The labels of every object that belongs to the named thing. Each class of data that it has to do with is a label of its own, so that
 * `kubectl get pods -A -l clinfra.io/data-phi` finds all of a class, whatever else they handle.
 */
export function labelsOf(view: SiteView, name: string, component: Component, handles: readonly DataClass[]): Record<string, string> {
  const labels: Record<string, string> = {
    [NAME_LABEL]: name,
    'app.kubernetes.io/instance': view.instance,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': view.partOf,
    'app.kubernetes.io/managed-by': 'clinfra',
    'clinfra.io/site': view.siteLabel,
  };
  for (const handled of handles) labels[DATA_LABELS.of(handled)] = 'true';
  return labels;
}

/** The labels of what belongs to a domain as a whole; it handles what its workloads handle. */
export function domainLabels(view: SiteView, domain: Domain, name: string = domain.name, component: Component = 'domain'): Labels {
  return labelsOf(view, name, component, view.handledBy(domain));
}

/** The labels of what makes up an edge; it handles what the services handle to which it leads. */
export function edgeLabels(view: SiteView, edge: Edge): Labels {
  return labelsOf(view, edge.name, 'edge', view.handledBy(edge));
}

/** The labels of a workload's objects. */
export function workloadLabels(view: SiteView, workload: Workload): Labels {
  const labels = labelsOf(view, workload.name, workload.kind, view.handledBy(workload));
  labels[CRITICALITY_LABEL] = workload.criticality;
  return labels;
}

/** The labels of what runs of a workload: those of its objects, and its version, which no other object has to change for. */
export function runningLabels(labels: Labels, { image }: Workload): Labels {
  const version = versionOf(image);
  return version === '' ? labels : { ...labels, 'app.kubernetes.io/version': version };
}

/** The tag of an image, and the beginning of its digest. */
const IMAGE = /(?::([^:/@]+))?(?:@sha256:([0-9a-f]{12})[0-9a-f]*)?$/;

/** The tag of an image; of one that is given by its digest alone the beginning of that. */
function versionOf(image: string): string {
  const [, tag, digest] = IMAGE.exec(image) ?? [];
  return labelValue(tag ?? digest ?? '');
}

const LEGAL = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Makes a legal label value of any text: at most 63 of the allowed characters, a letter or digit at both ends. */
export function labelValue(text: string): string {
  if (LEGAL.test(text)) return text;
  return text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, '');
}
