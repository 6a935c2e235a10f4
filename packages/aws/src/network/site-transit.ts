import { PeeringAttachment, PeeringAttachmentAccepter, Route, TransitGateway, VpcAttachment } from '@pulumi/aws/ec2transitgateway';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { type LinkedSite, openWay } from './linked-site';

export interface SiteTransitArgs {
  readonly site: LinkedSite;
}

/** The transit gateway of a site, to which its network is attached. Nobody else's network is let in unasked. */
export class SiteTransit extends ComponentResource {
  readonly site: LinkedSite;
  readonly gateway: TransitGateway;
  /** The gateway as its network knows it: once attached, for a route that comes before is refused. */
  readonly attachedId: Output<string>;

  constructor(name: string, { site }: SiteTransitArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SiteTransit', name, {}, opts);
    this.site = site;
    const { facts, network } = site;
    const { prefix } = facts;
    const closed = { autoAcceptSharedAttachments: 'disable', vpnEcmpSupport: 'disable', multicastSupport: 'disable' };
    this.gateway = new TransitGateway(
      prefix,
      { ...facts.owned(prefix), description: `requests between ${prefix} and other sites`, ...closed },
      { parent: this },
    );
    const attachment = { transitGatewayId: this.gateway.id, vpcId: network.vpcId, subnetIds: [...network.nodeSubnetIds] };
    this.attachedId = new VpcAttachment(prefix, { ...facts.owned(prefix), ...attachment }, { parent: this }).transitGatewayId;
    this.registerOutputs({});
  }
}

export interface TransitPeeringArgs {
  readonly requester: SiteTransit;
  readonly accepter: SiteTransit;
}

/** The transit gateways of two sites joined, encrypted and inside the backbone of AWS, with the way from each to the other. */
export class TransitPeering extends ComponentResource {
  constructor(name: string, { requester, accepter }: TransitPeeringArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:TransitPeering', name, {}, opts);
    const asked = new PeeringAttachment(
      name,
      {
        ...requester.site.facts.owned(name),
        transitGatewayId: requester.gateway.id,
        peerTransitGatewayId: accepter.gateway.id,
        peerRegion: accepter.site.facts.region,
      },
      { parent: this, provider: requester.site.provider },
    );
    const accepted = new PeeringAttachmentAccepter(
      name,
      { ...accepter.site.facts.owned(name), transitGatewayAttachmentId: asked.id },
      { parent: this, provider: accepter.site.provider },
    );
    this.#lead(requester, accepter, accepted);
    this.#lead(accepter, requester, accepted);
    this.registerOutputs({});
  }

  /** Gateways learn nothing from each other, so that the range of the other site is written down. */
  #lead(from: SiteTransit, to: SiteTransit, accepted: PeeringAttachmentAccepter): void {
    const { site, gateway } = from;
    const route = {
      region: site.facts.region,
      destinationCidrBlock: to.site.facts.hosting.cidr,
      transitGatewayRouteTableId: gateway.associationDefaultRouteTableId,
      transitGatewayAttachmentId: accepted.id,
    };
    new Route(`${site.facts.prefix}-${to.site.facts.site.name}`, route, { parent: this, provider: site.provider });
    openWay(site, to.site, { transitGatewayId: from.attachedId }, this);
  }
}
