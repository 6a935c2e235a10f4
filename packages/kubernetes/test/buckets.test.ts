import { DataTier, Site } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { existingAddresses } from '../src';
import { at, podOf, renderedDomain } from './rendered';

interface Variable {
  readonly name: string;
  readonly valueFrom?: { readonly configMapKeyRef?: object };
}

const EXISTING = { host: 'objects.example.ie', port: 9000, cidr: '10.9.0.0/28', bucket: 'ward-scans', evidence: 'audit', by: 'ward-platform' };

describe('a workload with a bucket', () => {
  const { platform, site, stores, clinical } = aPlatform();
  const scans = stores.bucket('scans', { holds: ['phi'] });
  aService(clinical, 'imaging').reads(scans).writes(scans);
  const objects = renderedDomain(platform, clinical, site, ({ kind }) => ({
    host: 'https://s3',
    readerHost: 'https://s3',
    ...(kind === 'bucket' && { resource: 'b' }),
  }));

  it('[C5] learns where it asks, for which bucket, and how it signs', () => {
    const environment = at(podOf(objects.get('Deployment', 'imaging')), 'containers', 0, 'env') as readonly Variable[];
    const variables = environment.filter(({ name }) => name.startsWith('SCANS_')).map(({ name, valueFrom }) => [name, valueFrom?.configMapKeyRef]);
    expect(variables).toEqual([
      ['SCANS_ENDPOINT', { name: 'store-scans', key: 'endpoint' }],
      ['SCANS_BUCKET', { name: 'store-scans', key: 'bucket' }],
      ['SCANS_REGION', { name: 'store-scans', key: 'region' }],
    ]);
    expect(objects.get('ConfigMap', 'store-scans').data).toEqual({ endpoint: 'https://s3', bucket: 'b', region: 'eu-west-1' });
  });

  it('[M1] is let out to the endpoint of buckets and to the agent for its identity, and neither to the internet nor to the control plane beside it', () => {
    expect(at(objects.get('NetworkPolicy', 'imaging'), 'spec', 'egress')).toEqual([
      { to: ['10.0.43.248/32', '10.0.107.248/32', '10.0.171.248/32'].map(cidr => ({ ipBlock: { cidr } })), ports: [{ protocol: 'TCP', port: 443 }] },
      { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
    ]);
  });
});

describe('a workload with an audit trail', () => {
  const { platform, site, stores, clinical } = aPlatform();
  aService(clinical, 'imaging').writes(stores.auditTrail('access', { holds: ['audit', 'phi'] }));
  const objects = renderedDomain(platform, clinical, site, () => ({ host: 'https://firehose', readerHost: 'https://firehose', resource: 'ward-access' }));

  it('[X6] learns where it sends events, to which stream, and how it signs', () => {
    const environment = at(podOf(objects.get('Deployment', 'imaging')), 'containers', 0, 'env') as readonly Variable[];
    const variables = environment.filter(({ name }) => name.startsWith('ACCESS_')).map(({ name, valueFrom }) => [name, valueFrom?.configMapKeyRef]);
    expect(variables).toEqual([
      ['ACCESS_ENDPOINT', { name: 'store-access', key: 'endpoint' }],
      ['ACCESS_STREAM', { name: 'store-access', key: 'stream' }],
      ['ACCESS_REGION', { name: 'store-access', key: 'region' }],
    ]);
    expect(objects.get('ConfigMap', 'store-access').data).toEqual({ endpoint: 'https://firehose', stream: 'ward-access', region: 'eu-west-1' });
  });
});

describe('a bucket in a mesh', () => {
  it('[M1] goes past the sidecar by its addresses, so that other hosts at the same port stay behind it', () => {
    const platform = anEmptyPlatform();
    const { hosting, zones } = aPlatform().site;
    const site = new Site(platform, 'dublin', { hosting, zones: zones as [string], mesh: {} });
    const clinical = aDomain(platform, 'clinical');
    aService(clinical, 'imaging').reads(new DataTier(platform, 'stores').bucket('scans', { holds: ['phi'] }));
    const annotations = at(renderedDomain(platform, clinical, site).get('Deployment', 'imaging'), 'spec', 'template', 'metadata', 'annotations') as Record<
      string,
      string
    >;
    expect(annotations['traffic.sidecar.istio.io/excludeOutboundIPRanges']).toBe('169.254.170.23/32,10.0.43.248/32,10.0.107.248/32,10.0.171.248/32');
    expect(annotations['traffic.sidecar.istio.io/excludeOutboundPorts']).toBeUndefined();
  });
});

describe('a bucket that exists already', () => {
  const { platform, site, stores, clinical } = aPlatform();
  const scans = stores.bucket('scans', { holds: ['phi'], existing: EXISTING });
  aService(clinical, 'imaging').reads(scans);

  it('is where it was declared', () => {
    expect(existingAddresses(scans)).toEqual({
      host: 'https://objects.example.ie:9000',
      readerHost: 'https://objects.example.ie:9000',
      resource: 'ward-scans',
    });
    const usual = stores.bucket('usual', { holds: ['phi'], existing: { ...EXISTING, port: 443 } });
    expect(existingAddresses(usual)?.host).toBe('https://objects.example.ie');
  });

  it('is reached at its own addresses and port, signed for the region that most servers take', () => {
    const objects = renderedDomain(platform, clinical, site, store => existingAddresses(store) ?? { host: 'h', readerHost: 'r' });
    expect(objects.get('ConfigMap', 'store-scans').data).toEqual({ endpoint: 'https://objects.example.ie:9000', bucket: 'ward-scans', region: 'us-east-1' });
    expect(at(objects.get('NetworkPolicy', 'imaging'), 'spec', 'egress')).toEqual([
      { to: [{ ipBlock: { cidr: '10.9.0.0/28' } }], ports: [{ protocol: 'TCP', port: 9000 }] },
    ]);
  });
});
