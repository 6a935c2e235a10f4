'use strict';
// The one entry of every npm script: `node scripts/run.cjs <task> [arguments]`. This file alone is written for a Node of any age,
// because it is what tells the user that theirs is too old.

var oldest = 20;

if (parseInt(process.versions.node, 10) < oldest) {
  console.error(
    'clinfra: needs Node ' +
      oldest +
      ' or newer, this is Node ' +
      process.versions.node +
      '; install a newer one from https://nodejs.org and run the command again',
  );
  process.exitCode = 1;
} else {
  require('./tasks.cjs').run(process.argv[2], process.argv.slice(3));
}
