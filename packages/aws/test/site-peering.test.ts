import { peeringsOf, peerRanges, SiteFacts, SitePeering } from '@clinfra/aws';
import { aws, cluster, Inventory, MultiRegionFailover, type Platform, Site } from '@clinfra/core';
import { record } from '@clinfra/plan';
import { Provider } from '@pulumi/aws/provider';
import { Network } from '../src/network/network';
import { aSite } from './recorded';

function threeSites(active: 'dublin' | 'cork' = 'dublin') {
  const { platform, site: dublin } = aSite('staging', { cidr: '10.10.0.0/16' });
  const site = (name: string, region: 'eu-north-1' | 'eu-central-1', cidr: string) =>
    new Site(platform, name, { hosting: aws({ region, nodes: { min: 3, max: 9 }, cidr }), zones: [`${region}a`, `${region}b`, `${region}c`] });
  const cork = site('cork', 'eu-north-1', '10.20.0.0/16');
  const galway = site('galway', 'eu-central-1', '10.30.0.0/16');
  const sites = active === 'dublin' ? { active: dublin, standby: cork } : { active: cork, standby: dublin };
  new MultiRegionFailover(platform, 'failover', { ...sites, cold: galway });
  return { platform, dublin, cork, galway, inventory: new Inventory(platform) };
}

describe('the sites whose networks are joined', () => {
  const named = (active: 'dublin' | 'cork', built: readonly ('dublin' | 'cork' | 'galway')[]) => {
    const sites = threeSites(active);
    return peeringsOf(
      sites.inventory,
      built.map(name => sites[name]),
    ).map(({ requester, accepter }) => `${requester.name}-${accepter.name}`);
  };

  it('are those of a failover that are built, and none that are not', () => {
    expect(named('dublin', ['dublin'])).toEqual([]);
    expect(named('dublin', ['dublin', 'cork'])).toEqual(['cork-dublin']);
    expect(named('dublin', ['dublin', 'cork', 'galway'])).toEqual(['cork-dublin', 'cork-galway', 'dublin-galway']);
  });

  it('stay the same when another site becomes active', () => {
    expect(named('cork', ['dublin', 'cork', 'galway'])).toEqual(named('dublin', ['dublin', 'cork', 'galway']));
  });

  it('know the address ranges of each other', () => {
    const { inventory, dublin, cork, galway } = threeSites();
    expect(peerRanges(inventory, dublin, [dublin, cork])).toEqual(['10.20.0.0/16']);
    expect(peerRanges(inventory, galway, [dublin, cork])).toEqual([]);
  });

  it('are on AWS: who hosts clusters joins them', () => {
    const { platform, site } = aSite('staging');
    const own = new Site(platform, 'cork', { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }), zones: ['rack'] });
    new MultiRegionFailover(platform, 'failover', { active: site, standby: own });
    expect(peeringsOf(new Inventory(platform), [site, own])).toEqual([]);
  });
});

async function recordPeering(platform: Platform, [first, second]: readonly [Site, Site]) {
  const { resources } = await record({ project: 'ward', stack: 'ward-staging' }, () => {
    const end = (site: Site, peer: Site) => {
      const facts = new SiteFacts(site);
      const provider = new Provider(facts.prefix, { region: facts.region });
      const peers = peer.hosting.kind === 'aws' ? [peer.hosting.cidr] : [];
      return { facts, provider, network: new Network(facts.prefix, { facts, peers }, { providers: [provider] }) };
    };
    new SitePeering(`${platform.name}-${first.name}-${second.name}`, { requester: end(first, second), accepter: end(second, first) });
    return {};
  });
  return resources;
}

describe('two networks that are joined', () => {
  it('[C1] have a connection that one asks for and the other accepts, each in its own region, and routes of nodes and stores to each other', async () => {
    const { platform, cork, dublin } = threeSites();
    const resources = await recordPeering(platform, [cork, dublin]);
    const inputs = (type: string, name: string) => resources.find(one => one.type === `aws:ec2/${type}` && one.name === name)?.inputs;
    expect(inputs('vpcPeeringConnection:VpcPeeringConnection', 'ward-cork-dublin')).toMatchObject({
      region: 'eu-north-1',
      vpcId: '${aws:ec2/vpc:Vpc::ward-cork.id}',
      peerVpcId: '${aws:ec2/vpc:Vpc::ward-dublin.id}',
      peerRegion: 'eu-west-1',
    });
    expect(inputs('vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter', 'ward-cork-dublin')).toMatchObject({ region: 'eu-west-1', autoAccept: true });
    const routes = resources.filter(({ type, inputs: { vpcPeeringConnectionId } }) => type === 'aws:ec2/route:Route' && vpcPeeringConnectionId);
    expect(routes.map(({ name, inputs: route }) => `${name} ${route.region} ${route.destinationCidrBlock}`).sort()).toEqual([
      'ward-cork-isolated-dublin eu-north-1 10.10.0.0/16',
      ...['a', 'b', 'c'].map(zone => `ward-cork-private-eu-north-1${zone}-dublin eu-north-1 10.10.0.0/16`),
      'ward-dublin-isolated-cork eu-west-1 10.20.0.0/16',
      ...['a', 'b', 'c'].map(zone => `ward-dublin-private-eu-west-1${zone}-cork eu-west-1 10.20.0.0/16`),
    ]);
  });

  it('admit each other to the subnets of their stores', async () => {
    const { platform, cork, dublin } = threeSites();
    const resources = await recordPeering(platform, [cork, dublin]);
    const acl = resources.find(({ type, name }) => type === 'aws:ec2/networkAcl:NetworkAcl' && name === 'ward-dublin-data');
    expect(acl?.inputs.ingress).toContainEqual(expect.objectContaining({ action: 'allow', cidrBlock: '10.20.0.0/16' }));
  });
});
