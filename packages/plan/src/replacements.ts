import { type Condition, DECIDED_REPLACEMENTS } from './decided-replacements';
import type { PlanValue } from './planned-resource';

/** One value that comes, goes or becomes another. */
export interface ValueChange {
  /** Where it stands among the inputs: `brokerNodeGroupInfo.clientSubnets[0]`. */
  readonly path: string;
  /** Absent where there was nothing. */
  readonly from?: PlanValue;
  /** Absent where nothing is left; the same as before where what it refers to is another. */
  readonly to?: PlanValue;
}

/**
 * Whether a change makes a new resource. Of the types of AWS the provider itself has said so (`generated-replacements.ts`), but for what it cannot say
 * (`decided-replacements.ts`); a property about which nothing is known makes one, so that a loss is never silent.
 */
export function replaces(type: string, { path, from, to }: ValueChange): boolean {
  const plain = path.replace(/\[(\d+|"(?:[^"\\]|\\.)*")\]/g, '');
  if (type.startsWith('kubernetes:')) return [...OBJECT_IDENTITY, ...(IMMUTABLE[type] ?? [])].some(property => isWithin(plain, property));
  if (!type.startsWith('aws:')) return ['name', 'namePrefix', 'region'].some(property => isWithin(plain, property));
  const kinds = kindsOf(from, to);
  // A list whose items come and go is a list that changes.
  return plain === 'region' || forced(rowsOf(type), plain, { from, to, kinds: path.endsWith(']') ? [...kinds, 'changed'] : kinds });
}

/** Whether something is known of a property, from the provider or by a decision. */
export function isDecided(type: string, path: string): boolean {
  const row = rowsOf(type).at(path);
  return path === 'region' || (row !== undefined && row !== UNASKED);
}

/** What the provider says, by type. Read when a difference is first asked for: every command starts with this package, and one of them compares. */
export function generatedReplacements(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return (require('./generated-replacements') as typeof import('./generated-replacements')).GENERATED_REPLACEMENTS;
}

export { DECIDED_REPLACEMENTS } from './decided-replacements';

const UNASKED = 'unasked';

/** Of objects that hold data: what the API server does not let change. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  'kubernetes:core/v1:PersistentVolumeClaim': [
    ...['accessModes', 'dataSource', 'dataSourceRef', 'selector', 'storageClassName', 'volumeMode', 'volumeName'].map(property => `spec.${property}`),
  ],
};
const OBJECT_IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

function isWithin(path: string, property: string): boolean {
  return path === property || path.startsWith(`${property}.`);
}

interface Asked {
  readonly from: PlanValue | undefined;
  readonly to: PlanValue | undefined;
  readonly kinds: readonly string[];
}

function forced(rows: Rows, path: string, asked: Asked): boolean {
  const row = rows.at(path);
  if (row === undefined || row === UNASKED) return true;
  if (typeof row === 'function') return row(asked);
  if (row === 'any' || row.split(' ').some(kind => asked.kinds.includes(kind))) return true;
  // A block that comes brings each of its properties; for one that goes the provider was asked about all of it.
  return (
    rows.isBlock(path) &&
    asked.from === undefined &&
    inside(asked.to).some(([key, to]) => forced(rows, `${path}.${key}`, { from: undefined, to, kinds: kindsOf(undefined, to) }))
  );
}

function inside(value: PlanValue | undefined): readonly (readonly [key: string, value: PlanValue])[] {
  if (Array.isArray(value)) return value.flatMap(inside);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** In the words of the table. A number or a version is raised or lowered; a value that cannot be compared may be either. */
function kindsOf(from: PlanValue | undefined, to: PlanValue | undefined): readonly string[] {
  if (from === undefined) return ['given', `given-${to}`];
  if (to === undefined) return ['removed', `removed-${from}`];
  if (typeof to === 'boolean') return ['changed', to ? 'on' : 'off'];
  const order = String(from).localeCompare(String(to), 'en', { numeric: true });
  return ['changed', ...(order <= 0 ? ['raised'] : []), ...(order >= 0 ? ['lowered'] : [])];
}

/** What is known of a type, by path. */
class Rows {
  readonly #rows = new Map<string, string | Condition>();
  readonly #blocks = new Set<string>();

  constructor(type: string) {
    for (const [when, paths] of Object.entries(generatedReplacements()[type] ?? {})) for (const path of paths.split(' ')) this.#add(path, when);
    for (const { when, paths } of DECIDED_REPLACEMENTS[type] ?? []) for (const path of paths) this.#add(path, when);
  }

  /** The row of a path, or of what it stands in: of a map or the like, or of a block whose properties are all alike, `rules.*`. */
  at(path: string): string | Condition | undefined {
    const own = this.#rows.get(path);
    if (own !== undefined) return own;
    for (let around = path; ; around = around.slice(0, around.lastIndexOf('.'))) {
      const row = this.#rows.get(`${around}.*`) ?? (this.#blocks.has(around) ? undefined : this.#rows.get(around));
      if (row !== undefined || !around.includes('.')) return row;
    }
  }

  isBlock(path: string): boolean {
    return this.#blocks.has(path);
  }

  #add(path: string, when: string | Condition): void {
    this.#rows.set(path, when);
    for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) this.#blocks.add(path.slice(0, dot));
  }
}

const known = new Map<string, Rows>();

function rowsOf(type: string): Rows {
  const rows = known.get(type) ?? new Rows(type);
  known.set(type, rows);
  return rows;
}
