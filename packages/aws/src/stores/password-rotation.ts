import type { MongoDb, RelationalStore } from '@clinfra/core';
import { SecretRotation } from '@pulumi/aws/secretsmanager';
import type { ComponentResource, Output } from '@pulumi/pulumi';
import type { StoreContext } from './store-context';

/** The secret that RDS or DocumentDB keeps of an administrator's password. */
type ManagedSecrets = Output<readonly { readonly secretArn: string }[]>;

/** Where the administrator's password is kept. */
export function passwordSecretArn(secrets: ManagedSecrets): Output<string> {
  return secrets.apply(([secret]) => secret?.secretArn ?? '');
}

interface Administered {
  readonly store: RelationalStore | MongoDb;
  readonly context: StoreContext;
}

/** How often AWS renews the administrator's password; it does so itself, with no function of ours. */
export function rotatePassword(name: string, { store, context }: Administered, secrets: ManagedSecrets, parent: ComponentResource): void {
  const rotationRules = { automaticallyAfterDays: store.passwordRotation.toDays() };
  const settings = { secretId: passwordSecretArn(secrets), rotationRules, rotateImmediately: false };
  new SecretRotation(name, { region: context.facts.region, ...settings }, { parent });
}
