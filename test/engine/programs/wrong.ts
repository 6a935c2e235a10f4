import { program } from '@clinfra/stack';
import { aPlatform, RUNS } from './a-platform';

/** A declaration with two mistakes. */
export = program({ 'trial-development': () => aPlatform({ Ehr: RUNS, laboratory_: RUNS }) });
