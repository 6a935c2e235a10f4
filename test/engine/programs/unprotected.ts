import { program } from '@clinfra/stack';
import { runtime } from '@pulumi/pulumi';
import { stacks } from '../../../stacks/platforms';

/** An operator who wants an environment gone turns off what protects it, the engine's protection and the cloud's, whatever the declaration says. */
export = () => {
  runtime.registerStackTransformation(({ props, opts }) => ({
    props: 'deletionProtection' in props ? { ...props, deletionProtection: false } : props,
    opts: { ...opts, protect: false },
  }));
  return program(stacks)();
};
