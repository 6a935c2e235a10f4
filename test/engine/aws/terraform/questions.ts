import type { Properties, ResourceType } from '../resource-types';
import { bare, TOO_LARGE } from './given';
import type { Value } from './msgpack';
import { namesIn, providerType, settable } from './names';
import type { Inputs, RealProvider } from './provider';
import { type Sample, samplesOf } from './samples';
import { type Attribute, type Block, holding, type NestedBlock } from './schema';

/** Paths of a type's properties by what must become of one for a new resource, `changed given`; `any` and `none` for all and nothing; `unasked` where the provider cannot say. */
export type Rows = Readonly<Record<string, readonly string[]>>;

const [ANY, NONE, UNASKED] = ['any', 'none', 'unasked'] as const;

export interface Survey {
  readonly rows: Rows;
  /** Why the provider could not say, by the path of the argument. */
  readonly refusals: ReadonlyMap<string, string>;
}

/** What the provider says of each property of a type. */
export async function surveyOf(type: ResourceType, provider: RealProvider): Promise<Survey> {
  const name = providerType(type.token, one => provider.knows(one));
  if (name === undefined || TOO_LARGE.has(name)) return { rows: { [UNASKED]: [...settable(type.properties)] }, refusals: new Map() };
  const asking = new Asking(type, name, provider);
  await asking.block(provider.blockOf(name), type.properties, { argument: '', property: '', around: inner => inner });
  return asking;
}

/** Where a block stands: its path there and here, and how a value of it becomes a whole resource. */
interface Place {
  readonly argument: string;
  readonly property: string;
  readonly around: (inner: Inputs) => Inputs;
}

type Change = readonly [kind: string, from: Value, to: Value];

class Asking implements Survey {
  readonly refusals = new Map<string, string>();
  readonly #found = new Map<string, string[]>();
  readonly #atRest = new Map<string, readonly string[]>();

  constructor(
    readonly type: ResourceType,
    readonly name: string,
    readonly provider: RealProvider,
  ) {}

