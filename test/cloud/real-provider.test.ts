import type { Platform } from '@clinfra/core';
import { type PlannedResource, planOf } from '@clinfra/plan';
import { stacks } from '../../stacks/platforms';
import { references } from '../reference';
import { anExportingWard } from './exporting-ward';
import { canJudge, judge, UNLESS_THERE } from './real-provider';

/** Starting terraform and reading the provider's schema takes its time on a busy machine. */
const PATIENCE = 240_000;
const TODAY = { today: '2026-11-23' };
const DECLARED = { ...stacks, 'reference-aws': references['reference-aws'] as () => Platform, ward: anExportingWard };

/** The resources of an environment under names that no other environment has, so that all can be judged in one question. */
async function resourcesOf(stack: string, declare: () => Platform): Promise<readonly PlannedResource[]> {
  const { resources } = await planOf(declare(), TODAY);
  const own = JSON.stringify(resources.filter(({ type }) => type.startsWith('aws:'))).replace(/\$\{(aws:[^:]+:\w+)::/g, `\${$1::${stack}/`);
  return (JSON.parse(own) as PlannedResource[]).map(resource => ({ ...resource, name: `${stack}/${resource.name}`, urn: `${resource.urn}/${stack}` }));
}

/** What the provider looks at: neither the names of things nor where they stand. Of resources that look alike one is judged. */
function looks({ type, inputs }: PlannedResource): string {
  const { tags: _, ...judged } = inputs;
  const text = JSON.stringify(judged).replace(/\$\{[^}]+\}/g, '$');
  return (
    type +
    text
      .replace(/(nilecare|reference|ward)[\w./-]*/g, 'NAME')
      .replace(/\b[a-z]{2}-[a-z]+-\d[a-z]?\b/g, 'REGION')
      .replace(/\b10(\.\d+){3}/g, 'ADDRESS')
  );
}

function distinct(resources: readonly PlannedResource[]): readonly PlannedResource[] {
  return [...new Map(resources.map(resource => [looks(resource), resource])).values()];
}

/** Resources that it must refuse, each wrong in one thing. */
const BROKEN: readonly (readonly [type: string, inputs: PlannedResource['inputs'], message: RegExp])[] = [
  ['aws:rds/instance:Instance', { backupRetentionPeriod: 99 }, /backup_retention_period to be in the range \(0 - 35\), got 99/],
  ['aws:kms/key:Key', { deletionWindowInDays: 3 }, /deletion_window_in_days to be in the range \(7 - 30\), got 3/],
  ['aws:cloudwatch/logGroup:LogGroup', { retentionInDays: 100 }, /retention_in_days/],
  ['aws:ec2/vpc:Vpc', { cidrBlock: '10.0.0.1/16' }, /cidr_block|10\.0\.0\.1/],
  ['aws:cloudwatch/metricAlarm:MetricAlarm', { treatMissingData: 'perhaps' }, /treat_missing_data|perhaps/],
  ['aws:sns/topicSubscription:TopicSubscription', { protocol: 'pigeon' }, /protocol|pigeon/],
  ['aws:iam/rolePolicy:RolePolicy', { policy: '{"Version":' }, /policy|JSON/],
  ['aws:s3/bucketVersioning:BucketVersioning', { versioningConfiguration: { status: 'Perhaps' } }, /Perhaps|status/],
];

describe('the AWS resources of every environment', () => {
  const itIfJudged = canJudge() ? it : it.skip;

  itIfJudged(
    `are valid to the real provider, and those that are broken for this test are not ${UNLESS_THERE}`,
    async () => {
      const all: PlannedResource[] = [];
      for (const [stack, declare] of Object.entries(DECLARED)) all.push(...(await resourcesOf(stack, declare)));
      const broken = BROKEN.map(([type, inputs], index) => {
        const sound = all.find(resource => resource.type === type);
        if (!sound) throw new Error(`no environment has a ${type}`);
        return { ...sound, name: `broken-${index}`, urn: `${sound.urn}/broken-${index}`, inputs: { ...sound.inputs, ...inputs } };
      });
      const { problems, judged } = judge([...distinct(all), ...broken], 'values');
      expect(judged).toBeGreaterThan(300);
      expect(problems.filter(({ name }) => !name.startsWith('broken-'))).toEqual([]);
      for (const [index, [, , message]] of BROKEN.entries()) {
        expect(problems.filter(({ name }) => name === `broken-${index}`)).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
      }
    },
    PATIENCE,
  );
});

describe('resources that look alike', () => {
  const vpc = (name: string, cidrBlock: string): PlannedResource => ({
    type: 'aws:ec2/vpc:Vpc',
    name,
    urn: name,
    dependsOn: [],
    inputs: { cidrBlock, enableDnsSupport: true, tags: { Name: name } },
  });

  it('differ by a value, and not by a name, a region or an address', () => {
    const wrong = { ...vpc('c', '10.30.0.0/16'), inputs: { cidrBlock: '10.30.0.0/16', enableDnsSupport: 'perhaps' } };
    expect(distinct([vpc('a', '10.10.0.0/16'), vpc('b', '10.20.0.0/16'), wrong]).map(({ name }) => name)).toEqual(['b', 'c']);
  });
});
