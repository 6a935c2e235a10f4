'use strict';
// Set up before every test file of jest: puts off what Pulumi loads to serialize closures, a compiler among it. It is half a second of each file that
// touches Pulumi, and hardly one of them serializes any; whoever does gets the real thing at the first use. The command line does the same by Node's
// loader (`packages/cli/src/lazy-pulumi.ts`), instead of which jest has its own.

const { createRequire } = require('node:module');
const path = require('node:path');
const { whenUsed } = require('../packages/cli/src/when-used.ts');

const pulumi = require.resolve('@pulumi/pulumi/package.json');
const inPulumi = createRequire(pulumi);

for (const file of [path.join(path.dirname(pulumi), 'typescript-shim.js'), inPulumi.resolve('@npmcli/arborist'), inPulumi.resolve('fdir')]) {
  jest.doMock(file, () => whenUsed(() => jest.requireActual(file)));
}
