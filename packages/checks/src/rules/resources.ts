import { Cpu, containersOf, type Domain, type PlacedContainer, type Resources, Size, TIERS } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

/** What makes a figure for each of the two, and how to write one. */
const KINDS = {
  cpu: { type: Cpu, noun: 'processor time', remedy: 'write it as cores(0.5)' },
  memory: { type: Size, noun: 'an amount of memory', remedy: 'write it as gib(1)' },
} as const;
const NAMES = ['cpu', 'memory'] as const;

export const resources = rule(
  'resources',
  'every container asks for something, for no more than its limits, and limits stay within what the domain allows a container',
  function* ({ inventory }) {
    for (const domain of inventory.domains) {
      yield* ownFigures(`${domain.path}.limits.defaults`, domain.limits.defaults);
      yield* figures(`${domain.path}.limits.max`, domain.limits.max);
      yield* within(`${domain.path}.limits.defaults.limits`, domain.limits.defaults, domain);
    }
    for (const workload of inventory.workloads) for (const placed of containersOf(workload)) yield* sizeOf(placed, workload.domain);
  },
);

function* sizeOf({ path, container: { size, resources: own } }: PlacedContainer, domain: Domain): Generator<Fault> {
  if (own === undefined || (size !== 'own' && !Object.hasOwn(TIERS, size))) {
    yield error(`${path}.size`, `be a tier (${Object.keys(TIERS).join(', ')}) or figures of its own`, show(size), 'choose one');
    return;
  }
  if (size === 'own') yield* ownFigures(`${path}.size`, own);
  yield* within(size === 'own' ? `${path}.size.limits` : `${path}.size`, own, domain);
}

function* ownFigures(path: string, { requests, limits }: Resources): Generator<Fault> {
  yield* figures(`${path}.requests`, requests);
  yield* figures(`${path}.limits`, limits);
  for (const name of NAMES) {
    const [request, limit] = [requests?.[name], limits?.[name]];
    if (!isFigure(name, request) || !isFigure(name, limit) || request.amount <= limit.amount) continue;
    yield error(`${path}.requests.${name}`, `be at most its limit (${limit})`, show(request), 'lower the request or raise the limit');
  }
}

function* figures(path: string, pair: Resources['limits']): Generator<Fault> {
  for (const name of NAMES) {
    const value: unknown = pair?.[name];
    const { type, noun, remedy } = KINDS[name];
    if (!(value instanceof type)) yield error(`${path}.${name}`, `be ${noun}`, show(value), remedy);
    else if (value.isZero && !value.problem) yield error(`${path}.${name}`, 'be more than zero', show(value), remedy);
  }
}

function isFigure(name: 'cpu' | 'memory', value: unknown): value is Cpu | Size {
  return value instanceof KINDS[name].type && !value.isZero;
}

/** The API server refuses a pod whose limits are above the domain's LimitRange. */
function* within(path: string, { limits }: Resources, { path: domain, limits: { max } }: Domain): Generator<Fault> {
  for (const name of NAMES) {
    const [limit, most] = [limits?.[name], max?.[name]];
    if (!isFigure(name, limit) || !isFigure(name, most) || limit.amount <= most.amount) continue;
    const place = path.endsWith('limits') ? `${path}.${name}` : path;
    yield error(place, `stay within ${domain}.limits.max.${name} (${most})`, show(limit), 'ask for less, or raise limits.max');
  }
}
