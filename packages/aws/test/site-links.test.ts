import { type LinkedSite, SiteFacts, SitePeering, SiteTransit, TransitPeering } from '@clinfra/aws';
import { aws, Site, type SiteProps } from '@clinfra/core';
import { type PlannedResource, record } from '@clinfra/plan';
import { Provider } from '@pulumi/aws/provider';
import { Network } from '../src/network/network';
import { aSite } from './recorded';

/** Records two networks and what joins them. */
async function recordLink(join: (cork: LinkedSite, dublin: LinkedSite) => void, props: Partial<SiteProps> = {}): Promise<readonly PlannedResource[]> {
  const { platform, site: dublin } = aSite('staging', { cidr: '10.10.0.0/16' });
  const cork = new Site(platform, 'cork', {
    hosting: aws({ region: 'eu-north-1', nodes: { min: 3, max: 9 }, cidr: '10.20.0.0/16' }),
    zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'],
    ...props,
  });
  const { resources } = await record({ project: 'ward', stack: 'ward-staging' }, () => {
    const linked = (site: Site): LinkedSite => {
      const facts = new SiteFacts(site);
      const provider = new Provider(facts.prefix, { region: facts.region });
      const network = new Network(facts.prefix, { facts }, { providers: [provider] });
      return { facts, network, securityGroupId: `sg-${site.name}`, provider };
    };
    join(linked(cork), linked(dublin));
    return {};
  });
  return resources;
}

const inputsOf = (resources: readonly PlannedResource[], type: string, name: string) => {
  const found = resources.filter(one => one.type === `aws:${type}` && one.name === name);
  if (found.length !== 1) throw new Error(`${found.length} resources ${type} ${name}`);
  return found[0]?.inputs;
};

/** Every route that leads to another site, and through what. */
const waysIn = (resources: readonly PlannedResource[], through: 'vpcPeeringConnectionId' | 'transitGatewayId') =>
  resources
    .filter(({ type, inputs }) => type === 'aws:ec2/route:Route' && inputs[through])
    .map(({ name, inputs }) => `${name} ${inputs.region} ${inputs.destinationCidrBlock}`)
    .sort();

const NODES_ALONE = [
  ...['a', 'b', 'c'].map(zone => `ward-cork-private-eu-north-1${zone}-dublin eu-north-1 10.10.0.0/16`),
  ...['a', 'b', 'c'].map(zone => `ward-dublin-private-eu-west-1${zone}-cork eu-west-1 10.20.0.0/16`),
];

describe('two networks that are joined by a peering', () => {
  let resources: readonly PlannedResource[];
  beforeAll(async () => {
    resources = await recordLink((requester, accepter) => {
      new SitePeering('ward-cork-dublin', { requester, accepter });
    });
  });

  it('[C1] have a connection that one asks for and the other accepts, each in its own region', () => {
    expect(inputsOf(resources, 'ec2/vpcPeeringConnection:VpcPeeringConnection', 'ward-cork-dublin')).toMatchObject({
      region: 'eu-north-1',
      vpcId: '${aws:ec2/vpc:Vpc::ward-cork.id}',
      peerVpcId: '${aws:ec2/vpc:Vpc::ward-dublin.id}',
      peerRegion: 'eu-west-1',
    });
    const accepted = inputsOf(resources, 'ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter', 'ward-cork-dublin');
    expect(accepted).toMatchObject({ region: 'eu-west-1', autoAccept: true });
  });

  it('[C1] have routes from nodes to each other, and none from stores, control planes or public subnets', () => {
    expect(waysIn(resources, 'vpcPeeringConnectionId')).toEqual(NODES_ALONE);
  });

  const letIn = (among: readonly PlannedResource[]) => among.filter(({ type }) => type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule');

  it('[C1] let the nodes of the other site in by the port of an east-west gateway that is there already, and by nothing else', () => {
    expect(letIn(resources).map(({ inputs: { securityGroupId, cidrIpv4, fromPort, toPort } }) => [securityGroupId, cidrIpv4, fromPort, toPort])).toEqual([
      ...['10.10.0.0/19', '10.10.64.0/19', '10.10.128.0/19'].map(range => ['sg-cork', range, 15443, 15443]),
      ...['10.20.0.0/19', '10.20.64.0/19', '10.20.128.0/19'].map(range => ['sg-dublin', range, 15443, 15443]),
    ]);
  });

  it('let nobody in where the gateway is of the platform: its load balancer says itself who may come', async () => {
    const own = await recordLink((requester, accepter) => new SitePeering('ward-cork-dublin', { requester, accepter }), { mesh: { join: {} } });
    expect(letIn(own).map(({ inputs }) => inputs.securityGroupId)).toEqual(['sg-dublin', 'sg-dublin', 'sg-dublin']);
  });

  it('do not admit each other to the subnets of their stores', () => {
    const acl = inputsOf(resources, 'ec2/networkAcl:NetworkAcl', 'ward-dublin-data');
    expect(JSON.stringify(acl)).not.toContain('10.20.');
  });
});

describe('two networks that are joined by transit gateways', () => {
  let resources: readonly PlannedResource[];
  beforeAll(async () => {
    resources = await recordLink((cork, dublin) => {
      const transit = (site: LinkedSite) => new SiteTransit(`${site.facts.prefix}-transit`, { site }, { providers: [site.provider] });
      new TransitPeering('ward-cork-dublin', { requester: transit(cork), accepter: transit(dublin) });
    });
  });

  it('[C1] are attached with the subnets of their nodes to a gateway in their own region, which accepts nobody unasked', () => {
    expect(inputsOf(resources, 'ec2transitgateway/transitGateway:TransitGateway', 'ward-cork')).toMatchObject({
      region: 'eu-north-1',
      autoAcceptSharedAttachments: 'disable',
    });
    expect(inputsOf(resources, 'ec2transitgateway/vpcAttachment:VpcAttachment', 'ward-dublin')).toMatchObject({
      region: 'eu-west-1',
      transitGatewayId: '${aws:ec2transitgateway/transitGateway:TransitGateway::ward-dublin.id}',
      subnetIds: ['a', 'b', 'c'].map(zone => `\${aws:ec2/subnet:Subnet::ward-dublin-private-eu-west-1${zone}.id}`),
    });
  });

  it('[C1] have gateways of which one asks, the other accepts, and each knows the range of the other', () => {
    expect(inputsOf(resources, 'ec2transitgateway/peeringAttachment:PeeringAttachment', 'ward-cork-dublin')).toMatchObject({
      region: 'eu-north-1',
      peerRegion: 'eu-west-1',
    });
    const accepter = 'ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter';
    expect(inputsOf(resources, accepter, 'ward-cork-dublin')).toMatchObject({ region: 'eu-west-1' });
    const route = inputsOf(resources, 'ec2transitgateway/route:Route', 'ward-dublin-cork');
    expect(route).toMatchObject({
      region: 'eu-west-1',
      destinationCidrBlock: '10.20.0.0/16',
      transitGatewayAttachmentId: `\${aws:${accepter}::ward-cork-dublin.id}`,
    });
  });

  it('[C1] have routes from nodes to each other once they are attached, and none from anything else', () => {
    expect(waysIn(resources, 'transitGatewayId')).toEqual(NODES_ALONE);
    const attachment = resources.find(({ type, name }) => type === 'aws:ec2transitgateway/vpcAttachment:VpcAttachment' && name === 'ward-cork');
    const route = resources.find(({ name }) => name === 'ward-cork-private-eu-north-1a-dublin');
    expect(route?.dependsOn).toContain(attachment?.urn);
  });
});
