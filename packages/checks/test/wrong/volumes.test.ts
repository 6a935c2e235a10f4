import { type ClinicalServiceProps, cluster, gib, mib, VolumeClaim, type VolumeClaimProps } from '@clinfra/core';
import { aDomain, aService, aWard, QUOTA, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

/** A service of one pod whose update takes the pod before it adds one, with a claim. */
function archive({ clinical }: Ward, claim: Partial<VolumeClaimProps> = {}, service: Partial<ClinicalServiceProps> = {}, name = 'archive'): VolumeClaim {
  const volume = new VolumeClaim(clinical, 'images', { holds: ['phi'], size: gib(50), ...claim });
  const alone = { scale: { min: 1, max: 1 }, criticality: 'operational', availability: { rolling: { surge: 0, unavailable: 1 } } } as const;
  aService(clinical, name, { ...alone, mounts: { '/images': volume }, ...service });
  return volume;
}

const archived = (claim: Partial<VolumeClaimProps> = {}, service: Partial<ClinicalServiceProps> = {}) => aWard({}, ward => archive(ward, claim, service));
const ON_CLUSTER = cluster({ context: 'basement', jurisdiction: 'IE' });
const existing = { existing: { host: 'db.example.ie', cidr: '10.9.0.0/24' } };
const elsewhere = (hosting: ReturnType<typeof cluster>, claim: Partial<VolumeClaimProps>) =>
  aWard({ site: { hosting }, records: existing, sessions: existing, kafka: existing }, ward => archive(ward, claim));

describe('claims', () => {
  findsExactly([
    {
      what: 'one that nobody mounts',
      declare: () => aWard({}, ({ clinical }) => new VolumeClaim(clinical, 'images', { holds: ['phi'], size: gib(50) })),
      expect: [
        'warning: clinical.volumes.images: must be mounted by a workload, got no mount of it; mount it, or remove it; what is on it is kept [volume-claim]',
      ],
    },
    {
      what: 'one of another domain',
      declare: () =>
        aWard({}, ward => {
          const volume = archive(ward);
          const business = aDomain(ward.platform, 'business');
          aService(business, 'billing', { mounts: { '/images': volume }, scale: { min: 2, max: 2 } });
        }),
      expect: [
        'business.billing.mounts./images: must be a volume of domain business, got clinical.volumes.images; declare it in the domain of the workload [mounts]',
        'clinical.volumes.images: must be mounted by one workload, being ReadWriteOnce, got clinical.archive, business.billing; give each its own claim [volume-claim]',
      ],
    },
    {
      what: '[D10] a cold disk that is too small',
      declare: () => archived({ storage: 'backup', size: gib(100) }),
      expect: [
        "clinical.volumes.images.size: must be at least 125Gi on the cold disks of sites.dublin, got 100Gi; raise it, or use storage 'standard' [volume-claim]",
      ],
    },
    {
      what: 'a disk of AWS for many nodes',
      declare: () => archived({ access: 'ReadWriteMany' }),
      expect: [
        'clinical.volumes.images.access: must be ReadWriteOnce or ReadWriteOncePod on the disks of sites.dublin, got "ReadWriteMany"; give each workload its own claim [volume-claim]',
      ],
    },
    {
      what: 'a volume of one node for several pods',
      declare: () => archived({}, { scale: { min: 1, max: 3 } }),
      expect: [
        'clinical.volumes.images: must be mounted by one pod, being ReadWriteOnce, got clinical.archive with up to 3 pods; set its scale.max to 1, or use another store [volume-claim]',
      ],
    },
    {
      what: 'a volume of one pod whose update adds another',
      declare: () => archived({ access: 'ReadWriteOncePod' }, { availability: {} }),
      expect: [
        'clinical.volumes.images: must be mounted by one pod, being ReadWriteOncePod, got clinical.archive, whose update adds a pod before it takes one; set its availability.rolling to { surge: 0, unavailable: 1 } [volume-claim]',
      ],
    },
    {
      what: 'a size that is too small for any disk',
      declare: () => archived({ size: mib(100) }),
      expect: ['clinical.volumes.images.size: must be a size from 1Gi to 16Ti, got 100Mi; write it as gib(100) [figures]'],
    },
    {
      what: 'an access that is none',
      declare: () => archived({ access: untyped('everyone') }),
      expect: [
        'clinical.volumes.images.access: must be one of ReadWriteOnce, ReadWriteOncePod, ReadWriteMany, ReadOnlyMany, got "everyone"; choose one of them [choices]',
      ],
    },
    {
      what: 'storage for what is to be lost',
      declare: () => archived({ storage: untyped('scratch') }),
      expect: ['clinical.volumes.images.storage: must be one of fast-ssd, standard, backup, got "scratch"; choose one of them [choices]'],
    },
    {
      what: 'no class of data',
      declare: () => archived({ holds: untyped([]) }),
      expect: [
        'clinical.volumes.images.holds: must name at least one class of data (phi, pii, financial, audit, operational, public), got an empty list; say what is in it [residency]',
      ],
    },
    {
      what: '[K7] health data where it may not stand',
      declare: () =>
        aWard(
          {
            platform: { residency: { phi: ['SD'] } },
            records: { holds: ['operational'] },
            sessions: { holds: ['operational'] },
            kafka: { holds: ['operational'] },
            events: { holds: ['operational'] },
          },
          archive,
        ),
      expect: [
        'clinical.volumes.images.holds: must keep phi in SD, got clinical.volumes.images -> sites.dublin -> IE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: 'one name for two',
      declare: () =>
        aWard({}, ward => {
          archive(ward);
          archive(ward, {}, {}, 'pictures');
        }),
      expect: [
        'clinical.volumes.images.name: must be unique among the volumes of clinical, got "images", one of 2 with the first at clinical.volumes.images; rename all but one [duplicates]',
      ],
    },
    {
      what: 'a name in capitals',
      declare: () =>
        aWard({}, ({ clinical }) => {
          const volume = new VolumeClaim(clinical, 'Images', { holds: ['phi'], size: gib(5) });
          aService(clinical, 'archive', {
            mounts: { '/images': volume },
            scale: { min: 1, max: 1 },
            criticality: 'batch',
            availability: { rolling: { surge: 0, unavailable: 1 } },
          });
        }),
      expect: ['clinical.volumes.Images.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "Images"; rename it [names]'],
    },
    {
      what: '[K1] more than the domain may have',
      declare: () => archived({ size: gib(101) }),
      expect: ['clinical.quota.storage: must cover every volume at maximum scale, got 100Gi for 101Gi (images 101Gi); raise it or claim less [capacity]'],
    },
    {
      what: '[D10] storage that a cluster does not have',
      declare: () => elsewhere(ON_CLUSTER, { storage: 'fast-ssd' }),
      expect: [
        'clinical.volumes.images.storage: must be a storage that sites.dublin has, got "fast-ssd"; declare how it is made there, in hosting.storage[\'fast-ssd\'] [volume-claim]',
      ],
    },
    {
      what: '[D10] a disk of a cluster for many nodes',
      declare: () => elsewhere({ ...ON_CLUSTER, storage: { standard: { provisioner: 'rbd.csi.ceph.com' } } }, { access: 'ReadWriteMany' }),
      expect: [
        'clinical.volumes.images.access: must be met by the storage of sites.dublin, got "ReadWriteMany"; declare hosting.storage.standard as shared there, if it is [volume-claim]',
      ],
    },
  ]);

  it('[D10] are met on AWS by a disk, and on a cluster by what it declares, of which a shared one serves many pods', () => {
    expect(messagesOf(archived())).toEqual([]);
    expect(messagesOf(archived({ storage: 'backup', size: gib(125) }, {})).filter(message => !message.includes('quota.storage'))).toEqual([]);
    const shared = { ...ON_CLUSTER, storage: { standard: { provisioner: 'cephfs.csi.ceph.com', shared: true } } };
    const manyPods = aWard({ site: { hosting: shared }, records: existing, sessions: existing, kafka: existing }, ward =>
      archive(ward, { access: 'ReadWriteMany' }, { scale: { min: 2, max: 5 }, availability: {} }),
    );
    expect(messagesOf(manyPods)).toEqual([]);
  });

  it('may be without storage in a quota of which nothing is claimed', () => {
    expect(messagesOf(aWard({ clinical: { quota: { ...QUOTA, storage: gib(0) } } }))).toEqual([]);
  });
});

describe('the storage of a site', () => {
  const performing = (storage: unknown) => aWard({ hosting: { storage: untyped<object>(storage) } });
  const provided = (storage: unknown) =>
    aWard({
      site: { hosting: cluster({ context: 'basement', jurisdiction: 'IE', storage: untyped<object>(storage) }) },
      records: existing,
      sessions: existing,
      kafka: existing,
    });
  findsExactly([
    {
      what: 'fewer operations than every SSD has',
      declare: () => performing({ 'fast-ssd': { iops: 2999 } }),
      expect: ['sites.dublin.hosting.storage.fast-ssd.iops: must be a whole number from 3000 to 16000, got 2999; choose what gp3 offers [storage-class]'],
    },
    {
      what: 'more throughput than any SSD has',
      declare: () => performing({ standard: { iops: 8000, throughput: 1001 } }),
      expect: ['sites.dublin.hosting.storage.standard.throughput: must be a whole number from 125 to 1000, got 1001; choose what gp3 offers [storage-class]'],
    },
    {
      what: 'more throughput than the operations can move',
      declare: () => performing({ 'fast-ssd': { throughput: 1000 } }),
      expect: ['sites.dublin.hosting.storage.fast-ssd.throughput: must be at most a quarter of iops (3000), got 1000; raise iops or lower it [storage-class]'],
    },
    {
      what: 'figures for cold disks',
      declare: () => performing({ backup: { iops: 3000 } }),
      expect: ['sites.dublin.hosting.storage.backup: must be one of fast-ssd, scratch, standard, got "backup"; correct the name [shapes]'],
    },
    {
      what: 'storage of another name',
      declare: () => performing({ slow: {} }),
      expect: ['sites.dublin.hosting.storage.slow: must be one of fast-ssd, scratch, standard, got "slow"; correct the name [shapes]'],
    },
    {
      what: 'a driver without a name',
      declare: () => provided({ standard: { provisioner: '' } }),
      expect: [
        'sites.dublin.hosting.storage.standard.provisioner: must be the name of a driver in the cluster, got ""; write it as rook-ceph.rbd.csi.ceph.com [storage-class]',
      ],
    },
    {
      what: 'a parameter that is no text',
      declare: () => provided({ standard: { provisioner: 'rbd.csi.ceph.com', parameters: { replicas: 3 } } }),
      expect: ['sites.dublin.hosting.storage.standard.parameters.replicas: must be text, got 3; write it in quotes [storage-class]'],
    },
  ]);
});
