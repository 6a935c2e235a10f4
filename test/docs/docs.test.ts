import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as ts from 'typescript';
import { codeBlocks, codeBlocksOf, documents } from './code-blocks';
import { packageColumns } from './package-tables';

const ROOT = path.resolve(__dirname, '../..');
const BASE = ts.parseJsonConfigFileContent(ts.readConfigFile(path.join(ROOT, 'tsconfig.base.json'), ts.sys.readFile).config, ts.sys, ROOT).options;

let folder: string;

beforeAll(() => {
  // Inside the repository, so that packages are found as a reader's own would be; its cache is ignored by git.
  mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  folder = mkdtempSync(path.join(ROOT, '.cache', 'docs-'));
  for (const { file, text } of codeBlocksOf(ROOT)) writeFileSync(path.join(folder, file), text);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler says of files, a line each. */
function complaints(files: readonly string[]): readonly string[] {
  const program = ts.createProgram([...files], { ...BASE, noEmit: true, composite: false, declaration: false, incremental: false, types: ['node', 'jest'] });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function run(command: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', timeout: 120_000 });
  return { status, text: `${stdout}${stderr}` };
}

describe('code in the documents', () => {
  it('[T6] compiles', () => {
    const files = codeBlocksOf(ROOT).map(({ file }) => path.join(folder, file));
    expect(files.length).toBeGreaterThan(2);
    expect(complaints(files)).toEqual([]);
  });

  it('would not compile with a mistake in it', () => {
    const file = path.join(folder, 'mistake.ts');
    writeFileSync(file, "import { gib } from '@clinfra/core';\nexport const size: number = gib(4);\n");
    expect(complaints([file])).toEqual(["Type 'Size' is not assignable to type 'number'."]);
  });

  it('passes its own test', () => {
    const config = {
      rootDir: folder,
      transform: { '\\.ts$': '@swc/jest' },
      testEnvironmentOptions: { customExportConditions: ['@clinfra/source', 'require', 'node', 'default'] },
    };
    writeFileSync(path.join(folder, 'jest.config.json'), JSON.stringify(config));
    // The first run of a reader is at their desk, where jest writes snapshots; in CI it only compares them.
    const jest = [
      path.join(ROOT, 'node_modules/jest/bin/jest.js'),
      '--ci=false',
      '--runInBand',
      '--testTimeout=60000',
      '--config',
      path.join(folder, 'jest.config.json'),
    ];
    const { status, text } = run(process.execPath, ...jest);
    expect(text).toContain('Tests:       2 passed, 2 total');
    expect(status).toBe(0);
  });

  it('runs as a Pulumi program: the table of stacks deploys the platform', () => {
    const program = `
      const { record } = require('@clinfra/plan');
      record({ project: 'clinic', stack: 'clinic-production' }, require('./index')).then(({ resources }) => console.log(resources.length > 100 ? 'deployed' : resources));`;
    expect(run(process.execPath, '--require', path.join(ROOT, 'scripts/register.cjs'), '-e', program).text).toBe('deployed\n');
  });

  it('of the guide is one platform, without a finding, that can be deployed', () => {
    const program = (change: string) => `
      const { check, message } = require('@clinfra/checks');
      const { record } = require('@clinfra/plan');
      const { program } = require('@clinfra/stack');
      const { hospital } = require('./hospital');
      const declared = () => { const platform = hospital(); ${change}; return platform; };
      const findings = check(declared(), { today: '2026-11-23' });
      if (findings.length > 0) console.log(findings.map(message).join('\\n'));
      else record({ project: 'hospital', stack: 'hospital-production' }, program({ 'hospital-production': declared }))
        .then(({ resources }) => console.log(resources.length > 300 ? 'deployed' : resources.length));`;
    const outcome = (change: string) => run(process.execPath, '--require', path.join(ROOT, 'scripts/register.cjs'), '-e', program(change)).text;
    expect(outcome('')).toBe('deployed\n');
    expect(outcome("platform.node.findChild('dublin').loadBalancers = undefined")).toContain('[aws-edge]');
  });

  it('is shown with lines that the preview prints, in their order', () => {
    const shown =
      /```text\n([\s\S]*?)```/
        .exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8'))?.[1]
        ?.trimEnd()
        .split('\n') ?? [];
    const printed = run(process.execPath, path.join(ROOT, 'scripts/run.cjs'), 'preview').text.split('\n');
    expect(shown.length).toBeGreaterThan(8);
    let last = -1;
    for (const line of shown) {
      const start = line.replace(/\.\.\.$/, '');
      const at = printed.findIndex((text, index) => index > last && (start === line ? text === line : text.startsWith(start)));
      expect({ line, isPrinted: at > last }).toEqual({ line, isPrinted: true });
      last = at;
    }
  });

  it('must name its file', () => {
    expect(() => codeBlocks('a.md', '```ts\nconst a = 1;\n```\n')).toThrow('a.md: a block of TypeScript without the comment that names its file: const a = 1;');
  });
});

describe.each(documents(ROOT))('%s', document => {
  const text = readFileSync(path.join(ROOT, document), 'utf8');

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    const named = [...text.matchAll(/npm (?:run (\w[\w:-]*)|(test))\b/g)].map(([, script, test]) => script ?? test ?? '');
    expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter(link => !existsSync(path.join(ROOT, path.dirname(document), link)))).toEqual([]);
  });

  it('names files of the repository that exist', () => {
    const named = [...text.matchAll(/`((?:packages|apps|stacks|test|docs|scripts)\/[\w./-]+)`/g)].map(([, file = '']) => file);
    expect(named.filter(file => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it('names folders of a package that exist, in a table whose head names the package', () => {
    expect(absentIn(text)).toEqual([]);
  });
});

it('a table that names a folder which its package lacks is found out', () => {
  const table = '| noun | made in `packages/aws/src` | seen |\n|---|---|---|\n| store | `stores/`, a folder each; `no-such/` | `nowhere/` |\n';
  expect(absentIn(table)).toEqual(['packages/aws/src/no-such/']);
});

/** What a table says of a package and the package does not have. */
function absentIn(markdown: string): readonly string[] {
  return packageColumns(markdown).flatMap(({ folder, named }) =>
    named.flatMap(name => (existsSync(path.join(ROOT, folder, name)) ? [] : [`${folder}/${name}`])),
  );
}
