import {
  type Backup,
  type BackupProps,
  backupAbility,
  backupOf,
  type ClusterBackup,
  type Declaration,
  Duration,
  days,
  hours,
  type Inventory,
  isElsewhere,
  type Kept,
  minuteOf,
  type Platform,
  Site,
  type Store,
  VolumeClaim,
  vaultOf,
  WEEKDAYS,
} from '@clinfra/core';
import { isFields } from '../fields';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isWhole } from '../whole';

const LONGEST = days(36_500);
/** What is moved to cold storage must stay there as long. */
const COLD = days(90);
/** A locked vault takes nothing that is kept for less. */
const LEAST_LOCKED = days(7);
const STEPS = [1, 2, 3, 4, 6, 8, 12];

export const backups = rule(
  'backups',
  'backups begin at times that there are, are kept as long as AWS can, and are copied to where they may be',
  function* ({ inventory }) {
    const { platform } = inventory;
    yield* vault(inventory);
    yield* cluster(platform);
    const holders = [platform, ...inventory.tiers, ...inventory.stores, ...inventory.claims] as const;
    for (const holder of holders) yield* declared(holder, holder.backup, inventory);
    for (const kept of [...inventory.stores, ...inventory.claims]) yield* able(kept, inventory);
  },
);

function* vault({ platform }: Inventory): Generator<Fault> {
  const path = `${platform.path}.backup`;
  const { lock, grace, restoreTest } = vaultOf(platform);
  if (!['compliance', 'governance', 'none'].includes(lock))
    yield error(`${path}.lock`, 'be one of compliance, governance, none', show(lock), 'choose one of them');
  yield* length(`${path}.grace`, grace, days(3), LONGEST, 'write it as days(7)');
  if (!restoreTest) return;
  if (!WEEKDAYS.includes(restoreTest.day))
    yield error(`${path}.restoreTest.day`, `be one of ${WEEKDAYS.join(', ')}`, show(restoreTest.day), 'choose one of them');
  yield* time(`${path}.restoreTest.at`, restoreTest.at);
  yield* length(`${path}.restoreTest.keep`, restoreTest.keep, hours(1), hours(168), 'write it as hours(4)');
}

/** What stands in clusters, which Velero keeps. */
function* cluster({ path: platform, backup }: Platform): Generator<Fault> {
  const said: unknown = backup?.cluster;
  if (said === undefined || said === false) return;
  const path = `${platform}.backup.cluster`;
  if (typeof said !== 'object' || said === null) {
    yield error(path, 'be what differs, or false', show(said), "write it as { at: '03:00' }");
    return;
  }
  const { at, keep, except = [] } = said as ClusterBackup;
  if (at !== undefined) yield* time(`${path}.at`, at);
  if (keep !== undefined) yield* length(`${path}.keep`, keep, days(1), LONGEST, 'write it as days(30)');
  for (const [index, namespace] of except.entries()) {
    if (!isText(namespace, NAMESPACE)) yield error(`${path}.except[${index}]`, 'be the name of a namespace', show(namespace), 'write it as reports');
  }
}

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function* declared(holder: Declaration, said: Backup | undefined, inventory: Inventory): Generator<Fault> {
  const path = `${holder.path}.backup`;
  if (said === undefined || said === 'none') return;
  if (typeof said !== 'object' || said === null) {
    yield error(path, "be what differs, or 'none'", show(said), "write it as 'none', or say when");
    return;
  }
  const { daily, frequent, monthly, copies } = said;
  for (const [part, how] of Object.entries({ daily, frequent, monthly })) {
    if (how === undefined || how === false || isFields(how)) continue;
    yield error(`${path}.${part}`, 'be false, or what differs', show(how), 'write it as { keep: days(30) }');
  }
  if (daily) {
    if (daily.at !== undefined) yield* time(`${path}.daily.at`, daily.at);
    yield* kept(`${path}.daily.keep`, daily.keep, inventory);
  }
  if (frequent) {
    yield* kept(`${path}.frequent.keep`, frequent.keep, inventory);
    const { every } = frequent;
    if (every !== undefined && !(every instanceof Duration && STEPS.some(step => every.toMilliseconds() === hours(step).toMilliseconds()))) {
      yield error(`${path}.frequent.every`, `be ${STEPS.join(', ')} hours`, show(every), 'write it as hours(4)');
    }
  }
  if (monthly) {
    if (monthly.day !== undefined && !(isWhole(monthly.day) && monthly.day >= 1 && monthly.day <= 28)) {
      yield error(`${path}.monthly.day`, 'be a day that every month has, 1 to 28', show(monthly.day), 'choose one of them');
    }
    yield* kept(`${path}.monthly.keep`, monthly.keep, inventory);
    yield* cold(path, monthly);
  }
  if (copies && !(copies instanceof Site && inventory.sites.includes(copies))) {
    yield error(`${path}.copies`, 'be a site of this platform', showOn(inventory.platform, copies), 'name one of its sites, or leave it out');
  }
}

