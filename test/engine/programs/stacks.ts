import { program } from '@clinfra/stack';
import { environments } from './environments';

/** The repository's own program but for the add-ons. */
export = program(environments);
