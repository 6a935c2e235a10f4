import { Alias, Key } from '@pulumi/aws/kms';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { Facts, Tags } from '../facts';
import { type KeyUser, keyPolicy } from './key-policy';

export interface EncryptionKeyArgs {
  /** Where the key stands; it never leaves the region. */
  readonly facts: Facts;
  /** The account that administers it. */
  readonly accountId: Input<string>;
  /** What it encrypts, for the console and the auditor. */
  readonly description: string;
  /** Its alias inside the account and region, without `alias/`. */
  readonly alias: string;
  /** The services through which the account may use it. */
  readonly usedBy: readonly KeyUser[];
  /**
   * Roles that use it themselves.
   * @default none
   */
  readonly roles?: readonly Input<string>[];
  /**
   * The CloudWatch log groups that are encrypted with it.
   * @default none
   */
  readonly logGroups?: readonly string[];
  /**
   * Services that write with it on nobody's behalf.
   * @default none
   */
  readonly writers?: readonly string[];
  /**
   * Services that publish with it and do not say for whom, such as EventBridge into a topic. A key for them encrypts nothing else.
   * @default none
   */
  readonly publishers?: readonly string[];
  /**
   * Tags besides the site's.
   * @default none
   */
  readonly tags?: Tags;
  /**
   * Whether Pulumi refuses to delete it; without the key what it encrypted is lost.
   * @default true
   */
  readonly protect?: boolean;
}

/** A key of the platform's own, renewed every year, that only the named services can use. */
export class EncryptionKey extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:EncryptionKey', name, {}, opts);
    const { facts, accountId, description, alias, usedBy, roles = [], logGroups = [], writers = [], publishers = [], tags = {}, protect = true } = args;
    const { region } = facts;
    const policy = all([accountId, all([...roles])]).apply(([account, users]) =>
      JSON.stringify(keyPolicy({ accountId: account, region, usedBy, roles: users, logGroups, writers, publishers })),
    );
    const owned = facts.owned(name);
    const settings = { description, policy, enableKeyRotation: true, deletionWindowInDays: 30 };
    const key = new Key(name, { ...owned, tags: { ...owned.tags, ...tags }, ...settings }, { parent: this, protect });
    new Alias(name, { region, name: `alias/${alias}`, targetKeyId: key.keyId }, { parent: this });
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
