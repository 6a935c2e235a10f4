import { changesOf, inWords, type Plan, PlanError, type PlannedResource, planJson, planOf, readPlan } from '@clinfra/plan';
import { aPlatform } from '../../../test/fixtures/a-platform';

const TODAY = { today: '2026-11-23' };

function aResource(type: string, name: string, inputs: PlannedResource['inputs'], more: Partial<PlannedResource> = {}): PlannedResource {
  return { type, name, urn: `urn:pulumi:ward-production::clinfra::${type}::${name}`, dependsOn: [], inputs, ...more };
}

const changes = (before: readonly PlannedResource[], after: readonly PlannedResource[]) =>
  changesOf({ resources: before }, { resources: after }).map(({ kind, name, properties }) => [
    kind,
    name,
    ...properties.map(property => `${inWords(property)}${property.replaces ? ' !' : ''}`),
  ]);

const database = (inputs: PlannedResource['inputs'], more: Partial<PlannedResource> = {}) => aResource('aws:rds/instance:Instance', 'records', inputs, more);

describe('what changes from one plan to another', () => {
  it('is nothing where nothing differs, whatever the order of what stands in it', () => {
    expect(changes([database({ a: 1, b: { c: [1], d: 2 } })], [database({ b: { d: 2, c: [1] }, a: 1 })])).toEqual([]);
  });

  it('is what is added and what is removed', () => {
    const [one, two] = [aResource('aws:sns/topic:Topic', 'one', {}), aResource('aws:sns/topic:Topic', 'two', {})];
    expect(changes([one], [two])).toEqual([
      ['added', 'two'],
      ['removed', 'one'],
    ]);
  });

  it.each<[what: string, before: PlannedResource['inputs'], after: PlannedResource['inputs'], expected: readonly (readonly string[])[]]>([
    ['a value', { allocatedStorage: 100 }, { allocatedStorage: 200 }, [['changed', 'records', 'allocatedStorage 100 -> 200']]],
    ['a value that came', {}, { iops: 3000 }, [['changed', 'records', 'iops nothing -> 3000']]],
    ['a value that went', { iops: 3000 }, {}, [['changed', 'records', 'iops 3000 -> nothing']]],
    [
      'an item of a list',
      { vpcSecurityGroupIds: ['a', 'b'] },
      { vpcSecurityGroupIds: ['a', 'c', 'd'] },
      [['changed', 'records', 'vpcSecurityGroupIds[1] "b" -> "c"', 'vpcSecurityGroupIds[2] nothing -> "d"']],
    ],
    ['what nobody has asked the provider about', {}, { inventedYesterday: 1 }, [['replaced', 'records', 'inventedYesterday nothing -> 1 !']]],
    [
      'a tag with an odd name',
      { tags: { 'data-classes': 'phi' } },
      { tags: { 'data-classes': 'pii' } },
      [['changed', 'records', 'tags["data-classes"] "phi" -> "pii"']],
    ],
    ['what makes it anew', { engine: 'postgres' }, { engine: 'mysql' }, [['replaced', 'records', 'engine "postgres" -> "mysql" !']]],
    ['its region', { region: 'eu-west-1' }, { region: 'eu-north-1' }, [['replaced', 'records', 'region "eu-west-1" -> "eu-north-1" !']]],
    ['a secret, which no plan knows', { password: { secret: true } }, { password: { secret: true } }, []],
    ['nothing for null', { iops: null }, {}, []],
  ])('tells of %s', (_, before, after, expected) => {
    expect(changes([database(before)], [database(after)])).toEqual(expected);
  });

  it('heeds what the program itself says of changes', () => {
    expect(changes([database({ engine: 'a' })], [database({ engine: 'b' }, { ignoreChanges: ['engine'] })])).toEqual([]);
    expect(changes([database({ iops: 1 })], [database({ iops: 2 }, { replaceOnChanges: ['iops'] })])).toEqual([['replaced', 'records', 'iops 1 -> 2 !']]);
    const renamed = { ...database({ engine: 'a' }), name: 'ledger', urn: 'urn:pulumi:ward-production::clinfra::aws:rds/instance:Instance::ledger' };
    const old = database({ engine: 'a' });
    expect(changes([old], [{ ...renamed, aliases: [old.urn] }])).toEqual([]);
  });

  it('is a claim of a volume made anew by another class, and not by another size', () => {
    const claim = (storage: string, storageClassName: string) =>
      aResource('kubernetes:core/v1:PersistentVolumeClaim', 'dublin/clinical/scans', { spec: { storageClassName, resources: { requests: { storage } } } });
    expect(changes([claim('10Gi', 'fast')], [claim('20Gi', 'fast')])[0]?.[0]).toBe('changed');
    expect(changes([claim('10Gi', 'fast')], [claim('10Gi', 'slow')])[0]?.[0]).toBe('replaced');
  });

  it('goes on to what refers to a thing that is made anew, as far as it forces', () => {
    const vpc = (cidrBlock: string) => aResource('aws:ec2/vpc:Vpc', 'net', { cidrBlock });
    const rest = [
      aResource('aws:ec2/subnet:Subnet', 'net.data-a', { vpcId: '${aws:ec2/vpc:Vpc::net.id}' }),
      aResource('aws:rds/subnetGroup:SubnetGroup', 'data', { name: 'data', subnetIds: ['${aws:ec2/subnet:Subnet::net.data-a.id}'] }),
      database({ dbSubnetGroupName: '${aws:rds/subnetGroup:SubnetGroup::data.name}' }),
    ];
    expect(changes([vpc('10.0.0.0/16'), ...rest], [vpc('10.1.0.0/16'), ...rest])).toEqual([
      ['replaced', 'net', 'cidrBlock "10.0.0.0/16" -> "10.1.0.0/16" !'],
      ['replaced', 'net.data-a', 'vpcId, because ${aws:ec2/vpc:Vpc::net.id} is made anew !'],
      ['changed', 'data', 'subnetIds[0], because ${aws:ec2/subnet:Subnet::net.data-a.id} is made anew'],
    ]);
  });

  it('takes linear time', () => {
    const many = (size: number, cidr: string) => [
      aResource('aws:ec2/vpc:Vpc', 'net', { cidrBlock: cidr }),
      ...Array.from({ length: size }, (_, index) => aResource('aws:ec2/subnet:Subnet', `subnet-${index}`, { vpcId: '${aws:ec2/vpc:Vpc::net.id}' })),
    ];
    expect(changes(many(20_000, 'a'), many(20_000, 'b'))).toHaveLength(20_001);
  });
});

