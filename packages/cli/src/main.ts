import { parseArgs } from 'node:util';
import { type Command, CommandError, type Context, type ExitCode, Interrupted, UsageError, usageOf } from './command';
import { terminalOn } from './terminal';

/** The commands; each is loaded when it is asked for, because start-up counts. */
const COMMANDS = {
  list: () => (require('./commands/list') as typeof import('./commands/list')).list,
  check: () => (require('./commands/check') as typeof import('./commands/check')).check,
  preview: () => (require('./commands/preview') as typeof import('./commands/preview')).preview,
  diff: () => (require('./commands/diff') as typeof import('./commands/diff')).diff,
  synth: () => (require('./commands/synth') as typeof import('./commands/synth')).synth,
} as const satisfies Record<string, () => Command>;

const HELP = { type: 'boolean', short: 'h' } as const;
const STACKS = { type: 'string' } as const;

/** Runs one command line and says how it ended. Never throws: what goes wrong is printed. */
export async function main(argv: readonly string[], context: Context = surroundings()): Promise<ExitCode> {
  try {
    return await dispatch(argv, context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.terminal.err(error.message);
      return 2;
    }
    if (error instanceof Interrupted) {
      context.terminal.err(error.message);
      return error.exitCode;
    }
    context.terminal.err(isForUsers(error) ? error.message : `a bug in clinfra, please report it: ${error instanceof Error ? error.stack : String(error)}`);
    return 1;
  }
}

/** Whether what went wrong is its users' to put right. A declaration's by name: only commands that need it load what declares. */
function isForUsers(error: unknown): error is Error {
  return error instanceof CommandError || (error instanceof Error && error.name === 'DeclarationError');
}

function surroundings(): Context {
  return {
    terminal: terminalOn(process.stdout, process.stderr, process.env),
    get cwd() {
      return currentFolder();
    },
    today: new Date().toISOString().slice(0, 10),
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new CommandError(`the current folder cannot be read: ${(error as NodeJS.ErrnoException).code}; call clinfra in one that is there`);
  }
}

async function dispatch([name, ...rest]: readonly string[], context: Context): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    context.terminal.out(overview());
    return name === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(COMMANDS, name))
    throw new UsageError(`unknown command ${JSON.stringify(name)}; there are: ${Object.keys(COMMANDS).join(', ')} (clinfra --help)`);
  const command: Command = COMMANDS[name as keyof typeof COMMANDS]();
  const { values, positionals } = parse(command, rest);
  if (values.help) {
    context.terminal.out(`${usageOf(command)}\n\n${command.help}`);
    return 0;
  }
  if (positionals.length !== command.positionals.length) throw new UsageError(usageOf(command));
  return command.run(context, positionals, values as Readonly<Record<string, string | boolean | undefined>>);
}

function parse(command: Command, args: readonly string[]) {
  const wrong = (reason: string) => new UsageError(`${reason}\n${usageOf(command)}`);
  const options = { ...command.options, stacks: STACKS, help: HELP };
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true; tokens: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('. ');
    throw wrong(`${reason.charAt(0).toLowerCase()}${reason.slice(1)}`);
  }
  const seen = new Set<string>();
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue;
    if (seen.has(token.name)) throw wrong(`option '${token.rawName}' is given twice`);
    if (token.value === '') throw wrong(`option '${token.rawName}' is empty`);
    seen.add(token.name);
  }
  return parsed;
}

function overview(): string {
  const commands = Object.values(COMMANDS).map((load): Command => load());
  const width = Math.max(...commands.map(({ usage }) => usage.length)) + 2;
  return [
    'usage: clinfra <command> [--help]',
    '',
    ...commands.map(({ usage, help }) => `  ${usage.padEnd(width)}${help.split('\n')[0]}`),
    '',
    'Stacks come from the nearest stacks/platforms.ts (or .js); --stacks FILE names another.',
    'Exit code 0: clean. 1: findings of severity error, or the work could not be done. 2: wrong usage.',
  ].join('\n');
}
