import { hasOwnEastWestGateway, keptForEastWest, keptForEndpoints, NODES_TAG, siteName, type ZoneSubnets } from '@clinfra/core';
import {
  DefaultSecurityGroup,
  Eip,
  InternetGateway,
  NatGateway,
  Route,
  RouteTable,
  RouteTableAssociation,
  Subnet,
  SubnetCidrReservation,
  Vpc,
  VpcEndpoint,
} from '@pulumi/aws/ec2';
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { dataAcl, dataAclRules } from './data-acl';
import { storageEndpointPolicy } from './endpoint-services';
import { type Ipv6Part, openToIpv6, publicPart } from './ipv6';
import { type NetworkLayout, natZoneOf, networkLayout } from './layout';

export interface NetworkArgs {
  /** The site for which the network is made. */
  readonly facts: SiteFacts;
}

const ANYWHERE = '0.0.0.0/0';

/**
 * The network of a site. Nodes reach the internet through gateways, or not at all, and nothing reaches them from there; stores, the control plane and endpoints
 * stand in subnets that have no way out. Where it has IPv6, only load balancers do that face the internet.
 */
export class Network extends ComponentResource {
  readonly vpcId: Output<string>;
  /** The account in which the network stands, learned from it, so that no program has to ask the provider. */
  readonly accountId: Output<string>;
  /** Where nodes stand: one subnet in each declared zone. */
  readonly nodeSubnetIds: readonly Output<string>[];
  /** The same by zone. */
  readonly nodeSubnetIdOf: ReadonlyMap<string, Output<string>>;
  /** The gateways by which nodes reach the internet. */
  readonly gatewayIds: readonly Output<string>[];
  /** Where load balancers stand that face the internet: one subnet in each declared zone. */
  readonly publicSubnetIds: readonly Output<string>[];
  /** Where the control plane reaches in: subnets of its own, in two zones at least. */
  readonly controlPlaneSubnetIds: readonly Output<string>[];
  /** Where the endpoints of AWS services stand: one subnet in each declared zone. */
  readonly endpointSubnetIds: readonly Output<string>[];
  /** What keeps addresses there for endpoints that have one of their own. */
  readonly kept: readonly Resource[];
  /** The tables that lead nodes, by the part of their name behind the site's. */
  readonly nodeRouteTableIds: Readonly<Record<string, Output<string>>>;
  /** Where stores stand: one subnet in each declared zone. */
  readonly dataSubnetIds: readonly Output<string>[];
  /** Where stores may stand: the stores' subnets, in two zones at least, for services that insist. */
  readonly spanningDataSubnetIds: readonly Output<string>[];

  readonly #facts: SiteFacts;
  readonly #layout: NetworkLayout;
  readonly #vpc: Vpc;
  readonly #isolated: RouteTable;

