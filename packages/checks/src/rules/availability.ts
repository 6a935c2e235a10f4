import { ClinicalService, type Inventory, type Pods, podsUp, type Worker } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { isBrokenShare, isPods, showPods } from '../pods';
import { rule } from '../rule';
import { count, show } from '../show';
import { sitesOf } from '../standing';
import { isWhole } from '../whole';

type Scaled = ClinicalService | Worker;

export const availability = rule(
  'availability',
  'spread, disruption budget and number of pods agree: pods can be placed, nodes can be drained, and care goes on when a zone is lost',
  function* ({ inventory }) {
    for (const workload of scaledOf(inventory)) {
      yield* spread(workload, inventory);
      yield* budget(workload);
      yield* survival(workload, inventory);
    }
  },
);

function* spread(workload: Scaled, inventory: Inventory): Generator<Fault> {
  const { zones, scale } = workload;
  const path = `${workload.path}.availability.zones`;
  if (zones === undefined) return;
  if (!isWhole(zones) || zones < 1) {
    yield error(path, 'be a whole number of at least 1', show(zones), 'write over how many zones the pods stand');
    return;
  }
  for (const site of sitesOf(inventory, workload)) {
    if (zones === site.zones.length && zones > 1)
      yield error(
        path,
        `be less than the zones of ${site.path} (${zones})`,
        show(zones),
        'lower it or leave it out, or no pod finds a place when a zone is lost',
      );
    if (zones > site.zones.length) yield error(path, `be at most the zones of ${site.path} (${site.zones.length})`, show(zones), 'lower it, or add zones');
  }
  if (isWhole(scale.min) && scale.min >= 1 && zones > scale.min) {
    yield error(path, `be at most scale.min (${scale.min})`, show(zones), 'raise scale.min or lower it');
  }
}

function* budget({ path, scale, disruption }: Scaled): Generator<Fault> {
  const place = `${path}.availability.disruption`;
  const given = Object.entries(disruption).filter(([name]) => name === 'minAvailable' || name === 'maxUnavailable');
  const [kept] = given;
  if (!kept || given.length > 1) {
    yield error(place, 'be one of minAvailable and maxUnavailable', kept ? 'both' : 'neither', 'state one of them');
    return;
  }
  const [name, pods]: readonly [string, unknown] = kept;
  if (isBrokenShare(pods)) return;
  if (!isPods(pods) || podsUp(pods, 1) < 1) {
    const remedy = name === 'minAvailable' ? 'keep one pod, or a drain takes all' : 'let one go, or no node can ever be drained';
    yield error(`${place}.${name}`, 'be a whole number of at least 1, or a whole share from 1% to 100%', show(pods), remedy);
  } else if (isWhole(scale.min) && scale.min >= 0) {
    yield* againstScale(`${place}.${name}`, name === 'minAvailable', pods, scale.min);
  }
}

function* againstScale(path: string, keeps: boolean, pods: Pods, min: number): Generator<Fault> {
  const must = `be less than scale.min (${min})`;
  const amount = podsUp(pods, min);
  if (keeps && amount >= min) yield error(path, must, showPods(pods, min), 'raise scale.min or lower it, or no node can ever be drained');
  // With a single pod a drain has to be allowed to take it.
  if (!keeps && min > 1 && amount >= min) yield error(path, must, showPods(pods, min), 'lower it, or a drain takes every pod at once');
}

function* survival(workload: Scaled, inventory: Inventory): Generator<Fault> {
  const { path, scale, criticality } = workload;
  if (!(workload instanceof ClinicalService) || inventory.platform.stage !== 'production') return;
  if ((criticality !== 'life-critical' && criticality !== 'clinical') || scale.min !== 1) return;
  const zones = Math.max(0, ...sitesOf(inventory, workload).map(site => site.zones.length));
  if (zones < 2) return;
  const must = `be at least 2 for a ${criticality} service over ${count(zones, 'zone')} in production`;
  yield error(`${path}.scale.min`, must, show(scale.min), 'raise it, so that care goes on when a zone is lost');
}
