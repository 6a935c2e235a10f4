import { type Finding, message } from '@clinfra/checks';
import type { LateValueProblem } from './late-values';

/**
 * Something the user can put right. Its message is all there is to say; a stack trace would only hide it. Thrown out of a Pulumi program, it
 * is printed as it is: it bears the mark of Pulumi's `RunError`, which is not its class because loading that costs half a second.
 *
 * It has no trace at all: Pulumi has Node format every error in colour, even one whose trace it then hides, and Node 20 can take half a
 * minute and gigabytes over a trace that leads through `node_modules`.
 */
export abstract class UserError extends Error {
  readonly __pulumiRunError = true;

  constructor(message: string) {
    super(message);
    delete this.stack;
  }
}

/** The declaration has findings of severity error; nothing was registered. */
export class FindingsError extends UserError {
  override readonly name = 'FindingsError';

  constructor(readonly findings: readonly Finding[]) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    super(
      `${errors.length === 1 ? 'an error' : `${errors.length} errors`} in the declaration, nothing was registered\n${errors.map(finding => `  ${message(finding)}`).join('\n')}`,
    );
  }
}

/** Values that are known only after apply did not reach a manifest whole; nothing of it was registered. */
export class LateValueError extends UserError {
  override readonly name = 'LateValueError';

  constructor(readonly problems: readonly LateValueProblem[]) {
    super(
      `values known only after apply were lost on the way\n${problems.map(({ path, must, got }) => `  ${path}: must ${must}, got ${got} [late-value]`).join('\n')}`,
    );
  }
}

/** A stack was asked for that is not declared. */
export class UnknownStackError extends UserError {
  override readonly name = 'UnknownStackError';
}
