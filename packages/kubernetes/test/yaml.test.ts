import { Inventory } from '@clinfra/core';
import { documents, type Manifest, renderSite, toYaml } from '@clinfra/kubernetes';
import { nilecare } from '@clinfra/nilecare';
import { parseAllDocuments, parseDocument } from 'yaml';
import { writeYaml } from '../src/yaml/document';
import { kept } from '../src/yaml/kept';
import { WrittenOnce } from '../src/yaml/written-once';
import { nastyValues } from './nasty-values';
import { ADDRESSES, rendered } from './rendered';

const VERSIONS = ['1.1', '1.2'] as const;

describe('the YAML of manifests', () => {
  it.each(['development', 'staging', 'production'] as const)('reads back as it was, all of NileCare in %s', environment => {
    const inventory = new Inventory(nilecare(environment));
    for (const site of inventory.sites) {
      for (const { manifests } of renderSite(inventory, site, ADDRESSES)) {
        for (const version of VERSIONS) {
          const read = parseAllDocuments(documents(manifests), { version });
          expect(read.flatMap(document => document.errors)).toEqual([]);
          expect(read.map(document => document.toJS())).toEqual(manifests);
        }
      }
    }
  });

  it('keeps the order of keys, and is the same bytes each time', () => {
    const manifest = rendered().get('Deployment', 'ehr');
    expect(JSON.stringify(parseDocument(toYaml(manifest)).toJS())).toBe(JSON.stringify(manifest));
    expect(toYaml(rendered().get('Deployment', 'ehr'))).toBe(toYaml(manifest));
  });

  it('looks as people write it', () => {
    const lines = ['#!/bin/sh', 'set -eu', '', '  echo "$1"'].join('\n');
    const data = { 'run.sh': `${lines}\n`, open: lines, cpu: '250m', memory: '1Gi', when: '0 2 * * *', image: 'registry.example/a:1.0', on: 'yes', port: '80' };
    expect(toYaml({ ...aConfigMap(data), list: [{ a: 1, b: [true, null] }, [], {}, [['x']]] })).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: nasty
data:
  run.sh: |
    #!/bin/sh
    set -eu

      echo "$1"
  open: |-
    #!/bin/sh
    set -eu

      echo "$1"
  cpu: 250m
  memory: 1Gi
  when: "0 2 * * *"
  image: registry.example/a:1.0
  "on": "yes"
  port: "80"
list:
- a: 1
  b:
  - true
  - null
- []
- {}
- - - x
`);
  });

  it('puts into quotes the lines that a block could not show', () => {
    for (const text of [' a\nb', '\na', 'a\n\n', 'a\n \nb', 'a\tb\nc', 'a\r\nb']) {
      expect(toYaml(aConfigMap({ text }))).toContain(`  text: ${JSON.stringify(text)}\n`);
    }
  });

  it('leaves out what is undefined, as JSON does', () => {
    expect(toYaml({ ...aConfigMap({}), data: undefined })).not.toMatch(/^data/m);
    expect(toYaml({ ...aConfigMap({}), data: { a: undefined } })).toContain('data: {}');
  });
});

describe('a part that stands in many objects', () => {
  const part = kept({ drop: ['ALL'], profile: { type: 'RuntimeDefault' } });

  it('is written as any other, however deep it stands', () => {
    for (const place of [(value: unknown) => ({ value }), (value: unknown) => ({ deeper: { value } }), (value: unknown) => ({ list: [value, { value }] })]) {
      const plain = writeYaml(place(JSON.parse(JSON.stringify(part))));
      expect([writeYaml(place(part)), writeYaml(place(part))]).toEqual([plain, plain]);
    }
  });

  it('may be a list, and an item of a list or of a list in a list', () => {
    const list = kept(['a', { b: [1, true, null] }, [], {}]);
    const item = kept({ name: 'RECORDS_HOST', valueFrom: { key: 'host' } });
    for (const place of [{ list, deeper: { list } }, { items: [item, { item }, [item, list], list] }, { empty: [kept({}), kept([])], none: kept({}) }]) {
      const plain = writeYaml(JSON.parse(JSON.stringify(place)));
      expect([writeYaml(place), writeYaml(place)]).toEqual([plain, plain]);
    }
  });

  it('cannot be changed, for the change would not be written', () => {
    expect(() => Object.assign(part.profile, { type: 'Unconfined' })).toThrow(TypeError);
    expect(() => (part.drop as string[]).push('NET_ADMIN')).toThrow(TypeError);
  });
});

describe('what was written before', () => {
  it('has no say in what is written of an object that changed since', () => {
    const manifest = { ...aConfigMap({}), data: { a: '1', list: [{ b: '2' }] as { b: string }[] } };
    const before = toYaml(manifest);
    manifest.data.list[0] = { b: '3' };
    manifest.data.list.push({ b: '4' });
    manifest.data.a = 'yes';
    expect(toYaml(manifest)).toBe(before.replace('a: "1"', 'a: "yes"').replace('  - b: "2"', '  - b: "3"\n  - b: "4"'));
  });

  it('has no say in another object of the same iterable', () => {
    const manifest: Manifest & { data: Record<string, string> } = { ...aConfigMap({}), data: { a: 'b' } };
    function* changing() {
      yield manifest;
      manifest.data.a = 'c';
      yield manifest;
    }
    expect(documents(changing())).toBe(`${toYaml({ ...manifest, data: { a: 'b' } })}---\n${toYaml({ ...manifest, data: { a: 'c' } })}`);
  });

  it('is remembered up to a bound, and a long text not at all', () => {
    const written = jest.fn((text: string) => `<${text}>`);
    const once = new WrittenOnce(written);
    const long = 'x'.repeat(201);
    expect([once.of('a'), once.of('a'), once.of(long), once.of(long)]).toEqual(['<a>', '<a>', `<${long}>`, `<${long}>`]);
    expect(written.mock.calls.flat()).toEqual(['a', long, long]);
    for (let n = 0; n < 7999; n++) once.of(`text ${n}`);
    written.mockClear();
    once.of('a');
    expect(written).not.toHaveBeenCalled();
    once.of('one too many');
    once.of('a');
    expect(written.mock.calls.flat()).toEqual(['one too many', 'a']);
  });
});

describe('the YAML of anything', () => {
  it('reads back as it was, for readers of both versions: texts that look like something else', () => {
    for (const text of LOOKALIKES) expectToReadBack(aConfigMap({ key: text, [text]: 'value' }));
  });

  it('reads back as it was, for readers of both versions: four thousand generated values', () => {
    for (const value of nastyValues(4000, 20_261_123)) expectToReadBack({ ...aConfigMap({}), data: value });
  });

  it('would not pass with a writer that is wrong', () => {
    const manifest = aConfigMap({ answer: 'no', version: '1.10', empty: '', script: 'a\nb\n\n  c\n' });
    const text = toYaml(manifest);
    const broken = [
      text.replace('"no"', 'no'),
      text.replace('"1.10"', '1.10'),
      text.replace('""', ''),
      text.replace('|\n', '|-\n'),
      text.replace('|\n', '>\n'),
      text.replace('  name: nasty', 'name: nasty'),
      text.replace('answer', 'Answer'),
    ];
    for (const wrong of broken) {
      expect(wrong).not.toBe(text);
      expect(() => expectToReadBack(manifest, wrong)).toThrow();
    }
  });
});

describe('what is no plain value', () => {
  class Late {}
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;

  it.each([
    ['an instance of a class', { list: [{ ok: 1 }, { late: new Late() }] }, 'data.list.1.late cannot be written as YAML: it is of class Late'],
    ['a date', { at: new Date(0) }, 'data.at cannot be written as YAML: it is of class Date'],
    ['a function', { f: () => 1 }, 'data.f cannot be written as YAML: it is of type function'],
    ['a bigint', { n: 1n }, 'data.n cannot be written as YAML: it is of type bigint'],
    ['no number', { n: Number.NaN }, 'data.n cannot be written as YAML: it is NaN'],
    ['infinity', { n: [1, Number.POSITIVE_INFINITY] }, 'data.n.1 cannot be written as YAML: it is Infinity'],
    ['undefined in a list', { n: [undefined] }, 'data.n.0 cannot be written as YAML: it is of type undefined'],
    ['a key without end', { ['k'.repeat(2000)]: 1 }, 'its key has more than 1000 characters'],
    ['an object in itself', cycle, 'it is more than 64 levels deep'],
  ])('is refused with its place: %s', (_, data, message) => {
    const write = () => toYaml({ ...aConfigMap({}), data });
    expect(write).toThrow(TypeError);
    expect(write).toThrow(message);
    expect(write).toThrow(/^ConfigMap nasty: data/);
  });
});

const LOOKALIKES = [
  ...['', ' ', '~', 'null', 'Null', 'true', 'False', 'yes', 'No', 'on', 'OFF', 'y', 'N', 'nan', '.nan', '.inf', '-.INF', 'Infinity', 'NaN'],
  ...['0', '-0', '007', '0o17', '0x1f', '0b11', '1_000', '1.', '.5', '+1', '1e3', '1E+3', '12:30:45', '190:20:30', '2026-11-23', '2026-11-23T07:00:00Z'],
  ...['e1', 'E9', 'e991', 'e-1', 'E+1', '.e1', 'e1a'],
  ...['<<', '=', '---', '...', '- a', '-', '?', '? a', ':', 'a: b', 'a :b', 'a:', '# a', 'a # b', 'a#b', '&a', '*a', '!a', '!!str a', '%YAML', '@a', '`a'],
  ...[
    '{a: b}',
    '[a]',
    'a, b',
    "'a'",
    '"a"',
    '\\',
    'a\\nb',
    'a\tb',
    '\ta',
    ' a',
    'a ',
    'a  b',
    '\n',
    '\n\n',
    'a\n',
    'a\n\n',
    '\na',
    ' a\nb',
    'a\n b',
    'a\n \nb',
  ],
  ...[
    'a\nb ',
    'a\n\tb',
    'a\r\nb',
    'a\rb',
    '#\n#',
    '---\na',
    'a\n---\nb',
    'a\n...',
    '|',
    '>',
    '|-\na',
    'é',
    'مستشفى',
    '👩‍⚕️',
    'a\n👩‍⚕️\n',
    '\u0000',
    '\u007f',
    '\u0085',
    '\u00a0',
  ],
  ...[
    '\u2028',
    '\ufeff',
    '\uffff',
    'a\u2029b',
    '\ud800',
    'a\u0085b\nc',
    '250m',
    '1Gi',
    '10m',
    '1E',
    '0m',
    'constructor',
    'toString',
    '1:2',
    'http://a:80/b',
    'a@b',
    '/',
  ],
];

function aConfigMap(data: Readonly<Record<string, unknown>>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'nasty' }, data };
}

function expectToReadBack(manifest: Manifest, text = toYaml(manifest)): void {
  for (const version of VERSIONS) {
    const document = parseDocument(text, { version });
    if (document.errors[0]) throw new Error(`${document.errors[0].message} in\n${text}`);
    expect(document.toJS()).toEqual(manifest);
  }
}
