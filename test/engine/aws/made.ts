import { createHash } from 'node:crypto';
import type { Clusters } from './clusters';
import { isRegional } from './region-check';
import type { ResourceType } from './resource-types';
import { identificationOf } from './service-ids';
import { UNKNOWN, type Wire, type WireObject } from './wire';

/** Where a provider makes its resources. */
export interface Place {
  readonly account: string;
  /** Undefined while it is not known. */
  readonly region: string | undefined;
  readonly defaultTags: WireObject;
  readonly clusters: Clusters;
}

/** A resource that is there, as the service sees it. Everything that is made up about it follows from its id, so that asking twice gives the same. */
export class Made {
  readonly region: string;
  readonly account: string;

  private constructor(
    readonly type: ResourceType,
    /** What the program gave, without marks of secrecy. */
    readonly inputs: WireObject,
    readonly id: string,
    readonly place: Place,
    readonly names: WireObject,
  ) {
    this.account = place.account;
    this.region = isRegional(type) ? String(inputs.region ?? place.region ?? '') : '';
  }

  /** A new one. `chance` is what makes its id its own. */
  static create(type: ResourceType, inputs: WireObject, place: Place, chance: string): Made {
    const draft = new Made(type, inputs, chance, place, serviceNames(type, inputs, chance));
    const { id, arn } = identificationOf(type.token);
    return new Made(type, inputs, draft.#filled(id === '{arn}' ? `arn:aws:${arn}` : id), place, draft.names);
  }

  /** One that has its id, and names that its service chose when it was made: they are in `formerly`, its last known outputs. */
  static existing(type: ResourceType, inputs: WireObject, place: Place, id: string, formerly: WireObject): Made {
    const chosen = Object.entries(serviceNames(type, inputs, id)).map(([property, name]) => [property, formerly[property] ?? name]);
    return new Made(type, inputs, id, place, Object.fromEntries(chosen));
  }

  get arn(): string {
    const { id, arn } = identificationOf(this.type.token);
    return id === '{arn}' ? this.id : this.#filled(`arn:aws:${arn}`);
  }

  /** A value that was given or that the service has chosen as a name. */
  value(property: string): Wire | undefined {
    return this.inputs[property] ?? this.names[property];
  }

  /** The same as text; empty when it is not there. */
  text(property: string): string {
    const value = this.value(property);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  /** Hexadecimal digits that belong to this resource; another `label`, other digits. */
  hex(length: number, label = ''): string {
    return createHash('sha256').update(`${this.type.token} ${this.id} ${label}`).digest('hex').slice(0, length);
  }

  uuid(label = ''): string {
    return this.hex(32, label).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  #filled(template: string): string {
    return template.replace(/\{(\w+)\}/g, (_, word: string) => this.#word(word));
  }

  #word(word: string): string {
    if (word === 'region') return this.region;
    if (word === 'account') return this.account;
    if (word === 'id') return this.id;
    if (word === 'uuid') return this.uuid('id');
    if (word === 'HEX') return this.hex(20, 'id').toUpperCase();
    const [, digits] = /^hex(\d+)$/.exec(word) ?? [];
    return digits === undefined ? this.text(word) : this.hex(Number(digits), 'id');
  }
}

/** Names that the service chooses where the program gives a prefix or nothing; those of the provider's choice are among the inputs. */
function serviceNames(type: ResourceType, inputs: WireObject, seed: string): WireObject {
  const names: Record<string, Wire> = {};
  for (const [property, { given, there, type: text }] of type.properties) {
    const prefix = property.endsWith('Prefix') ? property.slice(0, -'Prefix'.length) : undefined;
    if (prefix === undefined || !type.properties.has(prefix) || inputs[prefix] !== undefined || given === 'never' || !there || text !== 'string') continue;
    const start = inputs[property] ?? 'terraform-';
    names[prefix] = start === UNKNOWN ? UNKNOWN : `${String(start)}${createHash('sha256').update(`${seed} ${prefix}`).digest('hex').slice(0, 26)}`;
  }
  return names;
}
