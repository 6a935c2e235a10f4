// Tells V8 that this process ends soon. It would compile what is called often once more, for speed, on a second processor and with memory of its own: a
// third of what a preview takes, for code that ends before that pays. What runs for long still gets there, after fifteen times the usual work. And it
// would begin with little room for new objects and double it step by step, each time after looking through all that is kept; it goes to the most at
// once, which is no more than the usual most. In version 24 that most is twice as much, and a preview would hold 240 MB: there the room grows as ever.
// (That all that is kept has room from the start, and how much new objects get at most, can be said only on the command line: `package.json` does.)
// Only a program that is the whole process may do this to its process; so it is done by the command line, and by no library.

import { setFlagsFromString } from 'node:v8';

const ROOM = '--semi-space-growth-factor=16';

/** The flags by version of Node: V8 complains of one that it does not know, so that a version which nobody has tried goes without. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  20: ['--interrupt-budget=1000000', ROOM],
  22: ['--invocation-count-for-turbofan=45000', ROOM],
  24: ['--invocation-count-for-turbofan=45000'],
};

const [version = ''] = process.versions.node.split('.');
for (const flag of FLAGS[version] ?? []) setFlagsFromString(flag);
