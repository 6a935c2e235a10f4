import { type AwsRegion, copiesSiteOf, type Inventory, type Site, type Store, vaultOf } from '@clinfra/core';
import { Plan, Selection } from '@pulumi/aws/backup';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { ReadyRole } from '../cluster/cluster-roles';
import type { Network } from '../network/network';
import type { SiteFacts } from '../site-facts';
import { type BackedUp, partName, selectionOf } from './backed-up';
import { planRules } from './backup-plan-settings';
import { backupRole } from './backup-role';
import { BackupVault } from './backup-vault';
import { RestoreTesting } from './restore-testing';

export interface SiteBackupArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly network: Network;
  /** What is backed up, at least one thing. */
  readonly backedUp: readonly BackedUp[];
  readonly arnOf: (store: Store) => Input<string> | undefined;
  /** The key of the disks that pods claim. */
  readonly keyArn: Input<string>;
  /** The vaults of copies at other sites, made before: a plan names them. */
  readonly copies: ReadonlyMap<Site, BackupVault>;
}

/** The backups of a site: its vault, a plan for each store and each claim, selected by what it is, and the weekly rehearsal of restoring. */
export class SiteBackup extends ComponentResource {
  readonly vaultName: Output<string>;

  constructor(name: string, args: SiteBackupArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SiteBackup', name, {}, opts);
    const { facts, inventory, network, backedUp } = args;
    const { accountId } = network;
    const vault = new BackupVault(`${facts.prefix}-backups`, { facts, accountId, contents: 'backups' }, { parent: this });
    this.vaultName = vault.vaultName;
    const resources = backedUp.map(({ backup }) => backup.ability.resource);
    const roleArgs = { facts, accountId, resources, regions: regionsOf(args) };
    const role = backupRole('backups', roleArgs, this);
    for (const one of backedUp) this.#createPlan(one, args, vault, role);
    const { restoreTest } = vaultOf(inventory.platform);
    if (restoreTest) {
      const restores = backupRole('restores', roleArgs, this);
      const testing = { facts, network, test: restoreTest, vaultArn: vault.arn, role: restores, backedUp, arnOf: args.arnOf, keyArn: args.keyArn };
      new RestoreTesting(`${facts.prefix}-restore-test`, testing, { parent: this });
    }
    this.registerOutputs({});
  }

  #createPlan({ kept, backup }: BackedUp, { facts, inventory, network, arnOf, copies }: SiteBackupArgs, vault: BackupVault, role: ReadyRole): void {
    const part = partName(kept);
    const name = `${facts.prefix}-${part}`;
    const site = copiesSiteOf(inventory, kept, facts.site);
    const tags = { ...facts.tags, 'data-classes': kept.holds.join(' '), 'backup-of': part };
    const context = { timeZone: facts.platform.locale.timeZone, vaultName: vault.vaultName, copiesVaultArn: site && copies.get(site)?.arn, tags };
    const settings = { name: facts.physicalName([part], 50), rules: planRules(kept, backup, context) };
    const plan = new Plan(name, { region: facts.region, tags, ...settings }, { parent: this });
    const arn = kept.kind === 'volume-claim' ? undefined : arnOf(kept);
    const selection = { ...selectionOf(kept, facts, network.accountId, arn), planId: plan.id, iamRoleArn: role.arn, name: settings.name };
    new Selection(name, { region: facts.region, ...selection }, { parent: this, dependsOn: [...role.ready] });
  }
}

/** The region of the site and those of its copies. */
function regionsOf({ facts, copies }: SiteBackupArgs): readonly AwsRegion[] {
  const others = [...copies.keys()].flatMap(({ hosting }) => (hosting.kind === 'aws' ? [hosting.region] : []));
  return [...new Set([facts.region, ...others])];
}
