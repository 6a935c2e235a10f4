import { program } from '@clinfra/stack';
import { stacks } from './platforms';

export = program(stacks);
