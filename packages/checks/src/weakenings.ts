import {
  type Adjustable,
  type AlarmSeverity,
  AuditTrail,
  Bucket,
  backupAbility,
  backupOf,
  containersOf,
  type Declaration,
  Duration,
  days,
  declaredBackups,
  type Edge,
  type Inventory,
  isPrecious,
  isStore,
  type Kept,
  MongoDb,
  OpenSearch,
  RabbitMq,
  Redis,
  RelationalDeclaration,
  SEVEN_YEARS,
  type SecurityException,
  type WaivableRule,
} from '@clinfra/core';
import { openingsOf } from './added/guards';
import { loosenedCopies, loosenedSettings, madeTopics } from './durability';
import { reachedBy } from './patches/reach';
import { readable, shapeOf } from './patches/readable';
import { guardedIn } from './patches/resource-guards';
import { printable, show } from './show';
import { sitesOf } from './standing';

/** A safe default that was turned off. */
export interface Weakness {
  readonly declaration: Declaration;
  /** The property that turns it off. */
  readonly property: string;
  readonly must: string;
  readonly got: string;
  readonly remedy: string;
}

const LEAST_BACKUP = days(7);
/** What judges of HTTPS ask for at least: a browser that comes back within half a year has not forgotten. */
const LEAST_MEMORY = days(180);

