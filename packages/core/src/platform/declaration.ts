import { Construct } from 'constructs';
import { given, type Misgiven, misgivenIn } from '../given/given';
import type { Waiver } from './waiver';

const NONE: readonly never[] = [];

/**
 * A declared thing: a name, a place in the tree, and the exceptions granted to it.
 *
 * Wrong names are not refused here: a construct's id is made free, the declared name is kept, and the checks report every wrong or
 * repeated name at once.
 */
export abstract class Declaration extends Construct {
  readonly name: string;
  readonly #waivers: Waiver[] = [];
  #misgiven: readonly Misgiven[];
  #path: string | undefined;

  constructor(scope: Construct | undefined, name: string, props?: object) {
    // A root has no scope and no id; the signature of Construct does not say so.
    super(scope as Construct, scope ? freeId(scope, name) : '');
    this.name = String(name);
    const misgiven = props === undefined ? NONE : misgivenIn(props);
    this.#misgiven =
      typeof name === 'string' ? misgiven : [{ place: 'name', must: 'be a text', value: name, remedy: 'give it a name', as: 'kept' }, ...misgiven];
  }

  /** What was given with it as what it cannot be, at the place where it was; nearly always nothing. */
  get misgiven(): readonly Misgiven[] {
    return this.#misgiven;
  }

  /** Exceptions granted to this declaration. */
  get waivers(): readonly Waiver[] {
    return this.#waivers;
  }

  /** Accepts a weakened default here, in writing and with an end. In production an unwaived weakness is an error. */
  waive(waiver: Waiver): this {
    this.#waivers.push(this.taken(`waivers[${this.#waivers.length}]`, given('Waiver', waiver)));
    return this;
  }

  /** Remembers what is wrong with something that it is given after it was declared. */
  protected taken<T extends object>(place: string, value: T): T {
    const faults = misgivenIn(value).map(fault => ({ ...fault, place: fault.place === '' ? place : `${place}.${fault.place}` }));
    if (faults.length > 0) this.#misgiven = [...this.#misgiven, ...faults];
    return value;
  }

  /** Remembers that a text which it is given after it was declared is none. */
  protected takenText(place: string, text: string): string {
    if (typeof text !== 'string') this.#misgiven = [...this.#misgiven, { place, must: 'be a text', value: text, remedy: 'correct it', as: 'left-out' }];
    return text;
  }

  /** Where it is declared, as findings print it: the names from below the platform, joined by dots. */
  get path(): string {
    // Read again and again, and neither name nor place ever changes.
    this.#path ??= this.placedPath();
    return this.#path;
  }

  private placedPath(): string {
    const parent = this.node.scope;
    return parent instanceof Declaration && parent.node.scope ? `${parent.path}.${this.name}` : this.name;
  }
}

function freeId(scope: Construct, name: string): string {
  const wanted = String(name) || 'unnamed';
  let id = wanted;
  for (let n = 2; scope.node.tryFindChild(id); n++) id = `${wanted}~${n}`;
  return id;
}
