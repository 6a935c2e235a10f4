import { type AwsEdgeProps, DnsZone, Edge, loadBalancer, networkBalancer, targetGroupName } from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { reaches } from '../../../test/graph/reachable';
import { at, renderedDomain } from './rendered';

/** An edge before which a load balancer of AWS stands. */
function balanced(aws: Partial<AwsEdgeProps> = {}) {
  const { platform, site, clinical, ehr } = aPlatform();
  const front = aDomain(platform, 'front');
  const zone = new DnsZone(platform, 'hosts', { domain: 'ward.example' });
  new Edge(platform, 'web', { domain: front, host: 'api.ward.example', issuer: 'letsencrypt', aws: { zone, ...aws } }).exposes(ehr, { path: '/ehr' });
  return { site, front: renderedDomain(platform, front, site), clinical: renderedDomain(platform, clinical, site) };
}

describe('a gateway behind a load balancer of AWS', () => {
  it('[C5] is bound to it by a name that is known before it exists, and has none of its own', () => {
    const { front, site } = balanced();
    expect(front.get('TargetGroupBinding', 'web-443')).toMatchObject({
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      spec: { targetGroupName: targetGroupName(site, 'web', 443), targetType: 'ip', serviceRef: { name: 'web-istio', port: 443 } },
    });
    expect(front.names('TargetGroupBinding')).toEqual(['web-443']);
    expect(at(front.get('Gateway', 'web'), 'metadata', 'annotations', 'networking.istio.io/service-type')).toBe('ClusterIP');
  });

  it('answers on TLS that names no host, for an Application Load Balancer names none, and keeps the one that has a certificate', () => {
    const { front, clinical } = balanced();
    const listeners = at(front.get('Gateway', 'web'), 'spec', 'listeners') as readonly Record<string, unknown>[];
    expect(listeners.map(({ name, port, hostname }) => [name, port, hostname])).toEqual([
      ['https', 443, 'api.ward.example'],
      ['balancer', 443, undefined],
    ]);
    const parents = at(clinical.get('HTTPRoute', 'web-ehr'), 'spec', 'parentRefs') as readonly Record<string, unknown>[];
    expect(parents.map(({ sectionName }) => sectionName)).toEqual(['https', 'balancer']);
  });

  it('[E4] answers under the name by which its health is checked, too', () => {
    const { clinical } = balanced({ health: { path: '/ehr/health' } });
    expect(at(clinical.get('HTTPRoute', 'web-ehr'), 'spec', 'hostnames')).toEqual(['api.ward.example', 'dublin.api.ward.example']);
    expect(at(balanced().clinical.get('HTTPRoute', 'web-ehr'), 'spec', 'hostnames')).toEqual(['api.ward.example']);
  });

  it('leaves callers without TLS to an Application Load Balancer, and sends them on itself behind a Network Load Balancer', () => {
    expect(balanced().front.names('HTTPRoute')).toEqual([]);
    const { front } = balanced({ balancer: networkBalancer() });
    expect(front.names('HTTPRoute')).toEqual(['web-to-https']);
    expect(front.names('TargetGroupBinding')).toEqual(['web-443', 'web-80']);
  });

  it('[M1] says to the subnets of load balancers alone whether it is ready', () => {
    const { front, clinical } = balanced();
    const manifests = [...front.manifests, ...clinical.manifests];
    const gateway = { namespace: 'front', labels: { 'gateway.networking.k8s.io/gateway-name': 'web' } };
    expect(at(front.get('NetworkPolicy', 'gateway-web'), 'spec', 'ingress', 1)).toMatchObject({ ports: [{ protocol: 'TCP', port: 15021 }] });
    expect(at(front.get('NetworkPolicy', 'gateway-web'), 'spec', 'ingress', 1, 'from')).toHaveLength(3);
    const stranger = { namespace: 'default', labels: {} };
    expect(reaches(manifests, stranger, gateway, 15021)).toBe(false);
    expect(reaches(manifests, stranger, gateway, 443)).toBe(true);
  });
});

describe('a service that is found under a name of its own', () => {
  const address = (visibility: 'public' | 'private') => {
    const { platform, site, clinical } = aPlatform();
    const zone = new DnsZone(platform, 'names', { domain: 'ward.example', visibility });
    const exposure = loadBalancer({ from: ['10.64.0.0/12'], address: { zone, host: 'hl7.ward.example' } });
    aService(clinical, 'hl7', { port: 2575, protocol: 'tcp', exposure });
    return { site, objects: renderedDomain(platform, clinical, site) };
  };

  it.each(['public', 'private'] as const)('[W8] in a %s zone has its pods bound to a load balancer of the cloud, and none made in the cluster', visibility => {
    const { site, objects } = address(visibility);
    expect(objects.get('TargetGroupBinding', 'hl7-load-balancer').spec).toEqual({
      targetGroupName: targetGroupName(site, 'clinical.hl7', 2575),
      targetType: 'ip',
      serviceRef: { name: 'hl7', port: 2575 },
    });
    expect(objects.names('Service').filter(name => name.startsWith('hl7'))).toEqual(['hl7']);
  });

  it('[M1] is reached from the declared ranges and the subnets of load balancers', () => {
    const ranges = JSON.stringify(address('private').objects.get('NetworkPolicy', 'hl7').spec);
    expect(ranges).toContain('10.64.0.0/12');
  });
});

describe('the name of a group of targets', () => {
  const { site } = aPlatform();

  it.each([
    ['web', 443],
    ['a-way-in-with-a-long-name-that-does-not-fit', 80],
    ['internal-ways', 443],
    ['thirteen-char-', 443],
    ['clinical.hl7', 2575],
    ['integration-of-all.hl7', 65_535],
  ])('of %s fits, and is one that AWS takes', (edge, port) => {
    const name = targetGroupName(site, edge, port);
    expect(name).toMatch(/^(?!internal-)[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/);
    expect(name.length).toBeLessThanOrEqual(32);
  });

  it('differs where sites, edges or ports do', () => {
    const { site: other } = (() => {
      const built = aPlatform();
      Object.defineProperty(built.platform, 'environment', { value: 'staging' });
      return built;
    })();
    const names = [
      targetGroupName(site, 'web', 443),
      targetGroupName(site, 'web', 80),
      targetGroupName(other, 'web', 443),
      targetGroupName(site, 'a-way-in-with-a-long-name-one', 443),
      targetGroupName(site, 'a-way-in-with-a-long-name-two', 443),
    ];
    expect(new Set(names).size).toBe(names.length);
  });
});
