import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../src/main';

const STACKS = ['--stacks', path.join(__dirname, 'programs', 'stacks.ts')];

const FINDING = { rule: 'scale-range', severity: 'error', path: 'clinical.ehr.scale', must: 'be small', got: '9', remedy: 'lower it' };

let folder: string;
let saved: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-'));
  saved = path.join(folder, 'saved.json');
  await clinfra('preview', 'ward-production', '--json', saved, ...STACKS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function clinfra(...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), style: (_: string, text: string) => text };
  const code = await main(argv, { terminal, cwd: folder, today: '2026-11-23' });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The saved plan with one thing about it changed. */
function earlier(change: (text: string) => string): string {
  const file = path.join(folder, 'earlier.json');
  writeFileSync(file, change(readFileSync(saved, 'utf8')));
  return file;
}

function linkInCircles(): string {
  const file = path.join(folder, 'circle');
  symlinkSync(file, file);
  return file;
}

describe('clinfra diff', () => {
  it('ends with 0 and says that nothing changes where nothing does', async () => {
    expect(await clinfra('diff', 'ward-production', '--against', 'saved.json', ...STACKS)).toEqual({
      code: 0,
      out: 'ward-production against saved.json\n\nnothing changes\n\nfindings  0 errors, 0 warnings\n  none',
      err: '',
    });
  });

  it('says in words what changes in place, and ends with 0', async () => {
    const { code, out } = await clinfra(
      'diff',
      'ward-production',
      '--against',
      earlier(text => text.replace('"maxAllocatedStorage": ', '"maxAllocatedStorage": 1')),
      ...STACKS,
    );
    expect(code).toBe(0);
    expect(out).toMatch(/\nchanged {2}1\n {2}~ aws:rds\/instance:Instance ward-dublin-records\n {6}maxAllocatedStorage 1\d+ -> \d+\n/);
  });

  it('[D1] ends with 1 where a store would be made anew, and names the property', async () => {
    const { code, out } = await clinfra(
      'diff',
      'ward-production',
      '--against',
      earlier(text => text.replace('"engine": "postgres"', '"engine": "mariadb"')),
      ...STACKS,
    );
    expect(code).toBe(1);
    expect(out).toMatch(/\nreplaced {2}3\n {2}! aws:rds\/instance:Instance ward-dublin-records\n {6}engine "mariadb" -> "postgres" {2}\(made anew\)\n/);
    expect(out).toContain('findings  1 error, 0 warnings\n  error    stores.records: must keep its databases, got ');
  });

  it('compares with the declaration of another checkout', async () => {
    const { code, out } = await clinfra('diff', 'ward-production', '--against', path.join(__dirname, 'programs', 'stacks.ts'), ...STACKS);
    expect({ code, nothing: out.includes('nothing changes') }).toEqual({ code: 0, nothing: true });
  });

  it.each<readonly [what: string, code: number, argv: () => readonly string[], message: string]>([
    ['no file named', 2, () => ['ward-production'], '--against FILE is missing\nusage: clinfra diff <stack> --against FILE'],
    ['a file that is not there', 2, () => ['ward-production', '--against', 'nowhere.json'], 'nowhere.json does not exist'],
    ['an unknown stack', 2, () => ['ward-prod', '--against', saved], 'unknown stack "ward-prod"; the nearest: ward-production'],
    ['a folder', 1, () => ['ward-production', '--against', folder], `${'cannot be read: EISDIR'}`],
    ['no plan', 1, () => ['ward-production', '--against', earlier(() => '{}')], 'earlier.json must be a plan with a version, got an object without'],
    [
      'another version',
      1,
      () => ['ward-production', '--against', earlier(text => text.replace('"version": 1', '"version": 9'))],
      'must be a plan of version 1, got version 9; write it again with this version of clinfra',
    ],
    [
      'another stack',
      1,
      () => ['ward-production', '--against', earlier(text => text.replace('"environment": "production"', '"environment": "staging"'))],
      'must be a plan of ward-production, got one of ward-staging',
    ],
    [
      'a plan of a declaration with errors',
      1,
      () => [
        'ward-staging',
        '--against',
        earlier(() => JSON.stringify({ version: 1, platform: 'ward', environment: 'staging', resources: [], findings: [FINDING] })),
      ],
      'must be a plan with resources, got one that had 1 error instead; take the last one without',
    ],
    [
      'a plan with findings that are none',
      1,
      () => ['ward-production', '--against', earlier(text => text.replace(/"findings": \[.*\]/s, '"findings": [null]'))],
      'earlier.json must give each finding a severity, a rule, a path, must, got and remedy, got findings[0] without',
    ],
    ['a file below a file', 2, () => ['ward-production', '--against', path.join(saved, 'plan.json')], 'plan.json does not exist'],
    ['a file that cannot be reached', 1, () => ['ward-production', '--against', linkInCircles()], 'circle cannot be read: ELOOP'],
    [
      'a table that throws',
      1,
      () => ['ward-production', '--against', path.join(__dirname, 'programs', 'throws.cjs')],
      'throws.cjs could not be loaded: the table is out of order',
    ],
  ])('says why it cannot compare with %s, without a trace', async (_, code, argv, message) => {
    const result = await clinfra('diff', ...argv(), ...STACKS);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('    at ');
  });

  it('compares nothing while the declaration has errors', async () => {
    const file = earlier(text => text.replace('"environment": "production"', '"environment": "staging"'));
    const { code, out, err } = await clinfra('diff', 'ward-staging', '--against', file, ...STACKS);
    expect(code).toBe(1);
    expect(out).toContain('[scale-range]');
    expect(err).toBe('ward-staging: 1 error, 0 warnings; nothing was compared');
    expect(readdirSync(folder)).toContain('saved.json');
  });
});
