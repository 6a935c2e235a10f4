import type { ParseArgsConfig } from 'node:util';
import type { Terminal } from './terminal';

/** What a command is given besides its arguments. */
export interface Context {
  readonly terminal: Terminal;
  /** The folder in which the command was called; paths on the command line start from it. */
  readonly cwd: string;
  /** Today, `2026-11-23`. */
  readonly today: string;
}

export type Options = NonNullable<ParseArgsConfig['options']>;

/** Values of the options as they were given; what a command does not know is refused before it runs. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** 0: clean. 1: findings of severity error, or the work could not be done. 2: wrong usage. Others: a signal, as a shell counts it. */
export type ExitCode = 0 | 1 | 2 | (typeof ENDS)[Signal];

const ENDS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** What asks a process to end, and may be held back for a moment. */
export type Signal = keyof typeof ENDS;

export const SIGNALS = Object.keys(ENDS) as readonly Signal[];

export interface Command {
  /** Its line of use, behind `clinfra`. */
  readonly usage: string;
  /** What it does, for `--help`. */
  readonly help: string;
  readonly options: Options;
  /** The names of its arguments, all required. */
  readonly positionals: readonly string[];
  run(context: Context, positionals: readonly string[], values: Values): Promise<ExitCode>;
}

export function usageOf({ usage }: Pick<Command, 'usage'>): string {
  return `usage: clinfra ${usage} [--stacks FILE]`;
}

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The work cannot be done for a reason that the user can put right. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** A signal ended the work; the message says what has become of it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: ExitCode;

  constructor(signal: Signal, outcome: string) {
    super(`ended by ${signal}; ${outcome}`);
    this.exitCode = ENDS[signal];
  }
}
