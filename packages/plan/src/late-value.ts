import { type Shape, shapesOf } from './known-after-apply';
import { isPlainObject, type Wire, type WireObject } from './wire';

const PLACEHOLDERS = /\$\{[^{}]+::[^{}]+\.[^{}]+\}/g;

/** The text that stands for a value known only after apply: `${aws:rds/instance:Instance::clinical.endpoint}`. */
export function placeholder(type: string, name: string, path: string): string {
  return `\${${type}::${name}.${path}}`;
}

/** What an output holds before apply: a placeholder, or placeholders in the shape that the service will give. */
export function lateValue(type: string, name: string, property: string): Wire | undefined {
  return shaped(shapesOf(type)[property] ?? 'value', path => placeholder(type, name, path), property);
}

/** What the service adds to the objects that the program has set, such as `vpcConfig.clusterSecurityGroupId`. */
export function withLateParts(type: string, name: string, inputs: WireObject): WireObject {
  const result = { ...inputs };
  for (const [property, shape] of Object.entries(shapesOf(type))) {
    const late = shaped(shape, path => placeholder(type, name, path), property);
    const set = result[property];
    if (isPlainObject(set) && isPlainObject(late)) result[property] = { ...late, ...set };
  }
  return result;
}

/** One step into a placeholder: the placeholder of what will stand there. */
export function stepInto(text: string, step: string): string {
  return `${text.slice(0, -1)}${/^\d+$/.test(step) ? `[${step}]` : `.${step}`}}`;
}

/** The placeholders in a text, each as it stands there. */
export function placeholdersIn(text: string): readonly string[] {
  return text.match(PLACEHOLDERS) ?? [];
}

/** Whether a value is one placeholder and nothing else. */
export function isPlaceholder(value: unknown): value is string {
  return typeof value === 'string' && placeholdersIn(value)[0] === value;
}

function shaped(shape: Shape, text: (path: string) => string, path: string): Wire | undefined {
  if (shape === 'value') return text(path);
  if (shape === 'nothing') return undefined;
  if (shape === 'names') return underEveryName(name => text(`${path}.${name}`));
  if (isList(shape)) return [shaped(shape[0], text, `${path}[0]`) ?? null];
  return Object.fromEntries(Object.entries(shape).map(([key, inner]): [string, Wire] => [key, shaped(inner, text, `${path}.${key}`) ?? null]));
}

// Array.isArray does not narrow a readonly tuple out of a union.
function isList(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}

/** An object that has a placeholder under every name that is asked for; whoever lists it finds one that stands for all. */
function underEveryName(text: (name: string) => string): Wire {
  // The SDK knows its own values by names that begin so, and the language a promise and what has a text of its own.
  const isAsked = (name: PropertyKey): name is string =>
    typeof name === 'string' && !name.startsWith('__') && !['then', 'toJSON'].includes(name) && !(name in Object.prototype);
  return new Proxy<{ [name: string]: Wire }>(
    {},
    {
      get: (object, name) => (isAsked(name) ? text(name) : Reflect.get(object, name)),
      has: (object, name) => isAsked(name) || Reflect.has(object, name),
      ownKeys: () => ['*'],
      getOwnPropertyDescriptor: (_, name) => (isAsked(name) ? { value: text(name), enumerable: true, configurable: true, writable: true } : undefined),
    },
  );
}
