import type { Made } from './made';
import type { Property } from './property-table';
import type { Properties } from './resource-types';
import { BEGINNING, SERVICE_VALUES } from './service-values';
import { hasUnknown, isList, isObject, isSpecial, mapped, secret, secretTexts, UNKNOWN, type Wire, type WireObject } from './wire';

/** How the values that the service fills in are told: as they are, or as what only an apply will tell. */
export type Mode = 'known' | 'unknown';

/**
 * The state of a resource: what the program gave, and every property that the SDK's types promise besides. `given` are its inputs as they came, secrets marked;
 * what is made out of a secret is secret too.
 */
export function outputsOf(made: Made, given: WireObject, mode: Mode): WireObject {
  const values = { ...SERVICE_VALUES[made.type.token]?.(made), ...made.names, arn: made.arn };
  const completed = new Completion(made, mode).object(made.type.properties, { ...marked(values, made.type.properties, given, mode), ...given }, '');
  const secrets = secretTexts(given);
  const tags = isObject(made.inputs.tags) ? made.inputs.tags : {};
  const outputs: Record<string, Wire> = {};
  for (const [property, value] of Object.entries(completed)) {
    outputs[property] = property in given ? value : property === 'tagsAll' ? { ...made.place.defaultTags, ...tags } : settled(value, secrets);
  }
  return outputs;
}

/** The service's own values for what the type has and the program has not given. */
function marked(values: WireObject, properties: Properties, given: WireObject, mode: Mode): WireObject {
  const own = Object.entries(values).filter(([property]) => properties.has(property) && !(property in given));
  return Object.fromEntries(own.map(([property, value]) => [property, mode === 'unknown' ? UNKNOWN : value]));
}

/** A text with something unknown in it is unknown; one with a secret in it is secret. */
function settled(value: Wire, secrets: readonly string[]): Wire {
  if (typeof value !== 'string') return isSpecial(value) ? value : mapped(value, inner => settled(inner, secrets));
  if (hasUnknown(value)) return UNKNOWN;
  return secrets.some(text => value.includes(text)) ? secret(value) : value;
}

/** Fills in what the types promise and nobody has said, from names and types of properties. */
class Completion {
  constructor(
    readonly made: Made,
    readonly mode: Mode,
  ) {}

  object(properties: Properties, given: WireObject, path: string): WireObject {
    const result: Record<string, Wire> = {};
    for (const [property, value] of Object.entries(given))
      result[property] = this.#deeper(properties.get(property)?.type ?? 'any', value, `${path}${property}`);
    for (const [property, declared] of properties) {
      if (property in given || !declared.there || declared.given === 'always') continue;
      result[property] = this.mode === 'unknown' ? UNKNOWN : this.#invented(property, declared, `${path}${property}`);
    }
    return result;
  }

  /** What the service adds inside the objects that the program has set. */
  #deeper(type: string, value: Wire, path: string): Wire {
    if (type.startsWith('{') && isObject(value) && !isSpecial(value)) return this.object(this.made.type.object(type.slice(1, -1)), value, `${path}.`);
    if (type.startsWith('[') && isList(value)) return value.map((inner, index) => this.#deeper(type.slice(1, -1), inner, `${path}[${index}]`));
    return value;
  }

  #invented(property: string, { type, given }: Property, path: string): Wire {
    // A list that the program could have set and has not is empty; one that only the service can set has an element, so that a program may look at it.
    if (type.startsWith('[')) return given === 'never' ? [this.#value(property, type.slice(1, -1), `${path}[0]`)] : [];
    return this.#value(property, type, path);
  }

  #value(property: string, type: string, path: string): Wire {
    if (type.startsWith('{')) return this.object(this.made.type.object(type.slice(1, -1)), {}, `${path}.`);
    if (type.startsWith('[')) return [];
    if (type.startsWith('<')) return {};
    if (type === 'boolean') return false;
    return type === 'number' ? 1 : inventedText(this.made, property, path);
  }
}

/** Prefixes of ids by the last word of a property. */
const STEMS: Readonly<Record<string, string>> = {
  SecurityGroup: 'sg',
  Vpc: 'vpc',
  vpc: 'vpc',
  Subnet: 'subnet',
  RouteTable: 'rtb',
  NetworkAcl: 'acl',
  networkInterface: 'eni',
  NetworkInterface: 'eni',
};

function inventedText(made: Made, property: string, path: string): string {
  const unique = made.hex(17, path);
  if (/(^a|A)rn$|kmsKeyId$/.test(property)) return `arn:aws:${made.type.token.split(/[:/]/)[1]}:${made.region}:${made.account}:${property}/${unique}`;
  if (/^(owner|account)Id$/.test(property)) return made.account;
  if (property.endsWith('Id')) {
    const stem = Object.entries(STEMS).find(([word]) => property.endsWith(`${word}Id`))?.[1];
    return `${stem ?? property.slice(0, -'Id'.length)}-${unique}`;
  }
  if (/endpoint|address|host|dnsName|domainName/i.test(property)) return `${made.hex(10, path)}.${made.region || 'global'}.amazonaws.com`;
  if (/(Date|Time|At)$/.test(property)) return BEGINNING;
  if (/(status|state)$/i.test(property)) return 'ACTIVE';
  if (/availabilityZone$/.test(property)) return `${made.region}a`;
  if (/policy$/i.test(property)) return '{"Version":"2012-10-17","Statement":[]}';
  if (/version$/i.test(property)) return '1';
  // What has no natural value is empty: prefixes, descriptions, settings left to the service.
  return '';
}
