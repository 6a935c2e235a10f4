// What the SDK asks of an engine, as far as it concerns a plan. The SDK's own declarations need the types of protobuf.
import type { Wire, WireObject } from './wire';

/** A protobuf Struct. Ours are made by hand: the SDK reads them by this method only. */
export interface Struct {
  toJavaScript(): WireObject;
}

/** How an answer is given; errors never go this way, see `Recording.fail`. */
export type Reply<T> = (error: null, answer: T) => void;

export interface ResourceRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getDependenciesList(): string[];
  getAdditionalsecretoutputsList(): string[];
}

export interface ReadRequest extends ResourceRequest {
  getId(): string;
  getProperties(): Struct | undefined;
}

export interface RegisterRequest extends ResourceRequest {
  getCustom(): boolean;
  getObject(): Struct | undefined;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDeletebeforereplace(): boolean;
  getIgnorechangesList(): string[];
  getReplaceonchangesList(): string[];
  getReplaceWithList(): string[];
  getDeletedwith(): string;
  getImportid(): string;
  getAliasesList(): AliasMessage[];
  getCustomtimeouts(): TimeoutsMessage | undefined;
}

export interface AliasMessage {
  getUrn(): string;
  getSpec(): AliasSpec | undefined;
}

export interface AliasSpec {
  getName(): string;
  getType(): string;
  getStack(): string;
  getProject(): string;
  getParenturn(): string;
  getNoparent(): boolean;
}

export interface TimeoutsMessage {
  getCreate(): string;
  getUpdate(): string;
  getDelete(): string;
  getRead(): string;
}

export interface OutputsRequest {
  getUrn(): string;
  getOutputs(): Struct | undefined;
}

export interface InvokeRequest {
  getTok(): string;
  getArgs(): Struct | undefined;
}

/** A Struct that holds these values. */
export function struct(values: { readonly [key: string]: Wire }): Struct {
  return { toJavaScript: () => ({ ...values }) };
}

/** The same as the answer about a resource. */
export class Answer implements Struct {
  constructor(private readonly values: { readonly [key: string]: Wire }) {}

  toJavaScript(): WireObject {
    return { ...this.values };
  }
}
