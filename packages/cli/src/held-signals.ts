import { setImmediate } from 'node:timers/promises';
import { Interrupted, SIGNALS, type Signal } from './command';

/**
 * Holds back the signals that would end the process where something must not be left half done: what came is only noted. npm hands a signal on that the
 * terminal sent already, so that one often comes twice; therefore a second one is held back as well.
 */
export class HeldSignals {
  #came: Signal | undefined;
  readonly #note = (signal: NodeJS.Signals): void => {
    this.#came ??= signal as Signal;
  };

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.#note);
  }

  /** Ends the work here if one came; `outcome` says what has become of it by now. */
  heed(outcome: string): void {
    if (this.#came) throw new Interrupted(this.#came, outcome);
  }

  /** Lets those arrive that came while nothing else could run: Node asks for them between the one turn and the other. */
  async arrive(): Promise<void> {
    await setImmediate();
    await setImmediate();
  }

  release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#note);
  }
}
