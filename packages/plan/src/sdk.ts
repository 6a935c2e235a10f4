// The one file that knows the inside of @pulumi/pulumi. Everything is loaded at the first recording: importing
// '@clinfra/plan' for its types or for `planJson` costs nothing.

import { createRequire } from 'node:module';
import type { Struct } from './requests';
import type { WireObject } from './wire';

/** The SDK's state of one running program. */
export interface Store {
  readonly settings: {
    readonly options: Record<string, unknown>;
    monitor: unknown;
    /** Grows with every request that is under way. */
    rpcDone: Promise<unknown>;
  };
  readonly config: Record<string, string>;
  callbacks: unknown;
}

/** An Output, as far as we handle one. */
export interface AnyOutput {
  apply(callback: ApplyCallback, withUnknowns?: boolean): AnyOutput;
  readonly isSecret: Promise<boolean>;
}
export type ApplyCallback = (value: unknown) => unknown;

/** A resource under construction. */
export interface AnyResource {
  readonly urn: AnyOutput;
  /** A component has none. */
  id?: AnyOutput | undefined;
}

export type DebuggablePromise = (promise: Promise<unknown>, context?: unknown) => Promise<unknown>;
/** Gives a resource under construction its outputs; returned is what later resolves them, by property. */
export type TransferProperties = (onto: AnyResource, label: string, properties: Record<string, unknown>) => Record<string, unknown>;
/** The properties as they are sent, and the resources on which each depends. */
export type SerializeProperties = (
  label: string,
  properties: Record<string, unknown>,
  options?: unknown,
) => Promise<[Record<string, unknown>, Map<string, unknown>]>;
/** What was answered as the program's values. */
export type DeserializeProperties = (answer: Struct, keepUnknowns?: boolean) => Record<string | symbol, unknown>;
/** Resolves the outputs of a resource by what was answered. */
export type ResolveProperties = (
  resource: AnyResource,
  resolvers: Record<string, unknown>,
  type: string,
  name: string,
  answers: Record<string | symbol, unknown>,
  ...rest: unknown[]
) => void;
/** Changes the properties or options of every resource before it is made. */
export type Transformation = (made: {
  readonly resource: AnyResource;
  readonly type: string;
  readonly name: string;
  readonly props: object;
  readonly opts: { readonly aliases?: unknown; readonly id?: unknown };
}) => { props: object; opts: object } | undefined;
export type Log = (message: string, ...rest: unknown[]) => Promise<void>;

export interface StructClass {
  new (): { toJavaScript(): WireObject };
  fromJavaScript(values: Readonly<Record<string, unknown>>): { toJavaScript(): WireObject };
}

/** What refers to another stack. */
export interface AnyStackReference extends AnyResource {
  readonly outputs: AnyOutput;
  getOutput(name: unknown): AnyOutput;
  requireOutput(name: unknown): AnyOutput;
}

/** The modules whose functions a recording replaces while it runs, and those that it calls. */
export interface Sdk {
  readonly state: {
    /** Runs the body, and everything that it starts, with a state of its own. The Automation API's way to run programs side by side. */
    withLocalStorage<T>(body: () => T): T;
    getLocalStore(): Store | undefined;
  };
  readonly stack: {
    runInPulumiStack(program: () => Promise<unknown>): Promise<unknown>;
    registerStackTransformation(transformation: Transformation): void;
  };
  readonly debuggable: { debuggablePromise: DebuggablePromise };
  readonly rpc: {
    transferProperties: TransferProperties;
    serializeResourceProperties: SerializeProperties;
    deserializeProperties: DeserializeProperties;
    resolveProperties: ResolveProperties;
    deserializeProperty(value: unknown): unknown;
    isRpcSecret(value: unknown): boolean;
    unwrapRpcSecret(value: unknown): unknown;
  };
  /** Of the package that writes messages for the engine. */
  readonly messages: { readonly Struct: StructClass };
  readonly log: { debug: Log; info: Log; warn: Log; error: Log };
  readonly output: { readonly Output: { readonly prototype: AnyOutput }; output(value: unknown): AnyOutput; secret(value: unknown): AnyOutput };
  readonly stackReference: { readonly StackReference: { readonly prototype: AnyStackReference } };
  readonly resource: {
    readonly CustomResource: abstract new (...args: never[]) => AnyResource;
    readonly Resource: { stackTrace(skip: number): readonly unknown[] };
    resourceType(resource: AnyResource): string;
    resourceName(resource: AnyResource): string;
  };
}

let loaded: Sdk | undefined;

/** The SDK, loaded when first asked for. */
export function loadSdk(): Sdk {
  loaded ??= {
    state: require('@pulumi/pulumi/runtime/state'),
    stack: require('@pulumi/pulumi/runtime/stack'),
    debuggable: require('@pulumi/pulumi/runtime/debuggable'),
    rpc: require('@pulumi/pulumi/runtime/rpc'),
    log: require('@pulumi/pulumi/log'),
    output: require('@pulumi/pulumi/output'),
    resource: require('@pulumi/pulumi/resource'),
    stackReference: require('@pulumi/pulumi/stackReference'),
    // A dependency of the SDK and none of ours: the copy that the SDK itself uses.
    messages: createRequire(require.resolve('@pulumi/pulumi'))('google-protobuf/google/protobuf/struct_pb'),
  };
  return loaded;
}

/** Gives the running program a state in which it meets our monitor and nothing of this process or its environment. */
export function prepareStore(store: Store, to: { project: string; stack: string; config: Readonly<Record<string, string>>; monitor: unknown }): void {
  const { project, stack, config, monitor } = to;
  Object.assign(store.settings.options, {
    project,
    stack,
    organization: 'organization',
    // As in a preview, the program may meet values that are not known, and asks whether this is one.
    dryRun: true,
    parallel: -1,
    // No address: the SDK then takes the monitor from its state. An engine would receive log messages only.
    monitorAddr: 'mock',
    engineAddr: '',
    syncDir: undefined,
    legacyApply: false,
  });
  store.settings.monitor = monitor;
  const qualified = Object.entries(config).map(([key, value]) => [key.includes(':') ? key : `${project}:${key}`, value]);
  Object.assign(store.config, { PULUMI_CONFIG: JSON.stringify(Object.fromEntries(qualified)), PULUMI_CONFIG_SECRET_KEYS: '[]' });
  store.callbacks = callbacks;
}

/** Notes what the SDK keeps outside a program's state, for older copies of itself; the returned function puts it back. */
export function keepGlobals(): () => void {
  const former = Object.getOwnPropertyDescriptor(globalThis, 'stackResource');
  return () => {
    if (former === undefined) Reflect.deleteProperty(globalThis, 'stackResource');
    else Object.defineProperty(globalThis, 'stackResource', former);
  };
}

// Hooks run while something is applied: here they are only accepted. Transforms would change what is registered, but
// the SDK runs them in a server of its own; refusing them is better than a plan that leaves them out.
const callbacks = {
  awaitStackRegistrations: async () => undefined,
  shutdown: () => undefined,
  registerResourceHook: async () => undefined,
  registerErrorHook: async () => undefined,
  registerTransform: refuseTransform,
  registerStackTransform: refuseTransform,
  registerStackInvokeTransform: refuseTransform,
};

function refuseTransform(): never {
  throw new Error('the program uses a transform, which only the engine can run; use transformations, which run in the program');
}
