import { Declaration } from './declaration';
import { type Hosting, jurisdictionOf } from './hosting';
import type { Jurisdiction } from './jurisdiction';
import type { Platform } from './platform';

export interface SiteProps {
  /** Where the site runs: `aws({ region, nodes })` or `cluster({ context, jurisdiction })`. */
  readonly hosting: Hosting;
  /** The zones over which pods and stores spread, by their real names; three survive the loss of one with a majority left. */
  readonly zones: readonly [string, ...string[]];
}

/** A place where the platform runs: one network, one Kubernetes cluster, one jurisdiction. */
export class Site extends Declaration {
  readonly kind = 'site';
  readonly hosting: Hosting;
  readonly zones: readonly string[];

  constructor(platform: Platform, name: string, props: SiteProps) {
    super(platform, name);
    this.hosting = props.hosting;
    this.zones = props.zones;
  }

  /** The country whose law holds for what stands here. */
  get jurisdiction(): Jurisdiction {
    return jurisdictionOf(this.hosting);
  }

  override get path(): string {
    return `sites.${this.name}`;
  }
}
