/** What a literal block cannot show as it is: control characters, other line ends, and halves of characters. */
const UNSAFE = /(?!\n)\p{Cc}|\p{Cs}|[\u2028\u2029\ufeff\ufffe\uffff]/u;

/**
 * A text of several lines as a literal block, or undefined where quotes are safer: a first line that is empty or begins with a space would
 * need its depth told, a line of spaces alone cannot be seen, and what follows a block decides about several line ends at its close.
 */
export function block(text: string, pad: string): string | undefined {
  if (UNSAFE.test(text) || text.startsWith('\n') || text.startsWith(' ') || text.endsWith('\n\n')) return undefined;
  const closed = text.endsWith('\n');
  const lines = (closed ? text.slice(0, -1) : text).split('\n');
  if (lines.some(line => line !== '' && line.trim() === '')) return undefined;
  return (closed ? '|' : '|-') + lines.map(line => (line === '' ? '\n' : `\n${pad}${line}`)).join('');
}
