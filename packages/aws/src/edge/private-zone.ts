import type { DnsZone } from '@clinfra/core';
import { Zone } from '@pulumi/aws/route53';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';

export interface PrivateZoneArgs {
  readonly facts: SiteFacts;
  readonly zone: DnsZone;
  /** The network inside which it answers. */
  readonly vpcId: Input<string>;
}

/** A zone that answers inside the network of one site, with the addresses of that site. */
export class PrivateZone extends ComponentResource {
  readonly zoneId: Output<string>;

  constructor(name: string, { facts, zone, vpcId }: PrivateZoneArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:PrivateZone', name, {}, opts);
    const settings = { name: zone.domain, comment: `names inside ${facts.site.name}`, forceDestroy: false, vpcs: [{ vpcId, vpcRegion: facts.region }] };
    const made = new Zone(name, { ...settings, tags: facts.owned(name).tags }, { parent: this, protect: facts.stage === 'production' });
    this.zoneId = made.zoneId;
    this.registerOutputs({ zoneId: this.zoneId });
  }
}
