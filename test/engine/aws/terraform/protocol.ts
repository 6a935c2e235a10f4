import { createRequire } from 'node:module';

/** What this repository asks of a provider of terraform, in the words of its plugin protocol, version 5. Fields that are not asked for are left out. */
const DEFINITION = `
syntax = "proto3";
message Encoded { bytes msgpack = 1; }
message Diagnostic { int32 severity = 1; string summary = 2; string detail = 3; }
message Step { oneof selector { string attribute_name = 1; string element_key_string = 2; int64 element_key_int = 3; } }
message Path { repeated Step steps = 1; }
message Attribute { string name = 1; bytes type = 2; bool required = 4; bool optional = 5; bool computed = 6; }
message Nested { string type_name = 1; Block block = 2; int32 nesting = 3; int64 max_items = 5; }
message Block { repeated Attribute attributes = 2; repeated Nested block_types = 3; }
message Schema { Block block = 2; }
message SchemaRequest {}
message SchemaAnswer { Schema provider = 1; map<string, Schema> resource_schemas = 2; }
message ConfigureRequest { string terraform_version = 1; Encoded config = 2; }
message ConfigureAnswer { repeated Diagnostic diagnostics = 1; }
message PlanRequest { string type_name = 1; Encoded prior_state = 2; Encoded proposed_new_state = 3; Encoded config = 4; }
message PlanAnswer { repeated Path requires_replace = 2; repeated Diagnostic diagnostics = 4; }
`;

export interface Encoded {
  readonly msgpack: Buffer;
}

export interface Diagnostic {
  readonly severity: number;
  readonly summary: string;
  readonly detail: string;
}

/** A block as it comes: the type of an attribute is JSON in bytes. */
export interface WireBlock {
  readonly attributes: readonly {
    readonly name: string;
    readonly type: Uint8Array;
    readonly required: boolean;
    readonly optional: boolean;
    readonly computed: boolean;
  }[];
  readonly block_types: readonly { readonly type_name: string; readonly block: WireBlock; readonly nesting: number; readonly max_items: number }[];
}

interface Requests {
  GetSchema: { request: object; answer: { provider: { block: WireBlock }; resource_schemas: Readonly<Record<string, { block: WireBlock }>> } };
  Configure: { request: { terraform_version: string; config: Encoded }; answer: { diagnostics: readonly Diagnostic[] } };
  PlanResourceChange: {
    request: { type_name: string; prior_state: Encoded; proposed_new_state: Encoded; config: Encoded };
    answer: { requires_replace: readonly { readonly steps: readonly { readonly attribute_name?: string }[] }[]; diagnostics: readonly Diagnostic[] };
  };
}

const MESSAGES = {
  GetSchema: ['SchemaRequest', 'SchemaAnswer'],
  Configure: ['ConfigureRequest', 'ConfigureAnswer'],
  PlanResourceChange: ['PlanRequest', 'PlanAnswer'],
} as const satisfies Record<keyof Requests, readonly [request: string, answer: string]>;

interface MessageType {
  fromObject(value: object): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  toObject(message: object, options: object): object;
}

interface GrpcClient {
  makeUnaryRequest(
    method: string,
    serialize: (value: object) => Buffer,
    deserialize: (bytes: Uint8Array) => object,
    request: object,
    done: (error: Error | null, answer: object) => void,
  ): void;
  close(): void;
}

/** A connection to a running provider. */
export class Connection {
  readonly #client: GrpcClient;
  readonly #type: (name: string) => MessageType;

  /** @param address where it listens, such as `unix:/tmp/plugin1` */
  constructor(address: string) {
    // The SDK's own gRPC, and the reader of protocol definitions that comes with it.
    const sdk = createRequire(require.resolve('@pulumi/pulumi/package.json'));
    const grpc = sdk('@grpc/grpc-js');
    const loader = createRequire(sdk.resolve('@grpc/grpc-js'));
    const { root } = createRequire(loader.resolve('@grpc/proto-loader'))('protobufjs').parse(DEFINITION, { keepCase: true });
    this.#type = name => root.lookupType(name);
    this.#client = new grpc.Client(address, grpc.credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
  }

  ask<Method extends keyof Requests>(method: Method, request: Requests[Method]['request']): Promise<Requests[Method]['answer']> {
    const [asked, answered] = MESSAGES[method].map(this.#type) as [MessageType, MessageType];
    const serialize = (value: object) => Buffer.from(asked.encode(asked.fromObject(value)).finish());
    const deserialize = (bytes: Uint8Array) => answered.toObject(answered.decode(bytes), { longs: Number, defaults: true, arrays: true, objects: true });
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(`/tfplugin5.Provider/${method}`, serialize, deserialize, request, (error, answer) =>
        error ? reject(error) : resolve(answer as never),
      );
    });
  }

  close(): void {
    this.#client.close();
  }
}