/** For each waivable rule, where a platform has weakened it; a rule that is missing here does not compile. */
export const WEAKENINGS = {
  'strict-transport': inventory => inventory.edges.flatMap(forgottenTransport),
  'pod-security': inventory =>
    inventory.domains
      .filter(({ podSecurity }) => podSecurity !== 'restricted')
      .map(domain => weakness(domain, 'podSecurity', "be 'restricted'", domain.podSecurity, 'leave it out')),
  'deletion-protection': inventory => [
    ...[...made(inventory), ...inventory.secrets]
      .filter(({ deletionProtection }) => deletionProtection !== true)
      .map(declaration => weakness(declaration, 'deletionProtection', 'be true', declaration.deletionProtection, 'leave it out')),
    ...inventory.edges
      .filter(({ aws }) => aws?.balancer && aws.balancer.deletionProtection !== true)
      .map(edge => weakness(edge, 'aws.balancer.deletionProtection', 'be true', edge.aws?.balancer.deletionProtection, 'leave it out')),
  ],
  'final-snapshot': inventory =>
    made(inventory)
      .filter(store => store instanceof RelationalDeclaration || store instanceof MongoDb || store instanceof Redis)
      .filter(({ finalSnapshot }) => finalSnapshot !== true)
      .map(store => weakness(store, 'finalSnapshot', 'be true', store.finalSnapshot, 'leave it out')),
  'backup-retention': inventory => [
    ...made(inventory)
      .filter(store => store instanceof RelationalDeclaration || store instanceof MongoDb)
      .filter(({ backupRetention }) => isLength(backupRetention) && LEAST_BACKUP.exceeds(backupRetention))
      .map(store => weakness(store, 'backupRetention', `be at least ${LEAST_BACKUP}`, store.backupRetention, 'keep backups longer')),
    ...made(inventory)
      .filter(store => store instanceof Redis)
      .filter(({ snapshotRetention }) => isLength(snapshotRetention) && LEAST_BACKUP.exceeds(snapshotRetention))
      .map(store => weakness(store, 'snapshotRetention', `be at least ${LEAST_BACKUP}`, store.snapshotRetention, 'keep snapshots longer')),
  ],
  durability: inventory => [
    ...made(inventory)
      .filter(store => store instanceof RelationalDeclaration)
      .flatMap(store => loosenedSettings(store).map(({ property, must, got }) => weakness(store, property, must, got, 'leave it out'))),
    ...madeTopics(inventory).flatMap(topic => loosenedCopies(topic).map(({ property, must, got }) => weakness(topic, property, must, got, 'leave it out'))),
  ],
  'high-availability': inventory => [
    ...made(inventory)
      .filter(store => store instanceof RelationalDeclaration || store instanceof RabbitMq)
      .filter(({ highAvailability }) => highAvailability !== true)
      .map(store => weakness(store, 'highAvailability', 'be true', store.highAvailability, 'leave it out')),
    ...made(inventory)
      .filter(store => store instanceof Redis || store instanceof MongoDb || store instanceof OpenSearch)
      .filter(({ replicas }) => replicas === 0)
      .map(store => weakness(store, 'replicas', 'be at least 1', store.replicas, 'add a replica')),
    ...inventory.queues
      .filter(({ type, broker }) => type === 'classic' && !broker.existing)
      .map(queue => weakness(queue, 'type', "be 'quorum'", queue.type, 'leave it out')),
    ...made(inventory)
      .filter(store => store instanceof OpenSearch)
      .filter(({ masters }) => masters === 0)
      .map(store => weakness(store, 'masters', 'be 3 or 5', store.masters, 'leave it out')),
  ],
  'container-security': inventory =>
    inventory.workloads.flatMap(workload =>
      containersOf(workload).flatMap(({ path, container: { security } }) => {
        if (security === undefined) return [];
        const property = [path.slice(workload.path.length + 1), 'security'].filter(Boolean).join('.');
        return [{ declaration: workload, property, must: 'be left out in production', got: differences(security), remedy: 'leave it out' }];
      }),
    ),
  'object-versions': inventory =>
    made(inventory)
      .filter(store => store instanceof Bucket)
      .filter(({ versions }) => versions === false)
      .map(store => weakness(store, 'versions', 'be true', store.versions, 'leave it out')),
  'audit-retention': inventory => [
    ...made(inventory)
      .filter(store => store instanceof AuditTrail)
      .filter(({ retention }) => isLength(retention) && SEVEN_YEARS.exceeds(retention))
      .map(store => weakness(store, 'retention', `be at least ${SEVEN_YEARS}`, store.retention, 'keep it seven years')),
    ...inventory.sites
      .filter(({ oversight }) => oversight?.trail && isLength(oversight.trailRetention) && SEVEN_YEARS.exceeds(oversight.trailRetention))
      .map(site => weakness(site, 'oversight.trailRetention', `be at least ${SEVEN_YEARS}`, site.oversight?.trailRetention, 'keep it seven years')),
  ],
  'logged-values': inventory =>
    made(inventory)
      .filter(store => store instanceof MongoDb)
      .filter(({ slowOperations, holds }) => slowOperations !== undefined && Array.isArray(holds) && holds.includes('phi'))
      .map(store => weakness(store, 'slowOperations', 'be left out where patients are in it', store.slowOperations, 'leave it out')),
  'public-api': inventory =>
    inventory.sites
      .flatMap(site => (site.hosting.kind === 'aws' && site.hosting.publicApiFrom.length > 0 ? [{ site, ranges: site.hosting.publicApiFrom }] : []))
      .map(({ site, ranges }) => weakness(site, 'hosting.publicApiFrom', 'be empty', ranges, 'reach the API from inside the network')),
  'patched-guard': inventory => [...inventory.patched.flatMap(patchedGuards), ...inventory.patchedOnAws.flatMap(guardedArguments)],
  'added-guard': inventory =>
    inventory.additions.flatMap(addition =>
      [...openingsOf(inventory, addition)].map(({ path, must, got }) => {
        const property = path.slice(addition.path.length + 1);
        return { declaration: addition, property, must: `${must} in production`, got, remedy: 'take it out' };
      }),
    ),
  'single-nat': inventory =>
    inventory.sites
      .filter(({ hosting, zones }) => hosting.kind === 'aws' && hosting.nat === 'single' && zones.length > 1)
      .map(site => weakness(site, 'hosting.nat', "be 'per-zone' or 'none'", 'single', 'leave it out')),
  firewall: inventory =>
    inventory.edges.flatMap(edge => {
      const { firewall, balancer, cdn } = edge.aws ?? {};
      if (!firewall) return balancer?.kind === 'application' ? [weakness(edge, 'aws.firewall', 'be there', false, 'leave it out')] : [];
      const open = Object.entries(firewall.groups).filter(([, { action }]) => action !== 'block');
      return [
        ...open.map(([group, { action }]) => weakness(edge, `aws.firewall.groups.${group}.action`, "be 'block'", action, 'leave it out')),
        ...(firewall.logs || cdn ? [] : [weakness(edge, 'aws.firewall.logs', 'be true', firewall.logs, 'leave it out')]),
      ];
    }),
  // Seen only where two plans are compared: `dataLosses`.
  'data-loss': () => [],
  backup: inventory => [
    ...backedUpOnAws(inventory)
      .filter(kept => isPrecious(kept) && backupAbility(kept) !== undefined && !isKeptDaily(kept, inventory))
      .map(kept => weakness(kept, 'backup', 'be backed up daily, because of what it holds,', declaredBackups(kept, inventory.platform)[0], 'leave it out')),
    ...made(inventory)
      .filter(store => store instanceof OpenSearch)
      .filter(store => store.snapshots === 'none' && isPrecious(store))
      .map(store => weakness(store, 'snapshots', 'be taken, because of what it holds,', store.snapshots, 'leave it out')),
  ],
  'backup-lock': ({ platform }) =>
    platform.backup?.lock === 'none' ? [weakness(platform, 'backup.lock', 'keep backups from being deleted', 'none', 'leave it out')] : [],
  alarms: silent,
} as const satisfies Record<WaivableRule, (inventory: Inventory) => readonly Weakness[]>;

