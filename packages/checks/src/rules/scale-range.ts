import { Percent, type Scale } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const scaleRange = rule(
  'scale-range',
  'a workload keeps at least one pod, its maximum is not below its minimum, and its targets are shares the autoscaler accepts',
  function* ({ inventory }) {
    for (const { path, scale } of scaledOf(inventory)) {
      yield* podCounts(`${path}.scale`, scale);
      yield* targets(`${path}.scale`, scale);
    }
  },
);

function* podCounts(path: string, { min, max }: Scale): Generator<Fault> {
  if (!isWhole(min)) yield error(`${path}.min`, 'be a whole number', show(min), 'write how many pods there are at least');
  else if (min < 1) yield error(`${path}.min`, 'be at least 1', show(min), 'keep one pod, for none is an outage');
  if (!isWhole(max)) yield error(`${path}.max`, 'be a whole number', show(max), 'write how many pods there may be');
  else if (isWhole(min) && max < min) yield error(`${path}.max`, `be at least min (${min})`, show(max), 'raise max or lower min');
  else if (max < 1) yield error(`${path}.max`, 'be at least 1', show(max), 'allow one pod, for none is an outage');
}

function* targets(path: string, scale: Scale): Generator<Fault> {
  for (const name of ['cpu', 'memory'] as const) {
    const target = scale[name];
    if (target instanceof Percent && target.problem) continue;
    const share = target instanceof Percent ? target.toNumber() : 0;
    // The autoscaler's field is an integer.
    if (isWhole(share) && share >= 1 && share <= 100) continue;
    yield error(`${path}.${name}`, 'be a whole percentage from 1% to 100%', show(target), 'write it as percent(70)');
  }
}
