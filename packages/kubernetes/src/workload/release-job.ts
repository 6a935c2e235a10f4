import { type Inventory, type Relation, type ReleaseTask, StoreAdministration, type Target, type Workload } from '@clinfra/core';
import type { KubeJobProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { digestOf } from '../digest';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import { podTemplate } from './pod';
import type { Shared } from './shared';

/**
 * On a workload: the Jobs, by name, that must have succeeded before it is changed. On a Job: the workloads after whose release it runs. Whoever
 * applies the manifests goes by it.
 */
export const AFTER = 'clinfra.io/after';

/** On a Job: the workloads of any namespace, `<namespace>/<name>`, that wait until it has succeeded. */
export const BEFORE = 'clinfra.io/before';

const DIGEST = 8;

/**
 * The Job of a task of a release. A Job cannot be changed, so its name carries a digest of what it runs: the same release is the same Job,
 * which is not run again; another image or another setting is another Job. One that runs after a release carries a digest of that as well.
 */
export function releaseJob(view: SiteView, task: ReleaseTask, shared: Shared, released: readonly Manifest[] = []): Manifest {
  const { running: labels } = shared;
  const metadata = { name: task.name, namespace: task.domain.name, labels };
  const job = view.patches.on(task, { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: specOf(view, task, shared) } satisfies ObjectOf<KubeJobProps>);
  const after = released.length > 0 ? { [AFTER]: released.map(({ metadata }) => metadata.name).join(',') } : waiting(view, task);
  const digest = digestOf(JSON.stringify(released.length > 0 ? [job.spec, released.map(templateOf)] : job.spec)).slice(0, DIGEST);
  const annotations = after || job.metadata.annotations ? { annotations: { ...job.metadata.annotations, ...after } } : undefined;
  return { ...job, metadata: { ...job.metadata, name: `${task.name}-${digest}`, ...annotations } };
}

/** The edges that lead to a store, or to what it carries. */
function edgesTo(inventory: Inventory, store: StoreAdministration['store']): readonly Relation[] {
  return channelsOf(store).flatMap(target => inventory.incoming(target));
}

function channelsOf(store: StoreAdministration['store']): readonly Target[] {
  if (store.kind === 'kafka') return store.topics;
  return store.kind === 'rabbitmq' ? [...store.exchanges, ...store.queues] : [store];
}

/** Whoever uses a store comes after what is made in it, wherever it runs. */
function waiting({ inventory, site }: SiteView, task: ReleaseTask): Readonly<Record<string, string>> | undefined {
  if (!(task instanceof StoreAdministration)) return undefined;
  const names = edgesTo(inventory, task.store)
    .filter(({ from }) => from !== task && inventory.sitesOf(from).includes(site))
    .map(({ from: { name, domain } }) => `${domain.name}/${name}`);
  return { [BEFORE]: [...new Set(names)].join(',') };
}

function specOf(view: SiteView, task: ReleaseTask, shared: Shared): Plain<KubeJobProps>['spec'] & object {
  return {
    activeDeadlineSeconds: task.timeLimit.toSeconds(),
    backoffLimit: task.retries,
    template: podTemplate(view, task, shared, { spec: { restartPolicy: 'Never' } }),
  };
}

/** What is released is what its pods are made of; how many there are is no release. */
function templateOf(workload: Manifest): unknown {
  return (workload as { readonly spec?: { readonly template?: unknown } }).spec?.template;
}

/** The Jobs of a namespace, and which of them each workload has to wait for. */
export class ReleaseJobs {
  readonly manifests: Manifest[] = [];
  readonly #before = new Map<Workload, string[]>();

  add(task: ReleaseTask, job: Manifest): void {
    this.manifests.push(job);
    for (const workload of task.before) this.#before.set(workload, [...(this.#before.get(workload) ?? []), job.metadata.name]);
  }

  /** What a workload's own object says of the Jobs before it; undefined where there are none. */
  annotationsOf(workload: Workload): Readonly<Record<string, string>> | undefined {
    const names = this.#before.get(workload);
    return names && { [AFTER]: names.join(',') };
  }
}
