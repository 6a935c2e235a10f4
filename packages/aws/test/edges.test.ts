import {
  type AwsEdgeProps,
  applicationBalancer,
  aws,
  byFailover,
  byWeight,
  DnsZone,
  Edge,
  MultiRegionFailover,
  networkBalancer,
  Site,
  seconds,
} from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { type RecordedSite, recordEdges } from './recorded';

type Zone = Partial<ConstructorParameters<typeof DnsZone>[2]>;
type Built = ReturnType<typeof aPlatform>;

/** A platform with one way in before which AWS stands. */
async function withEdge(aws: (built: Built) => Partial<AwsEdgeProps> = () => ({}), zone: Zone = {}, redirectsToHttps = true): Promise<RecordedSite> {
  const built = aPlatform();
  const hosts = new DnsZone(built.platform, 'hosts', { domain: 'ward.example', ...zone });
  new Edge(built.platform, 'web', {
    domain: built.clinical,
    host: 'api.ward.example',
    issuer: 'letsencrypt',
    redirectsToHttps,
    aws: { zone: hosts, ...aws(built) },
  }).exposes(built.ehr, { path: '/ehr' });
  return recordEdges(built.platform);
}

describe('a zone of DNS', () => {
  let signed: RecordedSite;
  beforeAll(async () => {
    signed = await withEdge(undefined, { dnssec: true, queryLogs: true, authorities: ['amazon.com', 'letsencrypt.org'] });
  });

  it('[C5] is made, and says what has to be entered with whoever sold the domain', () => {
    expect(signed.one('route53/zone:Zone').inputs).toMatchObject({ name: 'ward.example', forceDestroy: false });
    const { nameServers, signedBy } = (signed.outputs.delegations as Record<string, Record<string, unknown>>)['ward.example'] ?? {};
    expect(nameServers).toEqual(['${aws:route53/zone:Zone::ward.edge-hosts.nameServers[0]}']);
    expect(signedBy).toBe('${aws:route53/keySigningKey:KeySigningKey::ward.edge-hosts.dsRecord}');
  });

  it('is signed with a key that Route 53 alone may sign with', () => {
    const key = signed.one('kms/key:Key', 'ward.edge-hosts-dnssec');
    expect(key.inputs).toMatchObject({ region: 'us-east-1', customerMasterKeySpec: 'ECC_NIST_P256', keyUsage: 'SIGN_VERIFY' });
    const signers = signed.policy(key).Statement.filter(({ Action }) => (Action as string[]).includes('kms:Sign'));
    expect(signers.map(({ Principal }) => Principal)).toEqual([{ Service: 'dnssec-route53.amazonaws.com' }]);
    expect(signed.one('route53/hostedZoneDnsSec:HostedZoneDnsSec').inputs).toMatchObject({ hostedZoneId: expect.stringContaining('hosts') });
  });

  it('names the authorities that may sign for its hosts', () => {
    const record = signed.one('route53/record:Record', 'ward.edge-hosts-authorities').inputs;
    expect(record).toMatchObject({ name: 'ward.example', type: 'CAA', records: ['0 issue "amazon.com"', '0 issue "letsencrypt.org"'] });
  });

  it('logs questions encrypted, by Route 53 alone', () => {
    const group = signed.one('cloudwatch/logGroup:LogGroup', 'ward.edge-hosts-questions').inputs;
    expect(group).toMatchObject({ region: 'us-east-1', name: '/aws/route53/ward.example', kmsKeyId: expect.stringContaining('hosts-questions') });
    const [statement] = signed.policy(signed.one('cloudwatch/logResourcePolicy:LogResourcePolicy', 'ward.edge-hosts-questions'), 'policyDocument').Statement;
    expect(statement?.Principal).toEqual({ Service: 'route53.amazonaws.com' });
  });

  it('is left alone where it exists: records are added to it', async () => {
    const existing = await withEdge(undefined, { existing: 'Z0123456789ABCDEFGHIJ' });
    expect(existing.all('route53/zone:Zone')).toEqual([]);
    expect(new Set(existing.all('route53/record:Record').map(({ inputs }) => inputs.zoneId))).toEqual(new Set(['Z0123456789ABCDEFGHIJ']));
  });
});

