// Gives Pulumi a plainer way to know which program code belongs to. It follows programs by asynchronous context, for which Node, before version 24, is
// told of every promise that is made: a tenth of what a preview takes. A command runs one program at a time, so that all code belongs to the one that
// runs. Only a program that is the whole process may do this to its process; so it is done by the command line, and by no library.

type Callback = (...args: unknown[]) => unknown;

/** What Pulumi uses of the AsyncLocalStorage that it shares with other copies of itself. */
class OneProgram {
  #store: unknown;

  getStore(): unknown {
    return this.#store;
  }

  /** Holds until what the callback began has ended, as it would for all that comes out of it. */
  run(store: unknown, callback: Callback, ...args: unknown[]): unknown {
    const former = this.#store;
    const end = () => {
      this.#store = former;
    };
    this.#store = store;
    let result: unknown;
    try {
      result = callback(...args);
    } catch (error) {
      end();
      throw error;
    }
    if (result instanceof Promise) return result.finally(end);
    end();
    return result;
  }
}

const shared = globalThis as { asyncLocalStorage?: unknown };
// Where Pulumi is loaded already, it stays with what it has.
shared.asyncLocalStorage ??= new OneProgram();
