import { type AwsHosting, clusterAutoscaler, karpenter, secretsManager } from '@clinfra/core';
import { dataAclRules } from '../src/network/data-acl';
import { endpointServices } from '../src/network/endpoint-services';
import { natZoneOf, networkLayout } from '../src/network/layout';
import { aSite, type RecordedSite, recordSite } from './recorded';

const HOSTING = { cidr: '10.0.0.0/16', region: 'eu-west-1', nat: undefined } as const satisfies Pick<AwsHosting, 'cidr' | 'region' | 'nat'>;
const THREE_ZONES: [string, ...string[]] = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const THREE = THREE_ZONES as string[];

describe('the layout of a network', () => {
  it.each([
    ['production', undefined, THREE, THREE],
    ['staging', undefined, THREE, ['eu-west-1a']],
    ['development', undefined, ['eu-west-1b'], ['eu-west-1b']],
    ['production', 'single', THREE, ['eu-west-1a']],
    ['staging', 'per-zone', THREE, THREE],
    ['production', 'none', THREE, []],
  ] as const)('[C1] has gateways to the internet in %s, declared %p, with zones %j in zones %j', (stage, nat, zones, natZones) => {
    expect(networkLayout({ zones }, { ...HOSTING, nat }, stage).natZones).toEqual(natZones);
  });

  it('leads each zone through its own gateway in production, all through the first elsewhere, and none where there is none', () => {
    expect(natZoneOf('eu-west-1c', networkLayout({ zones: THREE }, HOSTING, 'production'))).toBe('eu-west-1c');
    expect(natZoneOf('eu-west-1c', networkLayout({ zones: THREE }, HOSTING, 'staging'))).toBe('eu-west-1a');
    expect(natZoneOf('eu-west-1c', networkLayout({ zones: THREE }, { ...HOSTING, nat: 'none' }, 'staging'))).toBeUndefined();
  });

  it('gives a site with one zone a second one, because control planes and databases insist, and a site with three no more', () => {
    expect(networkLayout({ zones: ['eu-west-1a'] }, HOSTING, 'development').companion?.zone).toBe('eu-west-1c');
    expect(networkLayout({ zones: THREE }, HOSTING, 'development').companion).toBeUndefined();
  });
});

