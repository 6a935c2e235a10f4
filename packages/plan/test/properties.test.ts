import { asset, secret, unknown } from '@pulumi/pulumi';
import { output } from '@pulumi/pulumi/output';
import { quickProperties } from '../src/properties';
import { RunningProgram } from '../src/running-program';
import type { SerializeProperties } from '../src/sdk';

const { serializeResourceProperties }: { serializeResourceProperties: SerializeProperties } = require('@pulumi/pulumi/runtime/rpc');

/** What the quick way makes of properties, and the names of those that it left to the SDK. */
async function quickly(properties: Record<string, unknown>) {
  const left: string[] = [];
  const original: SerializeProperties = (label, late, options) => {
    left.push(...Object.keys(late));
    return serializeResourceProperties(label, late, options);
  };
  const [made] = await quickProperties(original, () => new RunningProgram('clinic', 'test'))('label', properties);
  return { made, left };
}

class Own {
  readonly inside = 'own';
}

const PLAIN: readonly (readonly [string, unknown])[] = [
  ['a manifest', { metadata: { name: 'ehr', labels: { a: 'b' } }, spec: { ports: [{ port: 80 }, { port: 0.5 }], empty: {}, none: [], off: false } }],
  ['null, and what is undefined in lists and objects', [null, undefined, { a: undefined, b: null }]],
  ['functions', [{ a: () => 1 }, () => 2]],
  ['an object without a prototype', Object.assign(Object.create(null), { a: [1] })],
];

const LATE: readonly (readonly [string, () => unknown])[] = [
  ['an output', () => output('value')],
  ['a secret deep inside', () => ({ a: [{ b: secret('value') }] })],
  ['a promise deep inside', () => [{ a: Promise.resolve({ b: undefined, c: [undefined] }) }]],
  ['a value that is not known', () => [unknown]],
  ['an asset', () => ({ a: new asset.StringAsset('text') })],
  ['an object of a class', () => ({ a: new Own() })],
  ['what another copy of the SDK made', () => ({ a: { __pulumiAsset: true, text: 'text' } })],
  ['a list of another realm', () => require('node:vm').runInNewContext('[1, { a: [2] }]')],
  ['a big number', () => [1n]],
  ['a promise of nothing', () => Promise.resolve(undefined)],
];

describe('quick properties', () => {
  it.each(PLAIN)('copies %s as the SDK does', async (_, value) => {
    const [expected] = await serializeResourceProperties('label', { value });
    const { made, left } = await quickly({ value });
    expect({ made, left }).toEqual({ made: expected, left: [] });
    expect(JSON.stringify(made)).toBe(JSON.stringify(expected));
    if (typeof value === 'object') expect(made.value).not.toBe(value);
  });

  it.each(LATE)('leaves %s to the SDK', async (_, make) => {
    const [expected] = await serializeResourceProperties('label', { value: make() });
    const { made, left } = await quickly({ value: make() });
    expect({ made, left }).toEqual({ made: expected, left: ['value'] });
    expect(Object.keys(made)).toEqual(Object.keys(expected));
  });

  it('keeps the order of the properties, and leaves out what the SDK leaves out', async () => {
    const properties = { id: 'i', z: 1, late: output({ b: 1, a: 2 }), urn: 'u', gone: Promise.resolve(undefined), a: [2], none: undefined };
    const [expected] = await serializeResourceProperties('label', properties);
    const { made } = await quickly(properties);
    expect(JSON.stringify(made)).toBe(JSON.stringify(expected));
    expect(Object.keys(made)).toEqual(['z', 'late', 'a']);
  });

  it('tells on which resources a property depends', async () => {
    const depends = new Map([['late', new Set(['resource'])]]);
    const original: SerializeProperties = async () => [{ late: 'came' }, depends];
    const made = quickProperties(original, () => new RunningProgram('clinic', 'test'))('label', { late: output('value'), plain: 'a' });
    expect(await made).toEqual([{ late: 'came', plain: 'a' }, depends]);
  });
});
