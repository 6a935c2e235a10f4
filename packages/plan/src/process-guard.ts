import type { RunningProgram } from './running-program';

/**
 * While a program runs, errors that nobody catches (in a timer, in a promise handed to an output) end that program, not
 * the process. `owner` tells which program the code belongs to in which the error arose; where Node does not know, it is
 * taken for this one's. Returns the function that stops guarding.
 */
export function guardProcess(program: RunningProgram, owner: () => RunningProgram | undefined): () => void {
  const fail = (error: unknown): void => (owner() ?? program).fail(error);
  const starve = (): void => program.starved();
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.on('beforeExit', starve);
  return () => {
    process.off('uncaughtException', fail);
    process.off('unhandledRejection', fail);
    process.off('beforeExit', starve);
  };
}
