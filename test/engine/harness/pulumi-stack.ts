import { readFileSync } from 'node:fs';
import { EngineEvents } from './engine-events';
import { copyConfig, makeProject, type Program } from './project';
import { type Ended, runCommand } from './run-command';
import type { Workstation } from './workstation';

/** How a command of the engine ended, and what it did. */
export interface Outcome extends Ended {
  readonly events: EngineEvents;
  /** Everything that it printed. */
  readonly output: string;
}

export interface RunOptions {
  /**
   * Which program declares the stack.
   * @default the repository's own, 'stacks'
   */
  readonly program?: Program;
  /**
   * Further options of the command.
   * @default none
   */
  readonly args?: readonly string[];
  /**
   * What differs from the workstation's environment.
   * @default nothing
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * What it reads from its standard input.
   * @default nothing
   */
  readonly input?: string;
  /**
   * After how many seconds it is ended.
   * @default 170
   */
  readonly timeLimit?: number;
}

/** A resource in the state or in a preview. */
export interface EngineResource {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The same outcome, of a command that must succeed; else everything that it printed is the error. */
export function succeeded(outcome: Outcome): Outcome {
  if (outcome.code !== 0)
    throw new Error(`pulumi ${outcome.timedOut ? `did not end in ${outcome.seconds.toFixed(0)} s` : `ended with ${outcome.code}`}\n${outcome.output}`);
  return outcome;
}

/** A stack of the real engine, driven by its command line as an operator would. */
export class PulumiStack {
  #run = 0;

  constructor(
    private readonly workstation: Workstation,
    readonly name: string,
  ) {
    copyConfig(workstation, name);
  }

  init(): Promise<Outcome> {
    return this.command(['stack', 'init', this.name]);
  }

  preview(options: RunOptions = {}): Promise<Outcome> {
    return this.#update('preview', [], options);
  }

  up(options: RunOptions = {}): Promise<Outcome> {
    return this.#update('up', ['--yes', '--skip-preview'], options);
  }

  destroy(options: RunOptions = {}): Promise<Outcome> {
    return this.#update('destroy', ['--yes', '--skip-preview'], options);
  }

  /** The same as an operator types it: the engine looks first at what it would do. */
  destroyAfterPreview(options: RunOptions = {}): Promise<Outcome> {
    return this.#update('destroy', ['--yes'], options);
  }

  /** Takes the engine's protection from every resource, in its state only. */
  unprotectAll(): Promise<Outcome> {
    return this.command(['state', 'unprotect', '--all', '--yes', '--stack', this.name]);
  }

  /** A preview with the resources and their inputs, as the engine would register them. */
  async planned(options: RunOptions = {}): Promise<Outcome & { readonly resources: readonly EngineResource[] }> {
    const args = ['preview', '--json', '--stack', this.name, ...(options.args ?? [])];
    const outcome = succeeded(await this.command(args, options));
    const { steps }: { steps: readonly { readonly newState?: EngineResource }[] } = JSON.parse(outcome.stdout);
    return { ...outcome, resources: steps.flatMap(({ newState }) => newState ?? []) };
  }

  /** What the engine keeps; secrets in it are ciphertext. */
  async resources(): Promise<readonly EngineResource[]> {
    const { stdout } = succeeded(await this.command(['stack', 'export', '--stack', this.name]));
    return JSON.parse(stdout).deployment.resources ?? [];
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = succeeded(await this.command(['stack', 'output', '--json', '--stack', this.name]));
    return JSON.parse(stdout);
  }

  /** The state as it lies in the backend. */
  stateFile(): string {
    return readFileSync(this.workstation.path('backend', '.pulumi', 'stacks', 'clinfra', `${this.name}.json`), 'utf8');
  }

  /** Any command of `pulumi` in the project. */
  async command(args: readonly string[], { program = 'stacks', env = {}, input = '', timeLimit = 170 }: RunOptions = {}): Promise<Outcome> {
    const cwd = makeProject(this.workstation, program);
    const log = this.workstation.path('events', `${this.name}-${++this.#run}.json`);
    const logged = ['preview', 'up', 'destroy'].includes(args[0] ?? '') ? [`--event-log=${log}`] : [];
    const all = [...args, ...logged, '--non-interactive', '--color=never'];
    const ended = await runCommand('pulumi', all, { cwd, env: { ...this.workstation.env, ...env }, input, timeLimit });
    return { ...ended, output: `${ended.stdout}\n${ended.stderr}`, events: new EngineEvents(log) };
  }

  #update(command: string, always: readonly string[], options: RunOptions): Promise<Outcome> {
    return this.command([command, '--stack', this.name, ...always, ...(options.args ?? [])], options);
  }
}
