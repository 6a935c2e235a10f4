import { natZoneOf, networkLayout } from '../src/network/layout';
import { aSite, recordSite } from './recorded';

const HOSTING = { cidr: '10.0.0.0/16', region: 'eu-west-1' } as const;
const THREE = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

describe('the layout of a network', () => {
  it.each([
    ['production', THREE, THREE],
    ['staging', THREE, ['eu-west-1a']],
    ['development', ['eu-west-1b'], ['eu-west-1b']],
  ] as const)('has gateways to the internet in %s with zones %j in zones %j', (stage, zones, natZones) => {
    expect(networkLayout({ zones }, HOSTING, stage).natZones).toEqual(natZones);
  });

  it('leads each zone through its own gateway in production and all through the first elsewhere', () => {
    expect(natZoneOf('eu-west-1c', networkLayout({ zones: THREE }, HOSTING, 'production'))).toBe('eu-west-1c');
    expect(natZoneOf('eu-west-1c', networkLayout({ zones: THREE }, HOSTING, 'staging'))).toBe('eu-west-1a');
  });

  it('gives a site with one zone a second one, because control planes and databases insist, and a site with three no more', () => {
    expect(networkLayout({ zones: ['eu-west-1a'] }, HOSTING, 'development').companion?.zone).toBe('eu-west-1c');
    expect(networkLayout({ zones: THREE }, HOSTING, 'development').companion).toBeUndefined();
  });
});

describe('a network', () => {
  it('[C1] has public, private and data subnets in three zones, gateways per zone in production, an endpoint to S3 and flow logs', async () => {
    const site = await recordSite(aSite('production').platform);
    const kinds = ['data', 'private', 'public'].flatMap(kind => THREE.map(zone => `ward-dublin-${kind}-${zone}`));
    expect([...site.names('ec2/subnet:Subnet')].sort()).toEqual(kinds);
    expect([...site.names('ec2/natGateway:NatGateway')].sort()).toEqual(THREE.map(zone => `ward-dublin-${zone}`));
    expect(site.one('ec2/vpcEndpoint:VpcEndpoint').inputs).toMatchObject({ serviceName: 'com.amazonaws.eu-west-1.s3', vpcEndpointType: 'Gateway' });
    expect(site.one('ec2/flowLog:FlowLog').inputs).toMatchObject({ trafficType: 'ALL', logDestinationType: 'cloud-watch-logs' });
  });

  it('[C1] over one zone has one gateway and subnets for what needs a second zone, which nodes do not use', async () => {
    const site = await recordSite(aSite('development', {}, ['eu-west-1a']).platform);
    expect(site.names('ec2/natGateway:NatGateway')).toEqual(['ward-dublin-eu-west-1a']);
    expect([...site.names('ec2/subnet:Subnet')].sort()).toEqual([
      'ward-dublin-data-eu-west-1a',
      'ward-dublin-data-eu-west-1c',
      'ward-dublin-private-eu-west-1a',
      'ward-dublin-private-eu-west-1c',
      'ward-dublin-public-eu-west-1a',
    ]);
    expect(site.one('eks/nodeGroup:NodeGroup').inputs.subnetIds).toEqual(['${aws:ec2/subnet:Subnet::ward-dublin-private-eu-west-1a.id}']);
    expect(site.one('eks/cluster:Cluster').inputs.vpcConfig).toMatchObject({
      subnetIds: ['a', 'c'].map(letter => `\${aws:ec2/subnet:Subnet::ward-dublin-private-eu-west-1${letter}.id}`),
    });
  });

  it('gives stores no way out: their subnets share a route table without a route', async () => {
    const site = await recordSite(aSite('production').platform);
    const isolated = '${aws:ec2/routeTable:RouteTable::ward-dublin-isolated.id}';
    for (const zone of THREE) {
      expect(site.one('ec2/routeTableAssociation:RouteTableAssociation', `ward-dublin-data-${zone}`).inputs.routeTableId).toBe(isolated);
    }
    expect(site.all('ec2/route:Route').map(({ inputs }) => inputs.routeTableId)).not.toContain(isolated);
  });

  it('empties the default security group, so that nothing is open by forgetting', async () => {
    const site = await recordSite(aSite('production').platform);
    expect(site.one('ec2/defaultSecurityGroup:DefaultSecurityGroup').inputs).toMatchObject({ ingress: [], egress: [] });
  });

  it('gives nobody a public address by itself', async () => {
    const site = await recordSite(aSite('production').platform);
    for (const { inputs } of site.all('ec2/subnet:Subnet')) expect(inputs.mapPublicIpOnLaunch).toBe(false);
  });
});
