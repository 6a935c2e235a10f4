import { record } from '@clinfra/plan';
import { program, type Stacks } from '@clinfra/stack';
import { RunError } from '@pulumi/pulumi';
import { makePromisesQuick } from '../src/quick-promises';

async function thrownBy(stacks: Stacks): Promise<Error> {
  try {
    await record({ project: 'clinfra', stack: 'nilecare-prodution' }, program(stacks));
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('the program over a table of stacks', () => {
  it('says what the user can put right in a sentence, without a trace that Node would have to format', async () => {
    const error = await thrownBy({ 'nilecare-production': () => fail() });
    const { message, stack } = error;
    expect(RunError.isInstance(error)).toBe(true);
    expect(message).toBe('unknown stack "nilecare-prodution"; the nearest: nilecare-production');
    expect(stack).toBeUndefined();
  });

  it('keeps of the trace of a bug what leads through our own files', async () => {
    const { message, stack = '' } = await thrownBy({ 'nilecare-prodution': () => fail() });
    expect(message).toBe('a bug');
    expect(stack).toContain('program.test.ts');
    expect(stack).not.toContain('node_modules');
  });
});

describe('the promises of Pulumi under the program', () => {
  it('note no lines, while errors have theirs', () => {
    const debuggable = require('@pulumi/pulumi/runtime/debuggable');
    const noted = (context: string) => {
      const promise = Promise.resolve(1);
      debuggable.debuggablePromise(promise, context);
      return (promise as Promise<number> & { readonly _debugStackTrace: string })._debugStackTrace;
    };
    expect(noted('before')).toContain('program.test.ts');
    makePromisesQuick();
    makePromisesQuick();
    expect(noted('after')).not.toContain('program.test.ts');
    expect(new Error('an error').stack).toContain('program.test.ts');
  });
});

function fail(): never {
  throw new Error('a bug');
}
