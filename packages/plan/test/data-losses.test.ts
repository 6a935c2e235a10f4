import { message } from '@clinfra/checks';
import { Secret } from '@clinfra/core';
import { changesOf, dataLosses, inWords, type Plan, planOf } from '@clinfra/plan';
import { aPlatform } from '../../../test/fixtures/a-platform';

const TODAY = { today: '2026-11-23' };

/** The ward with one thing about it changed, and what that loses of the ward as it was. */
let ward: Plan;
beforeAll(async () => {
  ward = await planOf(aPlatform().platform, TODAY);
});

type Ward = ReturnType<typeof aPlatform>;

async function lossesOf(change: (resources: Plan['resources']) => Plan['resources'], declare: (ward: Ward) => void = () => {}): Promise<readonly string[]> {
  const parts = aPlatform();
  declare(parts);
  return dataLosses(changesOf(ward, { resources: change(ward.resources) }), parts.platform, TODAY).map(finding => `${finding.severity} ${message(finding)}`);
}

const without = (type: string, name: string) => (resources: Plan['resources']) => resources.filter(one => one.type !== type || one.name !== name);
const with_ = (type: string, name: string, inputs: object) => (resources: Plan['resources']) =>
  resources.map(one => (one.type === type && one.name === name ? { ...one, inputs: { ...one.inputs, ...inputs } } : one));

const RECORDS = ['aws:rds/instance:Instance', 'ward-dublin-records'] as const;
const WAIVER = { rule: 'data-loss', reason: 'the data was moved on Friday', until: '2026-12-01' } as const;

describe('a change that loses data', () => {
  it('[D1] is an error in production where a store would be made anew, and says by what', async () => {
    expect(await lossesOf(with_(...RECORDS, { engine: 'mysql', allocatedStorage: 900 }))).toEqual([
      'error stores.records: must keep its databases, got aws:rds/instance:Instance ward-dublin-records would be made anew by engine "postgres" -> "mysql"; leave that as it was, or move the data first and waive data-loss on it with a reason and an end [data-loss]',
    ]);
  });

  it('[D1] is an error where a store would be deleted', async () => {
    expect(await lossesOf(without(...RECORDS))).toEqual([
      'error stores.records: must keep its databases, got aws:rds/instance:Instance ward-dublin-records would be deleted; keep it declared, or move the data first and waive data-loss on it with a reason and an end [data-loss]',
    ]);
  });

  it('goes from a key to what it encrypts', async () => {
    const losses = await lossesOf(with_('aws:kms/key:Key', 'ward-dublin-records', { multiRegion: true }));
    expect(losses).toEqual([
      expect.stringMatching(
        /^error stores\.records: must keep its databases, got .* by kmsKeyId, because \$\{aws:kms\/key:Key::ward-dublin-records\.arn\} is made anew;/,
      ),
      expect.stringMatching(/^error stores\.records: must keep the way to read whatever it encrypted, got aws:kms\/key:Key .* by multiRegion nothing -> true;/),
    ]);
  });

  it('is told of a cluster, whose workloads and disks go with it', async () => {
    const cluster = await lossesOf(with_('aws:eks/cluster:Cluster', 'ward-dublin', { name: 'other' }));
    expect(cluster).toEqual([
      expect.stringMatching(/^error resources\.ward-dublin: must keep all that runs in it, and its hold on their disks, got .* by name "ward-/),
    ]);
  });

  it('is told of a secret by its declaration', () => {
    const parts = aPlatform();
    new Secret(parts.platform, 'sms', { keys: ['api-key'] });
    const secret = { type: 'aws:secretsmanager/secret:Secret', name: 'ward-dublin-secrets.sms', urn: 'sms', dependsOn: [], inputs: { name: 'ward/sms' } };
    const changes = changesOf({ resources: [secret] }, { resources: [{ ...secret, inputs: { name: 'other' } }] });
    const [loss] = dataLosses(changes, parts.platform, TODAY);
    expect(loss?.path).toBe('secrets.sms');
    expect(loss?.remedy).toBe('leave that as it was, or move the data first and waive data-loss on it with a reason and an end');
  });

  it('tells of a large value by its parts', async () => {
    const vpcOptions = { subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'].map(id => `\${aws:ec2/subnet:Subnet::${id}.id}`), securityGroupIds: ['sg-1'] };
    const domain: Plan['resources'] = [{ type: 'aws:opensearch/domain:Domain', name: 'logs', urn: 'logs', dependsOn: [], inputs: { vpcOptions } }];
    const [bare] = domain.map(one => ({ ...one, inputs: {} }));
    const [change] = changesOf({ resources: domain }, { resources: bare ? [bare] : [] });
    expect(change?.properties.map(inWords)).toEqual(['vpcOptions { subnetIds, securityGroupIds } -> nothing']);
  });

  it('is none where nothing with data goes, or a store changes in place', async () => {
    expect(await lossesOf(with_(...RECORDS, { allocatedStorage: 900 }))).toEqual([]);
    expect(await lossesOf(without('aws:cloudwatch/logGroup:LogGroup', 'ward-dublin'))).toEqual([]);
  });

  it('is none where the program lets go of a thing without deleting it', async () => {
    const kept: Plan = { ...ward, resources: ward.resources.map(one => (one.name === RECORDS[1] ? { ...one, retainOnDelete: true } : one)) };
    expect(dataLosses(changesOf(kept, { resources: without(...RECORDS)(kept.resources) }), aPlatform().platform, TODAY)).toEqual([]);
  });

  it('is a warning where the store waives it, and an error again after the end of that', async () => {
    const waived = ({ records }: Ward) => void records.waive(WAIVER);
    expect(await lossesOf(without(...RECORDS), waived)).toEqual([
      'warning stores.records: must keep its databases, got aws:rds/instance:Instance ward-dublin-records would be deleted; waived until 2026-12-01: the data was moved on Friday [data-loss]',
    ]);
    const over = ({ records }: Ward) => void records.waive({ ...WAIVER, until: '2026-11-01' });
    expect((await lossesOf(without(...RECORDS), over))[0]).toMatch(/^error /);
  });

  it('is waived on the platform where the store is declared no longer', () => {
    const gone: Plan['resources'] = JSON.parse(JSON.stringify(ward.resources).replaceAll('ward-dublin-records', 'ward-dublin-ledger'));
    const { platform } = aPlatform();
    const losses = () => dataLosses(changesOf({ resources: gone }, ward), platform, TODAY).map(({ severity, path }) => [severity, path]);
    expect(losses()).toEqual([
      ['error', 'resources.ward-dublin-ledger'],
      ['error', 'resources.ward-dublin-ledger'],
    ]);
    platform.waive(WAIVER);
    expect(losses().map(([severity]) => severity)).toEqual(['warning', 'warning']);
  });

  it('is a warning outside production', () => {
    const { platform } = aPlatform();
    Object.assign(platform, { stage: 'staging' });
    const [loss] = dataLosses(changesOf(ward, { resources: without(...RECORDS)(ward.resources) }), platform, TODAY);
    expect(loss?.severity).toBe('warning');
  });
});
