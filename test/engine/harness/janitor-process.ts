// Ends what a test has started and removes what it has made, however the test's process ends: an exit, a signal and a kill all close this
// process's standard input. It leads a session of its own, so that Ctrl-C in a terminal does not end it before its work is done.

import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { endFamilies } from './families';
import type { Note } from './janitor';

const leaders = new Set<number>();
const folders = new Set<string>();

createInterface({ input: process.stdin })
  .on('line', line => {
    const note = JSON.parse(line) as Note;
    if ('started' in note) leaders.add(note.started);
    if ('ended' in note) leaders.delete(note.ended);
    if ('made' in note) folders.add(note.made);
    if ('removed' in note) folders.delete(note.removed);
  })
  .on('close', () => {
    if (leaders.size > 0) endFamilies(leaders);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
