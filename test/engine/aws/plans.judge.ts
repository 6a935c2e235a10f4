import { type LinkedSite, Network, SiteFacts, SitePeering, SiteTransit, TransitPeering } from '@clinfra/aws';
import { type AwsHostingProps, aws, type Platform, Site } from '@clinfra/core';
import { type PlannedResource, planOf, record } from '@clinfra/plan';
import { Provider } from '@pulumi/aws/provider';
import { stacks } from '../../../stacks/platforms';
import { anExportingWard } from '../../cloud/exporting-ward';
import { aPlatform } from '../../fixtures/a-platform';
import { references } from '../../reference';
import { TODAY } from '../harness/environment';
import { canJudge, judge, UNLESS_THERE } from './real-provider';

const reference = references['reference-aws'] as () => Platform;

/** What it must refuse, each wrong in one thing. */
const BROKEN: readonly (readonly [type: string, inputs: PlannedResource['inputs'], message: RegExp])[] = [
  ['aws:rds/instance:Instance', { backupRetentionPeriod: 99 }, /backup_retention_period to be in the range \(0 - 35\), got 99/],
  ['aws:kms/key:Key', { deletionWindowInDays: 3 }, /deletion_window_in_days to be in the range \(7 - 30\), got 3/],
  ['aws:cloudwatch/logGroup:LogGroup', { retentionInDays: 100 }, /retention_in_days/],
  ['aws:ec2/vpc:Vpc', { cidrBlock: '10.0.0.1/16' }, /cidr_block|10\.0\.0\.1/],
  ['aws:ec2/subnet:Subnet', { ipv6CidrBlock: '2001:db8::1/64' }, /ipv6_cidr_block|2001:db8::1/],
  ['aws:ec2/networkAcl:NetworkAcl', { ingress: [{ ruleNo: 1, action: 'perhaps', protocol: 'tcp', fromPort: 0, toPort: 0 }] }, /got perhaps/],
  ['aws:cloudwatch/metricAlarm:MetricAlarm', { treatMissingData: 'perhaps' }, /treat_missing_data|perhaps/],
  ['aws:sns/topicSubscription:TopicSubscription', { protocol: 'pigeon' }, /protocol|pigeon/],
  ['aws:iam/rolePolicy:RolePolicy', { policy: '{"Version":' }, /policy|JSON/],
  ['aws:s3/bucketVersioning:BucketVersioning', { versioningConfiguration: { status: 'Perhaps' } }, /Perhaps|status/],
];

/** The real provider plans each resource, so that it sees what holds between the arguments of one as well. */
describe('the AWS resources of a plan', () => {
  const itIfJudged = canJudge() ? it : it.skip;
  const VALID = { problems: [], judged: expect.any(Number) };

  itIfJudged.each(Object.entries({ ...stacks, 'reference-aws': reference, ward: anExportingWard }))(`of %s are valid ${UNLESS_THERE}`, async (_, declare) => {
    const { resources } = await planOf(declare(), { today: TODAY });
    expect(judge(resources)).toMatchObject(VALID);
  });

  itIfJudged(`of two sites joined either way, one of them without a way out, are valid ${UNLESS_THERE}`, async () => {
    expect(judge(await twoSites())).toMatchObject(VALID);
  });

  itIfJudged(`are refused where one is wrong ${UNLESS_THERE}`, async () => {
    const { resources } = await planOf(reference(), { today: TODAY });
    const broken = BROKEN.map(([type, inputs], index) => {
      const sound = resources.find(resource => resource.type === type);
      if (!sound) throw new Error(`the reference platform has no ${type}`);
      return { ...sound, name: `broken-${index}`, urn: `${sound.urn}/broken-${index}`, inputs: { ...sound.inputs, ...inputs } };
    });
    const { problems } = judge(broken);
    for (const [index, [, , message]] of BROKEN.entries()) {
      expect(problems.filter(({ name }) => name === `broken-${index}`)).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    }
  });
});

async function twoSites(): Promise<readonly PlannedResource[]> {
  const { platform } = aPlatform();
  const site = (name: string, region: 'eu-north-1' | 'eu-central-1', more: Pick<AwsHostingProps, 'cidr' | 'nat'>) =>
    new Site(platform, name, { hosting: aws({ region, nodes: { min: 3, max: 9 }, ...more }), zones: [`${region}a`, `${region}b`, `${region}c`] });
  const cork = site('cork', 'eu-north-1', { cidr: '10.20.0.0/16', nat: 'none' });
  const galway = site('galway', 'eu-central-1', { cidr: '10.30.0.0/22' });
  const { resources } = await record({ project: 'ward', stack: 'ward-production' }, () => {
    const linked = (one: Site): LinkedSite => {
      const facts = new SiteFacts(one);
      const provider = new Provider(facts.prefix, { region: facts.region });
      const network = new Network(facts.prefix, { facts }, { providers: [provider] });
      return { facts, network, securityGroupId: 'sg-12345678', provider };
    };
    const sites = { requester: linked(cork), accepter: linked(galway) };
    new SitePeering('ward-cork-galway', sites);
    const transit = (site: LinkedSite) => new SiteTransit(`${site.facts.prefix}-transit`, { site }, { providers: [site.provider] });
    new TransitPeering('ward-cork-galway.transit', { requester: transit(sites.requester), accepter: transit(sites.accepter) });
    return {};
  });
  return resources;
}
