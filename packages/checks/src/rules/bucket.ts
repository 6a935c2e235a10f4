import { type Bucket, type BucketCors, type ExistingBucket, type Inventory, isStore, type ObjectLifecycle, type Relation, type Site } from '@clinfra/core';
import { isHostName } from '../dns';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isBlank, isText } from '../text';
import { wholeDays } from '../whole';
import { lifecycle } from './bucket/lifecycle';

export const bucket = rule(
  'bucket',
  'a bucket can be made as it is declared: it has a name that S3 takes, ages in an order that S3 knows, keeps what is locked, and is copied to a site that can hold it',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (store.kind !== 'bucket') continue;
      if (store.existing) yield* existing(store, store.existing);
      else yield* made(store, inventory);
    }
    for (const relation of inventory.relations) {
      if (relation.prefixes && relation.to?.kind !== 'opensearch') yield* prefixes(relation, relation.prefixes);
    }
  },
);

/** What is set on a bucket that exists is done by nobody. */
function* existing(store: Bucket, { bucket: name, region, evidence, by }: ExistingBucket): Generator<Fault> {
  const place = `${store.path}.existing`;
  if (!isText(name, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/))
    yield error(`${place}.bucket`, 'be the name of a bucket', show(name), 'write how it is called there');
  if (region !== undefined && isBlank(region)) yield error(`${place}.region`, 'name a region', show(region), 'leave it out where the server takes any');
  if (isBlank(evidence))
    yield error(`${place}.evidence`, 'say what proves that it is private, encrypted and versioned', show(evidence), 'name the audit or contract');
  if (isBlank(by)) yield error(`${place}.by`, 'say who attests it', show(by), 'name the person or office');
  for (const property of ['lock', 'replicateTo', 'cors'] as const) {
    if (store[property] === undefined) continue;
    yield error(`${store.path}.${property}`, 'be left out where the bucket exists already, and is left alone', show(store[property]), 'leave it out');
  }
}

function* made(store: Bucket, inventory: Inventory): Generator<Fault> {
  yield* names(store, inventory);
  yield* lifecycle(`${store.path}.lifecycle`, store.lifecycle);
  yield* lock(store);
  yield* replica(store, inventory);
  if (store.cors) yield* cors(`${store.path}.cors`, store.cors);
  if (typeof store.versions !== 'boolean') yield error(`${store.path}.versions`, 'be true or false', show(store.versions), 'leave it out');
}

/** The longest name of a bucket, less a hyphen and the number of the account. */
const LONGEST = 63 - 13;
/** What S3 keeps for itself. */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)/;

function* names(store: Bucket, inventory: Inventory): Generator<Fault> {
  const { platform } = inventory;
  if (RESERVED.test(platform.name)) yield error(`${platform.path}.name`, 'not begin as S3 keeps for itself', show(platform.name), 'rename the platform');
  for (const site of [...sitesOf(inventory, store), ...(store.replicateTo ? [store.replicateTo] : [])]) {
    const composed = `${platform.name}-${platform.environment}-${site.name}-${store.name}`;
    if (composed.length <= LONGEST) continue;
    const must = `have at most ${LONGEST} characters together with platform, environment and site`;
    yield error(`${store.path}.name`, must, `${composed.length} in ${composed}`, 'shorten the name of the bucket or the site');
  }
}

const LONGEST_LOCK = 36_500;

function* lock({ path, lock: declared, versions, lifecycle: aging, replicateTo }: Bucket): Generator<Fault> {
  if (versions === false && (declared || replicateTo)) {
    const why = declared ? 'locked' : 'copied';
    yield error(`${path}.versions`, `be true where objects are ${why}, because only versions are`, show(versions), 'leave it out');
  }
  if (!declared) return;
  const { mode, retention } = declared;
  if (mode !== 'governance' && mode !== 'compliance') yield error(`${path}.lock.mode`, 'be governance or compliance', show(mode), 'choose one of them');
  const locked = wholeDays(retention);
  if (locked === undefined || locked < 1 || locked > LONGEST_LOCK) {
    yield error(`${path}.lock.retention`, `be whole days from 1 to ${LONGEST_LOCK}`, show(retention), 'write it as days(2557) for seven years');
    return;
  }
  const kept = wholeDays((aging as ObjectLifecycle).expireAfter);
  if (kept === undefined || kept >= locked) return;
  const must = `be at least the retention of the lock (${locked}d)`;
  yield error(`${path}.lifecycle.expireAfter`, must, show(aging.expireAfter), 'keep objects as long as they are locked');
}

