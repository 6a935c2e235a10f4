import { type ClinicalServiceProps, cluster, ExternalHost, loadBalancer, nodePort, Site } from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, containerOf, rendered, renderedDomain } from './rendered';

const HOSPITALS = '10.64.0.0/12';
const MLLP = { port: 2575, protocol: 'tcp', exposure: loadBalancer({ from: [HOSPITALS] }) } as const;
const OUTSIDE = { 'clinfra.io/exposure': 'load-balancer' };

/** The objects of a service on AWS, or on a cluster that exists. */
function hl7(props: Partial<ClinicalServiceProps>, addressPool?: string) {
  if (addressPool === undefined) return rendered(({ clinical }) => void aService(clinical, 'hl7', props));
  const { platform } = aPlatform();
  const hosting = cluster({ context: 'cork', jurisdiction: 'IE' });
  const site = new Site(platform, 'cork', { hosting, zones: ['a', 'b', 'c'], loadBalancers: addressPool === '' ? {} : { addressPool } });
  const domain = aDomain(platform, 'integration', { sites: [site] });
  aService(domain, 'hl7', props);
  return renderedDomain(platform, domain, site);
}

const spec = { selector: { 'app.kubernetes.io/name': 'hl7' }, ports: [{ name: 'tcp', appProtocol: 'tcp', protocol: 'TCP', port: 2575, targetPort: 'tcp' }] };

describe('a service that is reached inside the cluster', () => {
  it('[W8] has one address there and none outside', () => {
    expect(
      hl7({})
        .names('Service')
        .filter(name => name.startsWith('hl7')),
    ).toEqual(['hl7']);
    expect(at(hl7({}).get('Service', 'hl7'), 'spec', 'type')).toBe('ClusterIP');
  });

  it('[W8] has each of its ports by name, and callers learn them', () => {
    const ports = { stream: { port: 9090, protocol: 'grpc' }, admin: { port: 9091 } } as const;
    const objects = rendered(({ clinical, ehr }) => ehr.calls(aService(clinical, 'labs', { ports, metrics: { port: 9464 } })));
    expect(at(objects.get('Service', 'labs'), 'spec', 'ports')).toEqual([
      { name: 'http', appProtocol: 'http', protocol: 'TCP', port: 4001, targetPort: 'http' },
      { name: 'stream', appProtocol: 'grpc', protocol: 'TCP', port: 9090, targetPort: 'stream' },
      { name: 'admin', appProtocol: 'http', protocol: 'TCP', port: 9091, targetPort: 'admin' },
      { name: 'metrics', appProtocol: 'http', protocol: 'TCP', port: 9464, targetPort: 'metrics' },
    ]);
    const container = containerOf(objects.get('Deployment', 'labs'));
    expect((at(container, 'ports') as readonly { readonly name: string }[]).map(({ name }) => name)).toEqual(['http', 'stream', 'admin', 'metrics']);
    expect(at(containerOf(objects.get('Deployment', 'ehr')), 'env')).toEqual(
      expect.arrayContaining([
        { name: 'LABS_URL', value: 'http://labs.clinical.svc.cluster.local:4001' },
        { name: 'LABS_STREAM_URL', value: 'grpc://labs.clinical.svc.cluster.local:9090' },
        { name: 'LABS_ADMIN_URL', value: 'http://labs.clinical.svc.cluster.local:9091' },
      ]),
    );
  });
});

