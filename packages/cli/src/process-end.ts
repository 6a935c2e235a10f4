import { writeSync } from 'node:fs';
import type { ExitCode } from './command';
import { reasonOf } from './reason';

/**
 * Ends the process with what a command came to. What a user's own code does beside it changes nothing of that: an error that it throws later or that nobody
 * awaits is said in a sentence, an end that it calls for is no success, and a timer that it left behind keeps nobody waiting.
 */
export function endWith(command: () => Promise<ExitCode>): void {
  let ended = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', error => {
      const { code } = error as NodeJS.ErrnoException;
      // Whoever reads our output may have seen enough: `clinfra check ... | head`. What the command comes to is the same.
      if (code === 'EPIPE') return;
      ended = true;
      complain(`the output cannot be written: ${code}`);
      process.exit(1);
    });
  }
  process.on('uncaughtException', error => {
    complain(`something threw beside the command: ${reasonOf(error)}`);
    ended = true;
    process.exit(1);
  });
  process.on('exit', () => {
    if (ended) return;
    complain('the command was ended by something that it loaded');
    process.exitCode = 1;
  });
  void command().then(code => {
    // What was printed has to reach whoever reads it first, and what nobody awaited to be noticed.
    process.stdout.write('', () =>
      process.stderr.write('', () =>
        setImmediate(() => {
          ended = true;
          process.exit(code);
        }),
      ),
    );
  });
}

/** At an end there is no time to wait. */
function complain(text: string): void {
  try {
    writeSync(process.stderr.fd, `${text}\n`);
  } catch {
    // Nobody listens.
  }
}
