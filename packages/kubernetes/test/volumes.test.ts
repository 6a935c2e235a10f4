import { aws, cluster, configFiles, gib, type Hosting, Inventory, mib, Secret, Site, scratch, secretFiles, secretsManager, VolumeClaim } from '@clinfra/core';
import { renderCluster } from '@clinfra/kubernetes';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, podOf, rendered, renderedDomain, type Ward } from './rendered';

const AWS = aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } });

describe('files of a declaration', () => {
  const withFiles =
    (text: string, more: object = {}) =>
    ({ clinical }: Ward) =>
      aService(clinical, 'viewer', { mounts: { '/etc/viewer': configFiles({ 'viewer.yaml': text }), ...more } });

  it('[W1] stand in an object of their own, and are mounted to be read', () => {
    const objects = rendered(withFiles('theme: dark\n'));
    expect(objects.get('ConfigMap', 'viewer.etc-viewer')).toMatchObject({ metadata: { namespace: 'clinical' }, data: { 'viewer.yaml': 'theme: dark\n' } });
    const pod = podOf(objects.get('Deployment', 'viewer'));
    expect(at(pod, 'volumes', 1)).toEqual({ name: 'etc-viewer', configMap: { name: 'viewer.etc-viewer' } });
    expect(at(pod, 'containers', 0, 'volumeMounts', 1)).toEqual({ name: 'etc-viewer', mountPath: '/etc/viewer', readOnly: true });
  });

  it('[W9] start new pods when they change, and not when they only stand in another order', () => {
    const checksum = (text: string, more = {}) =>
      at(rendered(withFiles(text, more)).get('Deployment', 'viewer'), 'spec', 'template', 'metadata', 'annotations', 'clinfra.io/files-checksum');
    expect(checksum('a')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum('a')).toBe(checksum('a'));
    expect(checksum('a')).not.toBe(checksum('b'));
    const ordered = (files: Record<string, string>) => checksum('a', { '/more': configFiles(files) });
    expect(ordered({ a: '1', b: '2' })).toBe(ordered({ b: '2', a: '1' }));
  });

  it('come before the workload that mounts them', () => {
    const listing = rendered(withFiles('a')).listing();
    expect(listing.indexOf('ConfigMap/viewer.etc-viewer')).toBeLessThan(listing.indexOf('Deployment/viewer'));
  });
});

describe('files of a secret', () => {
  it('[X3] are values of the Secret that External Secrets makes, for the group of the pod to read', () => {
    const platform = anEmptyPlatform();
    const site = new Site(platform, 'dublin', { hosting: AWS, zones: ['eu-west-1a'], secrets: secretsManager() });
    const clinical = aDomain(platform, 'clinical');
    const tls = new Secret(platform, 'tls', { keys: ['certificate', 'private-key', 'unused'] });
    aService(clinical, 'viewer', { mounts: { '/run/tls': secretFiles(tls, { 'tls.crt': 'certificate', 'tls.key': 'private-key' }) } });
    const objects = renderedDomain(platform, clinical, site);
    expect(at(podOf(objects.get('Deployment', 'viewer')), 'volumes', 1)).toEqual({
      name: 'run-tls',
      secret: {
        secretName: 'secret-tls',
        items: [
          { key: 'certificate', path: 'tls.crt' },
          { key: 'private-key', path: 'tls.key' },
        ],
        defaultMode: 0o440,
      },
    });
    expect(at(objects.get('ExternalSecret', 'secret-tls'), 'spec', 'data')).toMatchObject([{ secretKey: 'certificate' }, { secretKey: 'private-key' }]);
  });
});

describe('room for what may be lost', () => {
  const volume = (medium?: 'memory' | 'disk') => {
    const mounts = { '/cache': scratch({ size: gib(2), ...(medium && { medium }) }) };
    return at(podOf(rendered(({ clinical }) => aService(clinical, 'viewer', { mounts })).get('Deployment', 'viewer')), 'volumes', 1);
  };

  it('is on the disk of the node, in memory, or on a disk of its own for each pod, and never without end', () => {
    expect(volume()).toEqual({ name: 'cache', emptyDir: { sizeLimit: '2Gi' } });
    expect(volume('memory')).toEqual({ name: 'cache', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } });
    const spec = { accessModes: ['ReadWriteOnce'], storageClassName: 'ward-scratch', resources: { requests: { storage: '2Gi' } } };
    expect(volume('disk')).toEqual({ name: 'cache', ephemeral: { volumeClaimTemplate: { spec } } });
  });

  it('is in each directory that a container says it writes to, and nowhere where it writes to none', () => {
    const volumes = (writable: readonly string[]) =>
      at(podOf(rendered(({ clinical }) => aService(clinical, 'viewer', { writable })).get('Deployment', 'viewer')), 'volumes');
    expect(volumes(['/tmp', '/var/cache/nginx'])).toEqual([
      { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'var-cache-nginx', emptyDir: { sizeLimit: '1Gi' } },
    ]);
    expect(volumes([])).toBeUndefined();
  });

  it('has names of its own, also where two paths are spelled alike', () => {
    const mounts = { '/a-b': scratch({ size: mib(1) }), '/a/b': scratch({ size: mib(1) }), [`/${'x'.repeat(80)}`]: scratch({ size: mib(1) }) };
    const pod = podOf(rendered(({ clinical }) => aService(clinical, 'viewer', { mounts, writable: [] })).get('Deployment', 'viewer'));
    expect((at(pod, 'volumes') as { name: string }[]).map(({ name }) => name)).toEqual(['a-b', 'a-b-2', 'x'.repeat(56)]);
  });
});

