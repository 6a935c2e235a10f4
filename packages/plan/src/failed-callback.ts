import { placeholdersIn } from './late-value';

/** How errors are called that a value of an unexpected kind gives; others are the program's own words. */
const OF_THE_LANGUAGE = new Set(['TypeError', 'RangeError', 'SyntaxError', 'URIError']);

/** The error of a callback, which says so where it may come of what stands for values known only after apply. */
export function errorOnPlaceholders(error: unknown, value: unknown): unknown {
  if (!isOfTheLanguage(error)) return error;
  const placeholders = [...new Set(placeholdersOf(value))];
  if (placeholders.length === 0) return error;
  const what =
    placeholders.length > 1
      ? 'which are known only after apply and stand in a plan as these texts'
      : 'which is known only after apply and stands in a plan as this text';
  const advice = 'read its parts as properties (output.list[0].name), which a plan follows, or let the callback pass a text on as it is';
  const said = new Error(`a callback failed on ${placeholders.join(', ')}, ${what}: ${error.message}; ${advice}`, { cause: error });
  const frames = error.stack?.indexOf('\n    at ') ?? -1;
  // Where the callback is, not where this was noticed.
  if (frames >= 0) said.stack = `${said.name}: ${said.message}${error.stack?.slice(frames)}`;
  return said;
}

// By name: an error of another realm, such as one of a test's sandbox, is no instance of ours.
function isOfTheLanguage(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'name' in error && 'message' in error && OF_THE_LANGUAGE.has(String(error.name));
}

function placeholdersOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return placeholdersIn(value);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return [];
  return Object.values(value).flatMap(placeholdersOf);
}

/** Only what JSON could say: what else a program applies to may refer to itself. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}
