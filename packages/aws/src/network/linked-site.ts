import { EAST_WEST_PORT, hasOwnEastWestGateway, siteNetwork } from '@clinfra/core';
import { Route, type RouteArgs } from '@pulumi/aws/ec2';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import type { ComponentResource, Input, ProviderResource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import type { Network } from './network';

/** A site as what joins its network to another knows it. */
export interface LinkedSite {
  readonly facts: SiteFacts;
  readonly network: Pick<Network, 'vpcId' | 'nodeRouteTableIds' | 'nodeSubnetIds'>;
  /** The security group of its nodes and pods. */
  readonly securityGroupId: Input<string>;
  /** The provider of its region. */
  readonly provider: ProviderResource;
}

/**
 * The way from one site to another, which leads from the subnets of nodes and pods alone: stores, control planes and public subnets have no route there, so that they
 * could not even answer. What comes the other way may reach the east-west gateway's port and no other: the load balancer before a gateway of the platform says so
 * itself, and one that is there already is let in here.
 */
export function openWay(
  from: LinkedSite,
  to: LinkedSite,
  through: Pick<RouteArgs, 'vpcPeeringConnectionId' | 'transitGatewayId'>,
  parent: ComponentResource,
): void {
  const { region, prefix } = from.facts;
  const other = to.facts.site.name;
  const options = { parent, provider: from.provider };
  for (const [table, routeTableId] of Object.entries(from.network.nodeRouteTableIds)) {
    new Route(`${prefix}-${table}-${other}`, { region, routeTableId, destinationCidrBlock: to.facts.hosting.cidr, ...through }, options);
  }
  if (hasOwnEastWestGateway(from.facts.site)) return;
  for (const { zone, private: cidrIpv4 } of siteNetwork(to.facts.hosting, to.facts.site.zones).zones) {
    const name = `${prefix}-from-${other}-${zone}`;
    const ports = { ipProtocol: 'tcp', fromPort: EAST_WEST_PORT, toPort: EAST_WEST_PORT };
    const rule = { securityGroupId: from.securityGroupId, cidrIpv4, ...ports, description: `east-west gateway, from pods at ${other}` };
    new SecurityGroupIngressRule(name, { ...from.facts.owned(name), ...rule }, options);
  }
}
