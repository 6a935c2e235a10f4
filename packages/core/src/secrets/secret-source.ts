import { given, made } from '../given/given';
/** AWS Secrets Manager in the region of the site, read by External Secrets with a role of its own. */
export interface SecretsManager {
  readonly kind: 'secrets-manager';
}

export interface VaultProps {
  /** Where Vault answers, over TLS: `https://vault.example.sd:8200`. */
  readonly server: string;
  /** The role of Vault's Kubernetes login that External Secrets takes on; its policy decides what can be read. */
  readonly role: string;
  /**
   * Where the key-value engine, of version 2, is mounted.
   * @default 'secret'
   */
  readonly path?: string;
  /**
   * Where the Kubernetes login is mounted. Clusters that share a Vault have one each.
   * @default 'kubernetes'
   */
  readonly login?: string;
}

/** A HashiCorp Vault, read by External Secrets with the identity of its own pods. */
export interface Vault extends Required<VaultProps> {
  readonly kind: 'vault';
}

/** Where the secrets of a site come from. Either way External Secrets brings them, so that it must run in the site's cluster. */
export type SecretSource = SecretsManager | Vault;

/**
 * The secrets of a site on AWS are kept in Secrets Manager. The platform makes a place for each and lets External Secrets read it, known as service
 * account `external-secrets` in the namespace `external-secrets`; the values are put there by those who own them.
 */
export function secretsManager(): SecretsManager {
  return { kind: 'secrets-manager' };
}

/** The secrets of a site are kept in a Vault that exists already. Nothing is made there. */
export function vault(declared: VaultProps): Vault {
  const props = given('VaultProps', declared);
  const { server, role, path = 'secret', login = 'kubernetes' } = props;
  return made(props, { kind: 'vault', server, role, path, login });
}
