import type { Inventory, Oversight } from '@clinfra/core';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { AccountTrail } from './account-trail';
import { ConfigurationRecord } from './configuration-record';
import { SecurityFindings } from './security-findings';
import { ThreatDetection } from './threat-detection';

export interface SiteOversightArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly accountId: Input<string>;
  readonly oversight: Required<Oversight>;
  /** The bucket in which requests to other buckets are noted. */
  readonly accessLogs: Input<string>;
}

/** What watches over the account of a site, as far as it was declared. */
export class SiteOversight extends ComponentResource {
  constructor(name: string, args: SiteOversightArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SiteOversight', name, {}, opts);
    const { facts, inventory, accountId, oversight, accessLogs } = args;
    const part = (what: string) => `${facts.prefix}-oversight.${what}`;
    const inside = { parent: this };
    const common = { facts, accountId, accessLogs };
    if (oversight.trail) new AccountTrail(part('trail'), { ...common, inventory, retention: oversight.trailRetention }, inside);
    const record = oversight.configuration ? new ConfigurationRecord(part('configuration'), common, inside) : undefined;
    if (oversight.threats) new ThreatDetection(part('threats'), { facts }, inside);
    if (oversight.findings) new SecurityFindings(part('findings'), { facts, after: record ? [record.ready] : [] }, inside);
    this.registerOutputs({});
  }
}