describe('a plan that was kept', () => {
  it('is read as it was written', async () => {
    const plan = await planOf(aPlatform().platform, TODAY);
    expect(planJson(readPlan(planJson(plan)))).toBe(planJson(plan));
  });

  const plan: Plan = { version: 1, platform: 'ward', environment: 'production', resources: [], findings: [] };
  it.each<[what: string, text: string, message: string | RegExp]>([
    ['no JSON', '{', /^must be a plan, got what is no JSON: /],
    ['a list', '[]', 'must be a plan with a version, got a list'],
    ['nothing', 'null', 'must be a plan with a version, got null'],
    ['something else', '{"resources":[]}', 'must be a plan with a version, got an object without'],
    ['another version', JSON.stringify({ ...plan, version: 2 }), 'must be a plan of version 1, got version 2; write it again with this version of clinfra'],
    ['nobody’s', JSON.stringify({ ...plan, platform: undefined }), 'must name platform and environment, got a plan without'],
    ['without resources', JSON.stringify({ ...plan, resources: {} }), 'must list resources and findings, got a plan without'],
    [
      'with a resource that is none',
      JSON.stringify({ ...plan, resources: [{ type: 'a' }] }),
      'must give each resource a type, a name, a urn and inputs, got resources[0] without',
    ],
  ])('is refused where it is %s', (_, text, message) => {
    expect(() => readPlan(text)).toThrow(PlanError);
    expect(() => readPlan(text)).toThrow(message);
  });
});
