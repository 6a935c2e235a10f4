import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Provider } from '@pulumi/aws';
import { Key } from '@pulumi/aws/kms';
import { Instance } from '@pulumi/aws/rds';
import * as pulumi from '@pulumi/pulumi';
import Ajv2020 from 'ajv/dist/2020';
import { type Plan, planJson } from '../src/plan';
import type { PlannedResource } from '../src/planned-resource';
import { recorded } from './recorded';

const schema: object = JSON.parse(readFileSync(resolve(__dirname, '../schema/plan.schema.json'), 'utf8'));
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

const finding = {
  rule: 'scale-range',
  severity: 'error',
  path: 'clinical.ehr.scale.max',
  must: 'be at least min (3)',
  got: '2',
  remedy: 'raise max or lower min',
} as const;
const resource: PlannedResource = { type: 'a:b:C', name: 'c', urn: 'urn:pulumi:s::p::a:b:C::c', dependsOn: [], inputs: {} };

function aPlan(of: Partial<Plan> = {}): Plan {
  return { version: 1, platform: 'nilecare', environment: 'production', resources: [resource], findings: [], ...of };
}

describe('a plan as a file', () => {
  it('is the same bytes for the same plan, whatever the order in which it was built', () => {
    const one = aPlan({ resources: [{ ...resource, inputs: { a: 1, b: { c: 2, d: [{ e: 3, f: 4 }] } } }], findings: [finding] });
    const { rule, ...rest } = finding;
    const other: Plan = {
      findings: [{ ...rest, rule }],
      resources: [{ inputs: { b: { d: [{ f: 4, e: 3 }], c: 2 }, a: 1 }, dependsOn: [], urn: resource.urn, name: 'c', type: 'a:b:C' }],
      environment: 'production',
      platform: 'nilecare',
      version: 1,
    };
    expect(planJson(other)).toBe(planJson(one));
    expect(planJson(aPlan({ environment: 'staging' }))).not.toBe(planJson(aPlan()));
  });

  it('is indented by two spaces, ends with a line break and begins with its version', () => {
    expect(planJson(aPlan({ resources: [] }))).toBe(
      '{\n  "version": 1,\n  "platform": "nilecare",\n  "environment": "production",\n  "resources": [],\n  "findings": []\n}\n',
    );
  });

  it('keeps the order of lists', () => {
    expect(JSON.parse(planJson(aPlan({ resources: [{ ...resource, inputs: { list: ['b', 'a'] } }] })))).toMatchObject({
      resources: [{ inputs: { list: ['b', 'a'] } }],
    });
  });

  it('loses nothing', () => {
    const everything: Required<PlannedResource> = {
      ...resource,
      parent: resource.urn,
      provider: resource.urn,
      region: 'me-central-1',
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: true,
      ignoreChanges: ['a'],
      replaceOnChanges: ['b'],
      replaceWith: [resource.urn],
      deletedWith: resource.urn,
      import: 'i',
      read: 'r',
      aliases: [{ type: 'old' }],
      customTimeouts: { create: '1h' },
    };
    const plan = aPlan({ resources: [everything], findings: [finding] });
    expect(JSON.parse(planJson(plan))).toEqual(plan);
    expect(valid(JSON.parse(planJson(plan)))).toBe(true);
  });
});

describe('the published schema', () => {
  it('accepts what a program records', async () => {
    const { resources } = await recorded(() => {
      const provider = new Provider('khartoum', { region: 'me-central-1' });
      const key = new Key('phi', {}, { provider, protect: true });
      new Instance('db', { instanceClass: 'x', kmsKeyId: key.arn, password: pulumi.secret('x') }, { provider, deletedWith: key, aliases: [{ name: 'old' }] });
    });
    const accepted = valid(JSON.parse(planJson(aPlan({ resources, findings: [finding] }))));
    expect(valid.errors ?? []).toEqual([]);
    expect(accepted).toBe(true);
  });

  it.each<[string, object]>([
    ['another version', { ...aPlan(), version: 2 }],
    ['no platform', { ...aPlan(), platform: undefined }],
    ['a field that it does not know', { ...aPlan(), account: '1' }],
    ['a resource without a URN', aPlan({ resources: [{ ...resource, urn: '' }] })],
    ['a resource without inputs', { ...aPlan(), resources: [{ ...resource, inputs: undefined }] }],
    ['a resource with an unknown option', { ...aPlan(), resources: [{ ...resource, protected: true }] }],
    ['an option that says nothing', { ...aPlan(), resources: [{ ...resource, protect: false }] }],
    ['dependencies that are no URNs', aPlan({ resources: [{ ...resource, dependsOn: ['c'] }] })],
    ['a finding of unknown severity', { ...aPlan(), findings: [{ ...finding, severity: 'hint' }] }],
    ['a finding without a remedy', { ...aPlan(), findings: [{ ...finding, remedy: undefined }] }],
  ])('rejects %s', (_, plan) => {
    expect(valid(JSON.parse(JSON.stringify(plan)))).toBe(false);
  });
});