/** Edges of which browsers forget that they are HTTPS alone, or never hear of it. */
function forgottenTransport(edge: Edge): readonly Weakness[] {
  const { strictTransport } = edge;
  if (strictTransport === false) return [weakness(edge, 'strictTransport', 'tell browsers to keep to HTTPS', false, 'leave it out')];
  const { maxAge, includeSubdomains } = strictTransport ?? {};
  const must = `be at least ${LEAST_MEMORY}`;
  return [
    ...(isLength(maxAge) && LEAST_MEMORY.exceeds(maxAge) ? [weakness(edge, 'strictTransport.maxAge', must, maxAge, 'leave it out')] : []),
    ...(includeSubdomains === false ? [weakness(edge, 'strictTransport.includeSubdomains', 'be true', false, 'leave it out')] : []),
  ];
}

/** Stores of which nothing rings, and what rings where nobody hears it. */
function silent(inventory: Inventory): readonly Weakness[] {
  const { platform } = inventory;
  const onAws = inventory.servingSites.some(({ hosting }) => hosting?.kind === 'aws');
  const unheard = onAws ? URGENT.filter(severity => !platform.alarms?.notify?.[severity]?.length) : [];
  return [
    ...unheard.map(severity => weakness(platform, `alarms.notify.${severity}`, 'tell somebody', platform.alarms?.notify?.[severity], 'name who is told')),
    ...made(inventory)
      .filter(store => store.alarms === 'none' && sitesOf(inventory, store).some(({ hosting }) => hosting?.kind === 'aws'))
      .map(store => weakness(store, 'alarms', 'ring', store.alarms, 'leave it out')),
  ];
}

/** What somebody must hear of at once, or on the same day. */
const URGENT = ['critical', 'high'] as const satisfies readonly AlarmSeverity[];

/** What patches take away or open. */
function patchedGuards(owner: Adjustable): readonly Weakness[] {
  return owner.patches.flatMap((patch, index) => {
    const read = readable(owner, patch);
    if (read === undefined) return [];
    return [...reachedBy(read)]
      .filter(({ as }) => as === 'guarded')
      .map(({ field, value }) => ({
        declaration: owner,
        property: `patches[${index}].merge.${field.join('.')}`,
        must: `keep what guards ${read.kind} in production`,
        got: shapeOf(value),
        remedy: 'take it out of the patch',
      }));
  });
}

/** What patches of AWS resources take away or open. */
function guardedArguments(owner: Adjustable): readonly Weakness[] {
  return owner.resourcePatches.flatMap((patch, index) =>
    guardedIn(patch).map(argument => ({
      declaration: owner,
      property: `resourcePatches[${index}].merge.${argument}`,
      must: `keep what guards ${owner.path} in production`,
      got: shapeOf(patch.merge[argument]),
      remedy: 'take it out of the patch',
    })),
  );
}

/** In words, because a reader of findings judges what is opened. */
function differences({ writableRoot, user, capabilities }: SecurityException): string {
  const parts = [
    ...(writableRoot ? ['a writable root'] : []),
    ...(user === undefined ? [] : [`user ${String(user)}`]),
    ...(Array.isArray(capabilities) ? [`capabilities ${capabilities.join(', ')}`] : []),
  ];
  return printable(parts.join(', ') || 'an exception');
}

function weakness(declaration: Declaration, property: string, must: string, got: unknown, remedy: string): Weakness {
  return { declaration, property, must: `${must} in production`, got: show(got), remedy };
}

/** What AWS Backup could back up. */
function backedUpOnAws(inventory: Inventory) {
  return [...made(inventory), ...inventory.claims].filter(kept => sitesOf(inventory, kept).some(({ hosting }) => hosting?.kind === 'aws'));
}

function isKeptDaily(kept: Kept, { platform }: Inventory): boolean {
  return backupOf(kept, platform)?.daily !== undefined;
}

/** The stores that the platform makes; what is set on one that exists already has no effect. */
function made(inventory: Inventory) {
  return inventory.stores.filter(store => isStore(store) && store.existing === undefined);
}

function isLength(value: unknown): value is Duration {
  return value instanceof Duration && !value.problem;
}
