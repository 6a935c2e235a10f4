import { type AwsHosting, type AwsRegion, Platform, type Site, type Stage, type Store } from '@clinfra/core';
import { physicalName } from './physical-name';

/** Tags that every resource carries. */
export type Tags = Readonly<Record<string, string>>;

/** What every resource of a site has to know: where it stands, whose it is, and what it is called. */
export class SiteFacts {
  readonly platform: Platform;
  readonly hosting: AwsHosting;
  readonly region: AwsRegion;
  readonly stage: Stage;
  /** What every Pulumi name begins with, `<platform>-<site>`. */
  readonly prefix: string;
  readonly tags: Tags;

  constructor(readonly site: Site) {
    const { hosting } = site;
    if (hosting.kind !== 'aws') throw new Error(`${site.path} is hosted by ${hosting.kind}; only a site on AWS has resources there`);
    this.platform = Platform.of(site);
    this.hosting = hosting;
    this.region = hosting.region;
    this.stage = this.platform.stage;
    this.prefix = `${this.platform.name}-${site.name}`;
    this.tags = {
      platform: this.platform.name,
      environment: this.platform.environment,
      site: site.name,
      owner: tagValue(this.platform.owner),
      'managed-by': 'clinfra',
    };
  }

  /** Region and tags, with the name that consoles show. */
  owned(name: string): { readonly region: AwsRegion; readonly tags: Tags } {
    return { region: this.region, tags: { ...this.tags, Name: name } };
  }

  /** Region and tags of what belongs to a store: the classes of its data stand on it, for people and for policies. */
  ownedBy(store: Store, name: string): { readonly region: AwsRegion; readonly tags: Tags } {
    return { region: this.region, tags: { ...this.tags, Name: name, store: store.name, 'data-classes': store.holds.join(' ') } };
  }

  /**
   * A name inside the account and region, for what must be named before it exists. It carries the environment, because environments may
   * share an account; Pulumi names do not, because a stack is one environment.
   */
  physicalName(parts: readonly string[], max: number): string {
    return physicalName([this.platform.name, this.platform.environment, this.site.name, ...parts], max);
  }
}

/** Tags take letters, digits and a few signs; an owner may be any text. */
function tagValue(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s+\-=._:/@]/gu, '_').slice(0, 256);
}