  constructor(name: string, args: NetworkArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:Network', name, {}, opts);
    const { facts } = args;
    this.#facts = facts;
    this.#layout = networkLayout(facts.site, facts.hosting, facts.stage);
    this.#vpc = this.#createVpc();
    this.#isolated = this.#routeTable('isolated');
    const { ways, publicSubnetIds, gatewayIds } = this.#createWaysOut();
    const nodes = this.#layout.zones.map(zone => [zone.zone, this.#nodeSubnet(zone, ways)] as const);
    if (hasOwnEastWestGateway(facts.site)) this.#keepForGateway(new Map(nodes));
    const intra = this.#layout.zones.map(zone => this.#intraSubnet(zone));
    const data = this.#layout.zones.map(zone => this.#dataSubnet(zone));
    const { companion } = this.#layout;
    this.vpcId = this.#vpc.id;
    this.accountId = this.#vpc.ownerId;
    this.publicSubnetIds = publicSubnetIds;
    this.gatewayIds = gatewayIds;
    this.nodeSubnetIds = nodes.map(([, id]) => id);
    this.nodeSubnetIdOf = new Map(nodes);
    this.endpointSubnetIds = intra;
    this.kept = this.#layout.zones.flatMap((zone, index) => this.#keep(zone, intra[index]));
    this.controlPlaneSubnetIds = companion ? [...intra, this.#intraSubnet(companion)] : intra;
    this.dataSubnetIds = data;
    this.spanningDataSubnetIds = companion ? [...data, this.#dataSubnet(companion)] : data;
    this.nodeRouteTableIds = Object.fromEntries([...ways].map(([zone, { id }]) => [`private-${zone}`, id]));
    dataAcl({ facts, vpcId: this.vpcId, subnetIds: this.spanningDataSubnetIds, rules: dataAclRules(this.#layout) }, this);
    this.registerOutputs({ vpcId: this.vpcId });
  }

  #name(...parts: readonly string[]): string {
    return [this.#facts.prefix, ...parts].join('-');
  }

  #createVpc(): Vpc {
    const { prefix } = this.#facts;
    const settings = { cidrBlock: this.#layout.cidr, enableDnsSupport: true, enableDnsHostnames: true };
    // Blocks of IPv6 are another resource's, and the provider would take one that it finds here for a change of the network to undo.
    const ignoreChanges = ['assignGeneratedIpv6CidrBlock'];
    const vpc = new Vpc(prefix, { ...this.#facts.owned(prefix), ...settings }, { parent: this, ignoreChanges });
    // What forgets to name a security group gets this one: it lets nothing through in either direction.
    const closed = this.#name('default');
    new DefaultSecurityGroup(closed, { ...this.#facts.owned(closed), vpcId: vpc.id, ingress: [], egress: [] }, { parent: this });
    return vpc;
  }

  /** Public subnets and their gateways, and a route table for each zone's nodes. */
  #createWaysOut(): {
    readonly ways: ReadonlyMap<string, RouteTable>;
    readonly publicSubnetIds: readonly Output<string>[];
    readonly gatewayIds: readonly Output<string>[];
  } {
    const { region } = this.#facts;
    const internet = new InternetGateway(this.#facts.prefix, { ...this.#facts.owned(this.#facts.prefix), vpcId: this.#vpc.id }, { parent: this });
    const table = this.#routeTable('public');
    new Route(this.#name('public'), { region, routeTableId: table.id, destinationCidrBlock: ANYWHERE, gatewayId: internet.id }, { parent: this });
    const block = this.#facts.hosting.ipv6 ? openToIpv6({ facts: this.#facts, vpc: this.#vpc, table, internet }, this).ipv6CidrBlock : undefined;
    const gateways = new Map<string, NatGateway>();
    const publicSubnetIds: Output<string>[] = [];
    for (const [place, { zone, public: cidr }] of this.#layout.zones.entries()) {
      const subnet = this.#subnet('public', zone, cidr, table, { 'kubernetes.io/role/elb': '1' }, block && publicPart(block, place));
      publicSubnetIds.push(subnet.id);
      if (this.#layout.natZones.includes(zone)) gateways.set(zone, this.#natGateway(zone, subnet, internet));
    }
    const ways = this.#layout.zones.map(({ zone }) => [zone, this.#wayOut(zone, gateways.get(natZoneOf(zone, this.#layout) ?? ''))] as const);
    this.#createStorageEndpoint(ways.map(([, way]) => way));
    return { ways: new Map(ways), publicSubnetIds, gatewayIds: [...gateways.values()].map(({ id }) => id) };
  }

  #natGateway(zone: string, subnet: Subnet, internet: InternetGateway): NatGateway {
    const name = this.#name(zone);
    const address = new Eip(name, { ...this.#facts.owned(name), domain: 'vpc' }, { parent: this, dependsOn: [internet] });
    return new NatGateway(name, { ...this.#facts.owned(name), subnetId: subnet.id, allocationId: address.id }, { parent: this, dependsOn: [internet] });
  }

  #wayOut(zone: string, gateway: NatGateway | undefined): RouteTable {
    const table = this.#routeTable('private', zone);
    if (gateway) {
      const route = { region: this.#facts.region, routeTableId: table.id, destinationCidrBlock: ANYWHERE, natGatewayId: gateway.id };
      new Route(this.#name('private', zone), route, { parent: this });
    }
    return table;
  }

  /** Images and backups go to S3 inside AWS's own network, at no charge. */
  #createStorageEndpoint(tables: readonly RouteTable[]): void {
    const name = this.#name('s3');
    const endpoint = {
      vpcId: this.#vpc.id,
      serviceName: `com.amazonaws.${this.#facts.region}.s3`,
      vpcEndpointType: 'Gateway',
      routeTableIds: tables.map(({ id }) => id),
      policy: this.#vpc.ownerId.apply(account => JSON.stringify(storageEndpointPolicy(account, this.#facts.region))),
    };
    new VpcEndpoint(name, { ...this.#facts.owned(name), ...endpoint }, { parent: this });
  }

  #nodeSubnet({ zone, private: cidr }: ZoneSubnets, ways: ReadonlyMap<string, RouteTable>): Output<string> {
    return this.#subnet('private', zone, cidr, ways.get(zone) ?? this.#isolated, {
      'kubernetes.io/role/internal-elb': '1',
      [NODES_TAG]: siteName(this.#facts.site),
    }).id;
  }

  #dataSubnet({ zone, data }: ZoneSubnets): Output<string> {
    return this.#isolatedSubnet('data', zone, data);
  }

  #intraSubnet({ zone, intra }: ZoneSubnets): Output<string> {
    return this.#isolatedSubnet('intra', zone, intra);
  }

  /** AWS gives none of these addresses to anything that did not ask for one. */
  #keep(zone: ZoneSubnets, subnetId: Output<string> | undefined): readonly Resource[] {
    if (!subnetId) return [];
    const settings = { subnetId, cidrBlock: keptForEndpoints(zone), reservationType: 'explicit', description: 'endpoints of workloads' };
    return [new SubnetCidrReservation(this.#name('endpoints', zone.zone), { region: this.#facts.region, ...settings }, { parent: this })];
  }

  /** From the first day, because pods would have its addresses by the time that another site is joined. */
  #keepForGateway(subnetIds: ReadonlyMap<string, Output<string>>): void {
    for (const zone of this.#layout.zones) {
      const subnetId = subnetIds.get(zone.zone);
      if (!subnetId) continue;
      const settings = { subnetId, cidrBlock: keptForEastWest(zone), reservationType: 'explicit', description: 'east-west gateway' };
      new SubnetCidrReservation(this.#name('east-west', zone.zone), { region: this.#facts.region, ...settings }, { parent: this });
    }
  }

  #isolatedSubnet(kind: 'intra' | 'data', zone: string, cidr: string): Output<string> {
    return this.#subnet(kind, zone, cidr, this.#isolated).id;
  }

  #routeTable(...parts: readonly string[]): RouteTable {
    const name = this.#name(...parts);
    return new RouteTable(name, { ...this.#facts.owned(name), vpcId: this.#vpc.id }, { parent: this });
  }

  #subnet(kind: string, zone: string, cidrBlock: string, table: RouteTable, tags: Readonly<Record<string, string>> = {}, ipv6: Ipv6Part = {}): Subnet {
    const name = this.#name(kind, zone);
    const owned = this.#facts.owned(name);
    const settings = { vpcId: this.#vpc.id, availabilityZone: zone, cidrBlock, mapPublicIpOnLaunch: false, ...ipv6 };
    const subnet = new Subnet(name, { ...owned, ...settings, tags: { ...owned.tags, ...tags } }, { parent: this });
    new RouteTableAssociation(name, { region: this.#facts.region, subnetId: subnet.id, routeTableId: table.id }, { parent: this });
    return subnet;
  }
}
