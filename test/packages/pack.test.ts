import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installConsumer, lowestPeers, registryAnswers } from './consumer-project';
import { expectedFiles, importedForEffect, type PackedPackage, pack, packageFolders, ROOT } from './packed-package';

jest.setTimeout(120_000);

describe('the published packages', () => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'clinfra-packed-'));
  const consumer = path.join(folder, 'consumer');
  const stems = packageFolders();
  const packed = new Map<string, PackedPackage>();

  beforeAll(() => {
    // What a source that has since been removed was compiled to.
    mkdirSync(path.join(ROOT, 'packages', 'core', 'dist'), { recursive: true });
    writeFileSync(path.join(ROOT, 'packages', 'core', 'dist', 'removed.js'), '');
    for (const stem of stems) packed.set(stem, pack(stem, folder));
    installConsumer(consumer, [...packed.values()]);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(stems)('%s holds what its sources compile to and nothing else', stem => {
    expect(packed.get(stem)?.files).toEqual(expectedFiles(stem));
  });

  it.each(stems)('%s asks for nothing that only this workspace understands', stem => {
    const manifest = JSON.parse(readFileSync(path.join(consumer, 'node_modules', '@clinfra', stem, 'package.json'), 'utf8'));
    const ranges = Object.values({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect(ranges.filter(range => /^(catalog|workspace|link|file):/.test(String(range)))).toEqual([]);
  });

  it.each(stems)('%s tells bundlers which of its modules are imported for what they do', stem => {
    const { sideEffects } = JSON.parse(readFileSync(path.join(consumer, 'node_modules', '@clinfra', stem, 'package.json'), 'utf8'));
    expect(sideEffects || []).toEqual(importedForEffect(stem));
  });

  it.each(stems)('%s loads by its name', stem => {
    expect(spawnSync(process.execPath, ['-e', `require('@clinfra/${stem}')`], { cwd: consumer, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('[T6] let another repository compile, strictly, and run a platform of its own', () => {
    compilesAndRuns(consumer);
  });

  it('bring the command line, which previews that platform', () => {
    const { status, stdout } = clinfra(consumer, 'preview', 'ward-staging', '--stacks', 'platform.js');
    expect(stdout).toContain('dublin        serving  aws eu-west-1, 3 zones, IE');
    expect(status).toBe(0);
  });

  it('show another repository its mistakes, and would show ours', () => {
    writeFileSync(path.join(consumer, 'mistake.ts'), "import { Platform } from '@clinfra/core';\nnew Platform('ward', {});\n");
    // What a declaration file says when it needs a package that only this workspace installs.
    writeFileSync(path.join(consumer, 'node_modules', '@clinfra', 'core', 'dist', 'broken.d.ts'), "export { test } from 'jest';\n");
    const { status, stdout } = typeCheck(consumer, 'mistake.ts', 'node_modules/@clinfra/core/dist/broken.d.ts');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^mistake\.ts\(2,\d+\): error TS/m);
    expect(stdout).toMatch(/broken\.d\.ts\(1,\d+\): error TS2307/);
  });

  (registryAnswers() ? describe : describe.skip)('on the lowest peers that they say they take (skipped where no registry answers)', () => {
    const lowest = path.join(folder, 'lowest');

    beforeAll(() => installConsumer(lowest, [...packed.values()], lowestPeers()));

    it('let another repository compile, strictly, and run a platform of its own', () => {
      compilesAndRuns(lowest);
    });

    // A class that a peer does not have yet ends the program; a property that it does not know is left out in silence.
    it('plan the platform that uses every option as on ours', () => {
      expect(planOfReference(lowest)).toEqual(planOfReference(consumer));
    });
  });

  function compilesAndRuns(project: string): void {
    expect(typeCheck(project, 'platform.ts')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(execFileSync(process.execPath, ['platform.js'], { cwd: project, encoding: 'utf8' })).toBe('no findings\nehr eu-west-1\n');
  }

  function typeCheck(project: string, ...files: readonly string[]) {
    return spawnSync(process.execPath, ['type-check.cjs', ...files], { cwd: project, encoding: 'utf8' });
  }

  function clinfra(project: string, ...args: readonly string[]) {
    return spawnSync(path.join(project, 'node_modules', '.bin', 'clinfra'), args, { cwd: project, encoding: 'utf8' });
  }

  function planOfReference(project: string): unknown {
    const table = "import { reference } from './reference';\nexport const stacks = { 'reference-production': () => reference('aws') };\n";
    writeFileSync(path.join(project, 'stacks.ts'), table);
    const { status, stderr } = clinfra(project, 'preview', 'reference-production', '--stacks', 'stacks.ts', '--json', 'plan.json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return JSON.parse(readFileSync(path.join(project, 'plan.json'), 'utf8'));
  }
});
