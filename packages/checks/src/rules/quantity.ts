import { Quantity } from '@clinfra/core';
import { declarationsOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { printable } from '../show';

/** Where a declaration keeps a property under another name than the one it was given by. */
const GIVEN_AS: Readonly<Record<string, string>> = {
  resources: 'size',
  zones: 'availability.zones',
  disruption: 'availability.disruption',
  rolling: 'availability.rolling',
  declaredTraffic: 'traffic',
};

export const quantity = rule('quantity', 'every amount makes sense as it was written: a number, not negative, no finer than its unit', ({ inventory }) => {
  const { platform } = inventory;
  const faults: Fault[] = [];
  const clean = new WeakSet<object>();
  for (const declaration of declarationsOf(inventory)) {
    for (const [property, value] of Object.entries(declaration)) {
      const inherited = declaration !== platform && value === platform.rolling;
      if (!inherited) look(value, [declaration.path, (declaration !== platform && GIVEN_AS[property]) || property], clean, faults);
    }
  }
  return faults;
});

/**
 * Looks into plain objects and lists; other declarations and the tree itself are classes. What was found clean is shared by many (tiers,
 * default probes) and not looked into again.
 */
function look(value: unknown, way: readonly string[], clean: WeakSet<object>, faults: Fault[]): void {
  if (value instanceof Quantity) {
    if (value.problem) faults.push(error(way.join('.'), value.problem.must, printable(value.problem.got), 'correct the figure'));
  } else if (isPlain(value) && !clean.has(value)) {
    const before = faults.length;
    // Marked first, so that an object that holds itself ends the search.
    clean.add(value);
    for (const [property, part] of Object.entries(value)) if (typeof part === 'object') look(part, [...way, stepTo(value, property, part)], clean, faults);
    if (faults.length > before) clean.delete(value);
  }
}

/** As it was given: what has a name is found by it, not by its place in a list. */
function stepTo(holder: object, property: string, part: object | null): string {
  const name: unknown = Array.isArray(holder) && part !== null ? Reflect.get(part, 'name') : undefined;
  if (typeof name === 'string') return name;
  return property === 'resources' ? 'size' : property;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
