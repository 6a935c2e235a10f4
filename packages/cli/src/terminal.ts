type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

const CODES = { bold: 1, dim: 2, red: 31, yellow: 33, green: 32, cyan: 36 } as const satisfies Record<Style, number>;

/** Where a command writes: results to one stream, progress and complaints to the other, in colour only where a person looks. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  style(style: Style, text: string): string;
}

interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

export function terminalOn(out: Stream, err: Stream, environment: Readonly<Record<string, string | undefined>>): Terminal {
  const colour = Boolean(out.isTTY) && !environment.NO_COLOR && environment.TERM !== 'dumb';
  return {
    out: line => void out.write(`${line}\n`),
    err: line => void err.write(`${line}\n`),
    style: (style, text) => (colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text),
  };
}
