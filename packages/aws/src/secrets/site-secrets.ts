import type { Inventory, Secret } from '@clinfra/core';
import { Permission } from '@pulumi/aws/lambda';
import { Secret as KeptSecret, SecretRotation } from '@pulumi/aws/secretsmanager';
import { all, ComponentResource, type ComponentResourceOptions, type Input, interpolate, type Output } from '@pulumi/pulumi';
import { EncryptionKey } from '../encryption/encryption-key';
import { podIdentity } from '../identity/pod-identity';
import type { PolicyDocument } from '../identity/policy-document';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';

/** As whom External Secrets runs where its chart is installed as it stands. */
const OPERATOR = { namespace: 'external-secrets', serviceAccount: 'external-secrets' } as const;

export interface SiteSecretsArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly accountId: Input<string>;
  readonly clusterName: Input<string>;
  /** Secrets of stores with which workloads log in: AWS made their values. */
  readonly logins: readonly Output<string>[];
}

/**
 * A place in Secrets Manager for each declared secret of a site, and the identity with which External Secrets reads exactly these and the logins at stores. No value is ever
 * written: who owns a secret puts its value there, so that none passes through a program or its state.
 */
export class SiteSecrets extends ComponentResource {
  constructor(name: string, args: SiteSecretsArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SiteSecrets', name, {}, opts);
    const { inventory } = args;
    this.#createReader(args, [...(inventory.secrets.length > 0 ? this.#createDeclared(args) : []), ...args.logins]);
    this.registerOutputs({});
  }

  #createDeclared(args: SiteSecretsArgs): readonly Output<string>[] {
    const key = this.#createKey(args);
    return args.inventory.secrets.map(secret => this.#createSecret(secret, args, key));
  }

  /** Its name has a dot, which those of stores do not have. */
  #createKey({ facts, inventory, accountId }: SiteSecretsArgs): EncryptionKey {
    return new EncryptionKey(
      `${facts.prefix}-secrets.key`,
      {
        facts,
        accountId,
        description: `secrets of the workloads at ${facts.site.name}`,
        alias: facts.physicalName(['secrets.key'], 200),
        usedBy: ['secretsmanager'],
        protect: inventory.secrets.some(({ deletionProtection }) => deletionProtection),
      },
      { parent: this },
    );
  }

  #createSecret(secret: Secret, args: SiteSecretsArgs, key: EncryptionKey): Output<string> {
    const { facts } = args;
    const name = `${facts.prefix}-secrets.${secret.name}`;
    const settings = {
      name: secret.nameAt(facts.site),
      description: `a JSON object with ${secret.keys.join(', ')}`,
      kmsKeyId: key.arn,
      recoveryWindowInDays: 30,
    };
    const kept = new KeptSecret(name, { ...facts.owned(name), ...settings }, { parent: this, protect: secret.deletionProtection, ...resourcePatches(secret) });
    this.#rotate(name, secret, args, kept);
    return kept.arn;
  }

  /** By a function of the owner's, which Secrets Manager may call for this secret alone. */
  #rotate(name: string, { rotation }: Secret, { facts: { region }, accountId }: SiteSecretsArgs, kept: KeptSecret): void {
    if (!rotation) return;
    const { function: called, every } = rotation;
    const caller = { action: 'lambda:InvokeFunction', function: called, principal: 'secretsmanager.amazonaws.com', sourceArn: kept.arn };
    const allowed = new Permission(name, { region, ...caller, sourceAccount: accountId }, { parent: this });
    const rotationLambdaArn = interpolate`arn:aws:lambda:${region}:${accountId}:function:${called}`;
    const settings = { secretId: kept.id, rotationLambdaArn, rotationRules: { automaticallyAfterDays: every.toDays() }, rotateImmediately: false };
    new SecretRotation(name, { region, ...settings }, { parent: this, dependsOn: [allowed] });
  }

  /** What opens the key is its own policy: whoever may read a secret may read it through Secrets Manager. */
  #createReader({ facts, clusterName }: SiteSecretsArgs, secrets: readonly Output<string>[]): void {
    const name = `${facts.prefix}-external-secrets`;
    const roleName = facts.physicalName(['external-secrets'], 64);
    const policy = all([...secrets]).apply(arns => JSON.stringify(readPolicy(arns)));
    podIdentity(name, { facts, roleName, policy, clusterName, ...OPERATOR }, this, resourcePatches(facts.site));
  }
}

/** To read the values of these secrets: no listing, no writing, no other secret of the account. */
function readPolicy(arns: readonly string[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Sid: 'ReadValues', Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: arns }] };
}
