import { ScheduledTask } from '@clinfra/core';
import { cronProblem } from '../cron';
import { error } from '../finding';
import { rule } from '../rule';
import { printable, show } from '../show';

export const schedule = rule(
  'schedule',
  'every schedule is one that Kubernetes reads and that comes round, because a task that never runs fails silently',
  function* ({ inventory }) {
    for (const task of inventory.workloads) {
      if (!(task instanceof ScheduledTask)) continue;
      const text: unknown = task.schedule;
      const problem = typeof text === 'string' ? cronProblem(text) : { must: 'have five fields', got: show(text) };
      if (problem) yield error(`${task.path}.schedule`, problem.must, printable(problem.got), 'write it as 0 2 * * *');
    }
  },
);
