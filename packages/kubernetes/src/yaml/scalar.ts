/** What needs no quotes in any version of YAML: words of safe characters, apart by single spaces, a colon only inside a word. */
const WORDS = /^[A-Za-z_/](?:[\w./@-]|:(?=[\w./@-])| (?=[\w./@-]))*$/;
/** Kubernetes amounts, which people expect to read without quotes: `250m`, `512Mi`. No version of YAML takes them for numbers. */
const AMOUNT = /^\d+(?:m|[KMGTPE]i)$/;
/** Words that some reader of YAML takes for something else than text: an exponent is a number without digits to those of YAML 1.1. */
const MEANT_OTHERWISE = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|e-?\d+)$/i;
/** What JSON leaves as it is and YAML does not: control characters, other line ends, and what is no character. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text on one line: as it stands where every reader of YAML 1.1 and 1.2 takes it for the same text, else in double quotes. */
export function scalar(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

function isPlain(text: string): boolean {
  return (WORDS.test(text) && !MEANT_OTHERWISE.test(text)) || AMOUNT.test(text);
}

/** Every escape of JSON means the same in YAML's double quotes. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
