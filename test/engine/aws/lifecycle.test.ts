import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Identified, ProviderUnderTest, REGION, urnOf } from './a-provider';
import { isSecret, secret, UNKNOWN, type WireObject } from './wire';
import { World } from './world';

const DATABASE: Identified = { type: 'aws:rds/instance:Instance' };
const ROLE: Identified = { type: 'aws:iam/role:Role', name: 'nodes' };
const GROUP: Identified = { type: 'aws:cloudwatch/logGroup:LogGroup', name: 'audit' };
const TEMPLATE: Identified = { type: 'aws:ec2/launchTemplate:LaunchTemplate', name: 'nodes' };

const aDatabase = (changed: WireObject = {}): WireObject => ({
  region: REGION,
  engine: 'postgres',
  identifier: 'clinical',
  instanceClass: 'db.r6g.large',
  skipFinalSnapshot: true,
  ...changed,
});
const aRole = (name: string): WireObject => ({ assumeRolePolicy: '{}', name });

const providers: ProviderUnderTest[] = [];
const aProvider = async (settings: Parameters<typeof ProviderUnderTest.start>[0] = {}) => {
  const provider = await ProviderUnderTest.start(settings);
  providers.push(provider);
  return provider;
};

const folders: string[] = [];
const aWorldFile = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'clinfra-world-'));
  folders.push(folder);
  return path.join(folder, 'world');
};
afterEach(() => {
  for (const provider of providers.splice(0)) provider.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('names', () => {
  it('are made of the resource and seven digits, and stay from one preview to the next', async () => {
    const provider = await aProvider();
    const first = await provider.check(GROUP, { region: REGION });
    expect(first.inputs.name).toMatch(/^audit-[0-9a-f]{7}$/);
    expect((await provider.check(GROUP, { region: REGION }, first.inputs, 'another seed')).inputs).toEqual(first.inputs);
    expect((await provider.check(GROUP, { region: REGION }, {}, 'another seed')).inputs).not.toEqual(first.inputs);
  });

  it('that were chosen are left alone, and forgotten when they are no longer given', async () => {
    const provider = await aProvider();
    expect((await provider.check(GROUP, { region: REGION, name: 'chosen' })).inputs.name).toBe('chosen');
    expect((await provider.check(GROUP, { region: REGION }, { region: REGION, name: 'chosen' })).inputs.name).toMatch(/^audit-[0-9a-f]{7}$/);
  });

  it('that begin with a prefix are left to the service', async () => {
    const provider = await aProvider();
    const { inputs } = await provider.check(GROUP, { region: REGION, namePrefix: 'audit-' });
    expect(inputs).toEqual({ region: REGION, namePrefix: 'audit-' });
    const made = await provider.create(GROUP, inputs);
    expect(made.outputs.name).toMatch(/^audit-[0-9a-f]{26}$/);
    expect(made.id).toBe(made.outputs.name);
    expect(await provider.read(GROUP, made, inputs)).toEqual(made);
  });

  it.each([
    ['aws:kms/alias:Alias', 'name', /^alias\/Clinical-[0-9a-f]{7}$/],
    ['aws:elasticache/replicationGroup:ReplicationGroup', 'replicationGroupId', /^clinical-[0-9a-f]{7}$/],
    ['aws:msk/cluster:Cluster', 'clusterName', /^Clinical-[0-9a-f]{7}$/],
    ['aws:rds/instance:Instance', 'identifier', /^clinical[0-9a-f]{7}$/],
  ])('of %s stand in %s', async (type, property, expected) => {
    const provider = await aProvider();
    expect((await provider.check({ type, name: 'Clinical' }, {})).inputs[property]).toMatch(expected);
  });
});

describe('a preview', () => {
  it('knows what was given and leaves open what the service will say', async () => {
    const provider = await aProvider({ args: { defaultTags: '{"tags":{"platform":"nilecare"}}' } });
    const { id, outputs } = await provider.create(DATABASE, aDatabase({ tags: { owner: 'a' } }), true);
    expect(id).toBe('');
    expect(outputs).toMatchObject({ identifier: 'clinical', endpoint: UNKNOWN, arn: UNKNOWN, port: UNKNOWN, tagsAll: { platform: 'nilecare', owner: 'a' } });
    expect(outputs).not.toHaveProperty('dbSubnetGroup');
  });

  it('leaves open what is added to an object that was given', async () => {
    const provider = await aProvider();
    const inputs = { region: REGION, name: 'site', roleArn: 'arn', vpcConfig: { subnetIds: ['subnet-1'] } };
    const { outputs } = await provider.create({ type: 'aws:eks/cluster:Cluster' }, inputs, true);
    expect(outputs.vpcConfig).toMatchObject({ subnetIds: ['subnet-1'], clusterSecurityGroupId: UNKNOWN, vpcId: UNKNOWN });
  });

  it('writes nothing into the world', async () => {
    const world = new World();
    const provider = await aProvider({ world });
    await provider.create(DATABASE, aDatabase(), true);
    expect(world.all()).toEqual([]);
  });
});

describe('a resource', () => {
  it('has an identifier, an ARN and an address of its own', async () => {
    const provider = await aProvider();
    const { id, outputs } = await provider.create(DATABASE, aDatabase());
    expect(id).toMatch(/^db-[0-9A-F]{20}$/);
    expect(outputs.arn).toBe('arn:aws:rds:me-south-1:123456789012:db:clinical');
    expect(outputs.endpoint).toMatch(/^clinical\.c[0-9a-f]{11}\.me-south-1\.rds\.amazonaws\.com:5432$/);
    expect(outputs).not.toHaveProperty('tags');
  });

  it('is found as it was made, and found gone when it is deleted', async () => {
    const provider = await aProvider();
    const made = await provider.create(DATABASE, aDatabase());
    expect(await provider.read(DATABASE, made, aDatabase())).toEqual(made);
    await provider.delete(DATABASE, made);
    expect((await provider.read(DATABASE, made, aDatabase())).id).toBe('');
  });

  it('keeps what was made up about it when it is updated, and drops what is no longer given', async () => {
    const provider = await aProvider();
    const made = await provider.create(DATABASE, aDatabase({ tags: { owner: 'a' }, allocatedStorage: 100 }));
    const updated = await provider.update(DATABASE, made, aDatabase({ allocatedStorage: 200 }));
    expect(updated).toMatchObject({ allocatedStorage: 200, address: made.outputs.address, resourceId: made.id, tagsAll: {} });
    expect(updated).not.toHaveProperty('tags');
  });

  it('that counts its versions counts on, and does not know the next number before', async () => {
    const provider = await aProvider();
    const made = await provider.create(TEMPLATE, { region: REGION, name: 'nodes' });
    expect(made.outputs.latestVersion).toBe(1);
    const changed = { region: REGION, name: 'nodes', description: 'b' };
    expect((await provider.update(TEMPLATE, made, changed, true)).latestVersion).toBe(UNKNOWN);
    expect((await provider.update(TEMPLATE, made, changed)).latestVersion).toBe(2);
  });

  it('keeps secret what was given as a secret, and what is made out of it', async () => {
    const provider = await aProvider();
    const { outputs } = await provider.create(DATABASE, aDatabase({ password: secret('marked'), identifier: secret('hidden') }));
    expect(outputs.password).toEqual(secret('marked'));
    expect([outputs.arn, outputs.endpoint, outputs.address].every(isSecret)).toBe(true);
    expect(isSecret(outputs.hostedZoneId)).toBe(false);
  });
});

describe('a change', () => {
  it('of nothing is none, whatever is marked secret', async () => {
    const provider = await aProvider();
    const { changed, details } = await provider.diff(DATABASE, aDatabase({ password: 'a' }), aDatabase({ password: secret('a') }));
    expect([changed, details]).toEqual([false, {}]);
  });

  it('is told by its path', async () => {
    const provider = await aProvider();
    const answer = await provider.diff(
      DATABASE,
      aDatabase({ engine: 'postgres', vpcSecurityGroupIds: ['a', 'b'], tags: { 'kubernetes.io/x': 'a' } }),
      aDatabase({ engine: 'mysql', vpcSecurityGroupIds: ['a', 'c', 'd'], multiAz: true }),
    );
    expect(answer).toEqual({
      changed: true,
      replaces: ['engine'],
      deleteBeforeReplace: true,
      details: { engine: 'UPDATE_REPLACE', 'vpcSecurityGroupIds[1]': 'UPDATE', 'vpcSecurityGroupIds[2]': 'ADD', tags: 'DELETE', multiAz: 'ADD' },
    });
  });

  it('to something not yet known counts as one', async () => {
    const provider = await aProvider();
    expect((await provider.diff(DATABASE, aDatabase({ kmsKeyId: 'a' }), aDatabase({ kmsKeyId: UNKNOWN }))).replaces).toEqual(['kmsKeyId']);
  });

  it('replaces before it deletes, unless the name that the program chose is in the way', async () => {
    const provider = await aProvider();
    const { inputs } = await provider.check(GROUP, { region: REGION });
    const infrequent = { logGroupClass: 'INFREQUENT_ACCESS' };
    expect((await provider.diff(GROUP, inputs, { ...inputs, ...infrequent })).deleteBeforeReplace).toBe(false);
    const named = { region: REGION, name: 'chosen' };
    expect((await provider.diff(GROUP, named, { ...named, ...infrequent })).deleteBeforeReplace).toBe(true);
    // The provider never names a cluster, so it does not know that its name is in the way.
    const cluster = { region: REGION, clusterIdentifier: 'chosen', engine: 'a' };
    expect((await provider.diff({ type: 'aws:rds/cluster:Cluster' }, cluster, { ...cluster, engine: 'b' })).deleteBeforeReplace).toBe(false);
  });

  it('of the region makes any resource new', async () => {
    const provider = await aProvider();
    expect((await provider.diff(DATABASE, aDatabase(), aDatabase({ region: 'eu-west-1' }))).replaces).toEqual(['region']);
  });

  it('of encryption is made in place, and its removal is not', async () => {
    const provider = await aProvider();
    const cluster: Identified = { type: 'aws:eks/cluster:Cluster' };
    const encrypted = (keyArn: string) => ({ encryptionConfig: { provider: { keyArn }, resources: ['secrets'] } });
    expect((await provider.diff(cluster, encrypted('a'), encrypted('b'))).replaces).toEqual([]);
    expect((await provider.diff(cluster, encrypted('a'), {})).replaces).toEqual(['encryptionConfig']);
  });
});

describe('a name that AWS wants to be unique', () => {
  const taken = (name: string) =>
    `aws:iam/role:Role other: must have a name that is free in account 123456789012, got name ${name}, which ${urnOf(ROLE)} has; choose another [name-taken]`;

  it('cannot be taken twice in its scope, by any provider of the account in any process', async () => {
    const file = aWorldFile();
    const [here, there] = [await aProvider({ world: new World(file) }), await aProvider({ world: new World(file), region: 'eu-west-1' })];
    await here.create(ROLE, aRole('clinical'));
    await expect(there.create({ ...ROLE, name: 'other' }, aRole('clinical'))).rejects.toThrow(taken('clinical'));
    await expect(there.create({ ...ROLE, name: 'other' }, aRole('Clinical'))).rejects.toThrow(taken('Clinical'));
    expect(new World(file).all()).toHaveLength(1);
  });

  it('is free in another region where its scope is the region, and in another account', async () => {
    const world = new World();
    await (await aProvider({ world })).create(DATABASE, aDatabase());
    await (await aProvider({ world, region: 'eu-west-1' })).create(DATABASE, aDatabase({ region: 'eu-west-1' }));
    await (await aProvider({ world, args: { allowedAccountIds: '["210987654321"]' } })).create(DATABASE, aDatabase());
    expect(world.all().map(({ region, account }) => [region, account])).toEqual([
      ['me-south-1', '123456789012'],
      ['eu-west-1', '123456789012'],
      ['me-south-1', '210987654321'],
    ]);
    await expect((await aProvider({ world })).create(DATABASE, aDatabase())).rejects.toThrow('got identifier clinical');
  });

  it('is free again after its holder was deleted or renamed', async () => {
    const provider = await aProvider();
    const first = await provider.create(DATABASE, aDatabase());
    await provider.update(DATABASE, first, aDatabase({ identifier: 'former' }));
    const second = await provider.create(DATABASE, aDatabase());
    await expect(provider.update(DATABASE, first, aDatabase())).rejects.toThrow('[name-taken]');
    await provider.delete(DATABASE, second);
    await provider.create(DATABASE, aDatabase());
  });
});

describe('deletion', () => {
  it.each([
    [
      'while it is protected',
      { deletionProtection: true },
      'must not be deleted while deletionProtection is true; set it to false and apply that first [deletion-protection]',
    ],
    [
      'without a last snapshot that nobody declined',
      { skipFinalSnapshot: false },
      'must have finalSnapshotIdentifier to be deleted while skipFinalSnapshot is not true; set one of them and apply that first [final-snapshot]',
    ],
  ])('of a database is refused %s', async (_, changed, reason) => {
    const world = new World();
    const provider = await aProvider({ world });
    const made = await provider.create(DATABASE, aDatabase(changed));
    await expect(provider.delete(DATABASE, made)).rejects.toThrow(`aws:rds/instance:Instance clinical: ${reason}`);
    expect(world.all()).toHaveLength(1);
  });

  it('of a database succeeds with a last snapshot or when none is wanted', async () => {
    const world = new World();
    const provider = await aProvider({ world });
    for (const changed of [{ skipFinalSnapshot: true }, { skipFinalSnapshot: false, finalSnapshotIdentifier: 'last' }]) {
      await provider.delete(DATABASE, await provider.create(DATABASE, aDatabase(changed)));
    }
    expect(world.all()).toEqual([]);
  });
});

describe('a failure that a test asks for', () => {
  it('happens once, at the attempt it is asked for, and nothing is made then', async () => {
    const world = new World();
    const provider = await aProvider({ world, failCreate: 2 });
    await provider.create(ROLE, aRole('a'));
    await expect(provider.create(ROLE, aRole('b'))).rejects.toThrow(
      'aws:iam/role:Role nodes: the service gave up, as the test wanted of attempt 2 to create; nothing was made [told-to-fail]',
    );
    await provider.create(ROLE, aRole('b'));
    expect(world.all().map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('is counted over all providers of one run of the engine', async () => {
    const file = aWorldFile();
    const here = await aProvider({ world: new World(file), failCreate: 2 });
    const there = await aProvider({ world: new World(file), failCreate: 2 });
    await here.create(ROLE, aRole('a'));
    await expect(there.create(ROLE, aRole('b'))).rejects.toThrow('[told-to-fail]');
    await here.create(ROLE, aRole('c'));
    expect(new World(file).all().map(({ id }) => id)).toEqual(['a', 'c']);
  });
});
