import { type Duration, RelationalDeclaration, type ResolvedBackup, type Store, type VolumeClaim } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import type { Tags } from '../site-facts';
import { busyHours, START_WINDOW, schedulesOf } from './backup-schedule';

/** After how many minutes a backup that has begun is given up: a day, in which the largest database is through. */
const COMPLETION_WINDOW = 24 * 60;

export interface PlanContext {
  readonly timeZone: string;
  readonly vaultName: Input<string>;
  /** The vault of the copies; none where nothing is copied. */
  readonly copiesVaultArn: Input<string> | undefined;
  readonly tags: Tags;
}

/** The rules of a store's plan: what AWS Backup does when, how long it keeps that, and where the copies go. */
export function planRules(kept: Store | VolumeClaim, backup: ResolvedBackup, { timeZone, vaultName, copiesVaultArn, tags }: PlanContext) {
  const { daily, frequent, monthly, continuous, ability } = backup;
  const schedules = schedulesOf(backup, busyHours(kept, backup));
  const common = {
    targetVaultName: vaultName,
    scheduleExpressionTimezone: timeZone,
    startWindow: START_WINDOW,
    completionWindow: COMPLETION_WINDOW,
    recoveryPointTags: tags,
  };
  const rule = (ruleName: string, schedule: string, lifecycle: Lifecycle, copied: boolean) => ({
    ...common,
    ruleName,
    schedule,
    lifecycle,
    ...(copied && copiesVaultArn !== undefined && { copyActions: [{ destinationVaultArn: copiesVaultArn, lifecycle }] }),
  });
  return [
    ...(daily ? numbered('daily', schedules.daily).map(([name, cron]) => rule(name, cron, keptFor(daily.keep), true)) : []),
    ...(frequent ? numbered('frequent', schedules.frequent).map(([name, cron]) => rule(name, cron, keptFor(frequent.keep), false)) : []),
    ...(monthly ? [rule('monthly', schedules.monthly, ability.cold ? archived(monthly) : keptFor(monthly.keep), true)] : []),
    ...(continuous ? [{ ...rule('continuous', schedules.continuous, keptFor(logLength(kept)), false), enableContinuousBackup: true }] : []),
  ];
}

interface Lifecycle {
  readonly deleteAfter: number;
  readonly coldStorageAfter?: number;
  readonly optInToArchiveForSupportedResources?: boolean;
}

function keptFor(keep: Duration): Lifecycle {
  return { deleteAfter: keep.toDays() };
}

function archived({ keep, coldAfter }: { readonly keep: Duration; readonly coldAfter: Duration }): Lifecycle {
  return { coldStorageAfter: coldAfter.toDays(), deleteAfter: keep.toDays(), optInToArchiveForSupportedResources: true };
}

/** The database says how long its log is kept; AWS Backup must say the same, or each would undo what the other does. */
function logLength(kept: Store | VolumeClaim): Duration {
  if (kept instanceof RelationalDeclaration) return kept.backupRetention;
  throw new Error(`${kept.path} keeps no log that AWS Backup could keep`);
}

function numbered(name: string, crons: readonly string[]): readonly (readonly [string, string])[] {
  return crons.map((cron, index) => [index === 0 ? name : `${name}-${index + 1}`, cron] as const);
}