function* replica(store: Bucket, inventory: Inventory): Generator<Fault> {
  const place = `${store.path}.replicateTo`;
  const { replicateTo: target } = store;
  if (target === undefined) return yield* spare(store, inventory);
  if (!inventory.sites.includes(target)) {
    yield error(place, `be a site of platform ${inventory.platform.name}`, showOn(inventory.platform, target), 'pass a Site that was declared there');
  } else if (target.hosting?.kind !== 'aws') {
    yield error(place, 'be a site on AWS, where the copy is made', show(target), 'name another site, or copy the bucket by means of your own');
  } else if (sitesOf(inventory, store).includes(target)) {
    yield error(place, 'be another site than those of the bucket', show(target), 'name another site, or leave it out');
  } else {
    for (const site of sitesOf(inventory, store)) {
      if (regionOf(site) === target.hosting.region) yield error(place, `be in another region than ${site.path}`, show(target), 'name a site in another region');
    }
  }
}

/** A site that takes over without the objects takes over half. */
function* spare(store: Bucket, inventory: Inventory): Generator<Fault> {
  const standing = sitesOf(inventory, store);
  const failover = inventory.failovers.find(({ active }) => standing.includes(active));
  if (failover?.standby?.hosting?.kind !== 'aws' || standing.includes(failover.standby)) return;
  yield warning(`${store.path}.replicateTo`, `be a site that takes over, as ${failover.standby.path}`, 'nothing', 'name it, or nobody has the objects there');
}

function regionOf({ hosting }: Site): string | undefined {
  return hosting?.kind === 'aws' ? hosting.region : undefined;
}

const METHODS: readonly unknown[] = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] satisfies BucketCors['methods'];

function* cors(path: string, { origins, methods, headers }: BucketCors): Generator<Fault> {
  const listed: readonly unknown[] = origins ?? [];
  if (listed.length === 0) yield error(`${path}.origins`, 'name at least one page', show(origins), 'leave cors out where no page uses the bucket');
  for (const origin of listed) {
    if (typeof origin === 'string' && origin.startsWith('https://') && isHostName(origin.slice('https://'.length))) continue;
    yield error(`${path}.origins`, 'be https:// and a host', show(origin), 'write it as https://portal.example.ie');
  }
  for (const method of methods ?? []) {
    if (!METHODS.includes(method)) yield error(`${path}.methods`, `be of ${METHODS.join(', ')}`, show(method), 'choose among them');
  }
  for (const header of headers ?? []) {
    if (!isText(header, HEADER)) yield error(`${path}.headers`, 'be names of headers', show(header), 'write it as range');
  }
}

const HEADER = /^[A-Za-z0-9!#$%&'+.^_`|~-]{1,200}$/;

/** What a policy would read as something else than it says. */
const PREFIX = /^(?!\/)[A-Za-z0-9!_.'()/-]{1,200}$/;

function* prefixes({ from, kind, to }: Relation, stated: readonly unknown[]): Generator<Fault> {
  const path = `${from.path}.${kind}(${show(to)})`;
  // What is no store is reported where edges are.
  if (isStore(to) && to.kind !== 'bucket') {
    yield error(path, 'be narrowed only where it leads to a bucket or OpenSearch', to.kind, 'leave the prefix out');
  }
  for (const prefix of stated) {
    if (!isText(prefix, PREFIX))
      yield error(`${path}.prefix`, 'be the beginning of a name, without / first and without stars', show(prefix), 'write it as scans/');
  }
}
