import type { Postgres } from '@clinfra/core';
import type { Instance } from '@pulumi/aws/rds';
import { Record as DnsRecord, Zone } from '@pulumi/aws/route53';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import type { StoreContext } from './store-context';

export interface ReaderEndpointArgs {
  readonly store: Postgres;
  readonly context: StoreContext;
  /** The replicas among which reads are spread, two or more. */
  readonly replicas: readonly Instance[];
}

/** How long clients remember which replica they were given, in seconds. */
const REMEMBER = 5;

/** One name for several replicas, known inside the site's network only; each new connection gets one of them, all alike. */
export class ReaderEndpoint extends ComponentResource {
  readonly host: Output<string>;

  constructor(name: string, args: ReaderEndpointArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ReaderEndpoint', name, {}, opts);
    const { store, context, replicas } = args;
    const { facts, network } = context;
    const { tags } = facts.ownedBy(store, name);
    const zoneName = `${store.name}.${facts.site.name}.${facts.platform.name}.internal`;
    const zone = new Zone(name, { name: zoneName, vpcs: [{ vpcId: network.vpcId, vpcRegion: facts.region }], tags }, { parent: this });
    const host = `reader.${zoneName}`;
    const records = replicas.map((replica, index) => {
      const setIdentifier = `replica-${index + 1}`;
      const answer = { type: 'CNAME', ttl: REMEMBER, records: [replica.address] };
      const args = { zoneId: zone.zoneId, name: host, ...answer, setIdentifier, weightedRoutingPolicies: [{ weight: 1 }] };
      return new DnsRecord(`${name}-${index + 1}`, args, { parent: this });
    });
    this.host = records[0]?.fqdn ?? zone.name;
    this.registerOutputs({ host: this.host });
  }
}
