import { countedRate, Duration, type Edge, FIREWALL_GROUPS, type Firewall, kib, LEAST_RATE, RATE_WINDOWS, Size } from '@clinfra/core';
import { leastPrefix, rangeFaults } from '../address-range';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isUrlPath } from '../url-path';
import { isWhole } from '../whole';

/** The most of a body that a firewall looks at, before a load balancer and before a CDN. */
const SEEN = { balancer: kib(8), cdn: kib(64) } as const;

export const awsFirewall = rule(
  'aws-firewall',
  'a firewall stands where there can be one, and its figures are ones that AWS can count',
  function* ({ inventory }) {
    for (const edge of inventory.edges) {
      const { firewall: asked } = edge.aws ?? {};
      if (!asked) continue;
      const path = `${edge.path}.aws.firewall`;
      yield* ground(path, edge);
      yield* rate(`${path}.rateLimit`, asked);
      yield* groups(`${path}.groups`, asked);
      yield* bodies(`${path}.bodies`, edge, asked);
      yield* ranges(`${path}.allow`, asked);
    }
  },
);

function* ground(path: string, { aws }: Edge): Generator<Fault> {
  if (aws?.balancer?.kind !== 'network') return;
  yield error(
    path,
    'stand before an Application Load Balancer, for another hands TLS through unread',
    'networkBalancer()',
    'use applicationBalancer(), or leave it out',
  );
}

const LEAST_SECONDS = Math.min(...RATE_WINDOWS);

function* rate(path: string, { rateLimit }: Firewall): Generator<Fault> {
  const { requests, per } = rateLimit;
  if (!isWhole(requests) || requests < 1) {
    yield error(`${path}.requests`, 'be a whole number of at least 1', show(requests), 'let one request through at least');
    return;
  }
  if (!(per instanceof Duration)) yield error(`${path}.per`, 'be a length of time', show(per), 'write it as minutes(15)');
  if (!(per instanceof Duration) || per.problem) return;
  if (per.toSeconds() < LEAST_SECONDS) {
    yield error(`${path}.per`, `be at least ${LEAST_SECONDS}s`, show(per), 'write it as minutes(15)');
    return;
  }
  const counted = countedRate(rateLimit);
  if (!counted || counted.limit >= LEAST_RATE) return;
  const got = `${requests} in ${per}, which are ${counted.limit} in ${counted.windowSeconds}s`;
  yield error(path, `be at least ${LEAST_RATE} in ${counted.windowSeconds}s, for AWS counts to no less`, got, 'let more through, or shorten the time');
}

function* groups(path: string, { groups: chosen }: Firewall): Generator<Fault> {
  const known = Object.keys(FIREWALL_GROUPS);
  for (const [name, { action, rules }] of Object.entries(chosen)) {
    if (!known.includes(name)) yield error(path, `be among ${known.join(', ')}`, show(name), 'correct the name');
    if (!['block', 'count', 'off'].includes(action)) yield error(`${path}.${name}.action`, 'be one of block, count, off', show(action), 'choose one of them');
    for (const [single, use] of Object.entries(rules)) {
      if (!['block', 'count'].includes(use)) yield error(`${path}.${name}.rules.${single}`, 'be one of block, count', show(use), 'choose one of them');
    }
    if (Object.keys(rules).length > 0 && action === 'off') yield error(`${path}.${name}.rules`, 'belong to a group that is not off', 'off', 'leave them out');
  }
}

function* bodies(path: string, { maxRequest, aws }: Edge, { bodies: { limit, largeBelow } }: Firewall): Generator<Fault> {
  const seen = aws?.cdn ? SEEN.cdn : SEEN.balancer;
  if (!(limit instanceof Size)) yield error(`${path}.limit`, 'be a size', show(limit), 'write it as kib(8)');
  if (limit instanceof Size && !limit.problem && (limit.exceeds(seen) || limit.toBytes() < 1)) {
    yield error(`${path}.limit`, `be at most ${seen}, which is all that is looked at`, show(limit), 'lower it, and name the paths in largeBelow');
  }
  for (const [index, below] of largeBelow.entries()) {
    if (!isUrlPath(below)) yield error(`${path}.largeBelow[${index}]`, 'be a path that begins with /', show(below), 'write it as /fhir');
  }
  if (!(maxRequest instanceof Size) || maxRequest.problem || !(limit instanceof Size) || largeBelow.length > 0 || !maxRequest.exceeds(limit)) return;
  yield error(path, `let through what the edge takes (${maxRequest})`, `${limit} for every path`, 'name the paths of large requests in largeBelow');
}

function* ranges(path: string, { allow }: Firewall): Generator<Fault> {
  for (const [index, cidr] of allow.entries()) {
    yield* rangeFaults(`${path}[${index}]`, cidr);
    const least = leastPrefix(cidr);
    if (least !== undefined) yield error(`${path}[${index}]`, `be no wider than a /${least}`, show(cidr), 'name who is not judged, not the internet');
  }
}