describe('the services that a site reaches inside its network', () => {
  const ALWAYS = ['ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'sts'];
  it.each([
    ['nothing more', {}, clusterAutoscaler(), ['autoscaling']],
    ['Karpenter', {}, karpenter(), ['sqs', 'ssm']],
    ['secrets of Secrets Manager', { secrets: secretsManager() }, clusterAutoscaler(), ['autoscaling', 'secretsmanager']],
    ['load balancers', { loadBalancers: {} }, clusterAutoscaler(), ['autoscaling', 'elasticloadbalancing']],
  ] as const)('[C1] with %s are what it uses', (_, site, autoscaling, more) => {
    expect(endpointServices({ secrets: undefined, loadBalancers: undefined, ...site }, { autoscaling })).toEqual([...ALWAYS, ...more].sort());
  });
});

describe('the border of the subnets of stores', () => {
  it('refuses the public subnets, admits the rest of the network, and names nothing wider', () => {
    const rules = dataAclRules(networkLayout({ zones: THREE }, HOSTING, 'production'));
    expect(rules.map(({ ruleNo, action, cidrBlock }) => [ruleNo, action, cidrBlock])).toEqual([
      [100, 'deny', '10.0.32.0/22'],
      [101, 'deny', '10.0.96.0/22'],
      [102, 'deny', '10.0.160.0/22'],
      [200, 'allow', '10.0.0.0/16'],
    ]);
  });

  it('[C1] stands around them on both sides', async () => {
    const site = await recordSite(aSite('production').platform);
    const { subnetIds, ingress, egress } = site.one('ec2/networkAcl:NetworkAcl').inputs;
    expect(subnetIds).toEqual(THREE.map(zone => `\${aws:ec2/subnet:Subnet::ward-dublin-data-${zone}.id}`));
    expect(ingress).toEqual(egress);
    expect(ingress).toHaveLength(4);
  });
});

describe('a network', () => {
  it('[C1] has public, private, data and intra subnets in three zones, gateways per zone in production, and flow logs', async () => {
    const site = await recordSite(aSite('production').platform);
    const kinds = ['data', 'intra', 'private', 'public'].flatMap(kind => THREE.map(zone => `ward-dublin-${kind}-${zone}`));
    expect([...site.names('ec2/subnet:Subnet')].sort()).toEqual(kinds);
    expect([...site.names('ec2/natGateway:NatGateway')].sort()).toEqual(THREE.map(zone => `ward-dublin-${zone}`));
    expect(site.one('ec2/flowLog:FlowLog').inputs).toMatchObject({ trafficType: 'ALL', logDestinationType: 'cloud-watch-logs' });
  });

  it('[C1] over one zone has one gateway and subnets for what needs a second zone, which nodes do not use', async () => {
    const site = await recordSite(aSite('development', {}, ['eu-west-1a']).platform);
    expect(site.names('ec2/natGateway:NatGateway')).toEqual(['ward-dublin-eu-west-1a']);
    expect([...site.names('ec2/subnet:Subnet')].sort()).toEqual([
      'ward-dublin-data-eu-west-1a',
      'ward-dublin-data-eu-west-1c',
      'ward-dublin-intra-eu-west-1a',
      'ward-dublin-intra-eu-west-1c',
      'ward-dublin-private-eu-west-1a',
      'ward-dublin-public-eu-west-1a',
    ]);
    expect(site.one('eks/nodeGroup:NodeGroup').inputs.subnetIds).toEqual(['${aws:ec2/subnet:Subnet::ward-dublin-private-eu-west-1a.id}']);
    expect(site.one('eks/cluster:Cluster').inputs.vpcConfig).toMatchObject({
      subnetIds: ['a', 'c'].map(letter => `\${aws:ec2/subnet:Subnet::ward-dublin-intra-eu-west-1${letter}.id}`),
    });
  });

  it.each([1, 2, 3, 4, 5, 6])('[C1] may stand in %i zones', async count => {
    const zones = [...'abcdef'].slice(0, count).map(letter => `eu-west-1${letter}`) as [string, ...string[]];
    const site = await recordSite(aSite('production', { nodes: { min: 6, max: 9 } }, zones).platform);
    expect(site.names('ec2/subnet:Subnet').filter(name => name.includes('-private-'))).toHaveLength(count);
    expect(site.names('ec2/natGateway:NatGateway')).toHaveLength(count);
  });

  it('[M7] keeps the addresses of the gateway for other sites from pods, from the first day, and none without one', async () => {
    const kept = (site: RecordedSite) => site.all('ec2/subnetCidrReservation:SubnetCidrReservation').filter(({ name }) => name.includes('east-west'));
    const joined = await recordSite(aSite('staging', {}, THREE_ZONES, { mesh: { join: {} }, loadBalancers: {} }).platform);
    expect(kept(joined).map(({ inputs: { cidrBlock, reservationType } }) => [cidrBlock, reservationType])).toEqual(
      ['10.0.31.240/28', '10.0.95.240/28', '10.0.159.240/28'].map(range => [range, 'explicit']),
    );
    expect(kept(await recordSite(aSite('staging', {}, THREE_ZONES, { mesh: {} }).platform))).toEqual([]);
  });

  it('[C1] without a gateway to the internet leads nodes nowhere but to S3, and waits for its endpoints before it starts them', async () => {
    const site = await recordSite(aSite('staging', { nat: 'none' }).platform);
    expect(site.all('ec2/natGateway:NatGateway')).toEqual([]);
    expect(site.all('ec2/route:Route').map(({ name }) => name)).toEqual(['ward-dublin-public']);
    const endpoint = site.one('ec2/vpcEndpoint:VpcEndpoint', 'ward-dublin-ecr.dkr');
    expect(site.one('eks/nodeGroup:NodeGroup').dependsOn).toContain(endpoint.urn);
  });

  it('[C1] reaches services of AWS by endpoints of its own, encrypted and for its account alone, and S3 by a gateway', async () => {
    const site = await recordSite(aSite('production').platform);
    const storage = site.one('ec2/vpcEndpoint:VpcEndpoint', 'ward-dublin-s3');
    expect(storage.inputs).toMatchObject({ serviceName: 'com.amazonaws.eu-west-1.s3', vpcEndpointType: 'Gateway' });
    expect(site.policy(storage).Statement[1]).toMatchObject({
      Action: ['s3:GetObject'],
      Resource: [expect.stringContaining('eu-west-1'), expect.stringContaining('eu-west-1')],
    });
    const ec2 = site.one('ec2/vpcEndpoint:VpcEndpoint', 'ward-dublin-ec2');
    expect(ec2.inputs).toMatchObject({ serviceName: 'com.amazonaws.eu-west-1.ec2', vpcEndpointType: 'Interface', privateDnsEnabled: true });
    expect(ec2.inputs.subnetIds).toEqual(THREE.map(zone => `\${aws:ec2/subnet:Subnet::ward-dublin-intra-${zone}.id}`));
    for (const endpoint of [storage, ec2]) {
      expect(site.policy(endpoint).Statement[0]).toMatchObject({
        Condition: { StringEquals: { 'aws:PrincipalAccount': '${aws:ec2/vpc:Vpc::ward-dublin.ownerId}' } },
      });
    }
    expect(site.one('vpc/securityGroupIngressRule:SecurityGroupIngressRule', 'ward-dublin-endpoints').inputs).toMatchObject({
      cidrIpv4: '10.0.0.0/16',
      fromPort: 443,
      toPort: 443,
    });
  });

  it('has no endpoints that are paid for outside production, unless they are asked for', async () => {
    const names = async (endpoints?: boolean) =>
      (await recordSite(aSite('staging', endpoints === undefined ? {} : { endpoints }).platform)).names('ec2/vpcEndpoint:VpcEndpoint');
    expect(await names()).toEqual(['ward-dublin-s3']);
    expect((await names(true)).length).toBeGreaterThan(6);
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
