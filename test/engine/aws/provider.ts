import { randomUUID } from 'node:crypto';
import { withName } from './autoname';
import type { Clusters } from './clusters';
import { type Difference, difference } from './difference';
import { checkInputs } from './input-check';
import { Made, type Place } from './made';
import { type Mode, outputsOf } from './outputs';
import { protectionOf } from './protection';
import { type Complaint, Refusal } from './refusal';
import { checkRegion } from './region-check';
import { providerType, type ResourceType, resourceType } from './resource-types';
import { uniqueKey, uniqueWords } from './uniqueness';
import { identityOf } from './urn';
import { isObject, revealed, revealedObject, UNKNOWN, type Wire, type WireObject } from './wire';
import type { World } from './world';

/** The account that everything belongs to, unless the provider's `allowedAccountIds` name one. */
const ACCOUNT = '123456789012';

export interface Settings {
  readonly world: World;
  readonly clusters: Clusters;
  /** Which attempt to create fails, counted from 1 over all providers of one run of the engine; none by default. */
  readonly failCreate?: number | undefined;
}

export interface Checked {
  readonly inputs: WireObject;
  readonly complaints: readonly Complaint[];
}

export interface Stored {
  readonly urn: string;
  readonly id: string;
  /** The state that the engine keeps of it. */
  readonly outputs: WireObject;
}

/** An account of AWS as one provider sees it: what the real one would refuse, replace and say, with no service behind it. */
export class AwsStandIn {
  readonly #settings: Settings;
  /** The run of the engine that asks; the providers of a run share it. */
  run = '';
  #place: Place;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#place = { account: ACCOUNT, region: undefined, defaultTags: {}, clusters: settings.clusters };
  }

  checkConfig(urn: string, inputs: WireObject): readonly Complaint[] {
    // The engine's own settings travel with the provider's.
    const { version: _version, pluginDownloadURL: _url, __internal: _internal, ...args } = revealedObject(inputs);
    return checkInputs(providerType(), identityOf(urn).name, fromJson(args));
  }

  configure(inputs: WireObject): void {
    const { region, defaultTags, allowedAccountIds } = fromJson(revealedObject(inputs));
    const tags = isObject(defaultTags) && isObject(defaultTags.tags) ? defaultTags.tags : {};
    const [account = ACCOUNT] = Array.isArray(allowedAccountIds) ? allowedAccountIds.map(String) : [];
    const known = typeof region === 'string' && region !== UNKNOWN && region !== '';
    this.#place = { account, region: known ? region : undefined, defaultTags: tags, clusters: this.#settings.clusters };
  }

  check(urn: string, given: WireObject, formerly: WireObject, seed: Uint8Array): Checked {
    const identity = identityOf(urn);
    const type = typeOf(urn);
    const inputs = withName(type, identity, given, formerly, seed);
    const plain = revealedObject(inputs);
    return { inputs, complaints: [...checkInputs(type, identity.name, plain), ...checkRegion(type, identity.name, plain, this.#place.region)] };
  }

  diff(urn: string, formerly: WireObject, inputs: WireObject): Difference {
    return difference(typeOf(urn), identityOf(urn).name, formerly, inputs);
  }

  previewCreate(urn: string, inputs: WireObject): WireObject {
    return this.#outputs(Made.create(typeOf(urn), revealedObject(inputs), this.#place, urn), inputs, 'unknown');
  }

  create(urn: string, inputs: WireObject): Stored {
    const type = typeOf(urn);
    this.#failWhenToldTo(urn);
    const made = Made.create(type, revealedObject(inputs), this.#place, randomUUID());
    const outputs = this.#outputs(made, inputs, 'known');
    this.#note(urn, made, outputs, 'make');
    return { urn, id: made.id, outputs };
  }

  /** What is there under this id; undefined when it is gone. */
  read({ urn, id, outputs }: Stored, inputs: WireObject): WireObject | undefined {
    const type = typeOf(urn);
    const made = Made.existing(type, revealedObject(inputs), this.#place, id, revealedObject(outputs));
    return this.#settings.world.has(keyOf(made)) ? this.#outputs(made, inputs, 'known') : undefined;
  }

  update({ urn, id, outputs: formerly }: Stored, inputs: WireObject, preview: boolean): WireObject {
    const type = typeOf(urn);
    const made = Made.existing(type, revealedObject(inputs), this.#place, id, revealedObject(formerly));
    const outputs = { ...this.#outputs(made, inputs, 'known'), ...counted(type, formerly, preview) };
    if (!preview) this.#note(urn, made, outputs, 'change');
    return outputs;
  }

  delete({ urn, id, outputs }: Stored): void {
    const type = typeOf(urn);
    const values = revealedObject(outputs);
    const reason = protectionOf(type.token, values);
    if (reason !== undefined) throw new Refusal(`${type.token} ${identityOf(urn).name}: ${reason}`);
    this.#settings.world.remove(keyOf(Made.existing(type, values, this.#place, id, values)));
  }

  #outputs(made: Made, inputs: WireObject, mode: Mode): WireObject {
    return outputsOf(made, inputs, mode);
  }

  /** Writes it into the world, unless something there has its name. */
  #note(urn: string, made: Made, outputs: WireObject, how: 'make' | 'change'): void {
    const { region, account } = made;
    const { type, name } = identityOf(urn);
    const values = revealedObject(outputs);
    const unique = uniqueKey(type, values, made);
    const holder = this.#settings.world[how]({ ...keyOf(made), name, urn, ...(unique !== undefined && { unique }) });
    if (!holder) return;
    const where = region === '' ? `account ${account}` : region;
    const words = uniqueWords(type, values) || `id ${made.id}`;
    throw new Refusal(`${type} ${name}: must have a name that is free in ${where}, got ${words}, which ${holder.urn} has; choose another [name-taken]`);
  }

  #failWhenToldTo(urn: string): void {
    const { world, failCreate } = this.#settings;
    if (failCreate === undefined || world.attempt(this.run) !== failCreate) return;
    const { type, name } = identityOf(urn);
    throw new Refusal(`${type} ${name}: the service gave up, as the test wanted of attempt ${failCreate} to create; nothing was made [told-to-fail]`);
  }
}

function keyOf({ type, id, region, account }: Made) {
  return { type: type.token, id, region, account };
}

function typeOf(urn: string): ResourceType {
  const { type, name } = identityOf(urn);
  const found = resourceType(type);
  if (!found) {
    throw new Refusal(
      `${name}: must be of a type that the tables have, got ${type}; look for it in @pulumi/aws, or add its service to test/engine/aws/generate-table.ts [unknown-type]`,
    );
  }
  return found;
}

/** What counts upwards with every change: nobody knows it before the change is made. */
const COUNTERS: Readonly<Record<string, string>> = { 'aws:ec2/launchTemplate:LaunchTemplate': 'latestVersion' };

function counted({ token }: ResourceType, formerly: WireObject, preview: boolean): WireObject {
  const counter = COUNTERS[token];
  return counter === undefined ? {} : { [counter]: preview ? UNKNOWN : Number(revealed(formerly[counter] ?? 0)) + 1 };
}

/** The arguments of a provider travel as JSON, all but plain texts. */
function fromJson(args: WireObject): WireObject {
  const types = providerType().properties;
  const value = (property: string, text: Wire): Wire => {
    const plain = types.get(property)?.type ?? 'string';
    if (typeof text !== 'string' || text === UNKNOWN || plain === 'string') return text;
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  return Object.fromEntries(Object.entries(args).map(([property, text]) => [property, value(property, text)]));
}
