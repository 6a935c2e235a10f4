import { hours, minutes, ScheduledTask, type ScheduledTaskProps } from '@clinfra/core';
import { at, type Rendered, rendered } from './rendered';

describe('a scheduled task', () => {
  it('runs by the clock of the platform, one run at a time, and ends', () => {
    expect(at(aTask().get('CronJob', 'report'), 'spec')).toMatchObject({
      schedule: '0 2 * * *',
      timeZone: 'Europe/Dublin',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { activeDeadlineSeconds: 3600, backoffLimit: 2, template: { spec: { restartPolicy: 'Never', serviceAccountName: 'report' } } } },
    });
  });

  it('takes its own deadlines where they are declared', () => {
    const objects = aTask({ startDeadline: minutes(1), timeLimit: hours(6) });
    expect(at(objects.get('CronJob', 'report'), 'spec')).toMatchObject({
      startingDeadlineSeconds: 60,
      jobTemplate: { spec: { activeDeadlineSeconds: 21_600 } },
    });
  });

  it('[W5] does otherwise where it says so: runs beside each other, another history, retries, a pause', () => {
    const spec = at(aTask({ concurrency: 'replace', history: { successful: 1, failed: 10 }, retries: 0, suspended: true }).get('CronJob', 'report'), 'spec');
    expect(spec).toMatchObject({
      concurrencyPolicy: 'Replace',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 10,
      suspend: true,
      jobTemplate: { spec: { backoffLimit: 0 } },
    });
    expect(at(aTask().get('CronJob', 'report'), 'spec')).not.toHaveProperty('suspend');
  });

  it('[X1] runs in pods as locked down as any', () => {
    const objects = aTask();
    const pod = at(objects.get('CronJob', 'report'), 'spec', 'jobTemplate', 'spec', 'template', 'spec');
    const service = at(objects.get('Deployment', 'ehr'), 'spec', 'template', 'spec');
    expect(at(pod, 'securityContext')).toEqual(at(service, 'securityContext'));
    expect(at(pod, 'containers', 0, 'securityContext')).toEqual(at(service, 'containers', 0, 'securityContext'));
  });

  it('has neither an address nor a budget nor an autoscaler, but an identity and a policy', () => {
    const kinds = aTask()
      .listing()
      .filter(name => name.endsWith('/report'));
    expect(kinds).toEqual(['NetworkPolicy/report', 'ServiceAccount/report', 'CronJob/report']);
  });
});

function aTask(props: Partial<ScheduledTaskProps> = {}): Rendered {
  return rendered(({ clinical }) => new ScheduledTask(clinical, 'report', { image: 'registry.example/report:1.0.0', schedule: '0 2 * * *', ...props }));
}
