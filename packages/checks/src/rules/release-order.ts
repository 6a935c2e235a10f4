import { ClinicalService, ReleaseTask, Worker } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

export const releaseOrder = rule(
  'release-order',
  'a task of a release names services and workers of its own domain, because its Job is waited for where it runs',
  function* ({ inventory }) {
    for (const task of inventory.workloads) if (task instanceof ReleaseTask) yield* order(task);
  },
);

function* order(task: ReleaseTask): Generator<Fault> {
  yield* among(task, 'before', task.before);
  yield* among(task, 'after', task.after);
  if (task.before.length > 0 && task.after.length > 0) {
    yield error(task.path, 'run before a release or after one', 'both', 'declare a task for each');
  }
}

function* among({ path, domain }: ReleaseTask, when: 'before' | 'after', named: readonly unknown[]): Generator<Fault> {
  const place = `${path}.${when}`;
  for (const [index, workload] of named.entries()) {
    if (!(workload instanceof ClinicalService || workload instanceof Worker)) {
      yield error(`${place}[${index}]`, 'be a service or a worker', show(workload), 'pass the one whose release it is');
    } else if (workload.domain !== domain) {
      yield error(`${place}[${index}]`, `be of domain ${domain.name}`, show(workload), 'declare the task in its domain');
    } else if (named.indexOf(workload) < index) {
      yield error(`${place}[${index}]`, 'be named once', show(workload), 'leave it out');
    }
  }
}
