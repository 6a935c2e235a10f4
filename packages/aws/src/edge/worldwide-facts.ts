import type { Platform } from '@clinfra/core';
import { Facts } from '../facts';

/** Where AWS keeps what it has once for all regions: certificates and firewalls of CloudFront, the keys of DNSSEC, logs of questions to DNS. No data of a platform stands there. */
export const WORLDWIDE_REGION = 'us-east-1';

/** What every resource has to know that belongs to a platform and to no site of it. Pulumi names begin with `<platform>.`, which no site's do. */
export class WorldwideFacts extends Facts {
  constructor(platform: Platform) {
    super({ platform, region: WORLDWIDE_REGION, place: 'worldwide', prefix: `${platform.name}.edge` });
  }
}
