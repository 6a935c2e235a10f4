import { rmSync } from 'node:fs';
import path from 'node:path';
import { importFindings } from '../../scripts/directions';
import { aRepository } from './a-repository';

const written: string[] = [];

afterAll(() => {
  for (const root of written) rmSync(root, { recursive: true });
});

function findingsIn(files: Readonly<Record<string, string>>): readonly string[] {
  const root = aRepository(files);
  written.push(root);
  return importFindings(root);
}

describe('the directions of imports', () => {
  it('are kept by this repository', () => {
    expect(importFindings(path.resolve(__dirname, '..', '..'))).toEqual([]);
  });

  it('run from the declaration to what applies it', () => {
    expect(
      findingsIn({
        'packages/core/src/index.ts': "import { Construct } from 'constructs'; import './unit'; export class Platform extends Construct {}",
        'packages/core/src/unit.ts': 'export const unit = 1;',
        'packages/checks/src/index.ts': "export type { Platform } from '@clinfra/core';",
        'packages/kubernetes/src/index.ts': "import 'cdk8s'; import '@clinfra/core';",
        'packages/stack/src/index.ts': "import '@clinfra/kubernetes'; import '@clinfra/aws'; import '@pulumi/pulumi'; import 'node:fs';",
        'packages/cli/src/index.ts': "import '@clinfra/plan';",
        'apps/nilecare/src/index.ts': "import '@clinfra/core';",
        'stacks/index.ts': "import '@clinfra/nilecare'; import '@clinfra/stack'; import './platforms';",
        'stacks/platforms.ts': 'export {};',
      }),
    ).toEqual([]);
  });

  it.each([
    ['core', 'checks', 'nothing'],
    ['checks', 'kubernetes', 'core'],
    ['kubernetes', 'aws', 'core, checks'],
    ['aws', 'kubernetes', 'core, checks'],
    ['stack', 'plan', 'core, checks, kubernetes, aws'],
    ['plan', 'cli', 'core, checks, kubernetes, aws, stack'],
    ['cli', 'testing', 'core, checks, kubernetes, aws, stack, plan'],
    ['testing', 'cli', 'core, checks, kubernetes, aws, stack, plan'],
  ])('do not let %s import %s', (stem, right, allowed) => {
    expect(findingsIn({ [`packages/${stem}/src/index.ts`]: `import '@clinfra/${right}';` })).toEqual([
      `packages/${stem}/src/index.ts: must import only what stands to the left of ${stem} (${allowed}), got @clinfra/${right}; move the code, or turn the dependency round [direction]`,
    ]);
  });

  it.each([
    "import type { A } from '@clinfra/stack';",
    "export * from '@clinfra/stack';",
    "const a = require('@clinfra/stack');",
    "type A = import('@clinfra/stack').A;",
  ])('hold for %s', text => {
    expect(findingsIn({ 'packages/core/src/index.ts': text })).toEqual([
      expect.stringMatching(/^packages\/core\/src\/index\.ts: must import only .* \[direction\]$/),
    ]);
  });

  it('let an app see the declaration only', () => {
    expect(findingsIn({ 'apps/nilecare/src/index.ts': "import '@clinfra/checks';" })).toEqual([
      'apps/nilecare/src/index.ts: must import only what stands to the left of nilecare (core), got @clinfra/checks; move the code, or turn the dependency round [direction]',
    ]);
  });

  it('let the program that deploys see apps, the declaration and stack', () => {
    expect(findingsIn({ 'stacks/index.ts': "import '@clinfra/plan';" })).toEqual([
      'stacks/index.ts: must import only what stands to the left of stacks (core, stack, nilecare), got @clinfra/plan; move the code, or turn the dependency round [direction]',
    ]);
  });

  it.each(['@pulumi/pulumi', 'cdk8s', 'cdk8s-plus-27', 'node:fs', 'fs/promises'])('keep %s out of core and checks', specifier => {
    const text = `import '${specifier}';`;
    expect(findingsIn({ 'packages/core/src/a.ts': text, 'packages/checks/src/a.ts': text })).toEqual(
      ['checks', 'core'].map(
        stem =>
          `packages/${stem}/src/a.ts: must know neither a target nor the machine, as all of ${stem}, got ${specifier}; take what it gives as a parameter, or move the code to the right [pure-package]`,
      ),
    );
  });

  it('do not let a source import what its package does not declare, or declares for its tests only', () => {
    expect(
      findingsIn({ 'packages/plan/src/a.ts': "import 'left-pad/deep'; import { Ajv } from 'ajv'; export const ajv = new Ajv(); import '@scope/name/deep';" }),
    ).toEqual([
      'packages/plan/src/a.ts: must import only what is declared, got @scope/name; add it to dependencies or peerDependencies of packages/plan/package.json [undeclared]',
      'packages/plan/src/a.ts: must import only what is declared, got ajv; add it to dependencies or peerDependencies of packages/plan/package.json [undeclared]',
      'packages/plan/src/a.ts: must import only what is declared, got left-pad; add it to dependencies or peerDependencies of packages/plan/package.json [undeclared]',
    ]);
  });

  it('let a source take types from what only its development needs, for they are erased', () => {
    expect(findingsIn({ 'packages/plan/src/a.ts': "import type { Ajv } from 'ajv'; export type Schema = import('ajv/dist/types').Schema;" })).toEqual([]);
  });

  it('let a test import what its package or the top declares, and nothing else', () => {
    expect(findingsIn({ 'packages/plan/test/a.test.ts': "import 'ajv'; import 'yaml'; import 'node:fs'; import '../src/a'; import 'left-pad';" })).toEqual([
      'packages/plan/test/a.test.ts: must import only what is declared, got left-pad; add it to devDependencies of package.json [undeclared]',
    ]);
  });

  it('do not let a file reach into another package by path', () => {
    expect(
      findingsIn({ 'packages/plan/src/a.ts': "import '../../core/src/index';", 'packages/plan/test/a.test.ts': "import '../../core/src/index';" }),
    ).toEqual([
      'packages/plan/src/a.ts: must reach by path only into packages/plan, got ../../core/src/index; import the package by its name [reach-in]',
      'packages/plan/test/a.test.ts: must reach by path only into packages/plan, got ../../core/src/index; import the package by its name [reach-in]',
    ]);
  });

  it('do not run in a circle', () => {
    expect(
      findingsIn({
        'packages/core/src/a.ts': "import './b';",
        'packages/core/src/b.ts': "import { c } from './nested'; export const b = c;",
        'packages/core/src/nested/index.ts': "export * from '../a';",
        'packages/core/src/outside.ts': "import './a';",
      }),
    ).toEqual([
      'packages/core/src/a.ts: must not import itself by way of others, got packages/core/src/a.ts -> packages/core/src/b.ts -> packages/core/src/nested/index.ts -> packages/core/src/a.ts; move what they share to a file of its own [import-circle]',
    ]);
  });

  it('may refer to each other in a circle by their types, which leave no import in what runs', () => {
    expect(
      findingsIn({
        'packages/core/src/a.ts': "import type { B } from './b'; export interface A { readonly b: B }",
        'packages/core/src/b.ts': "import { A } from './a'; export interface B { readonly a: A }",
      }),
    ).toEqual([]);
  });

  it.each([
    ['@clinfra/core', 'index'],
    ['@clinfra/core/part', 'part'],
  ])('do not run in a circle by way of %s', (specifier, entry) => {
    expect(findingsIn({ [`packages/core/src/${entry}.ts`]: "export * from './a';", 'packages/core/src/a.ts': `import '${specifier}';` })).toEqual([
      `packages/core/src/a.ts: must not import itself by way of others, got packages/core/src/a.ts -> packages/core/src/${entry}.ts -> packages/core/src/a.ts; move what they share to a file of its own [import-circle]`,
    ]);
  });

  it('tell every circle that has nothing to do with another', () => {
    const circle = (folder: string) => ({ [`packages/plan/src/${folder}/a.ts`]: "import './b';", [`packages/plan/src/${folder}/b.ts`]: "import './a';" });
    expect(findingsIn({ ...circle('one'), ...circle('two') })).toHaveLength(2);
  });
});
