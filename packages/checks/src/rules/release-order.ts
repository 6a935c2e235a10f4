import { ClinicalService, ReleaseTask, Worker } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

export const releaseOrder = rule(
  'release-order',
  'a task before a release names services and workers of its own domain, because its Job is waited for where it runs',
  function* ({ inventory }) {
    for (const task of inventory.workloads) if (task instanceof ReleaseTask) yield* order(task);
  },
);

function* order({ path, domain, before }: ReleaseTask): Generator<Fault> {
  const named: readonly unknown[] = before ?? [];
  const place = `${path}.before`;
  if (named.length === 0) yield error(place, 'name at least one service or worker', 'none', 'say whose release waits for it');
  for (const [index, workload] of named.entries()) {
    if (!(workload instanceof ClinicalService || workload instanceof Worker)) {
      yield error(`${place}[${index}]`, 'be a service or a worker', show(workload), 'pass the one whose release waits');
    } else if (workload.domain !== domain) {
      yield error(`${place}[${index}]`, `be of domain ${domain.name}`, show(workload), 'declare the task in its domain');
    } else if (named.indexOf(workload) < index) {
      yield error(`${place}[${index}]`, 'be named once', show(workload), 'leave it out');
    }
  }
}
