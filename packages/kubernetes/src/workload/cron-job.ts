import type { ScheduledTask } from '@clinfra/core';
import type { KubeCronJobProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { podTemplate } from './pod';
import type { Shared } from './shared';

/** How often a run that failed is tried again. */
const RETRIES = 2;
/** How many ended runs are kept, so that their logs can be read. */
const KEPT_RUNS = 3;

/** A task by the clock of the platform's time zone, one run at a time. */
export function cronJob(view: SiteView, task: ScheduledTask, shared: Shared): Manifest {
  const { running: labels } = shared;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: task.name, namespace: task.domain.name, labels },
    spec: {
      schedule: task.schedule,
      timeZone: view.locale.timeZone,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: task.startDeadline.toSeconds(),
      successfulJobsHistoryLimit: KEPT_RUNS,
      failedJobsHistoryLimit: KEPT_RUNS,
      jobTemplate: {
        metadata: { labels },
        spec: {
          activeDeadlineSeconds: task.timeLimit.toSeconds(),
          backoffLimit: RETRIES,
          template: podTemplate(view, task, shared, { spec: { restartPolicy: 'Never' } }),
        },
      },
    },
  } satisfies ObjectOf<KubeCronJobProps>;
}
