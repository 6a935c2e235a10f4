import { DURABLE } from '@clinfra/plan';
import { generatedReplacements } from '@clinfra/plan/replacements';
import { RULES } from '../../../cloud/resource-rules';
import { DATA_STORE_CASES } from '../data-store-cases';
import { FOUNDATION_CASES } from '../foundation-cases';
import { sdkVersion, typeNamed } from '../resource-types';
import type { RealProvider } from './provider';
import { type Rows, type Survey, surveyOf } from './questions';

/** Every type of AWS that a site may register, that holds data, or of which the provider is asked. */
export const TABLED: readonly string[] = [
  ...new Set([
    ...Object.keys(RULES).map(type => `aws:${type}`),
    ...Object.keys(DURABLE).filter(type => type.startsWith('aws:')),
    ...[...DATA_STORE_CASES, ...FOUNDATION_CASES].map(({ type }) => type),
  ]),
].sort();

/** In the order of the types. Several are asked of at once, for the provider has more than one processor. */
export async function surveyAll(tokens: readonly string[], provider: RealProvider): Promise<ReadonlyMap<string, Survey>> {
  const found = new Map<string, Survey>(tokens.map(token => [token, { rows: {}, refusals: new Map() }]));
  const waiting = [...tokens];
  const ask = async () => {
    for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) found.set(token, await surveyOf(typeNamed(token), provider));
  };
  await Promise.all(Array.from({ length: 6 }, ask));
  return found;
}

/** What the table says already. */
export function keptRows(token: string): Rows {
  return Object.fromEntries(Object.entries(generatedReplacements()[token] ?? {}).map(([when, paths]) => [when, paths.split(' ')]));
}

/** The module with these answers. The repository's formatter takes a long text in these quotes as it is. */
export function replacementsFile(table: ReadonlyMap<string, Rows>, version: string): string {
  const types = [...table].map(([token, rows]) => {
    const lines = Object.entries(rows).map(([when, paths]) => `    ${/^\w+$/.test(when) ? when : `'${when}'`}: \`${paths.join(' ')}\`,\n`);
    return `  '${token}': {\n${lines.join('')}  },\n`;
  });
  const from = `// Made by \`npm run generate:replacements\` from what terraform-provider-aws ${version} answers of the types of @pulumi/aws ${sdkVersion()}.\n`;
  return `${from}\n${DOC}\n${DECLARED} = {\n${types.join('')}};\n`;
}

const DOC = `/**
 * Of each type, the paths of its properties by which of their changes make a new resource: \`any\` or \`none\`; or those that are listed, of which \`on\` and \`off\` are those
 * of a switch, and \`given-true\` is that of one which was not given before. What the provider does not know or refuses to compare is \`unasked\`.
 */`;
const DECLARED = 'export const GENERATED_REPLACEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>>';
