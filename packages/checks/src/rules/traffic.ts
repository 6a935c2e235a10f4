import { type Balancing, ClinicalService, Duration, type HeaderRoute, Percent, type RetryCondition, subsetsOf, type TrafficSettings } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';
import { isWhole } from '../whole';

const BALANCING = Object.keys({ 'least-request': true, 'round-robin': true, random: true } satisfies Record<Balancing, true>);
const CONDITIONS = Object.keys({
  '5xx': true,
  'gateway-error': true,
  reset: true,
  'connect-failure': true,
  'refused-stream': true,
  'retriable-4xx': true,
  unavailable: true,
  cancelled: true,
} satisfies Record<RetryCondition, true>);
const HEADER = /^[a-z0-9][a-z0-9-]*$/;

export const traffic = rule(
  'traffic',
  'what is said of requests to a service can be kept: tries fit into the timeout, shares are shares, and routes lead to what there is',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      if (!(workload instanceof ClinicalService) || !workload.declaredTraffic) continue;
      const place = `${workload.path}.traffic`;
      const { traffic: settings } = workload;
      yield* httpOnly(place, workload);
      yield* tries(place, settings);
      yield* limits(place, settings);
      if (!BALANCING.includes(settings.balancing))
        yield error(`${place}.balancing`, `be one of ${BALANCING.join(', ')}`, show(settings.balancing), 'choose one of them');
      yield* routes(place, workload);
    }
  },
);

/** What only requests have; a plain connection has none. */
function* httpOnly(place: string, { protocol, declaredTraffic: declared = {} }: ClinicalService): Generator<Fault> {
  if (protocol !== 'tcp') return;
  const { pool = {} } = declared;
  const given = [
    ...(['timeout', 'retries', 'routes'] as const).filter(name => declared[name] !== undefined),
    ...(['waiting', 'requests', 'requestsPerConnection'] as const).filter(name => pool?.[name] !== undefined).map(name => `pool.${name}`),
  ];
  for (const name of given)
    yield error(`${place}.${name}`, 'be left out for a port that speaks tcp, which has no requests', 'a value', 'leave it out, or set protocol');
}

function* tries(place: string, { timeout, retries }: TrafficSettings): Generator<Fault> {
  const { attempts, perTry, on, repeatable } = retries;
  if (!isLength(timeout)) yield* noLength(`${place}.timeout`, timeout, 'seconds(30)');
  if (!isWhole(attempts) || attempts < 0 || attempts > 10)
    yield error(`${place}.retries.attempts`, 'be a whole number from 0 to 10', show(attempts), 'try again a few times at most');
  if (!isLength(perTry)) yield* noLength(`${place}.retries.perTry`, perTry, 'seconds(10)');
  if (typeof repeatable !== 'boolean') yield error(`${place}.retries.repeatable`, 'be true or false', show(repeatable), 'choose one');
  for (const [index, condition] of (Array.isArray(on) ? on : [on]).entries()) {
    if (!CONDITIONS.includes(condition))
      yield error(`${place}.retries.on[${index}]`, `be one of ${CONDITIONS.join(', ')}`, show(condition), 'choose one of them');
  }
  if (!isLength(timeout) || !isLength(perTry) || !isWhole(attempts) || attempts < 1) return;
  const needed = perTry.times(attempts);
  if (needed.exceeds(timeout))
    yield error(
      `${place}.retries`,
      `fit into the timeout (${timeout})`,
      `${attempts} tries of ${perTry}, ${needed}`,
      'lower attempts or perTry, or raise the timeout',
    );
}

function isLength(value: unknown): value is Duration {
  return value instanceof Duration && !value.isZero && !value.problem;
}

/** A length that could not be read is reported by the rule `quantity`. */
function* noLength(path: string, value: unknown, example: string): Generator<Fault> {
  if (value instanceof Duration && value.problem) return;
  yield error(path, 'be a length of time of more than zero', show(value), `write it as ${example}`);
}

