import { program } from '@clinfra/stack';
import { stacks } from './environments';

/** The repository's own program but for the add-ons. */
export = program(stacks);
