import { type ClinicalService, needsKeda, Percent, type Scaling, type Signal, Worker } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const scaleRange = rule(
  'scale-range',
  'a workload keeps at least one pod unless a queue wakes it, its maximum is not below its minimum, and its targets are shares the autoscaler accepts',
  function* ({ inventory }) {
    for (const workload of scaledOf(inventory)) {
      const { scale } = workload;
      const path = `${workload.path}.scale`;
      yield* podCounts(path, scale, mayRest(workload));
      yield* targets(path, scale);
      yield* speeds(path, scale);
      yield* fallback(path, scale);
      yield* sense(path, scale);
    }
  },
);

/** What tells of work while nobody works; figures of the pods themselves do not. */
const WAKES: ReadonlySet<Signal['kind']> = new Set(['kafka-lag', 'redis-list', 'redis-stream', 'rabbit-queue']);

function mayRest(workload: ClinicalService | Worker): boolean {
  return workload instanceof Worker && workload.scale.signals.some(signal => WAKES.has(signal?.kind));
}

function* podCounts(path: string, { min, max }: Scaling, rests: boolean): Generator<Fault> {
  if (!isWhole(min)) yield error(`${path}.min`, 'be a whole number', show(min), 'write how many pods there are at least');
  else if (min < 0 && rests) yield error(`${path}.min`, 'be at least 0', show(min), 'write 0 for none while nothing waits');
  else if (min < 1 && !rests) yield error(`${path}.min`, 'be at least 1', show(min), 'keep one pod, for none is an outage');
  if (!isWhole(max)) yield error(`${path}.max`, 'be a whole number', show(max), 'write how many pods there may be');
  else if (isWhole(min) && max < min) yield error(`${path}.max`, `be at least min (${min})`, show(max), 'raise max or lower min');
  else if (max < 1) yield error(`${path}.max`, 'be at least 1', show(max), 'allow one pod, for none is an outage');
}

function* targets(path: string, scale: Scaling): Generator<Fault> {
  for (const name of ['cpu', 'memory'] as const) if (scale[name] !== 'off') yield* share(`${path}.${name}`, scale[name], 100, 'percent(70)');
  const { cpu, down } = scale;
  if (down.below === undefined) return;
  const place = `${path}.down.below`;
  yield* share(place, down.below, 100, 'percent(40)');
  if (cpu === 'off') yield error(place, 'be left out where processor time is off', show(down.below), 'leave it out, or give cpu a target');
  else if (isShare(cpu) && isShare(down.below) && !cpu.problem && down.below.compareTo(cpu) >= 0)
    yield error(place, `be less than scale.cpu (${cpu})`, show(down.below), 'lower it, or pods would come and go at once');
}

function isShare(value: unknown): value is Percent {
  return value instanceof Percent;
}

function* speeds(path: string, { up, down }: Scaling): Generator<Fault> {
  yield* share(`${path}.up.percent`, up.percent, 1000, 'percent(50)');
  yield* share(`${path}.down.percent`, down.percent, 100, 'percent(10)');
}

function* fallback(path: string, { max, fallback: { pods } }: Scaling): Generator<Fault> {
  const place = `${path}.fallback.pods`;
  if (pods === undefined) return;
  if (!isWhole(pods) || pods < 1) yield error(place, 'be a whole number of at least 1', show(pods), 'write how many pods there are while nothing is known');
  else if (isWhole(max) && pods > max) yield error(place, `be at most scale.max (${max})`, show(pods), 'lower it or raise max');
}

/** An autoscaler needs something to go by, and room to go. */
function* sense(path: string, scale: Scaling): Generator<Fault> {
  const { min, max, cpu, memory, requests, hours, signals } = scale;
  const more = needsKeda(scale) || requests !== undefined;
  if (!isWhole(min) || !isWhole(max)) return;
  if (min === max && max > 0 && more)
    yield error(`${path}.max`, `be more than min (${min}) where something asks for pods`, show(max), 'raise max, or leave out what asks');
  if (min < max && cpu === 'off' && memory === 'off' && requests === undefined && hours.length + signals.length === 0)
    yield error(path, 'have something that asks for pods', 'processor time and memory off', 'give one of them a target, or name a signal');
}

/** The autoscaler's fields are integers. */
function* share(path: string, target: unknown, most: number, example: string): Generator<Fault> {
  if (target instanceof Percent && target.problem) return;
  const value = target instanceof Percent ? target.toNumber() : 0;
  if (isWhole(value) && value >= 1 && value <= most) return;
  yield error(path, `be a whole percentage from 1% to ${most}%`, show(target), `write it as ${example}`);
}