describe('an edge behind an Application Load Balancer', () => {
  let edge: RecordedSite;
  beforeAll(async () => {
    edge = await withEdge(({ site }) => ({
      routing: byWeight([{ site, weight: 100 }]),
      health: { path: '/ehr/health', interval: seconds(10), failures: 2, regions: ['eu-west-1', 'us-east-1', 'sa-east-1'], contains: 'ready' },
      balancer: applicationBalancer({ tls: 'tls-1.3', idleTimeout: seconds(120) }),
    }));
  });

  it('[C5] ends TLS with a certificate of ACM that is proven in the zone, and waited for', () => {
    expect(edge.one('acm/certificate:Certificate').inputs).toMatchObject({
      region: 'eu-west-1',
      domainName: 'api.ward.example',
      subjectAlternativeNames: ['dublin.api.ward.example'],
      validationMethod: 'DNS',
    });
    const proofs = edge.names('route53/record:Record').filter(name => name.includes('-proof-'));
    expect(proofs).toEqual(['ward.edge-proof-api.ward.example', 'ward.edge-proof-dublin.api.ward.example']);
    expect(edge.one('acm/certificateValidation:CertificateValidation').inputs.validationRecordFqdns).toHaveLength(2);
    const listener = edge.one('lb/listener:Listener', 'ward-dublin-web-443');
    expect(listener.dependsOn?.filter(urn => urn.includes('CertificateValidation'))).toHaveLength(1);
    expect(listener.inputs).toMatchObject({
      protocol: 'HTTPS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-3-2021-06',
      certificateArn: '${aws:acm/certificate:Certificate::ward-dublin-web.arn}',
      defaultActions: [{ type: 'forward', targetGroupArn: '${aws:lb/targetGroup:TargetGroup::ward-dublin-web-443.arn}' }],
    });
  });

  it('[C5] sends callers without TLS to HTTPS, keeps a note of every request, and cannot be deleted by mistake', () => {
    const redirect = { port: '443', protocol: 'HTTPS', statusCode: 'HTTP_301' };
    expect(edge.one('lb/listener:Listener', 'ward-dublin-web-80').inputs).toMatchObject({ protocol: 'HTTP', defaultActions: [{ type: 'redirect', redirect }] });
    const balancer = edge.one('lb/loadBalancer:LoadBalancer');
    expect(balancer.protect).toBe(true);
    expect(balancer.inputs).toMatchObject({
      loadBalancerType: 'application',
      internal: false,
      enableDeletionProtection: true,
      idleTimeout: 120,
      dropInvalidHeaderFields: true,
      accessLogs: { enabled: true, prefix: 'web' },
      subnets: ['a', 'b', 'c'].map(zone => `\${aws:ec2/subnet:Subnet::ward-dublin-public-eu-west-1${zone}.id}`),
    });
    expect(edge.one('s3/bucket:Bucket').inputs).toMatchObject({ region: 'eu-west-1', tags: { purpose: 'load-balancer-logs' } });
  });

  it('lets everybody in by two ports, and leads to the gateway alone', () => {
    const into = edge
      .all('vpc/securityGroupIngressRule:SecurityGroupIngressRule')
      .map(({ inputs }) => [inputs.cidrIpv4 ?? 'the load balancer', inputs.fromPort]);
    expect(into).toEqual([
      ['0.0.0.0/0', 443],
      ['0.0.0.0/0', 80],
      ['the load balancer', 15021],
      ['the load balancer', 443],
    ]);
    const out = edge.all('vpc/securityGroupEgressRule:SecurityGroupEgressRule');
    expect(out.map(({ inputs }) => inputs.fromPort)).toEqual([15021, 443]);
    expect(new Set(out.map(({ inputs }) => inputs.referencedSecurityGroupId))).toEqual(
      new Set(['${aws:eks/cluster:Cluster::ward-dublin.vpcConfig.clusterSecurityGroupId}']),
    );
  });

  it('speaks TLS to pods, and asks them whether they are ready', () => {
    expect(edge.one('lb/targetGroup:TargetGroup').inputs).toMatchObject({
      protocol: 'HTTPS',
      targetType: 'ip',
      healthCheck: { protocol: 'HTTP', port: '15021', path: '/healthz/ready' },
    });
  });

  it('[E4] is found by its share, as long as it answers when it is asked from outside', () => {
    expect(edge.one('route53/healthCheck:HealthCheck').inputs).toMatchObject({
      type: 'HTTPS_STR_MATCH',
      fqdn: 'dublin.api.ward.example',
      resourcePath: '/ehr/health',
      requestInterval: 10,
      failureThreshold: 2,
      regions: ['eu-west-1', 'us-east-1', 'sa-east-1'],
      searchString: 'ready',
      enableSni: true,
    });
    expect(edge.one('route53/record:Record', 'ward-dublin-web').inputs).toMatchObject({
      name: 'api.ward.example',
      setIdentifier: 'dublin',
      weightedRoutingPolicies: [{ weight: 100 }],
      healthCheckId: '${aws:route53/healthCheck:HealthCheck::ward-dublin-web-health.id}',
      aliases: [{ name: '${aws:lb/loadBalancer:LoadBalancer::ward-dublin-web.dnsName}', evaluateTargetHealth: true }],
    });
  });
});

