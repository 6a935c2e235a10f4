import type { Value } from './msgpack';
import type { WireBlock } from './protocol';

/** The type of an attribute: `string`, `["set", "string"]`, `["object", { a: "number" }]`. */
export type CtyType =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', CtyType]
  | readonly ['object', Readonly<Record<string, CtyType>>];

export interface Attribute {
  readonly name: string;
  readonly type: CtyType;
  readonly required: boolean;
  /** Whether the service fills it in where it is not given. */
  readonly computed: boolean;
}

export interface NestedBlock {
  readonly name: string;
  readonly block: Block;
  readonly holds: 'one' | 'list' | 'map';
}

/** What can be given of a resource or of a block in it. */
export class Block {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly NestedBlock[];
  /** What only the service says. */
  readonly outputs: readonly string[];
  /** Every attribute and block with nothing in it, as the protocol wants a value: whole. */
  readonly empty: Readonly<Record<string, Value>>;

  constructor(wire: WireBlock) {
    const attributes = wire.attributes.map(one => ({ ...one, type: JSON.parse(Buffer.from(one.type).toString()) as CtyType }));
    this.attributes = attributes.filter(({ computed, optional }) => !computed || optional);
    this.outputs = attributes.filter(({ computed, optional }) => computed && !optional).map(({ name }) => name);
    this.blocks = wire.block_types.map(one => ({ name: one.type_name, block: new Block(one.block), holds: HOLDS[one.nesting] ?? 'list' }));
    this.empty = Object.fromEntries([...attributes.map(({ name }) => [name, null]), ...this.blocks.map(({ name, holds }) => [name, NOTHING[holds]])]);
  }
}

/** By the number of the protocol: single and group are one, list and set are read alike. */
const HOLDS: Readonly<Record<number, NestedBlock['holds']>> = { 1: 'one', 2: 'list', 3: 'list', 4: 'map', 5: 'one' };
const NOTHING = { one: null, list: [], map: {} } as const;

/** What a block's attribute of the resource is where it holds this once, or nothing. */
export function holding(holds: NestedBlock['holds'], inner?: Value): Value {
  if (inner === undefined) return NOTHING[holds];
  return { one: inner, list: [inner], map: { one: inner } }[holds];
}
