import { getStack, RunError } from '@pulumi/pulumi';
import { type Deployment, deploy } from './deploy';
import { UserError } from './errors';
import { declareStack, type Stacks } from './stacks';

/**
 * The Pulumi program over a table of stacks: deploys the platform whose stack is selected. What the user can put right is said in the
 * message alone, without the trace that Pulumi would print.
 */
export function program(stacks: Stacks): () => Promise<Pick<Deployment, 'connections'>> {
  return async () => {
    try {
      const today = new Date().toISOString().slice(0, 10);
      return { connections: deploy(declareStack(stacks, getStack()), { today }).connections };
    } catch (error) {
      throw printable(error);
    }
  };
}

/**
 * The error as Pulumi can print it. Pulumi has Node format every error in colour, even one whose trace it then hides, and Node 20 can take
 * half a minute and gigabytes over a trace that leads through `node_modules`: a user's error has no trace here, and a bug's has our frames.
 */
function printable(error: unknown): unknown {
  if (error instanceof UserError) return Object.assign(new RunError(error.message), { stack: undefined });
  if (error instanceof Error && error.stack !== undefined) error.stack = error.stack.split('\n').filter(isOurs).join('\n');
  return error;
}

function isOurs(line: string): boolean {
  return !(line.startsWith('    at ') && line.includes('node_modules'));
}