describe('an edge behind a Network Load Balancer', () => {
  let edge: RecordedSite;
  beforeAll(async () => {
    edge = await withEdge(() => ({ balancer: networkBalancer({ from: ['192.0.2.0/24'], crossZone: false }) }));
  });

  it('[C5] hands TLS through to the gateway, and callers without TLS too, with their addresses', () => {
    expect(edge.all('acm/certificate:Certificate')).toEqual([]);
    expect(edge.all('lb/listener:Listener').map(({ inputs }) => [inputs.port, inputs.protocol, inputs.sslPolicy])).toEqual([
      [443, 'TCP', undefined],
      [80, 'TCP', undefined],
    ]);
    expect(edge.all('lb/targetGroup:TargetGroup').map(({ inputs }) => [inputs.port, inputs.protocol, inputs.preserveClientIp])).toEqual([
      [443, 'TCP', 'true'],
      [80, 'TCP', 'true'],
    ]);
    expect(edge.one('lb/loadBalancer:LoadBalancer').inputs).toMatchObject({ loadBalancerType: 'network', enableCrossZoneLoadBalancing: false });
  });

  it('[E4] lets in who asks for health besides those who were named, from the places that were chosen, and by HTTPS alone', async () => {
    const asked = await withEdge(() => ({
      health: { path: '/ehr/health', regions: ['eu-west-1', 'us-east-1', 'sa-east-1'] },
      balancer: networkBalancer({ from: ['192.0.2.0/24'] }),
    }));
    const rules = asked.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule').filter(({ inputs }) => inputs.description === 'Route 53, for health');
    expect(new Set(rules.map(({ inputs }) => inputs.cidrIpv4))).toEqual(
      new Set([
        '15.177.0.0/18',
        ...['54.243.31.192/26', '107.23.255.0/26'],
        ...['54.228.16.0/26', '176.34.159.192/26'],
        ...['54.232.40.64/26', '177.71.207.128/26'],
      ]),
    );
    expect(new Set(rules.map(({ inputs }) => `${inputs.fromPort}-${inputs.toPort}`))).toEqual(new Set(['443-443']));
  });

  it('lets in those who were named, and nobody else', () => {
    const from = edge.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule').flatMap(({ inputs }) => inputs.cidrIpv4 ?? []);
    expect(new Set(from)).toEqual(new Set(['192.0.2.0/24']));
  });
});

it('[E4] opens no port 80 where callers without TLS are not sent on', async () => {
  const edge = await withEdge(undefined, {}, false);
  expect(edge.all('lb/listener:Listener').map(({ inputs }) => inputs.port)).toEqual([443]);
});

it('[E4] opens no port at a Network Load Balancer behind which no gateway answers', async () => {
  const edge = await withEdge(() => ({ balancer: networkBalancer() }), {}, false);
  expect(edge.all('lb/listener:Listener').map(({ inputs }) => [inputs.port, inputs.defaultActions])).toEqual([
    [443, [{ type: 'forward', targetGroupArn: '${aws:lb/targetGroup:TargetGroup::ward-dublin-web-443.arn}' }]],
  ]);
  const callers = edge.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule').filter(({ inputs }) => inputs.description === 'callers');
  expect(callers.map(({ inputs }) => inputs.fromPort)).toEqual([443]);
});

it('[R2] says of the active site of a failover that callers go there first', async () => {
  const edge = await withEdge(({ platform, site }) => {
    const hosting = aws({ region: 'eu-central-1', nodes: { min: 3, max: 9 }, cidr: '10.77.0.0/16' });
    const standby = new Site(platform, 'frankfurt', { hosting, zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] });
    new MultiRegionFailover(platform, 'failover', { active: site, standby });
    return { routing: byFailover() };
  });
  expect(edge.one('route53/record:Record', 'ward-dublin-web').inputs).toMatchObject({ failoverRoutingPolicies: [{ type: 'PRIMARY' }] });
});