function* limits(place: string, { pool, outliers }: TrafficSettings): Generator<Fault> {
  for (const [name, least] of [
    ['connections', 1],
    ['waiting', 1],
    ['requests', 1],
    ['requestsPerConnection', 0],
  ] as const) {
    const value: unknown = pool[name];
    if (!isWhole(value) || value < least)
      yield error(`${place}.pool.${name}`, `be a whole number of at least ${least}`, show(value), 'write how many there may be');
  }
  const { failures } = outliers;
  if (!isWhole(failures) || failures < 1)
    yield error(`${place}.outliers.failures`, 'be a whole number of at least 1', show(failures), 'allow one failure at least');
  for (const name of ['interval', 'ejection'] as const)
    if (!isLength(outliers[name])) yield* noLength(`${place}.outliers.${name}`, outliers[name], 'seconds(30)');
  for (const name of ['most', 'healthy'] as const) yield* share(`${place}.outliers.${name}`, outliers[name]);
}

/** The mesh takes whole shares. */
function* share(path: string, value: unknown): Generator<Fault> {
  if (value instanceof Percent && value.problem) return;
  const number = value instanceof Percent ? value.toNumber() : Number.NaN;
  if (!Number.isInteger(number) || number < 0 || number > 100) yield error(path, 'be a whole share from 0% to 100%', show(value), 'write it as percent(50)');
}

function* routes(place: string, service: ClinicalService): Generator<Fault> {
  const subsets = subsetsOf(service);
  const claimed = new Map<string, number>();
  const stated: unknown = service.traffic.routes;
  if (!Array.isArray(stated))
    yield error(`${place}.routes`, 'be a list of routes', show(stated), "write it as [{ headers: { 'x-user-role': 'physician' }, to: 'canary' }]");
  for (const [index, route] of (Array.isArray(stated) ? service.traffic.routes : []).entries()) {
    const path = `${place}.routes[${index}]`;
    if (typeof route !== 'object' || route === null) {
      yield error(path, 'be headers and a version', show(route), "write it as { headers: { 'x-user-role': 'physician' }, to: 'canary' }");
      continue;
    }
    yield* headers(`${path}.headers`, route.headers);
    if (!subsets.includes(route.to)) {
      const there = subsets.length > 0 ? `one of its versions (${subsets.join(', ')})` : 'a version of the service, which has only one';
      yield error(`${path}.to`, `lead to ${there}`, show(route.to), 'release the service as a canary that the mesh splits, or leave the route out');
    }
    const names = Object.keys(route.headers ?? {}).length;
    // Argo Rollouts takes a request that has any of them.
    if (route.to === 'canary' && names > 1)
      yield error(`${path}.headers`, 'name one header that leads to the new version', `${names}`, 'leave one, or have two routes');
    const key = keyOf(route);
    const other = claimed.get(key);
    claimed.set(key, other ?? index);
    if (other !== undefined) yield error(`${path}.headers`, 'be the headers of one route', `those of routes[${other}] again`, 'leave one of them out');
  }
}

function keyOf({ headers: wanted }: HeaderRoute): string {
  return JSON.stringify(Object.entries(wanted ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function* headers(path: string, wanted: unknown): Generator<Fault> {
  const entries: readonly (readonly [string, unknown])[] = Object.entries((wanted as Readonly<Record<string, unknown>> | undefined) ?? {});
  if (entries.length === 0) yield error(path, 'name at least one header', show(wanted), "write them as { 'x-user-role': 'physician' }");
  for (const [name, value] of entries) {
    if (!HEADER.test(name)) yield error(`${path}.${name}`, 'be the name of a header in lowercase', show(name), `write it as ${name.toLowerCase()}`);
    if (!isText(value, /^[\x21-\x7e][\x20-\x7e]*$/))
      yield error(`${path}.${name}`, 'have a value of printable characters', show(value), 'write the value that the header must have');
  }
}
