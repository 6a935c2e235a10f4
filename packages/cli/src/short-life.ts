// Tells V8 that this process ends soon. It would compile what is called often once more, for speed, on a second processor and with memory of its own: a
// third of what a preview takes, for code that ends before that pays. What runs for long still gets there, after fifteen times the usual work. Only a
// program that is the whole process may do this to its process; so it is done by the command line, and by no library.

import { setFlagsFromString } from 'node:v8';

/** The flag by version of Node: V8 complains of one that it does not know, so that a version which nobody has tried goes without. */
const PATIENCE: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=1000000',
  22: '--invocation-count-for-turbofan=45000',
  24: '--invocation-count-for-turbofan=45000',
};

const [version = ''] = process.versions.node.split('.');
const flag = PATIENCE[version];
if (flag !== undefined) setFlagsFromString(flag);
