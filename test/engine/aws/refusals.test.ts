import { type Identified, ProviderUnderTest, REGION } from './a-provider';
import { secret, UNKNOWN, type WireObject } from './wire';

let provider: ProviderUnderTest;

beforeAll(async () => {
  provider = await ProviderUnderTest.start();
});
afterAll(() => provider.stop());

const DATABASE: Identified = { type: 'aws:rds/instance:Instance' };
const CLUSTER: Identified = { type: 'aws:eks/cluster:Cluster', name: 'site' };
const ROLE: Identified = { type: 'aws:iam/role:Role', name: 'nodes' };

const aDatabase = (changed: WireObject = {}): WireObject => ({ region: REGION, engine: 'postgres', instanceClass: 'db.r6g.large', ...changed });
const aCluster = (changed: WireObject = {}): WireObject => ({
  region: REGION,
  name: 'site',
  roleArn: 'arn',
  vpcConfig: { subnetIds: ['subnet-1'] },
  ...changed,
});

interface Case {
  readonly what: string;
  readonly resource: Identified;
  readonly refused: WireObject;
  readonly accepted: WireObject;
  readonly reason: string;
}

const { instanceClass: _instanceClass, ...noClass } = aDatabase();
const { region: _region, ...noRegion } = aDatabase();

const CASES: readonly Case[] = [
  {
    what: 'an unknown property',
    resource: DATABASE,
    refused: aDatabase({ storageEncryption: true }),
    accepted: aDatabase({ storageEncrypted: true }),
    reason:
      "clinical.storageEncryption: must be a property of aws:rds/instance:Instance, got one that is not; look for it in the SDK's types [unknown-property]",
  },
  {
    what: 'an unknown property of an object within',
    resource: CLUSTER,
    refused: aCluster({ vpcConfig: { subnetIds: ['subnet-1'], privateAccess: true } }),
    accepted: aCluster({ vpcConfig: { subnetIds: ['subnet-1'], endpointPrivateAccess: true } }),
    reason:
      "site.vpcConfig.privateAccess: must be a property of aws:eks/cluster:Cluster, got one that is not; look for it in the SDK's types [unknown-property]",
  },
  {
    what: 'a property that only the service sets',
    resource: DATABASE,
    refused: aDatabase({ endpoint: 'here' }),
    accepted: aDatabase({ identifier: 'here' }),
    reason: 'clinical.endpoint: must be left to the service, got a value; it can only be read [read-only-property]',
  },
  {
    what: 'a missing required property',
    resource: DATABASE,
    refused: noClass,
    accepted: aDatabase({ instanceClass: UNKNOWN }),
    reason: 'clinical.instanceClass: must be given, got nothing; the type requires it [missing-property]',
  },
  {
    what: 'a missing required property of an element of a list within',
    resource: { type: 'aws:rds/parameterGroup:ParameterGroup' },
    refused: { region: REGION, family: 'postgres16', parameters: [{ name: 'a', value: 'b' }, { name: 'c' }] },
    accepted: { region: REGION, family: 'postgres16', parameters: [{ name: 'a', value: 'b' }, UNKNOWN] },
    reason: 'clinical.parameters[1].value: must be given, got nothing; the type requires it [missing-property]',
  },
  {
    what: 'a text where a list is wanted',
    resource: DATABASE,
    refused: aDatabase({ vpcSecurityGroupIds: 'sg-1' }),
    accepted: aDatabase({ vpcSecurityGroupIds: ['sg-1'] }),
    reason: "clinical.vpcSecurityGroupIds: must be a list, got a string; look for it in the SDK's types [property-type]",
  },
  {
    what: 'an object where a text is wanted, without telling what is in it',
    resource: DATABASE,
    refused: aDatabase({ password: secret({ value: 'marked' }) }),
    accepted: aDatabase({ password: secret('marked') }),
    reason: "clinical.password: must be a string, got an object; look for it in the SDK's types [property-type]",
  },
  {
    what: 'a list in a map of texts',
    resource: ROLE,
    refused: { assumeRolePolicy: '{}', tags: { owner: ['a'] } },
    accepted: { assumeRolePolicy: { Version: '2012-10-17', Statement: [] }, tags: { owner: 'a' } },
    reason: "nodes.tags.owner: must be a string, got a list; look for it in the SDK's types [property-type]",
  },
  {
    what: 'a missing region',
    resource: DATABASE,
    refused: noRegion,
    accepted: aDatabase({ region: UNKNOWN }),
    reason: 'clinical.region: must be given, got nothing; set it to the region of its site [missing-region]',
  },
  {
    what: 'a region outside that of the provider',
    resource: DATABASE,
    refused: aDatabase({ region: 'eu-west-1' }),
    accepted: aDatabase(),
    reason: 'clinical.region: must be me-south-1, the region of its provider, got eu-west-1; give it the provider of its site [foreign-region]',
  },
  {
    what: 'a region where the service has none',
    resource: ROLE,
    refused: { assumeRolePolicy: '{}', region: REGION },
    accepted: { assumeRolePolicy: '{}' },
    reason: "nodes.region: must be a property of aws:iam/role:Role, got one that is not; look for it in the SDK's types [unknown-property]",
  },
];

describe('a program is refused', () => {
  it.each(CASES)('$what', async ({ resource, refused, reason }) => {
    expect((await provider.check(resource, refused)).reasons).toEqual([reason]);
  });
});

describe('a program is accepted that is right in the same place', () => {
  it.each(CASES)('$what', async ({ resource, accepted }) => {
    expect((await provider.check(resource, accepted)).reasons).toEqual([]);
  });
});

it('tells all complaints about a resource at once', async () => {
  const { reasons } = await provider.check(DATABASE, { ...noClass, region: 'eu-west-1', endpoint: 'here' });
  expect(reasons.map(reason => /\[(.*)\]$/.exec(reason)?.[1])).toEqual(['read-only-property', 'missing-property', 'foreign-region']);
});

it('refuses a type that the SDK does not have', async () => {
  await expect(provider.check({ type: 'aws:rds/database:Database' }, {})).rejects.toThrow(
    'clinical: must be of a type that the tables have, got aws:rds/database:Database; look for it in @pulumi/aws, or add its service to test/engine/aws/generate-table.ts [unknown-type]',
  );
});

it('refuses to be asked for what an account holds', async () => {
  await expect(provider.send('invoke', 'InvokeRequest', { Tok: 'aws:index/getRegion:getRegion' })).rejects.toThrow(
    'aws:index/getRegion:getRegion: must not be called, because a preview has no account to ask; pass what it would find as a property [invoke]',
  );
});

describe('the provider itself', () => {
  it('takes its arguments as the SDK sends them, in JSON, with what the engine adds', async () => {
    const reasons = await provider.checkConfig({
      region: REGION,
      defaultTags: '{"tags":{"a":"b"}}',
      skipRegionValidation: 'true',
      version: '7.48.0',
      token: secret('marked'),
    });
    expect(reasons).toEqual([]);
  });

  it('refuses an argument that the SDK does not have, at any depth', async () => {
    expect(await provider.checkConfig({ regions: REGION, defaultTags: '{"tag":{"a":"b"}}' })).toEqual([
      "site.defaultTags.tag: must be a property of pulumi:providers:aws, got one that is not; look for it in the SDK's types [unknown-property]",
      "site.regions: must be a property of pulumi:providers:aws, got one that is not; look for it in the SDK's types [unknown-property]",
    ]);
  });
});
