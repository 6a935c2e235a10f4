import { DnsZone, loadBalancer, minutes } from '@clinfra/core';
import { aPlatform, aService } from '../../../test/fixtures/a-platform';
import { type RecordedSite, recordEdges } from './recorded';

/** A platform whose HL7 service is found under a name. */
async function hl7(visibility: 'public' | 'private'): Promise<RecordedSite> {
  const { platform, clinical } = aPlatform();
  const zone = new DnsZone(platform, 'names', { domain: 'ward.example', visibility });
  const exposure = loadBalancer({ from: ['10.64.0.0/12', '10.96.0.0/16'], address: { zone, host: 'hl7.ward.example' } });
  aService(clinical, 'hl7', { port: 2575, protocol: 'tcp', exposure, stop: { grace: minutes(2) } });
  return recordEdges(platform);
}

describe('a service that is found under a name of a public zone', () => {
  let site: RecordedSite;
  beforeAll(async () => {
    site = await hl7('public');
  });

  it('[C5] has a Network Load Balancer inside the network that speaks TLS with a certificate for the name', () => {
    const balancer = site.one('lb/loadBalancer:LoadBalancer');
    expect(balancer.protect).toBe(true);
    expect(balancer.inputs).toMatchObject({ loadBalancerType: 'network', internal: true, enableDeletionProtection: true });
    expect(balancer.inputs.subnets).toContain('${aws:ec2/subnet:Subnet::ward-dublin-private-eu-west-1a.id}');
    expect(site.one('lb/listener:Listener').inputs).toMatchObject({
      port: 2575,
      protocol: 'TLS',
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      certificateArn: '${aws:acm/certificate:Certificate::ward-dublin-clinical.hl7.arn}',
    });
    expect(site.one('acm/certificate:Certificate').inputs).toMatchObject({ region: 'eu-west-1', domainName: 'hl7.ward.example' });
  });

  it('[W8] lets in the declared ranges, with their own addresses, and leads to the service’s pods alone', () => {
    const rules = site.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule');
    expect(rules.map(({ inputs }) => [inputs.cidrIpv4 ?? 'the load balancer', inputs.fromPort, inputs.toPort])).toEqual([
      ['the load balancer', 2575, 2575],
      ['10.64.0.0/12', 2575, 2575],
      ['10.96.0.0/16', 2575, 2575],
    ]);
    expect(site.one('vpc/securityGroupEgressRule:SecurityGroupEgressRule').inputs).toMatchObject({ fromPort: 2575, toPort: 2575 });
    expect(site.one('lb/targetGroup:TargetGroup').inputs).toMatchObject({
      protocol: 'TCP',
      targetType: 'ip',
      preserveClientIp: 'true',
      deregistrationDelay: 120,
    });
  });

  it('[C5] has a record that follows its address', () => {
    expect(site.one('route53/record:Record', 'ward-dublin-clinical.hl7').inputs).toMatchObject({
      name: 'hl7.ward.example',
      zoneId: '${aws:route53/zone:Zone::ward.edge-names.zoneId}',
      aliases: [{ name: '${aws:lb/loadBalancer:LoadBalancer::ward-dublin-clinical.hl7.dnsName}' }],
    });
  });
});

describe('a service that is found under a name of a private zone', () => {
  let site: RecordedSite;
  beforeAll(async () => {
    site = await hl7('private');
  });

  it('[E4] is found inside the network of its site alone', () => {
    expect(site.one('route53/zone:Zone').inputs).toMatchObject({
      name: 'ward.example',
      vpcs: [{ vpcId: '${aws:ec2/vpc:Vpc::ward-dublin.id}', vpcRegion: 'eu-west-1' }],
    });
    expect(site.one('route53/record:Record').inputs.zoneId).toBe('${aws:route53/zone:Zone::ward-dublin-names.zone.zoneId}');
  });

  it('passes on what comes, because nobody signs for such a name', () => {
    expect(site.all('acm/certificate:Certificate')).toEqual([]);
    expect(site.one('lb/listener:Listener').inputs).toMatchObject({ port: 2575, protocol: 'TCP' });
  });
});
