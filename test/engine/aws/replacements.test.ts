import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DURABLE } from '@clinfra/plan';
import { DECIDED_REPLACEMENTS, generatedReplacements } from '@clinfra/plan/replacements';
import { DATA_STORE_CASES } from './data-store-cases';
import { FOUNDATION_CASES } from './foundation-cases';
import { PROTECTED_BY } from './protection';
import { madeAnew } from './replacement-case';
import { type Properties, type ResourceType, resourceType, sdkVersion, typeNamed } from './resource-types';
import { IDENTIFICATIONS } from './service-ids';
import { SERVICE_VALUES } from './service-values';
import { TABLED } from './terraform/replacements-file';
import { UNIQUE } from './uniqueness';

const CASES = [...DATA_STORE_CASES, ...FOUNDATION_CASES];

describe('the tables by type', () => {
  const tables: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    generated: generatedReplacements(),
    DECIDED_REPLACEMENTS,
    UNIQUE,
    PROTECTED_BY,
    IDENTIFICATIONS,
    SERVICE_VALUES,
  };

  it.each(Object.entries(tables))('%s names only types that the SDK has', (_, table) => {
    expect(Object.keys(table).filter(token => !resourceType(token))).toEqual([]);
  });

  const paths = [
    ...Object.entries(generatedReplacements()).flatMap(([token, rows]) => Object.values(rows).flatMap(paths => plain(token, paths.split(' ')))),
    ...Object.entries(DECIDED_REPLACEMENTS).flatMap(([token, decisions]) => decisions.flatMap(({ paths }) => plain(token, paths))),
    ...Object.entries(UNIQUE).flatMap(([token, { by }]) => by.map(property => [token, property] as const)),
    ...Object.entries(PROTECTED_BY),
    ...Object.entries(IDENTIFICATIONS).flatMap(([token, { id, arn = '' }]) => templateProperties(id + arn).map(property => [token, property] as const)),
  ];

  it('name only properties that their types have', () => {
    expect(paths.filter(([token, property]) => !hasPath(typeNamed(token), property.split('.')))).toEqual([]);
    expect(hasPath(typeNamed('aws:rds/instance:Instance'), ['engines'])).toBe(false);
  });

  function plain(token: string, listed: readonly string[]): readonly (readonly [token: string, property: string])[] {
    return listed.map(property => [token, property.replace(/\.\*$/, '')]);
  }

  function templateProperties(template: string): readonly string[] {
    const ours = /^(id|arn|region|account|uuid|HEX|hex\d+)$/;
    return [...template.matchAll(/\{(\w+)\}/g)].flatMap(([, word = '']) => (ours.test(word) ? [] : [word]));
  }

  function hasPath(type: ResourceType, [first = '', ...rest]: readonly string[], properties: Properties = type.properties): boolean {
    const found = properties.get(first);
    if (!found) return false;
    return rest.length === 0 || hasPath(type, rest, type.object(/\{([\w.]+)\}/.exec(found.type)?.[1] ?? ''));
  }
});

describe('what makes a new resource', () => {
  it('was asked of the types of the installed SDK (if not: npm run generate:replacements)', () => {
    const file = path.join(__dirname, '..', '..', '..', 'packages', 'plan', 'src', 'generated-replacements.ts');
    expect(readFileSync(file, 'utf8').split('\n')[0]).toMatch(new RegExp(`^// Made by .* of the types of @pulumi/aws ${sdkVersion()}\\.$`));
    expect(Object.keys(generatedReplacements())).toEqual(TABLED);
  });

  it.each(CASES.filter(({ anew }) => anew))('of $type is each of the changes that are listed as such, alone', ({ type, base, anew = {} }) => {
    const ours = Object.keys(anew).map(property => [property, madeAnew({ type, base }, { [property]: anew[property] ?? null }).length > 0]);
    expect(ours.filter(([, replaced]) => !replaced)).toEqual([]);
  });

  it.each(CASES.filter(({ inPlace }) => inPlace))('of $type is none of the changes that are made in place', ({ type, base, inPlace = {} }) => {
    expect(madeAnew({ type, base }, inPlace)).toEqual([]);
  });
});

/** Types with data about which the real provider cannot be asked. */
const UNASKED: Readonly<Record<string, string>> = {
  'aws:msk/topic:Topic': 'newer than the provider that judges',
};

describe('what would lose data', () => {
  it('has for each type, but those that the real provider does not know, a change that makes it anew and one that does not, of which the provider is asked', () => {
    const asked = new Set(CASES.filter(({ anew, inPlace }) => anew && inPlace).map(({ type }) => type));
    const durable = Object.keys(DURABLE).filter(type => type.startsWith('aws:') && !Object.hasOwn(UNASKED, type));
    expect(durable.filter(type => !asked.has(type))).toEqual([]);
    expect(Object.keys(UNASKED).filter(type => !Object.hasOwn(DURABLE, type))).toEqual([]);
  });
});
