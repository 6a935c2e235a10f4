import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import { Platform } from '../platform/platform';
import type { ResourceOf } from '../resource-patch';
import type { Site } from '../sites/site';
import { type Duration, hours } from '../units';

/** Who renews the value of a secret, and how often. */
export interface SecretRotation {
  /**
   * The name of a Lambda function in the region of each site, which knows how: it asks whoever gave the value out for a new one and puts it in its place. AWS has
   * such functions for what it knows itself. Secrets Manager may call it for this secret and for no other.
   */
  readonly function: string;
  /** How often; whole days. A new value reaches the cluster within `refresh`, and a pod when it next starts. */
  readonly every: Duration;
}

export interface SecretProps<Key extends string = string> {
  /** The fields that it has at its source, where it is a JSON object of texts. A workload takes them one by one. */
  readonly keys: readonly [Key, ...Key[]];
  /**
   * How often the source is asked for new values. A new value reaches the cluster by itself, and a pod when it next starts: a container reads its
   * environment only then.
   * @default hours(1)
   */
  readonly refresh?: Duration;
  /**
   * Which version of it is used: the version's number in Vault, the staging label of that number in Secrets Manager. Changing it starts new pods with the
   * new value, and changing it back brings the old one.
   * @default the newest; running pods keep the value with which they started
   */
  readonly version?: number;
  /**
   * Who renews it by itself, where it comes from Secrets Manager. Vault renews what it gives out itself.
   * @default nobody: its owner puts new values there
   */
  readonly rotation?: SecretRotation;
  /**
   * Whether the place that is made for it on AWS is kept from deletion. Turning it off is a weakened default (`deletion-protection`).
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** Something that only its owner and the workloads that use it may know. The declaration has its name and its fields, and never a value. */
export class Secret<Key extends string = string> extends Patchable<Patch<KindOf<'secret'>>, ResourceOf<'secret'>> {
  readonly kind = 'secret';
  readonly keys: readonly Key[];
  readonly refresh: Duration;
  readonly version: number | undefined;
  readonly rotation: SecretRotation | undefined;
  readonly deletionProtection: boolean;

  constructor(platform: Platform, name: string, declared: SecretProps<Key>) {
    const props = given('SecretProps', declared);
    super(within('platform', platform, name), name, props);
    const { keys, refresh = hours(1), version, deletionProtection = true } = props;
    this.keys = keys;
    this.refresh = refresh;
    this.version = version;
    this.rotation = props.rotation;
    this.deletionProtection = deletionProtection;
  }

  override get path(): string {
    return `secrets.${this.name}`;
  }

  /** What it is called at a site's source. Whoever puts its value there goes by this. */
  nameAt(site: Site): string {
    const { name, environment } = Platform.of(this);
    return `${name}/${environment}/${site.name}/${this.name}`;
  }
}

/** What a workload takes of a secret: the variable, and the key whose value it gets. */
export interface SecretUse {
  readonly secret: Secret;
  readonly variables: Readonly<Record<string, string>>;
}
