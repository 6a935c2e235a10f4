import { installedAddOns } from '../add-ons/installed-add-ons';
import { backupOf, vaultOf } from '../backup/backup-of';
import { clusterBackupOf, VELERO } from '../backup/cluster-backup';
import type { Inventory } from '../platform/inventory';
import { kafkaLoginsAt } from '../stores/kafka-users';
import { isMadeAt } from '../stores/made-at';
import type { Store } from '../stores/store';
import type { VolumeClaim } from '../volumes/volume-claim';
import { lagsReadAt } from '../workloads/read-lag';
import type { Site } from './site';

/** The roles of AWS that a site has for itself, as their names end: those of its workloads, its stores and its registry are theirs. */
export function siteRoles(inventory: Inventory, site: Site): readonly string[] {
  const { hosting, secrets, oversight, keda } = site;
  if (hosting.kind !== 'aws') return [];
  const installs = new Set(installedAddOns(inventory, site).map(({ name }) => name));
  const backsUp = isBackedUp(inventory, site);
  const roles: readonly (readonly [string, unknown])[] = [
    ...OF_EVERY_CLUSTER.map(role => [role, true] as const),
    [hosting.autoscaling?.kind === 'karpenter' ? 'karpenter' : 'cluster-autoscaler', true],
    ['external-secrets', secrets?.kind === 'secrets-manager' && (inventory.secrets.length > 0 || kafkaLoginsAt(inventory, site).length > 0)],
    ['load-balancers', installs.has('aws-load-balancer-controller')],
    ['keda', keda && lagsReadAt(inventory, site).length > 0],
    [VELERO.bucket, clusterBackupOf(inventory.platform) && installs.has('velero')],
    ['oversight.trail', oversight?.trail],
    ['oversight.configuration', oversight?.configuration],
    ['backups', backsUp],
    ['restores', backsUp && vaultOf(inventory.platform).restoreTest],
  ];
  return roles.flatMap(([role, there]) => (there ? [role] : []));
}

const OF_EVERY_CLUSTER = ['control-plane', 'nodes', 'pod-network', 'volumes', 'flow-logs'] as const;

function isBackedUp(inventory: Inventory, site: Site): boolean {
  const isKept = (kept: Store | VolumeClaim) => backupOf(kept, inventory.platform) !== undefined;
  return (
    inventory.stores.some(store => isMadeAt(inventory, site, store) && isKept(store)) ||
    inventory.claims.some(claim => inventory.sitesOf(claim).includes(site) && isKept(claim))
  );
}
