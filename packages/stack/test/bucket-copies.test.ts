import { aws, days, Site } from '@clinfra/core';
import { record } from '@clinfra/plan';
import { deploy } from '@clinfra/stack';
import { aPlatform } from '../../../test/fixtures/a-platform';

/** A ward whose scans are copied to a site that is not built. */
async function planned() {
  const { platform, site, clinical, databases, stores, ehr } = aPlatform();
  const paris = new Site(platform, 'paris', {
    hosting: aws({ region: 'eu-west-3', nodes: { min: 3, max: 9 }, cidr: '10.1.0.0/16', attestation: { jurisdiction: 'IE', evidence: 'treaty', by: 'ward' } }),
    zones: ['eu-west-3a', 'eu-west-3b', 'eu-west-3c'],
  });
  for (const placed of [clinical, databases, stores]) Object.assign(placed, { declaredSites: [site] });
  const scans = stores.bucket('scans', { holds: ['phi'], replicateTo: paris, lock: { mode: 'governance', retention: days(30) } });
  ehr.reads(scans).writes(scans);
  return (await record({ project: 'clinfra', stack: 'ward-production' }, () => deploy(platform, { today: '2026-11-23' }))).resources;
}

describe('a bucket that is copied', () => {
  it('[R2] has its copy in the region of the other site, as private, as protected and as long locked', async () => {
    const copies = (await planned()).filter(({ name }) => name.endsWith('scans.from-dublin'));
    const there = copies.filter(({ region }) => region === 'eu-west-3');
    expect(there.map(({ type }) => type.replace(/^.*:/, '')).sort()).toEqual([
      'Alias',
      'Bucket',
      'BucketLifecycleConfiguration',
      'BucketObjectLockConfiguration',
      'BucketOwnershipControls',
      'BucketPolicy',
      'BucketPublicAccessBlock',
      'BucketServerSideEncryptionConfiguration',
      'BucketVersioning',
      'Key',
    ]);
    const [bucket, key, lock] = ['Bucket', 'Key', 'BucketObjectLockConfiguration'].map(kind => there.find(({ type }) => type.endsWith(`:${kind}`)));
    expect([bucket?.protect, key?.protect]).toEqual([true, true]);
    expect(bucket?.inputs).toMatchObject({ region: 'eu-west-3', objectLockEnabled: true, forceDestroy: false, tags: { site: 'paris', 'data-classes': 'phi' } });
    expect(lock?.inputs.rule).toEqual({ defaultRetention: { mode: 'GOVERNANCE', days: 30 } });
    const rest = copies.filter(({ region, type }) => region !== 'eu-west-3' && type.startsWith('aws:'));
    expect(rest.map(({ type, region }) => `${type.replace(/^.*:/, '')} ${region}`).sort()).toEqual([
      'BucketReplicationConfig eu-west-1',
      'Role eu-west-1',
      'RolePolicy eu-west-1',
    ]);
  });

  it('[R2] begins to be copied once both buckets keep versions and the role may read them', async () => {
    const resources = await planned();
    const replication = resources.find(({ type }) => type.endsWith(':BucketReplicationConfig'));
    const names = resources.filter(({ urn }) => replication?.dependsOn.includes(urn)).map(({ type, name }) => `${type.replace(/^.*:/, '')} ${name}`);
    for (const needed of [
      'RolePolicy ward-paris-scans.from-dublin',
      'BucketVersioning ward-paris-scans.from-dublin',
      'BucketVersioning ward-dublin-scans',
      'BucketPolicy ward-paris-scans.from-dublin',
    ]) {
      expect(names).toContain(needed);
    }
  });
});
