import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './repository';
import type { Workstation } from './workstation';

/** A program in `programs/`; `stacks` is the repository's own, on clusters that have their add-ons. */
export type Program = 'stacks' | 'one-more' | 'unprotected' | 'late-secret' | 'never-ready' | 'release' | 'unreachable' | 'wrong';

/** `Pulumi.yaml` as it stands, moved: its program is one of ours, and stack configuration goes to a folder of the workstation's. */
export function makeProject(workstation: Workstation, program: Program): string {
  const folder = workstation.path('projects', program);
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { recursive: true });
  const own = readFileSync(path.join(REPOSITORY, 'Pulumi.yaml'), 'utf8');
  const moved = replaced(own, /^stackConfigDir: .*$/m, `stackConfigDir: ${path.relative(folder, workstation.path('config'))}`);
  writeFileSync(path.join(folder, 'Pulumi.yaml'), testProgram(moved, program));
  return folder;
}

/** Stack configuration as it stands, where the commands of a workstation may change it. */
export function copyConfig(workstation: Workstation, stack: string): void {
  const name = `Pulumi.${stack}.yaml`;
  const own = path.join(REPOSITORY, 'stacks', name);
  if (existsSync(own)) copyFileSync(own, workstation.path('config', name));
}

function testProgram(yaml: string, program: Program): string {
  const main = path.join(__dirname, '..', 'programs', `${program}.ts`);
  const loader = path.join(REPOSITORY, 'scripts', 'register.cjs');
  return replaced(replaced(yaml, /^main: .*$/m, `main: ${main}`), /nodeargs: --require=.*$/m, `nodeargs: --require=${loader}`);
}

function replaced(text: string, what: RegExp, by: string | ((...match: string[]) => string)): string {
  if (!what.test(text)) throw new Error(`Pulumi.yaml has no line like ${what}; the tests move it and must know it`);
  return typeof by === 'string' ? text.replace(what, () => by) : text.replace(what, by);
}