  get rows(): Rows {
    return Object.fromEntries([...this.#found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([when, paths]) => [when, [...paths].sort()]));
  }

  async block(block: Block, properties: Properties, place: Place): Promise<void> {
    const { known, unknown } = namesIn(block, properties, this.type, this.name);
    for (const property of unknown) this.#note(UNASKED, place.property + property);
    for (const { argument, property, within } of known) {
      const attribute = block.attributes.find(({ name }) => name === argument);
      const nested = block.blocks.find(({ name }) => name === argument);
      const empty = place.argument === '' ? bare(this.name, block) : block.empty;
      const inner = {
        argument: place.argument + argument,
        property: place.property + property,
        around: (value: Value) => place.around({ ...empty, [argument]: value }),
      };
      if (attribute) this.#note(await this.#attribute(attribute, inner), inner.property);
      else if (nested && within) await this.#nested(nested, within, inner);
    }
  }

  async #attribute(attribute: Attribute, { argument, around }: { readonly argument: string; readonly around: (value: Value) => Inputs }): Promise<string> {
    for (const sample of samplesOf(attribute)) {
      const changes = changesOf(attribute, sample);
      const kinds: string[] = [];
      let refused = false;
      for (const [kind, from, to] of changes) {
        const stays = to === null && attribute.computed ? from : to;
        const answer = await this.#replaces(argument, { from: around(from), to: around(to), planned: around(stays) });
        refused = answer === undefined;
        if (refused) break;
        if (answer) kinds.push(kind);
      }
      if (refused) continue;
      this.refusals.delete(argument);
      return words(
        kinds,
        changes.map(([kind]) => kind),
      );
    }
    return UNASKED;
  }

  async #nested(
    { block, holds }: NestedBlock,
    properties: Properties,
    place: { argument: string; property: string; around: (value: Value) => Inputs },
  ): Promise<void> {
    const [nothing, one, other] = [holding(holds), holding(holds, filled(block, 'one')), holding(holds, filled(block, 'other'))].map(value =>
      place.around(value),
    );
    const changes = [
      [nothing, one],
      [one, nothing],
      [one, other],
      [other, one],
    ] as const;
    const answers = await Promise.all(changes.map(([from, to]) => this.#replaces(place.argument, { from: from as Inputs, to: to as Inputs })));
    if (answers.every(answer => answer === false)) {
      this.#note(NONE, `${place.property}.*`);
      for (const path of this.#unknownIn(block, properties, `${place.property}.`)) this.#note(UNASKED, path);
      return;
    }
    const [given, removed] = [
      await this.#replaces(place.argument, { from: nothing as Inputs, to: place.around(holding(holds, block.empty)) }, 'itself'),
      answers[1],
    ];
    this.#note(
      given === undefined || removed === undefined ? UNASKED : words([...(given ? ['given'] : []), ...(removed ? ['removed'] : [])], ['given', 'removed']),
      place.property,
    );
    await this.block(block, properties, {
      argument: `${place.argument}.`,
      property: `${place.property}.`,
      around: inner => place.around(holding(holds, inner)),
    });
  }

  #unknownIn(block: Block, properties: Properties, at: string): readonly string[] {
    const { known, unknown } = namesIn(block, properties, this.type, this.name);
    const deeper = known.flatMap(({ argument, property, within }) => {
      const nested = block.blocks.find(({ name }) => name === argument);
      return nested && within ? this.#unknownIn(nested.block, within, `${at}${property}.`) : [];
    });
    return [...unknown.map(name => at + name), ...deeper];
  }

  /** Whether a change makes a new resource, because of this argument and not of what the provider would change anyway; undefined where it cannot say. */
  async #replaces(
    argument: string,
    change: { from: Inputs; to: Inputs; planned?: Inputs },
    whose: 'itself' | 'within' = 'within',
  ): Promise<boolean | undefined> {
    const answer = await this.provider.planned(this.name, change);
    if ('refused' in answer) {
      this.refusals.set(argument, answer.refused);
      return undefined;
    }
    const own = (path: string) => path === argument || (whose === 'within' && path.startsWith(`${argument}.`));
    if (answer.replacedBy.some(own)) return true;
    if (answer.replacedBy.length === 0) return false;
    const anyway = new Set([...(await this.#atRestOf(change.from)), ...(await this.#atRestOf(change.to))]);
    return answer.replacedBy.some(path => !anyway.has(path));
  }

  /** What the provider would fill in of a resource that nobody changes, because it knows a default that was not there. */
  async #atRestOf(inputs: Inputs): Promise<readonly string[]> {
    const key = JSON.stringify(inputs);
    const known = this.#atRest.get(key);
    if (known) return known;
    const answer = await this.provider.planned(this.name, { from: inputs, to: inputs });
    const paths = 'refused' in answer ? [] : answer.replacedBy;
    this.#atRest.set(key, paths);
    return paths;
  }

  #note(when: string, path: string): void {
    const paths = this.#found.get(when);
    if (paths) paths.push(path);
    else this.#found.set(when, [path]);
  }
}

function changesOf({ type, required }: Attribute, { one, other, both }: Sample): readonly Change[] {
  const gone: readonly Change[] = required ? [] : [['removed', one, null]];
  if (type === 'bool') {
    const removed: readonly Change[] = required
      ? []
      : [
          ['removed-true', true, null],
          ['removed-false', false, null],
        ];
    return [['on', false, true], ['off', true, false], ['given-true', null, true], ['given-false', null, false], ...removed];
  }
  if (both !== undefined) return [['changed', one, other], ['changed', one, both], ['changed', both, one], ['given', null, one], ...gone];
  return [['raised', one, other], ['lowered', other, one], ['given', null, one], ...gone];
}

/** Two kinds that together are one. */
const TOGETHER: readonly (readonly [whole: string, parts: readonly string[]])[] = [
  ['changed', ['raised', 'lowered']],
  ['changed', ['on', 'off']],
  ['given', ['given-true', 'given-false']],
  ['removed', ['removed-true', 'removed-false']],
];

function words(replacing: readonly string[], asked: readonly string[]): string {
  const kinds = new Set(replacing);
  if (kinds.size === 0) return NONE;
  if (asked.every(kind => kinds.has(kind))) return ANY;
  for (const [whole, parts] of TOGETHER) {
    if (!parts.every(part => kinds.has(part))) continue;
    for (const part of parts) kinds.delete(part);
    kinds.add(whole);
  }
  return [...kinds].sort().join(' ');
}

/** A block with everything in it. */
function filled(block: Block, which: 'one' | 'other'): Inputs {
  const attributes = block.attributes.map(attribute => [attribute.name, samplesOf(attribute)[0]?.[which] ?? null] as const);
  const blocks = block.blocks.map(({ name, block: inner, holds }) => [name, holding(holds, filled(inner, which))] as const);
  return { ...block.empty, ...Object.fromEntries([...attributes, ...blocks]) };
}
