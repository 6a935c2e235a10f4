import { Bucket, CACHED_CONTENT, type Cache, type Cdn, Duration, days, type Edge, type Inventory, REGIONAL_CACHES } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { isCountry } from '../jurisdiction';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isWhole } from '../whole';

/** The most rules that CloudFront takes without being asked to by AWS, less the one for all the rest. */
const MOST = 24;
const LONGEST = days(365);

export const awsCdn = rule('aws-cdn', 'a CDN stands before what knows it, and keeps what can be kept, from where it is', function* ({ inventory }) {
  for (const edge of inventory.edges) {
    const { cdn } = edge.aws ?? {};
    if (!cdn) continue;
    const path = `${edge.path}.aws.cdn`;
    yield* ground(path, edge);
    yield* whole(path, cdn);
    for (const [index, cache] of cdn.caches.entries()) yield* one(`${path}.caches[${index}]`, cache, edge, inventory);
    yield* order(path, cdn);
  }
});

function* ground(path: string, { aws }: Edge): Generator<Fault> {
  if (aws?.balancer?.kind === 'network') {
    yield error(
      path,
      'stand before an Application Load Balancer, which can tell it from others',
      'networkBalancer()',
      'use applicationBalancer(), or leave it out',
    );
  }
  if (!aws?.balancer?.from?.length) return;
  const place = `${path.slice(0, -'.cdn'.length)}.balancer.from`;
  yield error(place, 'be left out behind a CDN, which comes from wherever it has places', show(aws.balancer.from), 'leave it out: others are refused anyway');
}

function* whole(path: string, { priceClass, countries, regionalCache, originKey, caches }: Cdn): Generator<Fault> {
  if (!['all', '200', '100'].includes(priceClass)) yield error(`${path}.priceClass`, 'be one of all, 200, 100', show(priceClass), 'choose one of them');
  if (!isWhole(originKey) || originKey < 1) yield error(`${path}.originKey`, 'be a whole number of at least 1', show(originKey), 'count up from 1');
  const known: readonly string[] = REGIONAL_CACHES;
  if (regionalCache !== undefined && !known.includes(regionalCache)) {
    yield error(`${path}.regionalCache`, `be among ${known.join(', ')}`, show(regionalCache), 'choose the nearest to the sites');
  }
  if (caches.length > MOST) yield error(`${path}.caches`, `be ${MOST} rules at most`, String(caches.length), 'join rules by wider paths');
  if (!countries) return;
  const listed = ('only' in countries ? countries.only : countries.except) ?? [];
  if (listed.length === 0) yield error(`${path}.countries`, 'name at least one country', show(listed), 'leave it out for callers from anywhere');
  for (const country of listed) {
    if (!isCountry(country)) yield error(`${path}.countries`, 'name countries by their two capital letters', show(country), 'write it as SD');
  }
}

/**
 * A pattern of CloudFront: a path in which stars stand for anything. It begins with what is fixed: `*.js` would keep whatever a service answers to `/patients/7/x.js`
 * as a file for everybody.
 */
const PATTERN = /^\/[A-Za-z0-9_\-.*$/~"'@:+&?]{0,254}$/;

function* one(path: string, { path: pattern, content, ttl, bucket }: Cache, edge: Edge, inventory: Inventory): Generator<Fault> {
  if (!isText(pattern, PATTERN))
    yield error(`${path}.path`, 'begin with / and a fixed path, behind which * stands for anything', show(pattern), 'write it as /static/*');
  const known = Object.keys(CACHED_CONTENT);
  if (!known.includes(content)) yield error(`${path}.content`, `be one of ${known.join(', ')}`, show(content), 'choose one of them');
  if (ttl !== 'no-store') {
    const length = ttl instanceof Duration && !ttl.problem ? ttl : undefined;
    const amiss = !(ttl instanceof Duration) || (length !== undefined && (length.toSeconds() < 1 || length.exceeds(LONGEST)));
    if (amiss) yield error(`${path}.ttl`, `be a length of time from 1s to ${LONGEST}, or 'no-store'`, show(ttl), 'write it as minutes(5)');
  }
  if (bucket !== undefined) yield* origin(`${path}.bucket`, bucket, content, edge, inventory);
}

function* origin(path: string, bucket: unknown, content: Cache['content'], edge: Edge, inventory: Inventory): Generator<Fault> {
  if (!(bucket instanceof Bucket) || !inventory.stores.includes(bucket)) {
    yield error(path, `be a bucket of platform ${inventory.platform.name}`, showOn(inventory.platform, bucket), 'pass a Bucket that was declared there');
    return;
  }
  if (bucket.existing) yield error(path, 'be a bucket that is made, so that its policy lets a CDN read', show(bucket), 'let the gateway answer for it');
  const here = inventory.domains.includes(edge.domain) ? sitesOf(inventory, edge) : [];
  if (here.length > 0 && !here.some(site => sitesOf(inventory, bucket).includes(site))) {
    yield error(path, `stand where the edge does, on ${show(here)}`, show(sitesOf(inventory, bucket)), 'place both on the same sites');
  }
  if (Object.hasOwn(CACHED_CONTENT, content) && CACHED_CONTENT[content].answers) {
    yield error(path, 'have files for its content, because a bucket does not know who asks', show(content), 'let a service answer for it');
  }
}

/** CloudFront refuses a path twice; a rule behind one that takes all of its paths would never be asked. */
function* order(path: string, { caches }: Cdn): Generator<Fault> {
  for (const [index, { path: pattern }] of caches.entries()) {
    const before = caches.slice(0, index).find(other => takesAll(other.path, pattern));
    if (before)
      yield error(`${path}.caches[${index}].path`, 'be asked', `${show(pattern)}, which is behind ${show(before.path)}`, 'put the narrower path first');
  }
}

function takesAll(wide: unknown, narrow: unknown): boolean {
  if (typeof wide !== 'string' || typeof narrow !== 'string') return false;
  return wide === narrow || (wide.endsWith('*') && !wide.slice(0, -1).includes('*') && narrow.startsWith(wide.slice(0, -1)));
}
