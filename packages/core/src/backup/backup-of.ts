import type { DataClass } from '../platform/data-class';
import type { Inventory } from '../platform/inventory';
import type { Platform } from '../platform/platform';
import type { Site } from '../sites/site';
import type { Store } from '../stores/store';
import { type Duration, days, hours } from '../units';
import type { VolumeClaim } from '../volumes/volume-claim';
import type { Backup, BackupProps, DailyBackup, FrequentBackup, MonthlyBackup, RestoreTest, VaultLock } from './backup';
import { type BackupAbility, backupAbility } from './backup-ability';

/** What keeps data that can be backed up. */
export type Kept = Store | VolumeClaim;

/** When something is backed up and how long that is kept, with nothing left open. */
export interface ResolvedBackup {
  readonly ability: BackupAbility;
  readonly continuous: boolean;
  readonly daily: Required<DailyBackup> | undefined;
  readonly frequent: Required<FrequentBackup> | undefined;
  readonly monthly: Required<MonthlyBackup> | undefined;
}

/** The vaults of a platform with their lock, and the rehearsal of restoring. */
export interface ResolvedVault {
  readonly lock: VaultLock;
  readonly grace: Duration;
  readonly restoreTest: Required<RestoreTest> | undefined;
}

/** Classes whose loss is a harm to people or breaks the law. */
const PRECIOUS: ReadonlySet<DataClass> = new Set(['phi', 'pii', 'financial', 'audit']);

/** Whether what is kept there may not be lost. */
export function isPrecious({ holds }: { readonly holds: readonly DataClass[] }): boolean {
  return (holds ?? []).some(one => PRECIOUS.has(one));
}

/** What was said of something, of its tier and of its platform, the nearest first. */
export function declaredBackups(kept: Kept, platform: Platform): readonly (Backup | undefined)[] {
  return kept.kind === 'volume-claim' ? [kept.backup, platform.backup] : [kept.backup, kept.tier.backup, platform.backup];
}

/** The backups of something on AWS; undefined where there are none, because nobody asked for them or nothing there takes them. */
export function backupOf(kept: Kept, platform: Platform): ResolvedBackup | undefined {
  const ability = backupAbility(kept);
  const declared = declaredBackups(kept, platform);
  if (!ability || declared[0] === 'none' || declared.every(one => one === 'none')) return undefined;
  const said = declared.filter((one): one is BackupProps => typeof one === 'object' && one !== null);
  const first = <Name extends keyof BackupProps>(name: Name) => said.find(one => one[name] !== undefined)?.[name];
  const production = platform.stage === 'production';
  const full = production && isPrecious(kept);
  const daily = first('daily') ?? (platform.stage === 'development' ? false : {});
  const frequent = first('frequent') ?? (full ? {} : false);
  const monthly = first('monthly') ?? (full ? {} : false);
  const resolved = {
    ability,
    continuous: ability.continuous && (first('continuous') ?? full),
    daily: daily === false ? undefined : { at: '02:00', keep: days(production ? 30 : 7), ...daily },
    frequent: frequent === false ? undefined : { every: hours(4), keep: days(30), ...frequent },
    monthly: monthly === false ? undefined : { day: 1, keep: days(2557), coldAfter: days(30), ...monthly },
  };
  return resolved.continuous || resolved.daily || resolved.frequent || resolved.monthly ? resolved : undefined;
}

/** The site at which copies of something's backups are kept that stands on `from`; undefined where there are none. */
export function copiesSiteOf(inventory: Inventory, kept: Kept, from: Site): Site | undefined {
  const { platform } = inventory;
  if (!backupOf(kept, platform)?.ability.copies) return undefined;
  const said = declaredBackups(kept, platform).find(one => typeof one === 'object' && one?.copies !== undefined);
  const declared = typeof said === 'object' ? said.copies : undefined;
  if (declared === false || declared === from) return undefined;
  return declared ?? inventory.failovers.filter(({ active }) => active === from).find(({ standby }) => isElsewhere(standby, from))?.standby;
}

/** Whether a site is on AWS in another region than one that is. */
export function isElsewhere(site: Site, from: Site): boolean {
  return site?.hosting?.kind === 'aws' && from.hosting.kind === 'aws' && site.hosting.region !== from.hosting.region;
}

/** The vaults of a platform with what was said of them. */
export function vaultOf(platform: Platform): ResolvedVault {
  const production = platform.stage === 'production';
  const { lock = production ? 'governance' : 'none', grace = days(7), restoreTest = production ? {} : false } = platform.backup ?? {};
  const test: Required<RestoreTest> | undefined = restoreTest === false ? undefined : { day: 'wednesday', at: '06:00', keep: hours(4), ...restoreTest };
  return { lock, grace, restoreTest: test };
}
