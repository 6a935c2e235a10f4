import path from 'node:path';
import { types } from 'node:util';

/** What went wrong and where in the user's own code, without the rest of the trace. */
export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return typeof error === 'object' && error !== null ? 'an object that is no error' : String(error);
  // Node goes on with what leads there, and swc with a picture.
  const [message = ''] = error.message.split(/\n(?:Require stack:|\n*Caused by:| +From \S| *[,╭][-─]+\[)/);
  const place = unreadIn(error) ?? requirerOf(error) ?? frameOf(error);
  const text = message.trim().replace(/^[x×] /, '');
  return place ? `${text} (at ${place})` : text;
}

/** Where a file cannot be read: the trace leads only to whoever asked for it. */
function unreadIn({ message, stack = '', name }: Error): string | undefined {
  const bySwc = /^ *[,╭][-─]+\[(.+:\d+):\d+\]$/m.exec(message)?.[1];
  const byNode = name === 'SyntaxError' ? /^(\S+:\d+)$/m.exec(stack)?.[1] : undefined;
  // An `await` that belongs to no function.
  const waiting = /^ +Requiring (.+?) *$/m.exec(message)?.[1];
  return bySwc ?? byNode ?? waiting;
}

/** Who asked for a module that is not there; the trace has a line of what was compiled from it. */
function requirerOf(error: Error & { readonly requireStack?: readonly string[] }): string | undefined {
  return error.requireStack?.[0];
}

const ROOT = path.resolve(__dirname, '../../..');
const NOT_OF_THE_USER = /node_modules|node:|\(<anonymous>\)/;
/** In the repository what loads a table, and the packages that it is made with, stand beside it. */
const OURS = /^(?:scripts|packages[\\/][^\\/]+[\\/]src)[\\/]/;

function frameOf({ stack = '' }: Error): string | undefined {
  for (const line of stack.split('\n')) {
    const place = /^\s+at .*?\(?([^\s()]+:\d+):\d+\)?$/.exec(line)?.[1];
    if (place && !NOT_OF_THE_USER.test(line) && !OURS.test(path.relative(ROOT, place))) return place;
  }
  return undefined;
}
