import { Construct } from 'constructs';
import type { Waiver } from './waiver';

/**
 * A declared thing: a name, a place in the tree, and the exceptions granted to it.
 *
 * Wrong names are not refused here: a construct's id is made free, the declared name is kept, and the checks report every wrong or
 * repeated name at once.
 */
export abstract class Declaration extends Construct {
  readonly name: string;
  readonly #waivers: Waiver[] = [];
  #path: string | undefined;

  constructor(scope: Construct | undefined, name: string) {
    // A root has no scope and no id; the signature of Construct does not say so.
    super(scope as Construct, scope ? freeId(scope, name) : '');
    this.name = String(name);
  }

  /** Exceptions granted to this declaration. */
  get waivers(): readonly Waiver[] {
    return this.#waivers;
  }

  /** Accepts a weakened default here, in writing and with an end. In production an unwaived weakness is an error. */
  waive(waiver: Waiver): this {
    this.#waivers.push(waiver);
    return this;
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
