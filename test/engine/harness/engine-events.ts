import { existsSync, readFileSync } from 'node:fs';

/** What the engine does to a resource. */
export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** The properties that make it do so. */
  readonly changed: readonly string[];
}

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly diffs?: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, unknown>>;
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: StepMetadata };
  readonly diagnosticEvent?: { readonly urn?: string; readonly message: string; readonly severity: string };
}

/** What is said of a resource, or of the whole where there is no URN. */
export interface Diagnostic {
  readonly urn: string | undefined;
  readonly severity: string;
  readonly message: string;
}

/** The events of a run, in the order in which they came. */
export class EngineEvents {
  readonly #events: readonly EngineEvent[];

  /** Reads an event log: a line of JSON each. One that was never begun has none. */
  constructor(file: string) {
    this.#events = linesOf(file).map(line => JSON.parse(line));
  }

  /** Everything that changes. */
  get steps(): readonly Step[] {
    return this.#events
      .flatMap(({ resourcePreEvent }) => (resourcePreEvent && resourcePreEvent.metadata.op !== 'same' ? [resourcePreEvent.metadata] : []))
      .map(({ op, urn, type, diffs, detailedDiff }) => ({ op, urn, type, changed: Object.keys(detailedDiff ?? {}).concat(detailedDiff ? [] : (diffs ?? [])) }));
  }

  get errors(): readonly Diagnostic[] {
    return this.#events
      .flatMap(({ diagnosticEvent }) => (diagnosticEvent?.severity === 'error' ? [diagnosticEvent] : []))
      .map(({ urn, severity, message }) => ({ urn, severity, message: message.replace(/<\{%.*?%\}>/g, '').trim() }));
  }
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}
