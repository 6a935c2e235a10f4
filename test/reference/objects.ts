import { ClinicalService, days, hours, Registry } from '@clinfra/core';
import type { Ground } from './ground';

/** The number that AWS uses in its own examples. */
const ACCOUNT = '111122223333';
const BILLED = { 'cost-centre': '4711' };
const SEVEN_YEARS = days(2557);

/** Images and buckets with their options: made on AWS, and one that exists behind the interface of S3 on a cluster. */
export function declareObjects({ platform, site, others, tier, clinical }: Ground): void {
  const service = { port: 4011, scale: { min: 3, max: 6 } };
  if (!others) {
    const imaging = new ClinicalService(clinical, 'imaging', { ...service, image: 'registry.reference.example/imaging:1.4.2' });
    const scans = tier.bucket('scans', {
      holds: ['phi'],
      existing: {
        host: 'objects.stores.reference.example',
        port: 9000,
        cidr: '10.90.7.0/28',
        bucket: 'reference-scans',
        region: 'dublin',
        evidence: 'report of the storage audit of 2026',
        by: platform.owner,
      },
    });
    imaging.reads(scans).writes(scans);
    return;
  }
  const registry = new Registry(platform, 'images', {
    account: ACCOUNT,
    home: site,
    scanning: 'continuous',
    keep: 50,
    keepUntagged: days(7),
    pushers: [`arn:aws:iam::${ACCOUNT}:role/reference-pipeline`],
    upstreams: ['quay'],
    ownsSettings: true,
  });
  const imaging = new ClinicalService(clinical, 'imaging', {
    ...service,
    image: registry.image('imaging', '1.4.2'),
    sidecars: { converter: { image: registry.upstream('quay', 'dicom/converter', '2.1.0') } },
  });
  const scans = tier.bucket('scans', {
    holds: ['phi'],
    replicateTo: others.second,
    lifecycle: {
      transitions: [
        { after: days(30), to: 'infrequent-access' },
        { after: days(180), to: 'glacier-instant' },
      ],
      oldVersionsFor: days(60),
    },
    cors: { origins: ['https://viewer.reference.example'], methods: ['GET', 'HEAD'], headers: ['range'], maxAge: hours(2) },
  });
  const reports = tier.bucket('signed-reports', {
    holds: ['phi', 'audit'],
    access: 'read-write',
    lock: { mode: 'governance', retention: SEVEN_YEARS },
    lifecycle: { transitions: [{ after: days(90), to: 'glacier' }], expireAfter: SEVEN_YEARS },
  });
  const access = tier.auditTrail('access', { holds: ['audit', 'phi'], retention: days(3653), deletionProtection: true });
  const thumbnails = tier.bucket('thumbnails', { holds: ['operational'], versions: false, deletionProtection: false });
  const reason = 'thumbnails are made anew from the scans';
  for (const rule of ['object-versions', 'deletion-protection'] as const) thumbnails.waive({ rule, reason, until: '2027-06-30' });
  registry.patchResource({ type: 'aws:ecr/repository:Repository', name: 'reference-dublin-images.registry.imaging', merge: { tags: BILLED } });
  scans.patchResource({ type: 'aws:s3/bucket:Bucket', merge: { tags: BILLED } });
  access.patchResource({ type: 'aws:cloudwatch/logGroup:LogGroup', merge: { tags: BILLED } });
  imaging.reads(scans, { prefix: 'released/' }).writes(scans, { prefix: 'incoming/' }).writes(reports, access).reads(thumbnails).writes(thumbnails);
}
