import { given } from '../given/given';
import { within } from '../given/within';
import type { Site } from '../sites/site';
import { Declaration } from './declaration';
import type { Platform } from './platform';

export interface MultiRegionFailoverProps {
  /** The site that serves now. Changing it is the failover. */
  readonly active: Site;
  /** The site that is ready to take over. */
  readonly standby: Site;
  /**
   * A site that is built up only when both others are lost.
   * @default none
   */
  readonly cold?: Site;
}

/** Which site serves and which may take over. */
export class MultiRegionFailover extends Declaration {
  readonly kind = 'multi-region-failover';
  readonly active: Site;
  readonly standby: Site;
  readonly cold: Site | undefined;

  constructor(platform: Platform, name: string, declared: MultiRegionFailoverProps) {
    const props = given('MultiRegionFailoverProps', declared);
    super(within('platform', platform, name), name, props);
    this.active = props.active;
    this.standby = props.standby;
    this.cold = props.cold;
  }

  /** The sites that wait. */
  get spares(): readonly Site[] {
    return this.cold ? [this.standby, this.cold] : [this.standby];
  }
}
