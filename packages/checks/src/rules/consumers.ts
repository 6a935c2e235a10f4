import { type Inventory, Topic, Worker } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const consumers = rule(
  'consumers',
  'a worker has no more pods than the topics that it works off have partitions, because a consumer beyond them has nothing to do',
  function* ({ inventory }: { readonly inventory: Inventory }) {
    for (const workload of inventory.workloads) if (workload instanceof Worker) yield* idle(workload);
  },
);

/** A worker that has other work as well may have use for more pods. */
function* idle({ path, scale, relations }: Worker): Generator<Fault> {
  const topics = relations.flatMap(({ kind, to }) => (kind === 'consumes' && to instanceof Topic ? [to] : []));
  const other = scale.signals.some(signal => signal?.kind !== 'kafka-lag' || signal.idleConsumers);
  const partitions = topics.map(topic => topic.partitions).filter(isWhole);
  const most = Math.max(0, ...partitions);
  if (other || most === 0 || partitions.length < topics.length || !isWhole(scale.max) || scale.max <= most) return;
  const widest = topics.filter(topic => topic.partitions === most).map(show);
  yield error(
    `${path}.scale.max`,
    `be at most the partitions of ${widest.join(', ')} (${most})`,
    show(scale.max),
    'lower it, or give the topic more partitions',
  );
}
