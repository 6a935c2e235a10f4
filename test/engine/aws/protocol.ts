import { createRequire } from 'node:module';
import type { WireObject } from './wire';

// The SDK's own gRPC and messages, so that there is one copy of each; its declarations need the types of protobuf, so what is used of it is named here.

export interface Struct {
  toJavaScript(): WireObject;
}

export interface ResourceRequest {
  getUrn(): string;
}

export interface ConfigRequest extends ResourceRequest {
  getNews(): Struct | undefined;
}

export interface CheckRequest extends ConfigRequest {
  getOlds(): Struct | undefined;
  getRandomseed_asU8(): Uint8Array;
}

export interface DiffRequest extends ConfigRequest {
  getId(): string;
  getOlds(): Struct | undefined;
  getOldInputs(): Struct | undefined;
}

export interface CreateRequest extends ResourceRequest {
  getProperties(): Struct | undefined;
  getPreview(): boolean;
}

export interface ReadRequest extends ResourceRequest {
  getId(): string;
  getProperties(): Struct | undefined;
  getInputs(): Struct | undefined;
}

export interface UpdateRequest extends DiffRequest {
  getPreview(): boolean;
}

export interface DeleteRequest extends ResourceRequest {
  getId(): string;
  getProperties(): Struct | undefined;
}

export interface HandshakeRequest {
  getEngineAddress(): string;
}

export interface ConfigureRequest {
  getArgs(): Struct | undefined;
  getVariablesMap(): { forEach(each: (value: string, key: string) => void): void };
}

export interface InvokeRequest {
  getTok(): string;
}

/** A message under construction: every setter takes a value and returns the message. */
export type Message = Readonly<Record<string, (value: unknown) => Message>> & { getDetaileddiffMap(): { set(path: string, value: Message): void } };
type MessageClass = new () => Message;

export interface ServiceError {
  readonly code: number;
  readonly message: string;
}
export type Reply = (error: ServiceError | null, answer?: unknown) => void;
export type Handler = (call: { readonly request: never }, reply: Reply) => void;

export interface GrpcServer {
  addService(service: object, handlers: Readonly<Record<string, Handler>>): void;
  bindAsync(address: string, credentials: object, done: (error: Error | null, port: number) => void): void;
  forceShutdown(): void;
}

/** An answer as it comes, with a getter for each field. */
export type Answer = Readonly<Record<string, () => unknown>>;

/** A client of a provider, one method for each request; used by tests. */
export interface ProviderClient {
  readonly close: () => void;
  readonly [method: string]: (request: Message, done: (error: Error | null, answer: Answer) => void) => void;
}

export interface Protocol {
  readonly grpc: {
    readonly Server: new (options: object) => GrpcServer;
    readonly ServerCredentials: { createInsecure(): object };
    readonly credentials: { createInsecure(): object };
    readonly status: { readonly FAILED_PRECONDITION: number; readonly UNKNOWN: number; readonly UNIMPLEMENTED: number };
  };
  readonly services: {
    readonly ResourceProviderService: object;
    readonly ResourceProviderClient: new (address: string, credentials: object) => ProviderClient;
  };
  readonly messages: Readonly<Record<string, MessageClass>> & {
    readonly PropertyDiff: { readonly Kind: Readonly<Record<string, number>> };
    readonly DiffResponse: { readonly DiffChanges: Readonly<Record<string, number>> };
  };
  readonly PluginInfo: MessageClass;
  readonly Empty: MessageClass;
  readonly Struct: { fromJavaScript(values: WireObject): Struct };
}

export function loadProtocol(): Protocol {
  const sdk = createRequire(require.resolve('@pulumi/pulumi/package.json'));
  return {
    grpc: sdk('@grpc/grpc-js'),
    services: sdk('./proto/provider_grpc_pb'),
    messages: sdk('./proto/provider_pb'),
    PluginInfo: sdk('./proto/plugin_pb').PluginInfo,
    Empty: sdk('google-protobuf/google/protobuf/empty_pb').Empty,
    Struct: sdk('google-protobuf/google/protobuf/struct_pb').Struct,
  };
}

/** A message with these fields set; a name is that of its setter without `set`. */
export function message(type: MessageClass, fields: Readonly<Record<string, unknown>>): Message {
  const made = new type();
  for (const [field, value] of Object.entries(fields)) made[`set${field}`]?.(value);
  return made;
}
