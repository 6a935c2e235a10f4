import type { Inventory, Site } from '@clinfra/core';
import { COMES_WITH, type Door, doorsOf } from './declared-access';
import { allows, Identities, type Identity } from './identities';
import { ACCOUNT, OTHER_ACCOUNT, type SettledPlan } from './settled-plan';

/** Where what the workloads of a site may do is not what their edges say: too much, too little, in another place, or something that nobody asks about. */
export async function accessFaults(inventory: Inventory, site: Site, plan: SettledPlan): Promise<readonly string[]> {
  const identities = new Identities(plan);
  const doors = doorsOf(inventory, site, plan);
  const found: string[] = [];
  for (const workload of inventory.workloads.filter(one => inventory.sitesOf(one).includes(site))) {
    const identity = identities.ofWorkload(inventory, site, workload);
    for (const door of doors) {
      const declared = door.mayPass(workload);
      const allowed = identity !== undefined && (await allows(identity, door));
      if (allowed !== declared) found.push(`${workload.path} ${allowed ? 'may' : 'may not'} ${door.action} ${door.resource}`);
      if (identity === undefined) continue;
      for (const resource of declared ? abroad(door) : []) {
        if (await allows(identity, { action: door.action, resource })) found.push(`${workload.path} may ${door.action} ${resource}`);
      }
    }
    for (const action of identity ? unasked(identity, doors) : []) found.push(`${workload.path} is granted ${action}, which ${UNASKED}`);
  }
  return found;
}

const UNASKED = 'no door of test/cloud/iam/declared-access.ts is about; say there who may do it to what, or that it comes with something else';

function unasked({ policies }: Identity, doors: readonly Door[]): readonly string[] {
  const asked = new Set<string>([...doors.map(({ action }) => action), ...COMES_WITH]);
  const statements = policies.flatMap(({ policy }) => (policy as { readonly Statement: readonly { readonly Action: string | readonly string[] }[] }).Statement);
  return [...new Set(statements.flatMap(({ Action }) => [Action].flat()))].filter(action => !asked.has(action));
}

/** The same resource where it must be out of reach: in another region, and in another account, whatever that account itself would say. */
function abroad({ resource }: Door): readonly string[] {
  // What is about no resource is in no place.
  if (resource === '*') return [];
  const [arn, partition, service, region = '', account = '', ...rest] = resource.split(':');
  const moved = (to: string, of: string) => [arn, partition, service, to, of, ...rest].join(':');
  // The name of a bucket is one in the world; this platform's end with the account.
  if (region === '') return [resource.replace(ACCOUNT, OTHER_ACCOUNT)];
  return [moved('eu-north-1', account), moved(region, OTHER_ACCOUNT)];
}
