import { Inventory, type Site } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import { type PlannedResource, planOf } from '@clinfra/plan';
import { stacks } from '../../../stacks/platforms';
import { references } from '../../reference';
import { accessFaults } from './access-faults';
import { doorsOf } from './declared-access';
import { allows, Identities, type Identity } from './identities';
import { ACCOUNT, OTHER_ACCOUNT, SettledPlan } from './settled-plan';

const TODAY = { today: '2026-11-23' };
const DECLARED = { ...stacks, 'reference-aws': references['reference-aws'] as (typeof stacks)[string] };

describe.each(Object.entries(DECLARED))('the identities of %s', (stack, declare) => {
  const inventory = new Inventory(declare());
  let plan: SettledPlan;
  let identities: Identities;
  beforeAll(async () => {
    plan = new SettledPlan((await planOf(inventory.platform, TODAY)).resources);
    identities = new Identities(plan);
  });

  const hasStores = (site: Site) => inventory.stores.some(store => inventory.sitesOf(store).includes(site));
  const sites = inventory.servingSites.filter(site => site.hosting.kind === 'aws' && hasStores(site));

  it.each(sites)('[X2] let each workload at $name do to each store what is declared, and nothing else, nowhere else', async site => {
    const doors = doorsOf(inventory, site, plan);
    expect(doors.filter(door => inventory.workloads.some(door.mayPass)).length).toBeGreaterThan(8);
    expect(await accessFaults(inventory, site, plan)).toEqual([]);
  });

  /** What no role of the platform may do, whosever it is. */
  const FORBIDDEN = (identity: Identity) => [
    { action: 'iam:CreateUser', resource: `arn:aws:iam::${ACCOUNT}:user/one` },
    { action: 'iam:PutRolePolicy', resource: identity.arn },
    { action: 'iam:AttachRolePolicy', resource: identity.arn },
    { action: 'iam:CreateAccessKey', resource: `arn:aws:iam::${ACCOUNT}:user/one` },
    { action: 'iam:PassRole', resource: `arn:aws:iam::${ACCOUNT}:role/administrator` },
    { action: 'sts:AssumeRole', resource: `arn:aws:iam::${ACCOUNT}:role/administrator` },
    ...plan
      .all('kms/key:Key')
      .flatMap(key => ['kms:ScheduleKeyDeletion', 'kms:PutKeyPolicy', 'kms:DisableKey'].map(action => ({ action, resource: plan.arnOf(key) }))),
    ...plan.all('rds/cluster:Cluster').map(cluster => ({ action: 'rds:DeleteDBCluster', resource: plan.arnOf(cluster) })),
    ...plan.all('rds/instance:Instance').map(server => ({ action: 'rds:DeleteDBInstance', resource: plan.arnOf(server) })),
    ...plan.all('s3/bucket:Bucket').flatMap(bucket => ['s3:DeleteBucket', 's3:PutBucketPolicy'].map(action => ({ action, resource: plan.arnOf(bucket) }))),
    ...plan.all('secretsmanager/secret:Secret').map(secret => ({ action: 'secretsmanager:PutSecretValue', resource: plan.arnOf(secret) })),
  ];

  it('[X2] give nobody rights over rights, over keys, or over the life of a store', async () => {
    const found: string[] = [];
    for (const [name, identity] of identities.all()) {
      for (const access of FORBIDDEN(identity)) if (await allows(identity, access)) found.push(`${name} may ${access.action} ${access.resource}`);
    }
    expect(identities.all().length).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  it('[X4] find the keys closed to other accounts, and to callers by hand', async () => {
    const found: string[] = [];
    for (const key of plan.all('kms/key:Key').filter(({ inputs }) => inputs.keyUsage !== 'SIGN_VERIFY')) {
      const resourcePolicy = plan.policy(key);
      const door = { action: 'kms:Decrypt', resource: plan.arnOf(key) };
      const region = String(key.region);
      const stranger = { arn: `arn:aws:iam::${OTHER_ACCOUNT}:role/one`, policies: [{ name: 'all', policy: EVERYTHING }] };
      const own = { arn: `arn:aws:iam::${ACCOUNT}:role/clinfra-test`, policies: [{ name: 'all', policy: EVERYTHING }] };
      const through = (account: string) => ({ 'kms:CallerAccount': account, 'kms:ViaService': `rds.${region}.amazonaws.com` });
      if (await allows(stranger, door, { resourcePolicy, context: through(OTHER_ACCOUNT) })) found.push(`${key.name} is open to another account`);
      if (await allows(own, door, { resourcePolicy, context: { 'kms:CallerAccount': ACCOUNT } })) found.push(`${key.name} may be used by hand`);
    }
    expect(plan.all('kms/key:Key').length).toBeGreaterThan(3);
    expect(found).toEqual([]);
  });

  it('[X4] find buckets and queues closed to other accounts, and to whoever speaks without TLS', async () => {
    const found: string[] = [];
    for (const { name, resource, action, resourcePolicy } of guarded(plan)) {
      const stranger = { arn: `arn:aws:iam::${OTHER_ACCOUNT}:role/one`, policies: [{ name: 'all', policy: EVERYTHING }] };
      const own = { arn: `arn:aws:iam::${ACCOUNT}:role/one`, policies: [{ name: 'all', policy: EVERYTHING }] };
      const context = { 's3:TlsVersion': '1.3', 'aws:PrincipalAccount': ACCOUNT };
      if (!(await allows(own, { action, resource }, { resourcePolicy, context }))) found.push(`${name} is closed to its own account`);
      if (await allows(stranger, { action, resource }, { resourcePolicy, context: { ...context, 'aws:PrincipalAccount': OTHER_ACCOUNT } }))
        found.push(`${name} is open to another account`);
      if (await allows(own, { action, resource }, { resourcePolicy, context: { ...context, 'aws:SecureTransport': 'false' } }))
        found.push(`${name} is open without TLS`);
    }
    expect(found).toEqual([]);
    expect(guarded(plan).length).toBeGreaterThan(stack.startsWith('reference') ? 3 : 0);
  });
});

it('[X2] find a domain of OpenSearch closed to whoever is not declared, whatever their own policies say', async () => {
  const plan = new SettledPlan((await planOf(DECLARED['reference-aws'](), TODAY)).resources);
  const [domain] = plan.all('opensearch/domain:Domain') as [PlannedResource];
  const resourcePolicy = plan.policy(domain, 'accessPolicies');
  const door = { action: 'es:ESHttpPost', resource: `${plan.arnOf(domain)}/business-2026.11.29/_bulk` };
  const writer = new Identities(plan).all().find(([name]) => name === 'reference-dublin-business.log-collector')?.[1] as Identity;
  const other = { arn: `arn:aws:iam::${ACCOUNT}:role/one`, policies: [{ name: 'all', policy: EVERYTHING }] };
  const may = (who: Identity) => allows(who, door, { resourcePolicy, context: { 'aws:PrincipalArn': who.arn } });
  expect(await may(writer)).toBe(true);
  expect(await may(other)).toBe(false);
  // A policy that named roles as allowed would let them do whatever it says.
  expect(await may({ ...writer, policies: [] })).toBe(false);
});

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Resources with a policy of their own that callers of the account reach through it, and one thing that is done to each. */
function guarded(plan: SettledPlan) {
  const of = (policyType: string, property: string, action: string, within: string) =>
    plan.all(policyType).flatMap(policy => {
      const resource = plan.resources.find(
        one => one.parent === policy.parent && one.name === policy.name && one.type !== policy.type && /:(Bucket|Queue|Topic)$/.test(one.type),
      );
      return resource ? [{ name: policy.name, resource: plan.arnOf(resource) + within, action, resourcePolicy: plan.policy(policy, property) }] : [];
    });
  return [...of('s3/bucketPolicy:BucketPolicy', 'policy', 's3:GetObject', '/one'), ...of('sqs/queuePolicy:QueuePolicy', 'policy', 'sqs:ReceiveMessage', '')];
}

describe('the judge of what workloads may', () => {
  const platform = nilecare('production');
  const inventory = new Inventory(platform);
  const site = inventory.servingSites[0] as Site;
  let resources: readonly PlannedResource[];
  beforeAll(async () => {
    resources = (await planOf(platform, TODAY)).resources;
  });

  /** What is said once the policy of the electronic health record says something else. */
  async function faultsWith(change: (statements: readonly Readonly<Record<string, unknown>>[]) => readonly object[]): Promise<readonly string[]> {
    const changed = resources.map(resource => {
      if (resource.type !== 'aws:iam/rolePolicy:RolePolicy' || resource.name !== 'nilecare-khartoum-clinical.ehr') return resource;
      const policy = JSON.parse(String(resource.inputs.policy));
      return { ...resource, inputs: { ...resource.inputs, policy: JSON.stringify({ ...policy, Statement: change(policy.Statement) }) } };
    });
    return accessFaults(inventory, site, new SettledPlan(changed));
  }

  it('hears of a right too many, on the store of somebody else and in other places', async () => {
    const faults = await faultsWith(statements => statements.map(statement => ({ ...statement, Resource: '*' })));
    expect(faults).toContainEqual(
      expect.stringMatching(/^clinical\.ehr may kafka-cluster:WriteData arn:aws:kafka:me-south-1:111122223333:topic\/.*\/(?!clinical-events)/),
    );
    expect(faults).toContainEqual(expect.stringMatching(/^clinical\.ehr may \S+ arn:aws:kafka:eu-north-1:111122223333:/));
    expect(faults).toContainEqual(expect.stringMatching(/^clinical\.ehr may \S+ arn:aws:kafka:me-south-1:444455556666:/));
    expect(faults.filter(fault => !fault.startsWith('clinical.ehr may '))).toEqual([]);
  });

  it('hears of a right too few', async () => {
    const faults = await faultsWith(statements => statements.filter(({ Sid }) => Sid !== 'Publish'));
    expect(faults).not.toEqual([]);
    expect(faults.filter(fault => !/^clinical\.ehr may not kafka-cluster:WriteData /.test(fault))).toEqual([]);
  });

  it('hears of an action that it asks nothing about', async () => {
    const more = { Sid: 'More', Effect: 'Allow', Action: ['rds:DescribeDBClusters'], Resource: '*' };
    expect(await faultsWith(statements => [...statements, more])).toEqual([
      'clinical.ehr is granted rds:DescribeDBClusters, which no door of test/cloud/iam/declared-access.ts is about; say there who may do it to what, or that it comes with something else',
    ]);
  });
});

describe('the judge of identities', () => {
  const TOPIC = `arn:aws:kafka:eu-west-1:${ACCOUNT}:topic/events/uuid-2/encounters`;
  const reader = (Resource: string, Action = 'kafka-cluster:ReadData') => ({
    arn: `arn:aws:iam::${ACCOUNT}:role/reader`,
    policies: [{ name: 'read', policy: { Version: '2012-10-17', Statement: [{ Sid: 'Read', Effect: 'Allow', Action, Resource }] } }],
  });
  const read = { action: 'kafka-cluster:ReadData', resource: TOPIC };

  it.each([
    ['what is named', TOPIC, read, true],
    ['a topic beside it', `${TOPIC}s`, read, false],
    ['the same in another region', TOPIC.replace('eu-west-1', 'eu-north-1'), read, false],
    ['another action', TOPIC, { ...read, action: 'kafka-cluster:WriteData' }, false],
    ['everything, by a star too many', '*', { ...read, resource: TOPIC.replace('encounters', 'payments') }, true],
  ] as const)('says of a role with %s what AWS would', async (_, granted, access, allowed) => {
    expect(await allows(reader(granted), access)).toBe(allowed);
  });

  it('sees a bucket that is open to another account, and one that is open without TLS', async () => {
    const open = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::scans/*' }],
    };
    const stranger = { arn: `arn:aws:iam::${OTHER_ACCOUNT}:role/one`, policies: [{ name: 'all', policy: EVERYTHING }] };
    const get = { action: 's3:GetObject', resource: 'arn:aws:s3:::scans/one' };
    expect(await allows(stranger, get, { resourcePolicy: open })).toBe(true);
    expect(await allows(stranger, get)).toBe(false);
    expect(await allows(stranger, get, { resourcePolicy: open, context: { 'aws:SecureTransport': 'false' } })).toBe(true);
  });

  it('refuses a question about what does not exist', async () => {
    await expect(allows(reader(TOPIC), { ...read, action: 'kafka-cluster:ReadDatum' })).rejects.toThrow('kafka-cluster:ReadDatum on');
  });
});
