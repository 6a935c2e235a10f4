import type { Inventory, Site } from '@clinfra/core';
import { Route, VpcPeeringConnection, VpcPeeringConnectionAccepter } from '@pulumi/aws/ec2';
import { ComponentResource, type ComponentResourceOptions, type Output, type ProviderResource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import type { Network } from './network';

/** Two sites whose networks are joined. Which of the two asks does not depend on which one is active, so that a failover changes nothing here. */
export interface Peering {
  readonly requester: Site;
  readonly accepter: Site;
}

/** The sites on AWS that must reach each other because one may take over from the other, among those that are built: a network that is not there cannot be joined. */
export function peeringsOf(inventory: Inventory, built: readonly Site[]): readonly Peering[] {
  const pairs = new Map<string, Peering>();
  for (const { active, spares } of inventory.failovers) {
    const sites = [active, ...spares].filter(site => site.hosting.kind === 'aws' && built.includes(site));
    sites.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const [index, requester] of sites.entries()) {
      for (const accepter of sites.slice(index + 1)) pairs.set(`${requester.name}/${accepter.name}`, { requester, accepter });
    }
  }
  return [...pairs.values()];
}

/** The address ranges of the sites to which a site is joined. */
export function peerRanges(inventory: Inventory, site: Site, built: readonly Site[]): readonly string[] {
  return peeringsOf(inventory, built).flatMap(({ requester, accepter }) => {
    const other = requester === site ? accepter : accepter === site ? requester : undefined;
    return other?.hosting.kind === 'aws' ? [other.hosting.cidr] : [];
  });
}

/** One end of a peering. */
export interface PeeringEnd {
  readonly facts: SiteFacts;
  readonly network: Pick<Network, 'vpcId' | 'routeTableIds'>;
  /** The provider of the site's region. */
  readonly provider: ProviderResource;
}

export interface SitePeeringArgs {
  readonly requester: PeeringEnd;
  readonly accepter: PeeringEnd;
}

/** The networks of two sites joined, encrypted and inside the backbone of AWS: what replicates from one to the other never crosses the internet. */
export class SitePeering extends ComponentResource {
  constructor(name: string, { requester, accepter }: SitePeeringArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SitePeering', name, {}, opts);
    const asked = new VpcPeeringConnection(
      name,
      { ...requester.facts.owned(name), vpcId: requester.network.vpcId, peerVpcId: accepter.network.vpcId, peerRegion: accepter.facts.region },
      { parent: this, provider: requester.provider },
    );
    const joined = new VpcPeeringConnectionAccepter(
      name,
      { ...accepter.facts.owned(name), vpcPeeringConnectionId: asked.id, autoAccept: true },
      { parent: this, provider: accepter.provider },
    );
    this.#lead(requester, accepter, joined.id);
    this.#lead(accepter, requester, joined.id);
    this.registerOutputs({});
  }

  /** Nodes and stores of one end find the other; public subnets do not. */
  #lead(from: PeeringEnd, to: PeeringEnd, vpcPeeringConnectionId: Output<string>): void {
    const { region, prefix } = from.facts;
    for (const [table, routeTableId] of Object.entries(from.network.routeTableIds)) {
      const route = { region, routeTableId, destinationCidrBlock: to.facts.hosting.cidr, vpcPeeringConnectionId };
      new Route(`${prefix}-${table}-${to.facts.site.name}`, route, { parent: this, provider: from.provider });
    }
  }
}
