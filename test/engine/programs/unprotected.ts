import { program } from '@clinfra/stack';
import { runtime } from '@pulumi/pulumi';
import { stacks } from './environments';

/** The properties by which the cloud itself refuses to delete. */
const PROTECTED_BY: ReadonlySet<string> = new Set(['deletionProtection', 'enableDeletionProtection']);

/** An operator who wants an environment gone turns off what protects it, the engine's protection and the cloud's, whatever the declaration says. */
export = () => {
  runtime.registerStackTransformation(({ props, opts }) => ({
    props: Object.fromEntries(Object.entries(props).map(([name, value]) => [name, PROTECTED_BY.has(name) ? false : value])),
    opts: { ...opts, protect: false },
  }));
  return program(stacks)();
};
