import { aws, blueGreen, Inventory, type MeshJoin, MultiRegionFailover, Site } from '@clinfra/core';
import { renderCluster } from '@clinfra/kubernetes';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, rendered, renderedDomain } from './rendered';

describe('sites of one mesh', () => {
  const twoSites = (join?: MeshJoin) => {
    const ward = aPlatform();
    const site = (name: string, region: 'eu-west-1' | 'eu-west-2', cidr: string) =>
      new Site(ward.platform, name, {
        hosting: aws({ region, nodes: { min: 3, max: 9 }, cidr }),
        zones: [`${region}a`],
        mesh: { join: join ?? { gateway: [cidr] } },
      });
    return { ...ward, near: site('near', 'eu-west-1', '10.1.0.0/16'), far: site('far', 'eu-west-2', '10.2.0.0/16') };
  };

  it('[M7] go from region to region in the order of the failover', () => {
    const { platform, clinical, near, far } = twoSites();
    new MultiRegionFailover(platform, 'failover', { active: near, standby: far });
    expect(at(renderedDomain(platform, clinical, near).get('DestinationRule', 'ehr'), 'spec', 'trafficPolicy', 'loadBalancer')).toEqual({
      simple: 'LEAST_REQUEST',
      localityLbSetting: {
        enabled: true,
        failover: [
          { from: 'eu-west-1', to: 'eu-west-2' },
          { from: 'eu-west-2', to: 'eu-west-1' },
        ],
      },
    });
  });

  it('[M7] go to each other where both serve, before those that wait', () => {
    const { platform, clinical, near, far } = twoSites();
    const failoverOf = () =>
      at(renderedDomain(platform, clinical, far).get('DestinationRule', 'ehr'), 'spec', 'trafficPolicy', 'loadBalancer', 'localityLbSetting', 'failover');
    expect(failoverOf()).toEqual([
      { from: 'eu-west-1', to: 'eu-west-2' },
      { from: 'eu-west-2', to: 'eu-west-1' },
    ]);
    const hosting = aws({ region: 'eu-west-3', nodes: { min: 3, max: 9 }, cidr: '10.3.0.0/16' });
    const standby = new Site(platform, 'waiting', { hosting, zones: ['eu-west-3a'], mesh: { join: { gateway: ['10.3.0.0/16'] } } });
    new MultiRegionFailover(platform, 'failover', { active: near, standby });
    expect(failoverOf()).toEqual([
      { from: 'eu-west-1', to: 'eu-west-2' },
      { from: 'eu-west-2', to: 'eu-west-3' },
      { from: 'eu-west-3', to: 'eu-west-1' },
    ]);
  });

  it("[M7] know each other's services by the addresses of gateways of the platform, and pass on these and no others", () => {
    const { platform, near, far } = twoSites({});
    const both = aDomain(platform, 'both', { sites: [near, far] });
    const imaging = aService(both, 'imaging', { ports: { stream: { port: 9090, protocol: 'grpc' } } });
    aService(both, 'viewer', { release: blueGreen() }).calls(imaging);
    aService(aDomain(platform, 'local', { sites: [near] }), 'desk');
    const entries = renderedDomain(platform, both, near).manifests.filter(({ kind }) => kind === 'WorkloadEntry');
    expect(entries.map(({ metadata, spec }) => ({ name: metadata.name, ...(spec as object) }))).toEqual([
      {
        name: 'imaging-eu-west-2a',
        address: '10.2.31.240',
        ports: { http: 15443, stream: 15443 },
        labels: { 'app.kubernetes.io/name': 'imaging', 'security.istio.io/tlsMode': 'istio' },
        network: 'far',
        locality: 'eu-west-2/eu-west-2a',
        serviceAccount: 'imaging',
      },
    ]);
    const { selector } = at(renderedDomain(platform, both, near).get('Service', 'imaging'), 'spec') as { readonly selector: object };
    expect(at(entries[0], 'spec', 'labels')).toMatchObject(selector);
    const objects = renderCluster(new Inventory(platform), near).filter(({ metadata }) => metadata.namespace === 'istio-system');
    expect(
      at(
        objects.find(({ kind }) => kind === 'Gateway'),
        'spec',
        'servers',
      ),
    ).toEqual([
      {
        port: { number: 15443, name: 'tls', protocol: 'TLS' },
        tls: { mode: 'AUTO_PASSTHROUGH' },
        hosts: ['ehr.clinical.svc.cluster.local', 'imaging.both.svc.cluster.local'],
      },
    ]);
    const balancer = objects.find(({ kind }) => kind === 'Service');
    expect(at(balancer, 'metadata', 'annotations')).toMatchObject({
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
      'service.beta.kubernetes.io/aws-load-balancer-private-ipv4-addresses': '10.1.31.240',
    });
    expect(at(balancer, 'spec')).toMatchObject({ loadBalancerSourceRanges: ['10.2.0.0/19'], ports: [{ port: 15443 }] });
  });

  it('[M7] go nowhere for a service that stands on one of them alone', () => {
    const { platform, near } = twoSites();
    const local = aDomain(platform, 'local', { sites: [near] });
    aService(local, 'viewer');
    const balancing = at(renderedDomain(platform, local, near).get('DestinationRule', 'viewer'), 'spec', 'trafficPolicy', 'loadBalancer');
    expect(balancing).toEqual({ simple: 'LEAST_REQUEST' });
  });

  it('[M7] reach each other by their east-west gateways alone, where a service stands on both', () => {
    const { platform, clinical, near, ehr } = twoSites();
    aService(clinical, 'viewer').calls(ehr);
    const objects = renderedDomain(platform, clinical, near);
    expect(at(objects.get('NetworkPolicy', 'viewer'), 'spec', 'egress')).toContainEqual({
      to: [{ ipBlock: { cidr: '10.2.0.0/16' } }],
      ports: [{ protocol: 'TCP', port: 15443 }],
    });
    expect(JSON.stringify(at(objects.get('NetworkPolicy', 'ehr'), 'spec', 'ingress'))).toContain('eastwestgateway');
    expect(JSON.stringify(rendered().manifests)).not.toContain('eastwestgateway');
  });
});
