import { containersOf, type PlacedContainer, StoreAdministration, type Workload } from '@clinfra/core';
import { withScripts } from '../administration/with-scripts';
import { type Labels, runningLabels, workloadLabels } from '../labels';
import type { SiteView } from '../site-view';
import { PodVolumes } from '../volumes/pod-volumes';
import { kept } from '../yaml/kept';
import { type Uses, usesOf } from './uses';

/** What the objects of one workload share: read once, and the same object in each of them. */
export interface Shared {
  readonly labels: Labels;
  /** The labels of what runs: its pods and what makes them. */
  readonly running: Labels;
  readonly uses: Uses;
  /** Its containers, the main one first. */
  readonly containers: readonly PlacedContainer[];
  readonly volumes: PodVolumes;
}

export function sharedOf(view: SiteView, workload: Workload): Shared {
  const labels = kept(workloadLabels(view, workload));
  const containers = workload instanceof StoreAdministration ? withScripts(view, workload) : containersOf(workload);
  const uses = usesOf(workload);
  const clients = uses.stores.flatMap(({ store, administers }) => (administers ? [] : [store]));
  return { labels, running: kept(runningLabels(labels, workload)), uses, containers, volumes: new PodVolumes(view, workload, containers, clients) };
}
