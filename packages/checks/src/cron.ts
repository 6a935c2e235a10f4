/** What is wrong with a schedule: what must hold, and the part in which it does not. */
export interface CronProblem {
  readonly must: string;
  readonly got: string;
}

interface Field {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  /** Three letters for each number from the lowest. */
  readonly words?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** As Kubernetes reads them; seven is no Sunday there. */
const FIELDS: readonly Field[] = [
  { name: 'minutes', lowest: 0, highest: 59 },
  { name: 'hours', lowest: 0, highest: 23 },
  { name: 'days of the month', lowest: 1, highest: 31 },
  { name: 'months', lowest: 1, highest: 12, words: MONTHS },
  { name: 'days of the week', lowest: 0, highest: 6, words: WEEKDAYS },
];
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads five fields of cron: `*`, numbers, names, ranges, steps and lists of these. Undefined when they make a schedule. */
export function cronProblem(schedule: string): CronProblem | undefined {
  const texts = schedule.split(/ +/);
  if (texts.length !== FIELDS.length || texts.includes('')) return { must: 'have five fields', got: JSON.stringify(schedule) };
  const values: (readonly number[])[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const read = valuesOf(texts[index] ?? '', field);
    if (!read)
      return {
        must: `have ${field.name} from ${field.lowest} to ${field.highest}, or ranges, steps and lists of them`,
        got: `${JSON.stringify(texts[index])} in ${JSON.stringify(schedule)}`,
      };
    values.push(read);
  }
  const [, , days = [], months = []] = values;
  // With days of the week as well, either of the two suffices.
  const exists = texts[4] !== '*' || months.some(month => days.some(day => day <= (LONGEST_MONTH[month - 1] ?? 0)));
  return exists ? undefined : { must: 'name a day that some year has', got: JSON.stringify(schedule) };
}

function valuesOf(text: string, field: Field): readonly number[] | undefined {
  const values: number[] = [];
  for (const part of text.split(',')) {
    const read = partOf(part, field);
    if (!read) return undefined;
    values.push(...read);
  }
  return values;
}

function partOf(part: string, field: Field): readonly number[] | undefined {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,3}))?$/.exec(part) ?? [];
  if (from === '' || (from === '*' && to !== undefined)) return undefined;
  const first = from === '*' ? field.lowest : numberOf(from, field);
  // A number with a step runs to the end; without one it is alone.
  const last = to !== undefined ? numberOf(to, field) : from === '*' || step !== undefined ? field.highest : first;
  const width = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || first > last || width < 1) return undefined;
  return Array.from({ length: Math.floor((last - first) / width) + 1 }, (_, index) => first + index * width);
}

function numberOf(text: string, { lowest, highest, words }: Field): number | undefined {
  const word = words?.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) return lowest + word;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= lowest && value <= highest ? value : undefined;
}
