'use strict';
// A reporter for jest: one line after its own summary that a person or a program can read at a glance.

const fs = require('node:fs');

/** What became of every test. A file that could not be run counts as one failure: it names no tests, and must not pass for none. */
function countsOf(results) {
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** Where the environment names a file, the counts go there instead, for somebody who adds up several runs and prints the line once. */
class ClosingLine {
  onRunComplete(_contexts, results) {
    const { passed, failed, skipped } = countsOf(results);
    const file = process.env.CLINFRA_COUNTS_FILE;
    if (file) {
      fs.appendFileSync(file, `${passed} ${failed} ${skipped}\n`);
      return;
    }
    // jest prints its summary after every other reporter has had its turn.
    process.once('exit', () => process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`));
  }
}

module.exports = ClosingLine;
