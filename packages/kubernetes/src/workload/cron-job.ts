import type { Concurrency, ScheduledTask } from '@clinfra/core';
import type { KubeCronJobProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { podTemplate } from './pod';
import type { Shared } from './shared';

const POLICIES = { forbid: 'Forbid', replace: 'Replace', allow: 'Allow' } as const satisfies Record<Concurrency, string>;

/** A task by the clock of the platform's time zone. */
export function cronJob(view: SiteView, task: ScheduledTask, shared: Shared): Manifest {
  const { running: labels } = shared;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: task.name, namespace: task.domain.name, labels },
    spec: {
      schedule: task.schedule,
      timeZone: view.locale.timeZone,
      concurrencyPolicy: POLICIES[task.concurrency],
      startingDeadlineSeconds: task.startDeadline.toSeconds(),
      successfulJobsHistoryLimit: task.history.successful,
      failedJobsHistoryLimit: task.history.failed,
      ...(task.suspended ? { suspend: true } : undefined),
      jobTemplate: {
        metadata: { labels },
        spec: {
          activeDeadlineSeconds: task.timeLimit.toSeconds(),
          backoffLimit: task.retries,
          template: podTemplate(view, task, shared, { spec: { restartPolicy: 'Never' } }),
        },
      },
    },
  } satisfies ObjectOf<KubeCronJobProps>;
}
