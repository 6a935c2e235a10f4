import type { AwsRegion, Platform, Stage } from '@clinfra/core';
import { physicalName } from './physical-name';

/** Tags that every resource carries. */
export type Tags = Readonly<Record<string, string>>;

export interface FactsProps {
  readonly platform: Platform;
  readonly region: AwsRegion;
  /** The site, or what is in place of one. */
  readonly place: string;
  /** What every Pulumi name begins with. */
  readonly prefix: string;
}

/** What every resource has to know: in which region it stands, whose it is, and what it is called. */
export class Facts {
  readonly platform: Platform;
  readonly region: AwsRegion;
  readonly stage: Stage;
  readonly prefix: string;
  readonly tags: Tags;
  /** The site, or what is in place of one. */
  readonly place: string;

  constructor({ platform, region, place, prefix }: FactsProps) {
    this.platform = platform;
    this.region = region;
    this.stage = platform.stage;
    this.prefix = prefix;
    this.place = place;
    this.tags = {
      platform: platform.name,
      environment: platform.environment,
      site: place,
      owner: tagValue(platform.owner),
      'managed-by': 'clinfra',
    };
  }

  /** Region and tags, with the name that consoles show. */
  owned(name: string): { readonly region: AwsRegion; readonly tags: Tags } {
    return { region: this.region, tags: { ...this.tags, Name: name } };
  }

  /**
   * A name inside the account and region, for what must be named before it exists. It carries the environment, because environments may
   * share an account; Pulumi names do not, because a stack is one environment.
   */
  physicalName(parts: readonly string[], max: number): string {
    return physicalName([this.platform.name, this.platform.environment, this.place, ...parts], max);
  }
}

/** Tags take letters, digits and a few signs; an owner may be any text. */
function tagValue(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s+\-=._:/@]/gu, '_').slice(0, 256);
}