describe('a service behind a load balancer', () => {
  it('[W8] keeps its address in the cluster and gets a second one inside the network of AWS, that leads straight to its pods', () => {
    const objects = hl7(MLLP);
    expect(at(objects.get('Service', 'hl7'), 'spec')).toEqual({ type: 'ClusterIP', ...spec });
    const outside = objects.get('Service', 'hl7-load-balancer');
    expect(at(outside, 'spec')).toEqual({
      type: 'LoadBalancer',
      loadBalancerClass: 'service.k8s.aws/nlb',
      allocateLoadBalancerNodePorts: false,
      loadBalancerSourceRanges: [HOSPITALS],
      ...spec,
    });
    expect(outside.metadata.annotations).toEqual({
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
      'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
      'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'preserve_client_ip.enabled=true',
    });
    expect(outside.metadata.labels).toMatchObject(OUTSIDE);
    expect(objects.get('Service', 'hl7').metadata.labels).not.toMatchObject(OUTSIDE);
  });

  it('[W8] gets its address from MetalLB elsewhere, from the pool of the site if it names one, and still knows who calls', () => {
    const outside = hl7(MLLP, 'hospitals').get('Service', 'hl7-load-balancer');
    expect(at(outside, 'spec')).toEqual({
      type: 'LoadBalancer',
      externalTrafficPolicy: 'Local',
      allocateLoadBalancerNodePorts: false,
      loadBalancerSourceRanges: [HOSPITALS],
      ...spec,
    });
    expect(outside.metadata.annotations).toEqual({ 'metallb.io/address-pool': 'hospitals' });
    expect(hl7(MLLP, '').get('Service', 'hl7-load-balancer').metadata).not.toHaveProperty('annotations');
  });

  it('shows its own port alone', () => {
    const props = { ...MLLP, ports: { admin: { port: 9091 } }, metrics: { port: 9464 } };
    expect(at(hl7(props).get('Service', 'hl7-load-balancer'), 'spec', 'ports')).toEqual(spec.ports);
  });

  it('[M1] lets the declared ranges in on that port, and on AWS the subnets from which a load balancer asks whether pods are well', () => {
    const ingress = (addressPool?: string) =>
      at(hl7({ ...MLLP, ports: { admin: { port: 9091 } } }, addressPool).get('NetworkPolicy', 'hl7'), 'spec', 'ingress');
    const ports = [{ protocol: 'TCP', port: 2575 }];
    const from = (...ranges: readonly string[]) => ranges.map(cidr => ({ ipBlock: { cidr } }));
    expect(ingress()).toEqual([{ from: from(HOSPITALS, '10.0.0.0/19', '10.0.64.0/19', '10.0.128.0/19'), ports }]);
    expect(ingress('hospitals')).toEqual([{ from: from(HOSPITALS), ports }]);
  });
});

describe('a service at a port of every node', () => {
  it('[W8] is reached by the declared ranges, whose addresses it sees', () => {
    const objects = hl7({ port: 2575, protocol: 'tcp', exposure: nodePort({ from: ['192.168.0.0/24'] }) });
    expect(at(objects.get('Service', 'hl7-node-port'), 'spec')).toEqual({ type: 'NodePort', externalTrafficPolicy: 'Local', ...spec });
    expect(at(objects.get('NetworkPolicy', 'hl7'), 'spec', 'ingress')).toEqual([
      { from: [{ ipBlock: { cidr: '192.168.0.0/24' } }], ports: [{ protocol: 'TCP', port: 2575 }] },
    ]);
  });
});

describe('a third party', () => {
  const aliased = (alias: boolean) =>
    rendered(({ platform, ehr, worker }) => {
      const sms = new ExternalHost(platform, 'sms', { host: 'sms.example.ie', alias });
      ehr.reaches(sms);
      worker.reaches(sms);
    });

  it('[W8] has a short name, once in each domain that reaches it, if it is to have one', () => {
    const service = aliased(true).get('Service', 'sms');
    expect(at(service, 'spec')).toEqual({ type: 'ExternalName', externalName: 'sms.example.ie' });
    expect(service.metadata).toMatchObject({ namespace: 'clinical', labels: { 'app.kubernetes.io/component': 'external-host' } });
    expect(aliased(false).names('Service')).toEqual(['ehr']);
  });

  it('has none where nobody reaches it', () => {
    const objects = rendered(({ platform }) => void new ExternalHost(platform, 'sms', { host: 'sms.example.ie', alias: true }));
    expect(objects.names('Service')).toEqual(['ehr']);
  });
});
