import { type AwsEdgeProps, applicationBalancer, byFailover, byLatency, byPlace, byWeight, DnsZone, Edge, networkBalancer } from '@clinfra/core';
import { changesOf } from '@clinfra/plan';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, type RecordedSite, recordEdges, recordSite } from './recorded';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
const BLOCK = '${aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation::ward-dublin.ipv6CidrBlock}';

describe('a network with IPv6', () => {
  let site: RecordedSite;
  beforeAll(async () => {
    site = await recordSite(aSite('production', { ipv6: true }).platform);
  });

  it('[C1] has a block of AWS, of which public subnets alone have a part, and nothing in them an address unasked', () => {
    const block = site.one('ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation');
    expect(block.inputs).toEqual({ region: 'eu-west-1', vpcId: '${aws:ec2/vpc:Vpc::ward-dublin.id}', assignGeneratedIpv6CidrBlock: true });
    const parts = site.all('ec2/subnet:Subnet').filter(({ inputs }) => inputs.ipv6CidrBlock !== undefined);
    expect(parts.map(({ name }) => name)).toEqual(ZONES.map(zone => `ward-dublin-public-${zone}`));
    for (const { inputs, dependsOn } of parts) {
      expect(inputs).toMatchObject({ ipv6CidrBlock: BLOCK, assignIpv6AddressOnCreation: false, mapPublicIpOnLaunch: false });
      expect(dependsOn).toContain(block.urn);
    }
  });

  it('[C1] leads public subnets to the internet by it, and nobody else anywhere', () => {
    const ways = site.all('ec2/route:Route').filter(({ inputs }) => inputs.destinationIpv6CidrBlock !== undefined);
    expect(ways.map(({ inputs }) => inputs)).toEqual([
      {
        region: 'eu-west-1',
        routeTableId: '${aws:ec2/routeTable:RouteTable::ward-dublin-public.id}',
        destinationIpv6CidrBlock: '::/0',
        gatewayId: '${aws:ec2/internetGateway:InternetGateway::ward-dublin.id}',
      },
    ]);
    expect(site.all('ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway')).toEqual([]);
  });

  it('[C1] lets none of it to stores, whose border names ranges of IPv4 alone', () => {
    const { ingress, egress } = site.one('ec2/networkAcl:NetworkAcl').inputs;
    for (const one of [...(ingress as { action: string }[]), ...(egress as { action: string }[])]) expect(one).not.toHaveProperty('ipv6CidrBlock');
  });

  it('leaves the network itself as it was, and the family of the cluster', () => {
    const { inputs, ignoreChanges } = site.one('ec2/vpc:Vpc');
    expect(inputs.assignGeneratedIpv6CidrBlock).toBeUndefined();
    expect(ignoreChanges).toEqual(['assignGeneratedIpv6CidrBlock']);
    expect(site.one('eks/cluster:Cluster').inputs.kubernetesNetworkConfig).not.toMatchObject({ ipFamily: 'ipv6' });
  });

  it('[C1] has no way out by it where it has none at all', async () => {
    const closed = await recordSite(aSite('staging', { ipv6: true, nat: 'none' }).platform);
    expect(closed.names('ec2/route:Route')).toEqual(['ward-dublin-public', 'ward-dublin-public-ipv6']);
  });

  it('is turned on in place: nothing is made anew, nothing goes, and what nodes and stores stand on stays as it was', async () => {
    const changes = changesOf(await recordSite(aSite('production').platform), site);
    const touched = changes.map(({ kind, name, properties }) => [kind, name, ...properties.map(({ path }) => path).sort()].join(' '));
    expect(touched.sort()).toEqual([
      'added ward-dublin',
      'added ward-dublin-public-ipv6',
      ...ZONES.map(zone => `changed ward-dublin-public-${zone} assignIpv6AddressOnCreation ipv6CidrBlock`),
    ]);
  });

  it('has nothing of it unless it is asked for', async () => {
    const without = await recordSite(aSite('production').platform);
    expect(without.resources.filter(({ inputs }) => /ipv6/i.test(JSON.stringify(inputs)))).toEqual([]);
  });
});

/** The load balancer of an edge on a site with IPv6, what is let in and the records that lead to it. */
async function reached(aws: (built: ReturnType<typeof aSite>) => Partial<AwsEdgeProps>, ipv6 = true) {
  const built = aSite('production', { ipv6 }, ZONES, { loadBalancers: {} });
  const domain = aDomain(built.platform, 'ways');
  const zone = new DnsZone(built.platform, 'hosts', { domain: 'ward.example' });
  const web = new Edge(built.platform, 'web', { domain, host: 'api.ward.example', issuer: 'letsencrypt', aws: { zone, ...aws(built) } });
  web.exposes(aService(domain, 'ehr'), { path: '/ehr' });
  const site = await recordEdges(built.platform);
  const admitted = site.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule').filter(({ inputs }) => inputs.description === 'callers');
  return {
    site,
    type: site.one('lb/loadBalancer:LoadBalancer').inputs.ipAddressType,
    admitted: admitted.map(({ name, inputs }) => [name, inputs.cidrIpv4 ?? inputs.cidrIpv6, inputs.fromPort]),
    records: site.all('route53/record:Record').filter(({ inputs }) => inputs.type === 'A' || inputs.type === 'AAAA'),
  };
}

