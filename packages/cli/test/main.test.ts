import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../src/main';

const PROGRAMS = path.join(__dirname, 'programs');
const STACKS = ['--stacks', path.join(PROGRAMS, 'stacks.ts')];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One command line: how it ended and what it printed. */
async function clinfra(...argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), style: (_: string, text: string) => text };
  const code = await main(argv, { terminal, cwd: folder, today: '2026-11-23' });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('clinfra', () => {
  it('without a command prints the commands and ends with 2', async () => {
    const { code, out } = await clinfra();
    expect(code).toBe(2);
    for (const usage of ['list', 'check <stack>', 'preview <stack>', 'diff <stack>', 'synth <stack>']) expect(out).toContain(usage);
  });

  it('says in its overview what each command does, in a whole sentence', async () => {
    const { out } = await clinfra('--help');
    const lines = out.split('\n').filter(line => /^ {2}(list|check|preview|diff|synth) /.test(line));
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatch(/ {2}[A-Z].*[.]$/);
  });

  it.each([['--help'], ['list', '--help'], ['check', '--help'], ['preview', '-h'], ['synth', '--help']])('explains itself: %s %s', async (...argv) => {
    const { code, out } = await clinfra(...argv);
    expect(code).toBe(0);
    expect(out).toMatch(/^usage: clinfra /);
  });

  it.each<readonly [string, readonly string[], string]>([
    ['an unknown command', ['deploy'], 'unknown command "deploy"; there are: list, check, preview, diff, synth (clinfra --help)'],
    ['a name that every object has', ['constructor'], 'unknown command "constructor"'],
    ['an unknown flag', ['list', '--al'], "unknown option '--al'\nusage: clinfra list [--stacks FILE]"],
    ['a missing stack', ['check', ...STACKS], 'usage: clinfra check <stack> [--stacks FILE]'],
    ['a stack too many', ['check', 'a', 'b', ...STACKS], 'usage: clinfra check <stack>'],
    [
      'a flag without its value',
      ['preview', 'ward-production', '--json'],
      "option '--json <value>' argument missing\nusage: clinfra preview <stack> [--json FILE] [--stacks FILE]",
    ],
    ['an unknown stack', ['preview', 'ward-prod', ...STACKS], 'unknown stack "ward-prod"; the nearest: ward-production'],
    ['a table of stacks that is not there', ['list', '--stacks', '/nowhere/platforms.ts'], '/nowhere/platforms.ts does not exist'],
    [
      'a flag twice',
      ['preview', 'ward-production', '--json', 'a', '--json', 'b', ...STACKS],
      "option '--json' is given twice\nusage: clinfra preview <stack> [--json FILE]",
    ],
    ['a flag with nothing', ['list', '--stacks', ''], "option '--stacks' is empty\nusage: clinfra list"],
    ['a folder in place of the table of stacks', ['list', '--stacks', PROGRAMS], `${PROGRAMS} is no file; name the one that exports \`stacks\``],
    ['a stack in large letters', ['check', 'WARD-PRODUCTION', ...STACKS], 'unknown stack "WARD-PRODUCTION"; the nearest: ward-production'],
    ['a stack without a name', ['check', '', ...STACKS], 'unknown stack ""; there are: ward-production'],
    [
      'synth without a folder',
      ['synth', 'ward-production', ...STACKS],
      '--out DIR is missing\nusage: clinfra synth <stack> --out DIR [--layout object|namespace] [--connections FILE] [--stacks FILE]',
    ],
    [
      'synth with addresses that are not there',
      ['synth', 'ward-production', '--out', 'x', '--connections', '/nowhere/connections.json', ...STACKS],
      '/nowhere/connections.json does not exist',
    ],
    [
      'synth with an unknown layout',
      ['synth', 'ward-production', '--out', 'x', '--layout', 'flat', ...STACKS],
      '--layout must be object or namespace, got "flat"',
    ],
  ])('ends with 2 and says why: %s', async (_, argv, message) => {
    const { code, out, err } = await clinfra(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each<readonly [string, readonly string[], string]>([
    ['no table of stacks anywhere', ['list'], 'no stacks/platforms.ts in'],
    ['a table that throws', ['list', '--stacks', path.join(PROGRAMS, 'throws.cjs')], 'throws.cjs could not be loaded: the table is out of order'],
    [
      'a table that exports something else',
      ['list', '--stacks', path.join(PROGRAMS, 'wrong-export.cjs')],
      'must export `stacks`, a table from stack names to functions, got undefined',
    ],
    ['a table that exports nothing', ['list', '--stacks', path.join(PROGRAMS, 'exports-null.cjs')], 'a table from stack names to functions, got undefined'],
    [
      'a table that throws when it is read',
      ['list', '--stacks', path.join(PROGRAMS, 'throws-late.cjs')],
      'throws-late.cjs could not be loaded: no such ward (at ',
    ],
    ['a table with an error of grammar', ['list', '--stacks', path.join(PROGRAMS, 'unreadable.txt')], 'unreadable.txt:1)'],
    [
      'a platform that is promised',
      ['check', 'ward-production', '--stacks', path.join(PROGRAMS, 'promised.cjs')],
      'stack ward-production must be declared by a function that returns a Platform and no promise of one; declare it without waiting',
    ],
    [
      'an entry that is no function',
      ['list', '--stacks', path.join(PROGRAMS, 'wrong-entry.cjs')],
      'stack "ward-production" must be a function that returns a Platform, got string',
    ],
    ['a platform that throws', ['preview', 'ward-throwing', ...STACKS], 'stack ward-throwing could not be declared: no figures for ward'],
    [
      'a function that returns nothing',
      ['check', 'ward-empty', ...STACKS],
      'stack ward-empty must be declared by a function that returns a Platform, got undefined',
    ],
    [
      'a copy of a platform',
      ['check', 'ward-of-copies', ...STACKS],
      'stack ward-of-copies must be declared by a function that returns a Platform, got an object that is none',
    ],
    [
      'a list of platforms',
      ['check', 'ward-in-a-list', ...STACKS],
      'stack ward-in-a-list must be declared by a function that returns a Platform, got an array',
    ],
    [
      'a Map of stacks',
      ['list', '--stacks', path.join(PROGRAMS, 'exports-map.cjs')],
      'exports-map.cjs must export `stacks`, a table from stack names to functions, got a Map',
    ],
    [
      'a list of stacks',
      ['list', '--stacks', path.join(PROGRAMS, 'exports-list.cjs')],
      'exports-list.cjs must export `stacks`, a table from stack names to functions, got an array',
    ],
    [
      'a stack under another name',
      ['check', 'ward-misnamed', ...STACKS],
      "stack ward-misnamed declares ward-production; call the stack by the platform's name and environment",
    ],
  ])('ends with 1 and says why, without a trace: %s', async (_, argv, message) => {
    const { code, err } = await clinfra(...argv);
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  it('lists the stacks in order', async () => {
    const { code, out } = await clinfra('list', ...STACKS);
    expect({ code, out: out.split('\n') }).toEqual({
      code: 0,
      out: ['ward-empty', 'ward-in-a-list', 'ward-misnamed', 'ward-of-copies', 'ward-production', 'ward-production-patched', 'ward-staging', 'ward-throwing'],
    });
  });

  it('finds the table of stacks above the current folder', async () => {
    mkdirSync(path.join(folder, 'stacks'));
    writeFileSync(path.join(folder, 'stacks/platforms.cjs'), 'exports.stacks = { "a-production": () => undefined }');
    expect(await clinfra('list')).toEqual({ code: 0, out: 'a-production', err: '' });
  });
});

describe('clinfra check', () => {
  it('ends with 0 when there is no error', async () => {
    expect(await clinfra('check', 'ward-production', ...STACKS)).toMatchObject({ code: 0, out: expect.stringContaining('ward-production: 0 errors') });
  });

  it('prints each finding on a line and ends with 1', async () => {
    const { code, out } = await clinfra('check', 'ward-staging', ...STACKS);
    expect(code).toBe(1);
    expect(out.split('\n')).toContain('  error    clinical.cds.scale.max: must be at least min (3), got 2; raise max or lower min [scale-range]');
  });
});

describe('clinfra preview', () => {
  it('[T1] shows sites, components, counts and findings with no account, cluster or network', async () => {
    const { code, out } = await clinfra('preview', 'ward-production', ...STACKS);
    expect(code).toBe(0);
    expect(out).toMatch(/^ward production\n/);
    expect(out).toContain('  dublin        serving  aws eu-west-1, 3 zones, IE');
    expect(out).toMatch(/Site ward-dublin/);
    expect(out).toMatch(/Network ward-dublin/);
    expect(out).toMatch(/ehr: .*Deployment/);
    expect(out).toMatch(/\n +\d+ {2}kubernetes:apps\/v1:Deployment/);
    expect(out).toContain('findings  0 errors');
    expect(out).toMatch(/took \d+\.\d\d s$/);
  });

  it('shows what was laid over objects, a line for each field', async () => {
    const { out } = await clinfra('preview', 'ward-production-patched', ...STACKS);
    expect(out).toContain(
      'patches  3\n  stores.records  Instance ward-dublin-records  networkType\n  clinical.ehr  Service dublin/clinical/ehr  spec.sessionAffinity\n  clinical.ehr  Service dublin/clinical/ehr  spec.sessionAffinityConfig.clientIP.timeoutSeconds\n',
    );
  });

  it('writes the plan as JSON', async () => {
    const { code } = await clinfra('preview', 'ward-production', '--json', 'plan.json', ...STACKS);
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(path.join(folder, 'plan.json'), 'utf8'))).toMatchObject({ version: 1, platform: 'ward', environment: 'production' });
  });

  it('prints the plan alone for a pipe', async () => {
    const { out } = await clinfra('preview', 'ward-production', '--json', '-', ...STACKS);
    expect(JSON.parse(out).resources.length).toBeGreaterThan(50);
  });

  it('says so when the file cannot be written', async () => {
    const { code, err } = await clinfra('preview', 'ward-production', '--json', 'missing/plan.json', ...STACKS);
    expect({ code, err }).toEqual({ code: 1, err: `${path.join(folder, 'missing/plan.json')} cannot be written: ENOENT` });
  });

  it('leaves an earlier plan as it is where there are errors, and says so', async () => {
    writeFileSync(path.join(folder, 'plan.json'), 'earlier');
    const { code, err } = await clinfra('preview', 'ward-staging', '--json', 'plan.json', ...STACKS);
    expect({ code, err }).toEqual({ code: 1, err: 'plan.json was not written: a plan with errors has no resources; `--json -` prints its findings' });
    expect(readFileSync(path.join(folder, 'plan.json'), 'utf8')).toBe('earlier');
  });

  it('prints a plan with errors and its findings for a pipe', async () => {
    const { code, out, err } = await clinfra('preview', 'ward-staging', '--json', '-', ...STACKS);
    expect({ code, err, findings: JSON.parse(out).findings }).toMatchObject({ code: 1, err: '', findings: [{ rule: 'scale-range' }] });
  });

  it('shows findings and no resources when there are errors, and ends with 1', async () => {
    const { code, out } = await clinfra('preview', 'ward-staging', ...STACKS);
    expect(code).toBe(1);
    expect(out).toContain('findings  1 error');
    expect(out).toContain('nothing is rendered while there are errors');
    expect(out).not.toContain('by type');
  });
});

describe('clinfra synth', () => {
  it('[Y5] writes a file per object with kustomizations, and says what it left out', async () => {
    const { code, out } = await clinfra('synth', 'ward-production', '--out', 'manifests', ...STACKS);
    expect(code).toBe(0);
    expect(existsSync(path.join(folder, 'manifests/dublin/clinical/kustomization.yaml'))).toBe(true);
    expect(readFileSync(path.join(folder, 'manifests/dublin/clinical/deployment-ehr.yaml'), 'utf8')).toContain('kind: Deployment');
    expect(out).toContain('left out: the address of dublin/records is known only after apply; give it with --connections');
  });

  it('takes the addresses of stores from the output of the stack', async () => {
    const address = { host: 'writer.example', readerHost: 'reader.example' };
    const kept = { ...address, resource: 'ward-backups-1234' };
    const known = { 'dublin/records': address, 'dublin/sessions': address, 'dublin/events': address, 'dublin/cluster.backup': kept };
    writeFileSync(path.join(folder, 'connections.json'), JSON.stringify(known));
    const { code, out } = await clinfra('synth', 'ward-production', '--out', 'manifests', '--connections', 'connections.json', ...STACKS);
    expect(code).toBe(0);
    expect(out).not.toContain('left out');
    expect(readFileSync(path.join(folder, 'manifests/dublin/clinical/configmap-store-records.yaml'), 'utf8')).toContain('host: writer.example');
    expect(readFileSync(path.join(folder, 'manifests/_add-ons/dublin/helmfile.yaml'), 'utf8')).toContain('bucket: ward-backups-1234');
  });

  it.each([
    ['no JSON', '{', 'cannot be read as JSON'],
    ['an empty table', '{}', 'must be a table from <site>/<store> to { host, readerHost }, got {}'],
    ['a list', '[1]', 'must be a table from <site>/<store> to { host, readerHost }, got a list'],
    ['an entry without a host', '{"dublin/records":{"readerHost":"a"}}', 'connections.json: dublin/records.host must be an address, got undefined'],
    ['an entry without a reader', '{"dublin/records":{"host":"a","readerHost":""}}', 'connections.json: dublin/records.readerHost must be an address, got ""'],
    [
      'a host that would be more than one line of a manifest',
      JSON.stringify({ 'dublin/records': { host: 'bad host\nx: y', readerHost: 'a' } }),
      'connections.json: dublin/records.host must be an address, got "bad host\\nx: y"',
    ],
    ['an entry that is no address', '{"dublin/records":"a"}', 'connections.json: dublin/records must be { host, readerHost }, got string'],
    [
      'of a store that there is not',
      '{"dublin/recrods":{"host":"a","readerHost":"a"}}',
      'connections.json: dublin/recrods must be a store of this stack, got none of that name; take it out, or did you mean dublin/records',
    ],
    ['no table but a page', '# Clinfra\n\n', 'connections.json cannot be read as JSON; write it with: pulumi stack output connections --json'],
  ])('refuses addresses that are %s, and writes nothing', async (_, text, message) => {
    writeFileSync(path.join(folder, 'connections.json'), text);
    const { code, err } = await clinfra('synth', 'ward-production', '--out', 'manifests', '--connections', 'connections.json', ...STACKS);
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err).not.toContain('\n');
    expect(readdirSync(folder)).toEqual(['connections.json']);
  });

  it('writes nothing when there are errors', async () => {
    const { code } = await clinfra('synth', 'ward-staging', '--out', 'manifests', ...STACKS);
    expect(code).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('writes the same bytes twice', async () => {
    await clinfra('synth', 'ward-production', '--out', 'a', '--layout', 'namespace', ...STACKS);
    await clinfra('synth', 'ward-production', '--out', 'b', '--layout', 'namespace', ...STACKS);
    const read = (name: string) => readFileSync(path.join(folder, name, 'dublin/clinical.yaml'), 'utf8');
    expect(read('a')).toBe(read('b'));
  });
});
