import type { Declaration, Misgiven } from '@clinfra/core';
import { declarationsOf } from '../declarations';
import { error, type Fault, type Finding, isWithin } from '../finding';
import { rule, type Subject } from '../rule';
import { printable, show } from '../show';

/** What was left out because it has no parts, or because nobody knows it: nothing else is said of that. */
export const shapes = rule('shapes', 'what is given has the shape that its type says, also where there are no types', function* (subject) {
  for (const [declaration, misgiven] of misgivens(subject)) if (misgiven.as !== 'kept') yield faultOf(declaration, misgiven);
});

/** Whether a finding is about something that was left out only because it was wrong. */
export function missingIn(subject: Subject): (finding: Finding) => boolean {
  const left = [...misgivens(subject)].flatMap(([{ path }, { place, as }]) => (as === 'left-out' ? [`${path}.${place}`] : []));
  return finding => left.some(path => isWithin(finding.path, path));
}

/** Wrong values of which no other rule has anything to say. */
export function* unspokenOf(subject: Subject, found: readonly Finding[]): Generator<Finding> {
  for (const [declaration, misgiven] of misgivens(subject)) {
    if (misgiven.as !== 'kept') continue;
    const fault = faultOf(declaration, misgiven);
    const holder = `${declaration.path}.${holderOf(misgiven.place)}`;
    const isSpokenOf = ({ path }: Finding) => isWithin(path, holder) || (path !== declaration.path && isWithin(fault.path, path));
    if (!found.some(isSpokenOf)) yield { ...fault, path: printable(fault.path), rule: shapes.id };
  }
}

/** Rules call by its name what stands in a list, and what is deep inside by what it is for. */
function holderOf(place: string): string {
  const [outside = ''] = place.split('[');
  const [first = '', second, ...deeper] = outside.split('.');
  return deeper.length > 0 ? `${first}.${second}` : outside;
}

function* misgivens({ inventory }: Subject): Generator<readonly [Declaration, Misgiven]> {
  for (const declaration of declarationsOf(inventory)) for (const misgiven of declaration.misgiven) yield [declaration, misgiven];
}

function faultOf(declaration: Declaration, { place, must, value, remedy }: Misgiven): Fault {
  return error(place === '' ? declaration.path : `${declaration.path}.${place}`, must, got(value), remedy);
}

function got(value: unknown): string {
  return Array.isArray(value) && value.length === 1 && (value[0] === null || value[0] === undefined) ? `${value[0]} in it` : show(value);
}