describe('an edge on a site with IPv6', () => {
  it('[C5] is open to everybody by both protocols, at the same ports', async () => {
    const { type, admitted } = await reached(() => ({}));
    expect(type).toBe('dualstack');
    expect(admitted).toEqual([
      ['ward-dublin-web-443', '0.0.0.0/0', 443],
      ['ward-dublin-web-443-ipv6', '::/0', 443],
      ['ward-dublin-web-80', '0.0.0.0/0', 80],
      ['ward-dublin-web-80-ipv6', '::/0', 80],
    ]);
  });

  it('[C5] lets in the ranges that are named, of either, by names that the engine can keep', async () => {
    const from = ['192.0.2.0/24', '2001:db8:40::/48'];
    const { type, admitted } = await reached(() => ({ balancer: networkBalancer({ from }) }));
    expect(type).toBe('dualstack');
    expect(admitted.filter(([, , port]) => port === 443)).toEqual([
      ['ward-dublin-web-443-192.0.2.0/24', '192.0.2.0/24', 443],
      ['ward-dublin-web-443-2001-db8-40--/48', '2001:db8:40::/48', 443],
    ]);
  });

  it('[C5] keeps its load balancer when it is opened to it, and when it is closed again by ranges of IPv4', async () => {
    const [closed, open] = [await reached(() => ({}), false), await reached(() => ({}))];
    const narrowed = await reached(() => ({ balancer: applicationBalancer({ from: ['0.0.0.0/0'] }) }));
    const kinds = (before: RecordedSite, after: RecordedSite) => changesOf(before, after).map(({ kind, name }) => `${kind} ${name}`);
    const own = ['ward-dublin-web-443-ipv6', 'ward-dublin-web-80-ipv6', 'ward-dublin-web-aaaa'];
    expect(kinds(closed.site, open.site).sort()).toEqual([...own.map(name => `added ${name}`), 'changed ward-dublin-web']);
    expect(kinds(open.site, narrowed.site).sort()).toEqual(['changed ward-dublin-web', ...own.map(name => `removed ${name}`)]);
    expect(kinds(closed.site, narrowed.site)).toEqual([]);
  });

  it.each<[why: string, aws: Partial<AwsEdgeProps>, ipv6: boolean]>([
    ['whose callers are named by IPv4 alone', { balancer: applicationBalancer({ from: ['192.0.2.0/24'] }) }, true],
    ['with a CDN, which asks by IPv4', { cdn: {} }, true],
    ['where there is none', {}, false],
  ])('%s is not found by it', async (_, aws, ipv6) => {
    const { type, admitted, records, site } = await reached(() => aws, ipv6);
    expect(type).toBe('ipv4');
    expect(admitted.every(([, range]) => !String(range).includes(':'))).toBe(true);
    const balancers = records.filter(({ inputs }) => JSON.stringify(inputs.aliases).includes('LoadBalancer'));
    expect(new Set(balancers.map(({ inputs }) => inputs.type))).toEqual(new Set(['A']));
    for (const { inputs } of site.all('cloudfront/distribution:Distribution')) expect(inputs.isIpv6Enabled).toBe(true);
  });

  it.each<[how: string, routing: (built: ReturnType<typeof aSite>) => AwsEdgeProps['routing'], suffixes: readonly string[]]>([
    ['one site', () => undefined, ['']],
    ['shares', ({ site }) => byWeight([{ site, weight: 100 }]), ['']],
    ['latency', () => byLatency(), ['']],
    ['place', ({ site }) => byPlace([{ site, countries: ['IE'], continents: ['EU'] }], { otherwise: site }), ['-ie', '-continent-eu', '-otherwise']],
    ['failover', () => byFailover(), ['']],
  ])('[E4] is found by both protocols by %s, with the same policy and the same health', async (_, routing, suffixes) => {
    const { records } = await reached(built => {
      const chosen = routing(built);
      return { health: { path: '/ehr/health' }, ...(chosen && { routing: chosen }) };
    });
    for (const suffix of suffixes) {
      const [a, aaaa] = ['', '-aaaa'].map(family => records.find(({ name }) => name === `ward-dublin-web${suffix}${family}`)?.inputs);
      expect([a?.type, aaaa?.type]).toEqual(['A', 'AAAA']);
      expect(aaaa).toEqual({ ...a, type: 'AAAA' });
    }
    // The name under which a site is asked for its health is asked by IPv4 alone.
    expect(records).toHaveLength(2 * suffixes.length + 1);
  });

  it('[E3] judges everybody but those who are allowed, of either protocol', async () => {
    const allow = ['192.0.2.0/24', '2001:db8:40::/48'];
    const { site } = await reached(() => ({ firewall: { allow } }));
    expect(site.all('wafv2/ipSet:IpSet').map(({ inputs }) => [inputs.ipAddressVersion, inputs.addresses])).toEqual([
      ['IPV4', ['192.0.2.0/24']],
      ['IPV6', ['2001:db8:40::/48']],
    ]);
  });
});
