import { VpcPeeringConnection, VpcPeeringConnectionAccepter } from '@pulumi/aws/ec2';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import { type LinkedSite, openWay } from './linked-site';

export interface SitePeeringArgs {
  readonly requester: LinkedSite;
  readonly accepter: LinkedSite;
}

/** The networks of two sites joined, encrypted and inside the backbone of AWS: what one asks of the other never crosses the internet. */
export class SitePeering extends ComponentResource {
  constructor(name: string, { requester, accepter }: SitePeeringArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SitePeering', name, {}, opts);
    const asked = new VpcPeeringConnection(
      name,
      { ...requester.facts.owned(name), vpcId: requester.network.vpcId, peerVpcId: accepter.network.vpcId, peerRegion: accepter.facts.region },
      { parent: this, provider: requester.provider },
    );
    const { id: vpcPeeringConnectionId } = new VpcPeeringConnectionAccepter(
      name,
      { ...accepter.facts.owned(name), vpcPeeringConnectionId: asked.id, autoAccept: true },
      { parent: this, provider: accepter.provider },
    );
    openWay(requester, accepter, { vpcPeeringConnectionId }, this);
    openWay(accepter, requester, { vpcPeeringConnectionId }, this);
    this.registerOutputs({});
  }
}
