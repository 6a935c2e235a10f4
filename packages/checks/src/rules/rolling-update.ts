import { type ClinicalService, podsDown, type RollingUpdate, type Worker } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { isBrokenShare, isPods, showPods } from '../pods';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

type Update = Required<RollingUpdate>;

export const rollingUpdate = rule(
  'rolling-update',
  'an update can go on and leaves pods that serve: it may add a pod or take one, and never takes all',
  function* ({ inventory }) {
    const { platform } = inventory;
    yield* figures(`${platform.path}.rolling`, platform.rolling);
    for (const workload of scaledOf(inventory)) {
      // What is the platform's own is reported there.
      if (workload.rolling !== platform.rolling) yield* figures(`${workload.path}.availability.rolling`, workload.rolling);
      yield* leaves(workload);
    }
  },
);

function* figures(path: string, update: Update): Generator<Fault> {
  for (const name of ['surge', 'unavailable'] as const) {
    const value: unknown = update[name];
    if (isPods(value) || isBrokenShare(value)) continue;
    yield error(`${path}.${name}`, 'be a whole number of pods or a whole share of them up to 100%', show(value), 'write it as 1 or percent(25)');
  }
  if (isNone(update.surge) && isNone(update.unavailable)) {
    yield error(path, 'add a pod or take one', 'surge and unavailable of zero', 'allow one of them, or no pod can ever be replaced');
  }
}

function isNone(value: unknown): boolean {
  return isPods(value) && (typeof value === 'number' ? value === 0 : value.isZero);
}

/** A single pod can only be taken by an update that adds none. */
function* leaves({ path, scale, rolling: { unavailable } }: ClinicalService | Worker): Generator<Fault> {
  if (!isPods(unavailable) || !isWhole(scale.min) || scale.min < 2 || podsDown(unavailable, scale.min) < scale.min) return;
  const must = `be less than scale.min (${scale.min})`;
  yield error(`${path}.availability.rolling.unavailable`, must, showPods(unavailable, scale.min), 'lower it, or an update takes every pod at once');
}
