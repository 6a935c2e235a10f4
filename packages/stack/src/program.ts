import { getStack } from '@pulumi/pulumi';
import { type Deployment, deploy } from './deploy';
import { makePromisesQuick } from './quick-promises';
import { declareStack, type Stacks } from './stacks';

/**
 * The Pulumi program over a table of stacks: deploys the platform whose stack is selected. What the user can put right is said in the
 * message alone.
 */
export function program(stacks: Stacks): () => Promise<Pick<Deployment, 'connections'> & Partial<Pick<Deployment, 'delegations'>>> {
  return async () => {
    makePromisesQuick();
    try {
      const today = new Date().toISOString().slice(0, 10);
      const { connections, delegations } = deploy(declareStack(stacks, getStack()), { today });
      return { connections, ...(Object.keys(delegations).length > 0 && { delegations }) };
    } catch (error) {
      throw printable(error);
    }
  };
}

/** A bug's error with our own frames alone: Node 20 can take half a minute to format for Pulumi those that lead through `node_modules`. */
function printable(error: unknown): unknown {
  if (error instanceof Error && error.stack !== undefined) error.stack = error.stack.split('\n').filter(isOurs).join('\n');
  return error;
}

function isOurs(line: string): boolean {
  return !(line.startsWith('    at ') && line.includes('node_modules'));
}
