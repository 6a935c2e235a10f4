import type { Platform } from '@clinfra/core';
import { type PlannedResource, type PlanValue, planOf } from '@clinfra/plan';
import { isDecided } from '@clinfra/plan/replacements';
import { stacks } from '../../stacks/platforms';
import { references } from '../reference';
import { anExportingWard } from './exporting-ward';

const TODAY = { today: '2026-11-23' };
const ENVIRONMENTS: readonly (readonly [name: string, declare: () => Platform])[] = Object.entries({ ...stacks, ...references, ward: anExportingWard });

/** Properties of which nobody has said whether a change of them makes a new resource. */
function undecided(resources: readonly PlannedResource[]): readonly string[] {
  const found = resources
    .filter(({ type }) => type.startsWith('aws:'))
    .flatMap(({ type, inputs }) => [...leavesOf('', inputs)].filter(path => !isDecided(type, path)).map(path => `${type} ${path}`));
  return [...new Set(found)].sort();
}

function* leavesOf(path: string, value: PlanValue): Generator<string> {
  if (Array.isArray(value)) for (const inner of value) yield* leavesOf(path, inner);
  else if (typeof value !== 'object' || value === null) yield path;
  else for (const [key, inner] of Object.entries(value)) yield* leavesOf(path === '' ? key : `${path}.${key}`, inner);
}

describe('whether a change makes a new resource', () => {
  it.each(ENVIRONMENTS)('is known of every property of every resource on AWS of %s', async (_, declare) => {
    expect(undecided((await planOf(declare(), TODAY)).resources)).toEqual([]);
  });

  it('would be missed of a property and of a type that nobody knows', () => {
    const one = (type: string, inputs: PlannedResource['inputs']): PlannedResource => ({ type, name: 'one', urn: 'one', dependsOn: [], inputs });
    const inputs = { engine: 'postgres', inventedYesterday: 1, tags: { a: 'b' } };
    expect(undecided([one('aws:rds/instance:Instance', inputs), one('aws:invented/yesterday:Yesterday', { name: 'one' })])).toEqual([
      'aws:invented/yesterday:Yesterday name',
      'aws:rds/instance:Instance inventedYesterday',
    ]);
  });
});
