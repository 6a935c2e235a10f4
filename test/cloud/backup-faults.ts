import { backupAbility, type Inventory, isPrecious, type Site, type Store, VolumeClaim } from '@clinfra/core';
import type { PlannedResource } from '@clinfra/plan';

type Kept = Store | VolumeClaim;

/** What holds data of patients, persons or payments at a site on AWS and is not backed up by what it is, or never rehearsed. */
export function backupFaults(inventory: Inventory, resources: readonly PlannedResource[]): readonly string[] {
  const sites = inventory.servingSites.filter(({ hosting }) => hosting.kind === 'aws');
  return sites.flatMap(site =>
    preciousAt(inventory, site).flatMap(kept => faultsOf(kept, `${inventory.platform.name}-${site.name}-${partOf(kept)}`, resources)),
  );
}

/** What AWS Backup could back up there. */
export function preciousAt(inventory: Inventory, site: Site): readonly Kept[] {
  const made = inventory.stores.filter(store => store.existing === undefined);
  return [...made, ...inventory.claims].filter(kept => inventory.sitesOf(kept).includes(site) && isPrecious(kept) && backupAbility(kept) !== undefined);
}

function partOf(kept: Kept): string {
  return kept instanceof VolumeClaim ? `${kept.domain.name}.${kept.name}` : kept.name;
}

function faultsOf(kept: Kept, name: string, resources: readonly PlannedResource[]): readonly string[] {
  const called = (type: string) => resources.find(resource => resource.type === `aws:backup/${type}` && resource.name === name);
  const [plan, selection, rehearsal] = ['plan:Plan', 'selection:Selection', 'restoreTestingSelection:RestoreTestingSelection'].map(called);
  const rules = (plan?.inputs.rules ?? []) as readonly { readonly schedule?: string }[];
  return [
    ...(rules.some(({ schedule = '' }) => isDaily(schedule)) ? [] : [`${kept.path} has no daily backup`]),
    ...(selection && means(selection, kept, name) ? [] : [`${kept.path} is selected by no plan`]),
    ...(rehearsal && means(rehearsal, kept, name) ? [] : [`${kept.path} is never restored to see whether it can be`]),
  ];
}

/** Each day, or each but that of its maintenance; a daily backup of such a day has a rule of its own. */
function isDaily(schedule: string): boolean {
  return /^cron\(\d+ [\d,]+ \? \* \S+ \*\)$/.test(schedule);
}

/** A store by its ARN, a disk by the claim that its driver writes on it. */
function means({ inputs }: PlannedResource, kept: Kept, name: string): boolean {
  const said = JSON.stringify(inputs);
  if (!(kept instanceof VolumeClaim)) return new RegExp(`\\$\\{aws:(rds|docdb)/(cluster:Cluster|instance:Instance)::${name}\\.arn\\}`).test(said);
  const tags = { 'created-for/pvc/namespace': kept.domain.name, 'created-for/pvc/name': kept.name };
  return Object.entries(tags).every(([key, value]) => said.includes(`kubernetes.io/${key}","value":"${value}"`));
}
