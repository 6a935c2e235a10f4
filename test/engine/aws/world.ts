import { randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A resource that the stand-in has made and not deleted. */
export interface Existing {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Empty for what stands in no region. */
  readonly region: string;
  readonly account: string;
  readonly urn: string;
  /** What nothing else may be called, see `uniqueKey`. */
  readonly unique?: string;
}

type Key = Pick<Existing, 'type' | 'account' | 'region' | 'id'>;

interface Claim {
  readonly op: 'made' | 'changed';
  readonly serial: string;
  readonly resource: Existing;
}

type Entry = Claim | { readonly op: 'gone'; readonly key: string } | { readonly op: 'attempt'; readonly serial: string; readonly run: string };

/**
 * Everything that exists, shared by all processes that name the same file: each site has a provider of its own, and each provider is a process. The file is a
 * journal to which whole lines are appended, so nobody waits: of two claims to one name, the line that comes first holds it.
 */
export class World {
  readonly #file: string | undefined;
  readonly #history = new History();
  /** How much of the file is in the history. */
  #read = 0;

  /** Without a file it is forgotten when the process ends. */
  constructor(file?: string) {
    this.#file = file;
  }

  /** Notes a new resource; returns what has its unique name or its id already, and then notes nothing. */
  make(resource: Existing): Existing | undefined {
    return this.#claim('made', resource);
  }

  /** Notes what a resource is called now; returns what has that unique name already, and then notes nothing. */
  change(resource: Existing): Existing | undefined {
    return this.#claim('changed', resource);
  }

  remove(resource: Key): void {
    this.#append({ op: 'gone', key: keyOf(resource) });
  }

  has(resource: Key): boolean {
    return this.#now().live.has(keyOf(resource));
  }

  all(): readonly Existing[] {
    return [...this.#now().live.values()];
  }

  /** Counts an attempt to create in this run of the engine, over all its processes; the first is 1. */
  attempt(run: string): number {
    const serial = randomUUID();
    this.#append({ op: 'attempt', serial, run });
    return this.#now().attempts(run).indexOf(serial) + 1;
  }

  #claim(op: 'made' | 'changed', resource: Existing): Existing | undefined {
    const serial = randomUUID();
    this.#append({ op, serial, resource });
    return this.#now().refused.get(serial);
  }

  #append(entry: Entry): void {
    if (this.#file === undefined) this.#history.add(entry);
    else appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
  }

  /** Takes in what was appended since the last look, by anybody. */
  #now(): History {
    if (this.#file === undefined) return this.#history;
    const file = openSync(this.#file, 'a+');
    try {
      const bytes = Buffer.alloc(fstatSync(file).size - this.#read);
      readSync(file, bytes, 0, bytes.length, this.#read);
      // What follows the last line break is being written by somebody else.
      const whole = bytes.subarray(0, bytes.lastIndexOf(LINE_BREAK) + 1);
      this.#read += whole.length;
      for (const line of whole.toString('utf8').split('\n').slice(0, -1)) this.#history.add(JSON.parse(line));
    } finally {
      closeSync(file);
    }
    return this.#history;
  }
}

const LINE_BREAK = 10;

/** What the lines of a journal come to. */
class History {
  readonly live = new Map<string, Existing>();
  /** Claims that came too late, by serial, and who was first. */
  readonly refused = new Map<string, Existing>();
  readonly #attempts = new Map<string, string[]>();
  /** Keys of resources by the unique names that they hold. */
  readonly #holders = new Map<string, string>();

  add(entry: Entry): void {
    if (entry.op === 'gone') this.#release(entry.key);
    else if (entry.op === 'attempt') this.#attempts.set(entry.run, [...this.attempts(entry.run), entry.serial]);
    else this.#claim(entry);
  }

  /** Serials of the attempts to create in a run, the first one first. */
  attempts(run: string): readonly string[] {
    return this.#attempts.get(run) ?? [];
  }

  #claim({ op, serial, resource }: Claim): void {
    const key = keyOf(resource);
    const holder = resource.unique === undefined ? undefined : this.#holders.get(resource.unique);
    const first = holder !== undefined && !(op === 'changed' && holder === key) ? this.live.get(holder) : op === 'made' ? this.live.get(key) : undefined;
    if (first) {
      this.refused.set(serial, first);
      return;
    }
    this.#release(key);
    this.live.set(key, resource);
    if (resource.unique !== undefined) this.#holders.set(resource.unique, key);
  }

  #release(key: string): void {
    const unique = this.live.get(key)?.unique;
    if (unique !== undefined) this.#holders.delete(unique);
    this.live.delete(key);
  }
}

function keyOf({ type, account, region, id }: Key): string {
  return `${type} ${account} ${region} ${id}`;
}
