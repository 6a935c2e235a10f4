import { type ResolvedVault, vaultOf } from '@clinfra/core';
import { Vault, VaultLockConfiguration, VaultPolicy } from '@pulumi/aws/backup';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import { EncryptionKey } from '../encryption/encryption-key';
import type { SiteFacts } from '../site-facts';
import { VAULT_POLICY } from './backup-policies';
import { vaultName } from './vault-name';

/** The shortest time for which a locked vault keeps anything, in days; a lock of compliance would never let it change. */
const LEAST_KEPT = 7;

export interface BackupVaultArgs {
  /** The site in whose region it stands; the site need not be built. */
  readonly facts: SiteFacts;
  readonly accountId: Input<string>;
  /** What is in it, as part of its name: `backups`, `copies-of-khartoum`. */
  readonly contents: string;
}

/** A vault of backups with a key of its own, whose contents nobody deletes before their time. */
export class BackupVault extends ComponentResource {
  readonly arn: Output<string>;
  readonly vaultName: Output<string>;

  constructor(name: string, args: BackupVaultArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:BackupVault', name, {}, opts);
    const { facts, accountId, contents } = args;
    const { region, platform } = facts;
    const protect = facts.stage === 'production';
    const alias = facts.physicalName([contents], 200);
    const description = `${contents} at ${facts.site.name}`;
    const key = new EncryptionKey(name, { facts, accountId, description, alias, usedBy: ['backup', 'ec2', 'rds'], protect }, { parent: this });
    const settings = { name: vaultName(facts, contents), kmsKeyArn: key.arn };
    const vault = new Vault(name, { ...facts.owned(name), ...settings }, { parent: this, protect });
    new VaultPolicy(name, { region, backupVaultName: vault.name, policy: JSON.stringify(VAULT_POLICY) }, { parent: this });
    const lock = lockSettings(vaultOf(platform));
    if (lock) new VaultLockConfiguration(name, { region, backupVaultName: vault.name, ...lock }, { parent: this, protect });
    this.arn = vault.arn;
    this.vaultName = vault.name;
    this.registerOutputs({ arn: this.arn });
  }
}

/** The lock of a vault as AWS writes it; undefined where there is none. Only that of compliance has a day from which it holds for ever. */
export function lockSettings({ lock, grace }: Pick<ResolvedVault, 'lock' | 'grace'>) {
  if (lock === 'none') return undefined;
  return { minRetentionDays: LEAST_KEPT, ...(lock === 'compliance' && { changeableForDays: grace.toDays() }) };
}
