import { type Finding, standingWaiver } from '@clinfra/checks';
import { type Declaration, Inventory, type Platform } from '@clinfra/core';
import type { Change, ChangedProperty } from './changes';
import { lostWith } from './durable';
import type { PlannedResource, PlanValue } from './planned-resource';

const RULE = 'data-loss';

/**
 * A finding for each resource with data that a change would delete or make anew: an error in production, unless the store, or the platform where the store is no longer
 * declared, waives `data-loss`; a warning elsewhere. What is taken out of the program and left alone by it loses nothing.
 */
export function dataLosses(changes: readonly Change[], platform: Platform, { today }: { readonly today: string }): readonly Finding[] {
  const owners = ownersOf(platform);
  return changes.flatMap(change => {
    const lost = lostWith(change.type);
    const { before } = change;
    if (lost === undefined || !before || before.read !== undefined || before.retainOnDelete) return [];
    if (change.kind !== 'replaced' && change.kind !== 'removed') return [];
    return [finding(change, lost, ownerOf(before, owners), platform, today)];
  });
}

function finding(change: Change, lost: string, owner: Declaration | undefined, platform: Platform, today: string): Finding {
  const path = owner?.path ?? `resources.${change.name}`;
  const common = { rule: RULE, path, must: `keep ${lost}`, got: `${change.type} ${change.name} ${fate(change)}` } as const;
  const waiver = standingWaiver(owner ?? platform, RULE, today);
  if (waiver) return { ...common, severity: 'warning', remedy: `waived until ${waiver.until}: ${String(waiver.reason).trim()}` };
  const instead = change.kind === 'removed' ? 'keep it declared' : 'leave that as it was';
  const remedy = `${instead}, or move the data first and waive ${RULE} on ${owner ? 'it' : 'the platform'} with a reason and an end`;
  return { ...common, severity: platform.stage === 'production' ? 'error' : 'warning', remedy };
}

function fate({ kind, properties }: Change): string {
  if (kind === 'removed') return 'would be deleted';
  return `would be made anew by ${properties
    .filter(property => property.replaces)
    .map(inWords)
    .join(', ')}`;
}

/** `engine "postgres" -> "mysql"`, or which other resource it follows. */
export function inWords({ path, from, to }: ChangedProperty): string {
  if (JSON.stringify(from) === JSON.stringify(to)) return `${path}, because ${String(to)} is made anew`;
  return `${path} ${printed(from)} -> ${printed(to)}`;
}

const LINE = 80;

/** What would fill lines is told by its parts. */
function printed(value: PlanValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  if (text.length <= LINE || typeof value !== 'object' || value === null) return text;
  return Array.isArray(value) ? `a list of ${value.length}` : `{ ${Object.keys(value).join(', ')} }`;
}

/** What holds data by the names of its resources: stores `<platform>-<site>-<name>`, secrets `<platform>-<site>-secrets.<name>`, claims of volumes `<site>/<domain>/<name>`. */
function ownersOf(platform: Platform): ReadonlyMap<string, Declaration> {
  const { sites, stores, secrets, claims } = new Inventory(platform);
  return new Map<string, Declaration>(
    sites.flatMap(site => [
      ...stores.map(store => [`${platform.name}-${site.name}-${store.name}`, store] as const),
      ...secrets.map(secret => [`${platform.name}-${site.name}-secrets.${secret.name}`, secret] as const),
      ...claims.map(claim => [`${site.name}/${claim.domain.name}/${claim.name}`, claim] as const),
    ]),
  );
}

/** What a resource belongs to: it bears its name, or stands in the component that does; a copy on another site is called `<name>.from-<site>`. */
function ownerOf({ name, parent = '' }: PlannedResource, owners: ReadonlyMap<string, Declaration>): Declaration | undefined {
  const around = parent.slice(parent.lastIndexOf('::') + '::'.length);
  return [name, around].map(one => owners.get(one.split('.from-')[0] ?? '')).find(owner => owner !== undefined);
}
