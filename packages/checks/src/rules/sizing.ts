import { type ClinicalService, Cpu, type Inventory, Size, type SizingBound, type Worker } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';

type Scaled = ClinicalService | Worker;

export const sizing = rule(
  'sizing',
  'what pods request is changed by itself only where their number is not, within bounds that the domain admits, and where somebody does it',
  function* ({ inventory }) {
    for (const workload of scaledOf(inventory)) {
      const path = `${workload.path}.sizing`;
      yield* applied(path, workload, inventory);
      yield* bounds(path, workload);
    }
  },
);

const MODES = ['at-start', 'restart', 'in-place'];

function* applied(path: string, workload: Scaled, inventory: Inventory): Generator<Fault> {
  const { scale, sizing: settings } = workload;
  const apply: unknown = settings.apply;
  if (apply === undefined) return;
  const place = `${path}.apply`;
  if (typeof apply !== 'string' || !MODES.includes(apply)) {
    yield error(place, `be one of ${MODES.join(', ')}`, show(apply), 'choose one of them');
    return;
  }
  if (scale.min !== scale.max)
    yield error(place, 'be left out where the number of pods changes by itself', show(apply), 'leave it out, or make scale.min and scale.max the same');
  for (const site of sitesOf(inventory, workload)) {
    if (site.verticalPodAutoscaler !== undefined) continue;
    yield error(
      place,
      'stand only where there is a vertical autoscaler',
      `${site.path}, which has none`,
      'set verticalPodAutoscaler on that site, or leave it out',
    );
  }
}

/** What is not declared follows from sizes and limits, which have rules of their own. */
function* bounds(path: string, { sizing: { min, max }, resources, domain }: Scaled): Generator<Fault> {
  if (min === undefined && max === undefined) return;
  const { max: limits } = domain.limits;
  for (const name of ['cpu', 'memory'] as const) {
    const [least, most, limit] = [amountOf(min ?? resources?.requests, name), amountOf(max ?? limits, name), amountOf(limits, name)];
    if (min !== undefined && least === undefined) yield* none(`${path}.min.${name}`, min, name);
    if (max !== undefined && most === undefined) yield* none(`${path}.max.${name}`, max, name);
    if (least === undefined || most === undefined || limit === undefined) continue;
    const [place, value] = max === undefined ? [`${path}.min.${name}`, min?.[name]] : [`${path}.max.${name}`, max[name]];
    if (least > most && max !== undefined)
      yield error(place, `be at least the least (${show((min ?? resources.requests)[name])})`, show(value), 'raise max or lower min');
    else if (Math.max(Number(least), Number(most)) > Number(limit))
      yield error(place, `be at most the largest of ${domain.path} (${show(limits[name])})`, show(value), 'lower it, or raise limits.max of the domain');
  }
}

/** Undefined for what is no amount. */
function amountOf(bound: SizingBound | undefined, name: keyof SizingBound): bigint | undefined {
  const value: unknown = bound?.[name];
  if (!(name === 'cpu' ? value instanceof Cpu : value instanceof Size)) return undefined;
  const { amount, problem } = value as Cpu | Size;
  return problem ? undefined : amount;
}

function* none(path: string, bound: SizingBound, name: keyof SizingBound): Generator<Fault> {
  const value: unknown = bound[name];
  if (value instanceof Cpu || value instanceof Size ? value.problem : false) return;
  yield error(
    path,
    name === 'cpu' ? 'be processor time' : 'be an amount of memory',
    show(bound?.[name]),
    `write it as ${name === 'cpu' ? 'cores(1)' : 'gib(2)'}`,
  );
}
