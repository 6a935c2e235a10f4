const PIECES = [
  ...[
    'a',
    'B',
    '0',
    '1',
    '-',
    '_',
    '.',
    ':',
    ': ',
    '#',
    ' #',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\t',
    '\r',
    '\\',
    '"',
    "'",
    '`',
    '@',
    '%',
    '&',
    '*',
    '!',
    '|',
    '>',
    '?',
    '? ',
    '- ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '=',
    '<<',
    '~',
    '/',
    'yes',
    'no',
    'null',
    'true',
    '---',
    '...',
    '1e3',
    '0x',
    '12:30',
    '2026-11-23',
    'é',
    'م',
    '👩',
    '\u0000',
    '\u001b',
    '\u007f',
  ],
  ...['\u0085', '\u00a0', '\u2028', '\u2029', '\ufeff', '\uffff', '\ud83d', '\udc69', 'word', 'two words', 'line\n', '\n  indented', 'k: v\n'],
];
const NUMBERS = [0, 1, -1, 0.1, 1e21, 1e-7, -1.5e300, 5e-324, 1.7976931348623157e308, 2 ** 53, 65_535, 123_456_789.123];

/** Values such as nobody writes and every writer of YAML should stand: the same ones for the same seed. */
export function* nastyValues(count: number, seed: number): Iterable<unknown> {
  const random = generator(seed);
  for (let made = 0; made < count; made++) yield value(random, 0);
}

function value(random: () => number, level: number): unknown {
  const kind = Math.floor(random() * (level < 4 ? 8 : 5));
  if (kind <= 2) return text(random);
  if (kind === 3) return NUMBERS[Math.floor(random() * NUMBERS.length)];
  if (kind === 4) return [true, false, null][Math.floor(random() * 3)];
  const items = Array.from({ length: Math.floor(random() * 4) }, () => value(random, level + 1));
  return kind === 5 ? items : Object.fromEntries(items.map(item => [text(random), item]));
}

function text(random: () => number): string {
  return Array.from({ length: Math.floor(random() * 6) }, () => PIECES[Math.floor(random() * PIECES.length)]).join('');
}

/** Marsaglia's xorshift: small, and the same on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