describe('a volume that outlives its pods', () => {
  it('[D10] is a claim for storage of the platform, mounted by its name', () => {
    const objects = rendered(({ clinical }) => {
      const images = new VolumeClaim(clinical, 'images', { holds: ['phi'], size: gib(100), storage: 'fast-ssd' });
      aService(clinical, 'archive', { mounts: { '/images': images } });
    });
    expect(objects.get('PersistentVolumeClaim', 'images')).toMatchObject({
      metadata: { namespace: 'clinical', labels: { 'app.kubernetes.io/name': 'images', 'app.kubernetes.io/component': 'volume-claim' } },
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'ward-fast-ssd', resources: { requests: { storage: '100Gi' } } },
    });
    const pod = podOf(objects.get('Deployment', 'archive'));
    expect(at(pod, 'volumes', 1)).toEqual({ name: 'images', persistentVolumeClaim: { claimName: 'images' } });
    const listing = objects.listing();
    expect(listing.indexOf('PersistentVolumeClaim/images')).toBeLessThan(listing.indexOf('Deployment/archive'));
  });

  it('is mounted to be read where nobody may write', () => {
    const objects = rendered(({ clinical }) => {
      const forms = new VolumeClaim(clinical, 'forms', { holds: ['public'], size: gib(1), access: 'ReadOnlyMany' });
      aService(clinical, 'archive', { mounts: { '/forms': forms } });
    });
    const pod = podOf(objects.get('Deployment', 'archive'));
    expect(at(pod, 'volumes', 1, 'persistentVolumeClaim')).toEqual({ claimName: 'forms', readOnly: true });
    expect(at(pod, 'containers', 0, 'volumeMounts', 1)).toMatchObject({ readOnly: true });
  });
});

describe('the storage of a site', () => {
  const classes = (hosting: Hosting) => {
    const platform = anEmptyPlatform();
    const site = new Site(platform, 'dublin', { hosting, zones: ['eu-west-1a'] });
    aDomain(platform, 'clinical');
    return renderCluster(new Inventory(platform), site).filter(({ kind }) => kind === 'StorageClass');
  };

  it('[D10] [X4] is on AWS a set of disks that are encrypted with a key that nothing else has, made where the pod is, able to grow, and kept when they held data', () => {
    const found = classes(aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 }, storage: { 'fast-ssd': { iops: 6000, throughput: 500 } } }));
    const encrypted = { encrypted: 'true', kmsKeyId: 'alias/ward-production-dublin/volumes' };
    expect(found.map(({ metadata, provisioner, parameters, reclaimPolicy }) => [metadata.name, provisioner, parameters, reclaimPolicy])).toEqual([
      ['ward-fast-ssd', 'ebs.csi.aws.com', { type: 'gp3', iops: '6000', throughput: '500', ...encrypted }, 'Retain'],
      ['ward-standard', 'ebs.csi.aws.com', { type: 'gp3', iops: '3000', throughput: '125', ...encrypted }, 'Retain'],
      ['ward-backup', 'ebs.csi.aws.com', { type: 'sc1', ...encrypted }, 'Retain'],
      ['ward-scratch', 'ebs.csi.aws.com', { type: 'gp3', iops: '3000', throughput: '125', ...encrypted }, 'Delete'],
    ]);
    for (const one of found) expect(one).toMatchObject({ allowVolumeExpansion: true, volumeBindingMode: 'WaitForFirstConsumer' });
  });

  it('[D10] is on a cluster what that declares, and nothing else', () => {
    const storage = {
      'fast-ssd': { provisioner: 'rook-ceph.rbd.csi.ceph.com', parameters: { pool: 'ssd' } },
      backup: { provisioner: 'nfs.csi.k8s.io', expandable: false },
    };
    const found = classes(cluster({ context: 'basement', jurisdiction: 'IE', storage }));
    expect(found.map(({ metadata, provisioner, parameters, allowVolumeExpansion }) => [metadata.name, provisioner, parameters, allowVolumeExpansion])).toEqual([
      ['ward-fast-ssd', 'rook-ceph.rbd.csi.ceph.com', { pool: 'ssd' }, true],
      ['ward-backup', 'nfs.csi.k8s.io', undefined, false],
    ]);
    expect(classes(cluster({ context: 'basement', jurisdiction: 'IE' }))).toEqual([]);
  });
});

describe('the address of a store that exists', () => {
  it('[W9] starts new pods of those who use it when it changes', () => {
    const checksum = (host: string) => {
      const objects = rendered(({ stores, clinical }) => {
        const registry = stores.postgres('registry', { holds: ['phi'], existing: { host, cidr: '10.9.0.0/24' } });
        aService(clinical, 'viewer').reads(registry);
      });
      return at(objects.get('Deployment', 'viewer'), 'spec', 'template', 'metadata', 'annotations', 'clinfra.io/connections-checksum');
    };
    expect(checksum('a.example.ie')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum('a.example.ie')).not.toBe(checksum('b.example.ie'));
    expect(at(rendered().get('Deployment', 'ehr'), 'spec', 'template', 'metadata')).not.toHaveProperty('annotations');
  });
});
