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
      throw error instanceof UserError ? new RunError(error.message) : error;
    }
  };
}
