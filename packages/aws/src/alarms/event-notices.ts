import { type AlarmSeverity, type Inventory, MongoDb, Redis, RelationalDeclaration, type ResolvedAlarms, type ResolvedVault } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { exportName } from '../stores/cache/cache-export-settings';
import { storesOn } from '../stores/clients';

/** Something that AWS says once and no figure shows. */
export interface EventNotice {
  /** What it is called within its site. */
  readonly name: string;
  readonly severity: AlarmSeverity;
  /** Which events are meant, in the words of EventBridge. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** What is the matter and what to do. */
  readonly why: string;
  /** What of the event is told, by name and path. All else stays where it is: events name objects and people. */
  readonly shows: Readonly<Record<string, string>>;
}

export interface NoticesProps {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly alarms: Pick<ResolvedAlarms, 'certificateEnd'>;
  /** Whether anything of the site is backed up by AWS Backup, and restored to see whether it can be. */
  readonly backups: boolean;
  readonly restoreTest: ResolvedVault['restoreTest'];
}

const NAMED = { what: '$.detail-type', thing: '$.resources[0]' };

/** What is told of a site's region when it happens. */
export function eventNotices({ facts, inventory, alarms, backups, restoreTest }: NoticesProps): readonly EventNotice[] {
  const { oversight } = facts.site;
  const stores = storesOn(inventory, facts.site);
  const exported = stores.filter(store => store instanceof Redis && store.snapshotExport !== undefined);
  return [
    KEYS,
    certificates(alarms.certificateEnd.toDays()),
    ...(stores.some(store => store instanceof RelationalDeclaration || store instanceof MongoDb) ? [databases(facts)] : []),
    ...(backups ? [BACKUPS, COPIES] : []),
    ...(exported.length > 0 ? [cacheExports(exported.map(store => exportName(facts, store)))] : []),
    ...(backups && restoreTest ? [RESTORES] : []),
    ...(oversight?.threats ? [threats('critical', ['>=', 7]), threats('high', ['>=', 4, '<', 7])] : []),
    ...(oversight?.findings ? [findings('high', 'CRITICAL'), findings('medium', 'HIGH')] : []),
  ];
}

/** Of which EventBridge hears by a trail of CloudTrail. */
const KEYS: EventNotice = {
  name: 'keys',
  severity: 'critical',
  pattern: {
    source: ['aws.kms'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: ['kms.amazonaws.com'], eventName: ['DisableKey', 'ScheduleKeyDeletion'] },
  },
  why: 'A key was switched off or is to be deleted; what it encrypted cannot be read then. If nobody meant it: cancel the deletion, or enable it again.',
  shows: { what: '$.detail.eventName', thing: '$.detail.requestParameters.keyId', by: '$.detail.userIdentity.arn' },
};

/** AWS says so each day, from 45 days before; it renews a certificate by itself before that, as long as its record stands. */
function certificates(days: number): EventNotice {
  return {
    name: 'certificates',
    severity: 'medium',
    pattern: {
      source: ['aws.acm'],
      'detail-type': ['ACM Certificate Approaching Expiration'],
      detail: { DaysToExpiry: [{ numeric: ['<=', days] }] },
    },
    why: 'A certificate will end and was not renewed. Look whether the record that proves its host still stands.',
    shows: { ...NAMED, days: '$.detail.DaysToExpiry' },
  };
}

function databases(facts: SiteFacts): EventNotice {
  return {
    name: 'databases',
    severity: 'high',
    pattern: {
      source: ['aws.rds'],
      detail: { EventCategories: ['failover', 'failure', 'low storage'], SourceIdentifier: [{ prefix: facts.physicalName([], 63) }] },
    },
    why: 'A database failed, or another server took over. Look whether workloads are connected again, and why it did.',
    shows: { what: '$.detail.Message', thing: '$.detail.SourceIdentifier' },
  };
}

/** Jobs of AWS Backup that came to one of these ends. */
function jobs(kind: 'Backup' | 'Copy' | 'Restore', ends: Readonly<Record<string, readonly string[]>>): EventNotice['pattern'] {
  return { source: ['aws.backup'], 'detail-type': [`${kind} Job State Change`], detail: ends };
}

const BACKUPS: EventNotice = {
  name: 'backups',
  severity: 'medium',
  pattern: jobs('Backup', { state: ['ABORTED', 'EXPIRED', 'FAILED'] }),
  why: 'A backup was not made. Look at the message of the job, and make one by hand if none is newer.',
  shows: { what: '$.detail.state', thing: '$.detail.resourceArn' },
};

const COPIES: EventNotice = {
  name: 'copies',
  severity: 'medium',
  pattern: jobs('Copy', { state: ['FAILED'] }),
  why: 'A backup was not copied to the second site. Look at the message of the job, and at the vault there.',
  shows: { what: '$.detail.state', thing: '$.detail.resourceArn' },
};

/** A snapshot of a cache that was not written to its bucket; the state machine that writes it says why. */
function cacheExports(names: readonly string[]): EventNotice {
  const stateMachineArn = names.map(name => ({ suffix: `:stateMachine:${name}` }));
  return {
    name: 'exports',
    severity: 'medium',
    pattern: {
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: ['ABORTED', 'FAILED', 'TIMED_OUT'], stateMachineArn },
    },
    why: 'The daily snapshot of a cache was not written to its bucket. Look at the execution, and start it again.',
    shows: { what: '$.detail.status', thing: '$.detail.stateMachineArn' },
  };
}

/** That it went well is told as well: who hears nothing for a week knows that nothing was tried. That it did not is an alarm. */
const RESTORES: EventNotice = {
  name: 'restores',
  severity: 'medium',
  pattern: jobs('Restore', { status: ['COMPLETED'] }),
  why: 'A backup was restored in the rehearsal. Nothing is to be done.',
  shows: { what: '$.detail.status', thing: '$.detail.createdResourceArn' },
};

function threats(severity: AlarmSeverity, numeric: readonly (string | number)[]): EventNotice {
  return {
    name: `threats-${severity}`,
    severity,
    pattern: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'], detail: { severity: [{ numeric }] } },
    why: 'GuardDuty has found an intruder, or what looks like one. Open the finding before anything is changed.',
    shows: { what: '$.detail.type', thing: '$.detail.id' },
  };
}

/** What GuardDuty finds is told as such, and not again by the hub that gathers it. */
function findings(severity: AlarmSeverity, label: 'CRITICAL' | 'HIGH'): EventNotice {
  const fresh = { Workflow: { Status: ['NEW'] }, RecordState: ['ACTIVE'], ProductName: [{ 'anything-but': ['GuardDuty'] }] };
  return {
    name: `findings-${severity}`,
    severity,
    pattern: {
      source: ['aws.securityhub'],
      'detail-type': ['Security Hub Findings - Imported'],
      detail: { findings: { Severity: { Label: [label] }, ...fresh } },
    },
    why: 'Security Hub has found something that is set wrongly. Open the finding, and mend it or suppress it with a reason.',
    shows: { what: '$.detail.findings[0].Title', thing: '$.detail.findings[0].Id' },
  };
}

/** The text that is told of an event, in the words of EventBridge. */
export function noticeText({ why, shows }: EventNotice, where: string) {
  const shown = Object.keys(shows).map(name => `${name}: <${name}>`);
  return { inputPaths: { ...shows, time: '$.time' }, inputTemplate: JSON.stringify(`${where}: ${why} (${[...shown, 'time: <time>'].join(', ')})`) };
}
