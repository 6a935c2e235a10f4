import type { AnyOutput, AnyResource } from './sdk';
import { engineUrn } from './urn';

/** A promise that nobody settles: what waits for it is left behind, and collected with it. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/**
 * One run of a program: the resources seen so far, and how it ends. The first error ends it; what the program still does
 * after that is met with silence, so that no further error can come of it.
 */
export class RunningProgram {
  /** Rejects with the first error. */
  readonly failed: Promise<never>;
  /** Outputs that are secret although their inputs need not be, by URN. */
  readonly secretOutputs = new Map<string, ReadonlySet<string>>();
  /** Ids by which the program reads what exists. */
  readonly idsOfRead = new WeakMap<AnyResource, AnyOutput>();
  readonly #waitingFor = new Map<string, number>();
  #reject: (error: unknown) => void = () => undefined;
  #over: 'failed' | 'ended' | undefined;

  constructor(
    readonly project: string,
    readonly stack: string,
  ) {
    this.failed = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // Whoever awaits it hears of it; a recording that ends before anyone does must not take the process down.
    this.failed.catch(() => undefined);
  }

  /** Whether it has ended, one way or the other. */
  get over(): boolean {
    return this.#over !== undefined;
  }

  fail(error: unknown): void {
    this.#over = 'failed';
    this.#reject(error);
  }

  end(): void {
    this.#over ??= 'ended';
  }

  /** A resource is about to be constructed. The plan is out where the program has ended well: without this error it would lack the resource. */
  constructing(type: string, name: string): void {
    if (this.#over === 'ended') throw new Error(`${name} (${type}) is made after the recording of its program has ended; await what makes it`);
  }

  urn(parent: string, type: string, name: string): string {
    return engineUrn(this.stack, this.project, parent, type, name);
  }

  /** Whether an output that no input determines is secret. */
  isSecret(urn: unknown, property: string): boolean {
    return typeof urn === 'string' && this.secretOutputs.get(urn)?.has(property) === true;
  }

  /** A resource was constructed; its registration follows when its inputs are there. */
  constructed(type: string, name: string): void {
    const label = `${name} (${type})`;
    this.#waitingFor.set(label, (this.#waitingFor.get(label) ?? 0) + 1);
  }

  /** Takes a resource off the list of those awaited; false for one whose construction was not seen. */
  registered(type: string, name: string): boolean {
    const label = `${name} (${type})`;
    const waiting = this.#waitingFor.get(label) ?? 0;
    if (waiting > 1) this.#waitingFor.set(label, waiting - 1);
    else this.#waitingFor.delete(label);
    return waiting > 0;
  }

  /** The process has nothing left to do and the program is not through: without this error it would end in silence, and well. */
  starved(): void {
    const waiting = [...this.#waitingFor.keys()].sort();
    const what = waiting.length > 0 ? `${waiting.join(', ')} ${waiting.length > 1 ? 'wait' : 'waits'} for a value` : 'it waits for something';
    this.fail(new Error(`the program never ends: ${what} that nothing will give; look for a circular reference or a promise that is not settled`));
  }
}
