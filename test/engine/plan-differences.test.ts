import type { PlannedResource } from '@clinfra/plan';
import { planDifferences } from './harness/plan-differences';
import type { EngineResource } from './harness/pulumi-stack';

const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const provider = 'urn:pulumi:s::p::pulumi:providers:aws::site';
const urn = 'urn:pulumi:s::p::aws:ec2/vpc:Vpc::site';

function aPlanned(differing: Partial<PlannedResource> = {}): PlannedResource {
  return { type: 'aws:ec2/vpc:Vpc', name: 'site', urn, provider, dependsOn: [], inputs: {}, ...differing };
}

function aRegistered(differing: Partial<EngineResource> = {}): EngineResource {
  return { type: 'aws:ec2/vpc:Vpc', urn, provider: `${provider}::id`, inputs: {}, ...differing };
}

function pathsOf(engine: Partial<EngineResource>, plan: Partial<PlannedResource>): readonly string[] {
  return planDifferences([aRegistered(engine)], [aPlanned(plan)]).map(({ path }) => path);
}

describe("differences between the engine's preview and a plan", () => {
  it('finds none where both say the same', () => {
    const same = { inputs: { cidrBlock: '10.0.0.0/16', tags: { a: 'b' }, list: [1, { deep: true }] } };
    expect(pathsOf(same, same)).toEqual([]);
  });

  it.each<[string, Partial<EngineResource>, Partial<PlannedResource>, string]>([
    ['an input', { inputs: { a: { b: 1 } } }, { inputs: { a: { b: 2 } } }, 'inputs.a.b'],
    ['an input that only the engine has', { inputs: { a: 1 } }, {}, 'inputs.a'],
    ['an input that only the plan has', {}, { inputs: { a: 1 } }, 'inputs.a'],
    ['the length of a list', { inputs: { a: [1] } }, { inputs: { a: [1, 2] } }, 'inputs.a'],
    ['a dependency', { dependencies: ['urn:x'] }, {}, 'dependsOn'],
    ['the parent', { parent: 'urn:x' }, {}, 'parent'],
    ['the provider', { provider: 'urn:other::id' }, {}, 'provider'],
    ['the region', { inputs: { region: 'me-south-1' } }, { inputs: { region: 'me-south-1' } }, 'region'],
    ['protection', { protect: true }, {}, 'protect'],
    ['a value known to the engine only', { inputs: { a: 'vpc-1' } }, { inputs: { a: '${aws:ec2/vpc:Vpc::site.id}' } }, 'inputs.a'],
    ['a value known to the plan only', { inputs: { a: UNKNOWN } }, { inputs: { a: 'vpc-1' } }, 'inputs.a'],
    ['a whole known to the plan only', { inputs: { a: UNKNOWN } }, { inputs: { a: [{ b: 'x' }] } }, 'inputs.a'],
    ['a secret that the plan shows', { inputs: { a: '[secret]' } }, { inputs: { a: 'word' } }, 'inputs.a'],
    ['a name that is not of the kind that providers choose', { inputs: { name: 'site-of-somebody' } }, {}, 'inputs.name'],
  ])('finds %s', (_, engine, plan, path) => {
    expect(pathsOf(engine, plan)).toEqual([path]);
  });

  it('finds a resource that only one of the two has', () => {
    expect(planDifferences([aRegistered()], [])).toEqual([{ urn, path: '', engine: 'aws:ec2/vpc:Vpc', plan: undefined }]);
    expect(planDifferences([], [aPlanned()])).toEqual([{ urn, path: '', engine: undefined, plan: 'aws:ec2/vpc:Vpc' }]);
  });

  it.each<[string, Partial<EngineResource>, Partial<PlannedResource>]>([
    ['a value that is not known before apply', { inputs: { a: UNKNOWN } }, { inputs: { a: 'x-${aws:kms/key:Key::site.arn}' } }],
    ['what is not known in part', { inputs: { a: UNKNOWN } }, { inputs: { a: [{ b: 'x' }, { b: '${aws:kms/key:Key::site.arn}' }] } }],
    ['a secret that is not known before apply', { inputs: { a: UNKNOWN } }, { inputs: { a: { secret: true } } }],
    ['a secret', { inputs: { a: '[secret]' } }, { inputs: { a: { secret: true } } }],
    ['a name that the provider chooses', { inputs: { name: 'site-0123abc' } }, {}],
    ['the use of such a name', { inputs: { group: 'db-0123abc' } }, { inputs: { group: '${aws:rds/subnetGroup:SubnetGroup::db.name}' } }],
  ])('lets pass what is written differently: %s', (_, engine, plan) => {
    expect(pathsOf(engine, plan)).toEqual([]);
  });
});
