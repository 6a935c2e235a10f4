type Core = Record<string, unknown>;
type Function = (...args: unknown[]) => unknown;
type Class = abstract new (...args: unknown[]) => object;

/** One call of a declaration: a constructor, a method of something declared, or a function such as `aws(...)`. */
export interface Call {
  readonly what: string;
  readonly args: readonly unknown[];
  /** What it was called on, or what it made. */
  subject: unknown;
}

/** The calls of a declaration, and what is done to their arguments before they arrive. */
export interface Watch {
  readonly calls: Call[];
  change(call: Call, number: number): readonly unknown[];
}

let watch: Watch | undefined;
let depth = 0;

/** Declares while every call from outside of core is watched. */
export function watched<T>(by: Watch, declare: () => T): T {
  watch = by;
  depth = 0;
  try {
    return declare();
  } finally {
    watch = undefined;
  }
}

/** Core as its users see it, with a watch on each call that they make. */
export function watchedCore(core: Core): Core {
  const seen = new Set<object>();
  const wrapped: Core = {};
  for (const [name, value] of Object.entries(core)) {
    if (typeof value !== 'function') wrapped[name] = value;
    else if (/^class\b/.test(Function.prototype.toString.call(value))) {
      watchMethods(value as Class, seen);
      wrapped[name] = new Proxy(value, { construct: (target, args, given) => made(name, args, call => Reflect.construct(target, call, given) as object) });
    } else wrapped[name] = (...args: unknown[]) => made(name, args, call => (value as Function)(...call));
  }
  return wrapped;
}

function watchMethods(from: Class, seen: Set<object>): void {
  for (let proto = from.prototype as object; proto && proto !== Object.prototype && !seen.has(proto); proto = Object.getPrototypeOf(proto) as object) {
    seen.add(proto);
    for (const [name, { value, ...rest }] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
      if (name === 'constructor' || typeof value !== 'function') continue;
      const method = value as Function;
      Object.defineProperty(proto, name, {
        ...rest,
        value(this: unknown, ...args: unknown[]) {
          return made(name, args, call => method.apply(this, call), this);
        },
      });
    }
  }
}

function made<T>(what: string, args: unknown[], run: (args: unknown[]) => T, on?: unknown): T {
  if (!watch || depth > 0) return run(args);
  const call: Call = { what, args, subject: on };
  const given = watch.change(call, watch.calls.push(call) - 1);
  depth++;
  try {
    const result = run([...given]);
    call.subject ??= result;
    return result;
  } finally {
    depth--;
  }
}
