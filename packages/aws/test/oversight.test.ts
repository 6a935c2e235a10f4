import { aws, DataTier, days, Inventory, type Oversight, Site } from '@clinfra/core';
import { faultsOf } from '../../../test/cloud/resource-rules';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { deliveryPolicy } from '../src/oversight/configuration-record';
import { CONFIGURATION_RULES, conformanceTemplate } from '../src/oversight/configuration-rules';
import { eventSelectors, trailLogPolicy, trailStatements, watchedBuckets } from '../src/oversight/trail-settings';
import { aSite, type RecordedSite, recordSite } from './recorded';

const ACCOUNT = '123456789012';

async function watched(oversight: Oversight = {}, stage: 'production' | 'staging' = 'production'): Promise<RecordedSite> {
  const { platform, stores } = aSite(stage, {}, undefined, { oversight });
  const ehr = aService(aDomain(platform, 'clinical'), 'ehr');
  ehr.reads(stores.bucket('scans', { holds: ['phi'] })).reads(stores.bucket('assets', { holds: ['public'] }));
  return recordSite(platform);
}

describe('what watches over a site', () => {
  let site: RecordedSite;
  beforeAll(async () => {
    site = await watched();
  });

  it('[C5] is private, encrypted and protected itself', () => {
    expect(site.resources.flatMap(resource => faultsOf(resource, 'eu-west-1').map(fault => `${resource.name}: ${fault}`))).toEqual([]);
  });

  it('[X6] notes every call in every region, signed, in a bucket that nobody can empty for seven years and in a log group', () => {
    const { inputs, protect, dependsOn } = site.one('cloudtrail/trail:Trail');
    expect(inputs).toMatchObject({ isMultiRegionTrail: true, includeGlobalServiceEvents: true, enableLogFileValidation: true });
    expect(inputs.cloudWatchLogsGroupArn).toBe('${aws:cloudwatch/logGroup:LogGroup::ward-dublin-oversight.trail.arn}:*');
    expect(protect).toBe(true);
    const lock = site.one('s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration', 'ward-dublin-oversight.trail');
    expect(lock.inputs.rule).toEqual({ defaultRetention: { mode: 'COMPLIANCE', days: 2557 } });
    expect(dependsOn).toContain(site.one('s3/bucketPolicy:BucketPolicy', 'ward-dublin-oversight.trail').urn);
  });

  it('[X6] notes who touched an object with health data, and no others', () => {
    const [calls, objects] = site.one('cloudtrail/trail:Trail').inputs.advancedEventSelectors as readonly { fieldSelectors: object[] }[];
    expect(calls?.fieldSelectors).toEqual([{ field: 'eventCategory', equals: ['Management'] }]);
    expect(objects?.fieldSelectors.at(-1)).toEqual({
      field: 'resources.ARN',
      startsWiths: ['arn:aws:s3:::ward-production-dublin-scans-${aws:ec2/vpc:Vpc::ward-dublin.ownerId}/'],
    });
  });

  it('[C5] records how everything is set before anybody judges it, into a bucket without a lock, which Config cannot fill', () => {
    const names = (urns: readonly string[]) => site.resources.filter(({ urn }) => urns.includes(urn)).map(({ type }) => type.replace(/^.*:/, ''));
    expect(names(site.one('cfg/conformancePack:ConformancePack').dependsOn)).toContain('RecorderStatus');
    expect(names(site.one('cfg/recorderStatus:RecorderStatus').dependsOn)).toContain('DeliveryChannel');
    expect(names(site.one('securityhub/account:Account').dependsOn)).toContain('RecorderStatus');
    expect(site.names('s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration')).toEqual(['ward-dublin-oversight.trail']);
    expect(site.one('s3/bucket:Bucket', 'ward-dublin-oversight.configuration').inputs.tags).toMatchObject({ purpose: 'configuration' });
  });

  it('[C5] looks for intruders in S3, EKS, databases and disks, and holds what is found against two standards', () => {
    const features = site.all('guardduty/detectorFeature:DetectorFeature').map(({ inputs }) => inputs.name);
    expect(features.sort()).toEqual(['EBS_MALWARE_PROTECTION', 'EKS_AUDIT_LOGS', 'RDS_LOGIN_EVENTS', 'S3_DATA_EVENTS']);
    expect(site.all('securityhub/standardsSubscription:StandardsSubscription').map(({ inputs }) => inputs.standardsArn)).toEqual([
      'arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0',
      'arn:aws:securityhub:eu-west-1::standards/aws-foundational-security-best-practices/v/1.0.0',
    ]);
  });

  it('is left to others part by part', async () => {
    const parts = await watched({ trail: false, configuration: false, threats: false, findings: false });
    expect(parts.resources.filter(({ type }) => /^aws:(cloudtrail|cfg|guardduty|securityhub)\//.test(type))).toEqual([]);
    const one = await watched({ trail: false, configuration: false, findings: false });
    expect(one.names('guardduty/detector:Detector')).toEqual(['ward-dublin-oversight.threats']);
    expect(one.names('cloudtrail/trail:Trail')).toEqual([]);
  });

  it('can be taken away outside production by somebody with the right to do so', async () => {
    const staging = await watched({ trailRetention: days(30) }, 'staging');
    const lock = staging.one('s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration');
    expect(lock.inputs.rule).toEqual({ defaultRetention: { mode: 'GOVERNANCE', days: 30 } });
  });
});

describe('what a trail notes', () => {
  it('[X6] are the buckets of all sites and their copies, of health data and of audit events', () => {
    const { platform, stores, site } = aSite('production');
    const hosting = aws({ region: 'eu-west-3', nodes: { min: 3, max: 9 }, cidr: '10.1.0.0/16' });
    const paris = new Site(platform, 'paris', { hosting, zones: ['eu-west-3a'] });
    const here = new DataTier(platform, 'here', { sites: [site] });
    here.bucket('scans', { holds: ['phi'], replicateTo: paris });
    here.bucket('assets', { holds: ['public'] });
    here.auditTrail('access', { holds: ['audit'] });
    here.bucket('old', { holds: ['phi'], existing: { host: 'objects.example.ie', cidr: '10.9.0.0/28', bucket: 'old', evidence: 'audit', by: 'ward' } });
    stores.bucket('everywhere', { holds: ['phi'] });
    const names = watchedBuckets(new Inventory(platform), ACCOUNT).map(arn => arn.replace('arn:aws:s3:::ward-production-', '').replace(`-${ACCOUNT}`, ''));
    expect(names.map(name => name.replace(/-[0-9a-f]{6}$/, '')).sort()).toEqual([
      'dublin-access',
      'dublin-everywhere',
      'dublin-scans',
      'paris-everywhere',
      'paris-scans-from-dublin',
    ]);
  });

  it('is calls alone where there is no such bucket', () => {
    expect(eventSelectors([]).map(({ name }) => name)).toEqual(['calls']);
  });

  it('[X2] is written by CloudTrail for this trail, into the folder of the account and its own stream', () => {
    const [look, write] = trailStatements({ accountId: ACCOUNT, region: 'eu-west-1', arn: 'arn:aws:s3:::trail' }, 'arn:trail');
    expect(look?.Condition).toEqual({ StringEquals: { 'aws:SourceArn': 'arn:trail' } });
    expect(write).toMatchObject({ Action: ['s3:PutObject'], Resource: `arn:aws:s3:::trail/AWSLogs/${ACCOUNT}/*` });
    expect(write?.Condition?.StringEquals).toMatchObject({ 'aws:SourceArn': 'arn:trail' });
    expect(trailLogPolicy('arn:group', ACCOUNT, 'eu-west-1').Statement[0]?.Resource).toBe(`arn:group:log-stream:${ACCOUNT}_CloudTrail_eu-west-1*`);
  });
});

describe('the record of AWS Config', () => {
  it('[X2] is delivered into the folder of the account alone', () => {
    expect(deliveryPolicy('arn:bucket', ACCOUNT).Statement.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['s3:PutObject'], `arn:bucket/AWSLogs/${ACCOUNT}/Config/*`],
      [['s3:GetBucketAcl', 's3:ListBucket'], 'arn:bucket'],
    ]);
  });

  it('is judged by a pack that is no longer than Config takes, a rule for each name', () => {
    const { Resources } = JSON.parse(conformanceTemplate());
    expect(Object.keys(Resources)).toHaveLength(Object.keys(CONFIGURATION_RULES).length);
    expect(conformanceTemplate().length).toBeLessThan(51_200);
    expect(Resources.ENCRYPTEDVOLUMES).toEqual({
      Type: 'AWS::Config::ConfigRule',
      Properties: { ConfigRuleName: 'encrypted-volumes', Description: 'disks are encrypted', Source: { Owner: 'AWS', SourceIdentifier: 'ENCRYPTED_VOLUMES' } },
    });
  });
});
