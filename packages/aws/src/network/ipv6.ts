import { ipv6Subnet } from '@clinfra/core';
import { type InternetGateway, Route, type RouteTable, type SubnetArgs, type Vpc, VpcIpv6CidrBlockAssociation } from '@pulumi/aws/ec2';
import type { ComponentResource, Output } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';

/** What a network has before it is opened to IPv6. */
export interface Ipv6Ground {
  readonly facts: SiteFacts;
  readonly vpc: Vpc;
  /** What leads public subnets. */
  readonly table: RouteTable;
  readonly internet: InternetGateway;
}

/** What of a subnet is given to it besides its addresses of IPv4. */
export type Ipv6Part = Pick<SubnetArgs, 'ipv6CidrBlock' | 'assignIpv6AddressOnCreation'>;

/**
 * Gives a network a block of AWS's choosing, and its public subnets the way to the internet and back by it. No other subnet has a part: addresses of IPv6 are routable
 * everywhere, and what has none can neither be reached nor get out by it. The block is a resource of its own, so that it goes after the subnets have given up their parts.
 */
export function openToIpv6({ facts, vpc, table, internet }: Ipv6Ground, parent: ComponentResource): VpcIpv6CidrBlockAssociation {
  const { prefix, region } = facts;
  const block = new VpcIpv6CidrBlockAssociation(prefix, { region, vpcId: vpc.id, assignGeneratedIpv6CidrBlock: true }, { parent });
  const route = { region, routeTableId: table.id, destinationIpv6CidrBlock: '::/0', gatewayId: internet.id };
  new Route(`${prefix}-public-ipv6`, route, { parent, dependsOn: [block] });
  return block;
}

/** The part of the public subnet of a zone, by the place of that zone. Load balancers take the addresses that they need; nothing else gets one by standing there. */
export function publicPart(block: Output<string>, place: number): Ipv6Part {
  return { ipv6CidrBlock: block.apply(range => ipv6Subnet(range, place)), assignIpv6AddressOnCreation: false };
}
