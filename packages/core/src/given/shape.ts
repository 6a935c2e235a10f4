import { SHAPES } from './shapes';

/**
 * What a property may be, in one line: alternatives with ` / ` between them. `text`, `number`, `switch`, `function` and `any` are what they say; `size`, `duration`,
 * `cpu` and `percent` are units; `=a|b` is a closed choice, `@site` something declared, `:Stop` an object, `[]text` a list and `{}text` a table of whatever
 * follows.
 */
export interface Shape {
  readonly any: boolean;
  /** By what they say: texts, numbers, units. */
  readonly plain: ReadonlySet<string>;
  readonly choices: readonly string[];
  /** The kinds of declarations. */
  readonly declared: ReadonlySet<string>;
  /** The names of objects. */
  readonly objects: readonly string[];
  readonly items: Shape | undefined;
  readonly values: Shape | undefined;
}

const known = new Map<string, Shape>();

/** Reads a shape, once. */
export function shapeOf(line: string): Shape {
  const shape = known.get(line) ?? read(line.split(' / '));
  known.set(line, shape);
  return shape;
}

function read(alternatives: readonly string[]): Shape {
  const behind = (mark: string) => alternatives.filter(one => one.startsWith(mark)).map(one => one.slice(mark.length));
  const of = (mark: string) => {
    const parts = behind(mark);
    return parts.length > 0 ? shapeOf(parts.join(' / ')) : undefined;
  };
  return {
    any: alternatives.includes('any'),
    plain: new Set(alternatives.filter(one => /^\w+$/.test(one))),
    choices: behind('=').flatMap(choices => choices.split('|')),
    declared: new Set(behind('@')),
    objects: behind(':'),
    items: of('[]'),
    values: of('{}'),
  };
}

/** Whether others are looked for in it. */
export function isHolder({ objects, items, values }: Shape): boolean {
  return objects.length > 0 || items !== undefined || values !== undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  text: 'a text',
  number: 'a number',
  switch: 'true or false',
  function: 'a function',
  size: 'a size',
  duration: 'a length of time',
  cpu: 'processor time',
  percent: 'a share',
};

const EXAMPLES: Readonly<Record<string, string>> = {
  size: 'gib(4)',
  duration: 'minutes(5)',
  cpu: 'cores(0.5)',
  percent: 'percent(70)',
};

/** What must stand there, to be read behind `be`. */
export function wanted({ plain, choices, declared, objects, items, values }: Shape, partsOnly = false): string {
  const kinds = [...declared].map(kind => `a ${kind} of the platform`);
  const holders = [...(objects.length > 0 || values ? ['an object'] : []), ...(items ? ['a list'] : [])];
  const chosen = choices.length === 1 ? choices : choices.length > 1 ? [`one of ${choices.join(', ')}`] : [];
  return (partsOnly ? holders : [...chosen, ...[...plain].map(one => WORDS[one] ?? one), ...kinds, ...holders]).join(' or ');
}

/** Whether it is an amount with a unit. */
export function isUnit(plain: string): boolean {
  return Object.hasOwn(EXAMPLES, plain);
}

/** How it is written. */
export function written(shape: Shape): string {
  if (!isHolder(shape) && ![...shape.plain].some(isUnit)) return shape.choices.length > 0 ? 'choose one' : 'correct it';
  // What says of which kind it is is made by a function of that name.
  if (isMade(shape) || (shape.items && isMade(shape.items))) return 'make it by its function';
  return `write it as ${example(shape)}`;
}

function isMade({ objects }: Shape): boolean {
  return objects.length > 0 && objects.every(name => SHAPES[name]?.kind !== undefined);
}

function example({ plain, choices, objects, items, values }: Shape): string {
  const [unit] = [...plain].flatMap(one => EXAMPLES[one] ?? []);
  if (unit !== undefined) return unit;
  const [object] = objects;
  if (object !== undefined) return `{ ${mandatoryIn(object).join(', ') || '...'} }`;
  if (values) return '{ ... }';
  if (items) return `[${example(items)}]`;
  return choices[0] === undefined ? '...' : `'${choices[0]}'`;
}

function mandatoryIn(object: string): readonly string[] {
  return Object.keys(SHAPES[object] ?? {})
    .filter(key => !key.endsWith('?'))
    .map(key => `${key}: ...`);
}
