import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { types } from 'node:util';
import type { Platform } from '@clinfra/core';
import { declareStack, type Stacks, UnknownStackError } from '@clinfra/stack/stacks';
import { Construct } from 'constructs';
import { CommandError, type Context, UsageError, type Values } from './command';
import { statOf } from './named-file';
import { reasonOf } from './reason';

const NAMES = ['stacks/platforms.ts', 'stacks/platforms.js', 'stacks/platforms.cjs'];

/** The table of stacks that the command line names, or the nearest one above the current folder. */
export function loadStacks({ cwd }: Context, values: Values): Stacks {
  const file = typeof values.stacks === 'string' ? path.resolve(cwd, values.stacks) : nearest(cwd);
  if (!file) throw new CommandError(`no stacks/platforms.ts in ${cwd} or above it; name the file that exports \`stacks\` with --stacks FILE`);
  if (!statOf(file).isFile()) throw new UsageError(`${file} is no file; name the one that exports \`stacks\``);
  const stacks = exportedBy(file);
  const wrong = Object.entries(stacks).find(([, declare]) => typeof declare !== 'function');
  if (wrong) throw new CommandError(`${file}: stack ${JSON.stringify(wrong[0])} must be a function that returns a Platform, got ${typeof wrong[1]}`);
  return stacks;
}

/** The platform of a stack; what its own code throws is its user's to put right. */
export function loadPlatform(context: Context, stack: string, values: Values): Platform {
  const stacks = loadStacks(context, values);
  let platform: Platform;
  try {
    platform = declareStack(stacks, stack);
  } catch (error) {
    if (error instanceof UnknownStackError) throw new UsageError(error.message);
    throw new CommandError(`stack ${stack} could not be declared: ${reasonOf(error)}`);
  }
  if (types.isPromise(platform)) {
    // What becomes of it changes nothing.
    platform.catch(() => undefined);
    throw new CommandError(`stack ${stack} must be declared by a function that returns a Platform and no promise of one; declare it without waiting`);
  }
  if (!isPlatform(platform)) throw new CommandError(`stack ${stack} must be declared by a function that returns a Platform, got ${kindOf(platform)}`);
  const expected = `${platform.name}-${platform.environment}`;
  if (expected !== stack) throw new CommandError(`stack ${stack} declares ${expected}; call the stack by the platform's name and environment`);
  return platform;
}

/** A copy of a platform, or what merely looks like one, has none of what is asked of it. */
function isPlatform(value: unknown): boolean {
  return Construct.isConstruct(value) && Reflect.get(value, 'kind') === 'platform';
}

/** What it is, in a word or two and without what stands in it. */
function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  if (Array.isArray(value)) return 'an array';
  const { name = '' } = value.constructor ?? {};
  return name === '' || name === 'Object' ? 'an object that is none' : `a ${name}`;
}

function nearest(from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const found = NAMES.map(name => path.join(folder, name)).find(existsSync);
    if (found || folder === path.dirname(folder)) return found;
  }
}

function exportedBy(file: string): Stacks {
  const require = createRequire(file);
  if (file.endsWith('.ts')) runTypeScript(file, require);
  let stacks: unknown;
  try {
    const exported: { readonly stacks?: unknown } | null | undefined = require(file);
    stacks = exported?.stacks;
    // A table may be made of properties that are worked out when they are read.
    if (isTable(stacks)) stacks = { ...stacks };
  } catch (error) {
    throw new CommandError(`${file} could not be loaded: ${reasonOf(error)}`);
  }
  if (!isTable(stacks)) throw new CommandError(`${file} must export \`stacks\`, a table from stack names to functions, got ${kindOf(stacks)}`);
  return stacks;
}

/** A Map or a list has its entries elsewhere than a table. */
function isTable(value: unknown): value is Stacks {
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value);
}

/** TypeScript runs as it stands where a loader for it is there already, or where the project has tsx. */
function runTypeScript(file: string, require: NodeJS.Require): void {
  if (require.extensions['.ts']) return;
  try {
    require('tsx/cjs');
  } catch {
    throw new CommandError(`${file} is TypeScript: add tsx to the project, or name a compiled file with --stacks FILE`);
  }
}
