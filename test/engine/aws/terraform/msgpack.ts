/** A value of a resource as the provider's protocol carries it. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** The value in MessagePack: what of that format terraform's providers read, with every number as a whole one or a double. */
export function msgpack(value: Value): Buffer {
  if (value === null) return Buffer.of(0xc0);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xc3 : 0xc2);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([sized(0xdb, text.length), text]);
  }
  if (isList(value)) return Buffer.concat([sized(0xdd, value.length), ...value.map(msgpack)]);
  const entries = Object.entries(value);
  return Buffer.concat([sized(0xdf, entries.length), ...entries.flatMap(entry => entry.map(msgpack))]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = Number.isInteger(value) ? 0xd3 : 0xcb;
  if (Number.isInteger(value)) bytes.writeBigInt64BE(BigInt(value), 1);
  else bytes.writeDoubleBE(value, 1);
  return bytes;
}

function sized(kind: number, size: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = kind;
  bytes.writeUInt32BE(size, 1);
  return bytes;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