function* kept(path: string, keep: unknown, { platform }: Inventory): Generator<Fault> {
  if (keep === undefined) return;
  const locked = vaultOf(platform).lock !== 'none';
  yield* length(path, keep, locked ? LEAST_LOCKED : days(1), LONGEST, locked ? 'keep it longer: a locked vault takes nothing shorter' : 'write it as days(30)');
}

function* cold(path: string, { keep = days(2557), coldAfter = days(30) }: NonNullable<Exclude<BackupProps['monthly'], false>>): Generator<Fault> {
  yield* length(`${path}.monthly.coldAfter`, coldAfter, days(1), LONGEST, 'write it as days(30)');
  if (!isLength(keep) || !isLength(coldAfter)) return;
  if (!coldAfter.plus(COLD).exceeds(keep)) return;
  yield error(`${path}.monthly.keep`, `be at least ${COLD} longer than coldAfter (${coldAfter})`, show(keep), 'keep it longer, or move it earlier');
}

/** What AWS Backup cannot do for a store, or not where it stands. */
function* able(holder: Kept, inventory: Inventory): Generator<Fault> {
  const said = holder.backup;
  if (typeof said !== 'object' || said === null || (!(holder instanceof VolumeClaim) && holder.existing)) return;
  const path = `${holder.path}.backup`;
  const ability = backupAbility(holder);
  if (!ability) {
    yield error(path, 'be left out: AWS Backup does not back it up', 'an object', REMEDIES[(holder as Store).kind] ?? 'leave it out');
    return;
  }
  if (said.continuous && !ability.continuous) yield error(`${path}.continuous`, 'be left out: AWS Backup keeps no log of it', 'true', 'leave it out');
  if (said.copies && !ability.copies)
    yield error(`${path}.copies`, 'be left out: AWS copies none of its backups', show(said.copies), "leave it out, or set managed to 'rds' or 'aurora'");
  yield* apart(holder, inventory);
}

const REMEDIES: Readonly<Record<string, string>> = { redis: 'set snapshotRetention instead' };

function* apart(holder: Kept, inventory: Inventory): Generator<Fault> {
  const said = holder.backup;
  const copies = typeof said === 'object' ? said?.copies : undefined;
  if (!(copies instanceof Site) || !backupOf(holder, inventory.platform)) return;
  const standing = sitesOf(inventory, holder);
  for (const from of standing) {
    // A site to which others copy has no copies of its own.
    if (from.hosting?.kind !== 'aws' || isElsewhere(copies, from) || (from === copies && standing.length > 1)) continue;
    yield error(`${holder.path}.backup.copies`, `stand on AWS in another region than ${from.path}`, show(copies), 'name a site that does');
  }
}

function* time(path: string, at: unknown): Generator<Fault> {
  if (minuteOf(at) === undefined) yield error(path, 'be a time of day', show(at), 'write it as 02:00');
}

function* length(path: string, value: unknown, lowest: Duration, highest: Duration, remedy: string): Generator<Fault> {
  if (value instanceof Duration && value.problem) return;
  if (isLength(value) && !lowest.exceeds(value) && !value.exceeds(highest)) return;
  yield error(path, `be a length of time from ${lowest} to ${highest}`, show(value), remedy);
}

function isLength(value: unknown): value is Duration {
  return value instanceof Duration && !value.problem;
}
