'use strict';
// What can be run, by name. A task runs in this process where it can: another one would cost more than the set-up's own time.

const path = require('node:path');
const { parseArgs } = require('node:util');
const { setUp, SetUpError } = require('./set-up.cjs');

const root = path.dirname(__dirname);
const defaultStack = 'nilecare-production';

const tasks = {
  preview: {
    about: `what a stack would be, offline (${defaultStack} unless named)`,
    run: args => clinfra(['preview', ...(namesStack(args) ? args : [defaultStack, ...args])]),
  },
  clinfra: { about: 'the clinfra command', run: clinfra },
  test: { about: 'the tests; takes the options of jest', run: jest },
  'test:engine': { about: 'the tests on real engines, those that are there (docs/testing.md); takes the options of jest', run: testEngine },
  'test:judges': { about: 'what a real API server and the real provider for AWS would take, where they are there; takes the options of jest', run: testJudges },
  check: { about: 'types, lint and format, directions of imports', run: () => typescript('./check.ts').check(root) },
  golden: { about: 'updates the golden files', run: golden },
  bench: { about: 'the benchmarks, or those whose file name contains the given word', run: args => typescript('./bench.ts').bench(root, args) },
  format: { about: 'formats and fixes what can be fixed', run: () => typescript('./check.ts').format(root) },
  'generate:shapes': { about: 'the shapes of what core takes, from its types', run: () => typescript('../test/inputs/generate-shapes.ts').generate() },
  'generate:aws-table': { about: 'what the SDK for AWS knows, as tables for tests', run: () => typescript('../test/engine/aws/generate-table.ts').generate() },
  'generate:replacements': {
    about: 'what makes a resource on AWS anew, of all types or of those named, from the real provider',
    run: args => typescript('../test/engine/aws/generate-replacements.ts').generate(args),
  },
};

/** Runs a task after whatever set-up it needs; the process ends with the task's exit code. */
async function run(name, args) {
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
  if (!task) {
    console.error(unknownTask(name));
    process.exitCode = 2;
    return;
  }
  try {
    await setUp(root);
    process.exitCode = await task.run(args);
  } catch (error) {
    // What a user can mend is told in a sentence; anything else is a bug of ours, and its trace is wanted.
    console.error(error instanceof SetUpError ? `clinfra: ${error.message}` : error);
    process.exitCode = error instanceof SetUpError ? error.exitCode : 1;
  }
}

function unknownTask(name) {
  const width = Math.max(...Object.keys(tasks).map(task => task.length));
  const list = Object.entries(tasks).map(([task, { about }]) => `  ${task.padEnd(width)}  ${about}`);
  return [`clinfra: ${name === undefined ? 'name a task' : `there is no task '${name}'`}; the tasks are`, ...list].join('\n');
}

function typescript(file) {
  require('./register.cjs');
  return require(file);
}

/** The command ends the process itself. */
function clinfra(args) {
  typescript('../packages/cli/src/short-life.ts');
  require('./quick-start.cjs').startQuickly(root);
  typescript('../packages/cli/src/one-program.ts');
  const { endWith } = typescript('../packages/cli/src/process-end.ts');
  const cli = typescript('../packages/cli/src/main.ts');
  endWith(() => cli.main(args));
}

/** Whether the arguments of a preview name a stack, wherever it stands among the flags. */
function namesStack(args) {
  const options = { json: { type: 'string' }, stacks: { type: 'string' } };
  return parseArgs({ args, options, strict: false, allowPositionals: true }).positionals.length > 0;
}

function jest(args) {
  return jestWith('jest.config.cjs', args);
}

function testEngine(args) {
  return jestWith(path.join('test', 'engine', 'jest.config.cjs'), args);
}

function testJudges(args) {
  return jestWith(path.join('test', 'engine', 'judges.config.cjs'), args);
}

async function jestWith(config, args) {
  await require('jest').run(['--config', path.join(root, config), ...args], root);
  return process.exitCode;
}

function golden(args) {
  process.env.CLINFRA_GOLDEN = 'update';
  return jest(['test/golden', ...args]);
}

module.exports = { run };
