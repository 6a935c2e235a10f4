import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DATA_STORE_CASES } from './data-store-cases';
import { FOUNDATION_CASES } from './foundation-cases';
import { isRegional } from './region-check';
import { madeAnew, type ReplacementCase } from './replacement-case';
import { typeNamed } from './resource-types';

const REGION = 'me-south-1';
const ORACLE = path.resolve(__dirname, '..', '..', '..', '..', 'shared', 'tools', 'aws-oracle.mjs');
const SKIPPED = 3;

const CASES = [...DATA_STORE_CASES, ...FOUNDATION_CASES];

/** Whether the tables are right is for the real provider to say; it takes a quarter of a minute to start, so it is asked in this lane. */
describe('what makes a new resource', () => {
  const judged = askRealProvider();
  const itIfJudged = judged ? it : it.skip;
  const unless = '(skipped without terraform and its AWS provider)';

  itIfJudged(`is what the real provider says ${unless}`, () => {
    const ours = CASES.flatMap(({ anew, ...one }, index) => (anew ? [[`${one.type} anew-${index}`, [...madeAnew(one, anew)].sort()]] : []));
    expect(judged?.replaced).toEqual(Object.fromEntries(ours));
  });

  itIfJudged(`is not what the real provider updates in place ${unless}`, () => {
    expect(judged?.updated).toEqual(CASES.flatMap(({ type, inPlace }, index) => (inPlace ? [`${type} in-place-${index}`] : [])).sort());
  });
});

interface Judgement {
  /** Properties that forced it, by resource. */
  readonly replaced: Readonly<Record<string, readonly string[]>>;
  readonly updated: readonly string[];
}

/** Both plans in one question: it takes the real provider three seconds, however many resources there are. */
function askRealProvider(): Judgement | undefined {
  if (!existsSync(ORACLE)) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'clinfra-oracle-'));
  const write = (name: string, changed: boolean) => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify({ resources: CASES.flatMap((one, index) => resources(one, index, changed)) }));
    return file;
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [ORACLE, '--json', '--from', write('old.json', false), write('new.json', true)], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  if (status === SKIPPED) return undefined;
  if (status !== 0) throw new Error(`${ORACLE}: must judge the cases, got ${stdout}${stderr}`);
  const { changes }: { readonly changes: readonly Change[] } = JSON.parse(stdout);
  const name = (change: Change) => `${change.type} ${change.name}`;
  const replaced = changes.filter(({ action }) => action === 'replace').map(change => [name(change), [...change.attributes].sort()]);
  return {
    replaced: Object.fromEntries(replaced),
    updated: changes
      .filter(({ action }) => action === 'update')
      .map(name)
      .sort(),
  };
}

interface Change {
  readonly action: string;
  readonly type: string;
  readonly name: string;
  readonly attributes: readonly string[];
}

function resources({ type, base, anew, inPlace }: ReplacementCase, index: number, changed: boolean): readonly object[] {
  const region = isRegional(typeNamed(type)) ? { region: REGION } : {};
  const one = (name: string, change: object | undefined) =>
    change ? [{ type, name: `${name}-${index}`, region: REGION, inputs: { ...base, ...region, ...(changed && change) } }] : [];
  return [...one('anew', anew), ...one('in-place', inPlace)];
}
