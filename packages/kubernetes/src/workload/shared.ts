import type { Workload } from '@clinfra/core';
import { type Labels, workloadLabels } from '../labels';
import type { SiteView } from '../site-view';
import { type Uses, usesOf } from './uses';

/** What the objects of one workload share: read once, and the same object in each of them. */
export interface Shared {
  readonly labels: Labels;
  readonly uses: Uses;
}

export function sharedOf(view: SiteView, workload: Workload): Shared {
  return { labels: workloadLabels(view, workload), uses: usesOf(workload) };
}
