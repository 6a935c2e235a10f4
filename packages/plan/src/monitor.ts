import { placeholder, withLateParts } from './late-value';
import type { PlannedResource, PlanValue } from './planned-resource';
import { registrationOptions } from './registration-options';
import {
  Answer,
  type InvokeRequest,
  type OutputsRequest,
  type ReadRequest,
  type RegisterRequest,
  type Reply,
  type ResourceRequest,
  type Struct,
  struct,
} from './requests';
import type { RunningProgram } from './running-program';
import { isStack, urnName } from './urn';
import { planObject, planValue, secretWire, type Wire, type WireObject } from './wire';

/** What answers when a program asks its provider: the token's function, given the arguments. */
export type Invokes = Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => object>>;

// References to resources are written as ids: readable, and what a provider would get. Outputs inside inputs matter to
// remote components only. Transforms count as supported so that we, and not advice to update, refuse them.
const UNSUPPORTED = new Set(['resourceReferences', 'outputValues']);

// gRPC's code for a method that is not there.
const UNIMPLEMENTED = 12;

/** The engine's side of the conversation with the SDK: notes what is registered and answers as a preview would. */
export class PlanMonitor {
  readonly resources = new Map<string, PlannedResource>();
  outputs: { readonly [key: string]: PlanValue } = {};
  readonly #program: RunningProgram;
  readonly #config: Readonly<Record<string, string>>;
  readonly #invokes: Invokes;
  /** URN of the provider, by the reference that its resources carry. */
  readonly #providers = new Map<string, string>();

  constructor(program: RunningProgram, { config, invokes }: { readonly config: Readonly<Record<string, string>>; readonly invokes: Invokes }) {
    this.#program = program;
    this.#config = config;
    this.#invokes = invokes;
  }

  supportsFeature(request: { getId(): string }, reply: Reply<{ getHassupport(): boolean }>): void {
    reply(null, { getHassupport: () => !UNSUPPORTED.has(request.getId()) });
  }

  /** How newer SDKs ask the same. An engine that knows no such question is asked for each feature. */
  getDeploymentInfo(_request: unknown, reply: (error: { readonly code: number }) => void): void {
    reply({ code: UNIMPLEMENTED });
  }

  registerResource(request: RegisterRequest, reply: Reply<object>): void {
    if (this.#program.over) return;
    const [type, name] = [request.getType(), request.getName()];
    if (!this.#program.registered(type, name) && request.getCustom()) {
      this.#program.fail(new Error(`${name} (${type}) is made with another copy of @pulumi/pulumi than the one that records it; install one version only`));
      return;
    }
    const inputs = secretInputs(request, request.getObject());
    const urn = this.#note(request, inputs, registrationOptions(request));
    if (urn === undefined) return;
    const id = request.getCustom() ? request.getImportid() || placeholder(type, name, 'id') : '';
    if (type.startsWith('pulumi:providers:')) this.#providers.set(`${urn}::${id}`, urn);
    const outputs = withLateParts(type, name, inputs);
    const rest = { getPropertydependenciesMap: () => undefined, getResult: () => 0, getUnknown: () => false };
    reply(null, { getUrn: () => urn, getId: () => id, getObject: () => new Answer(outputs), ...rest });
  }

  readResource(request: ReadRequest, reply: Reply<object>): void {
    if (this.#program.over) return;
    this.#program.registered(request.getType(), request.getName());
    const inputs = secretInputs(request, request.getProperties());
    const urn = this.#note(request, inputs, { read: request.getId() });
    if (urn === undefined) return;
    const outputs = withLateParts(request.getType(), request.getName(), inputs);
    reply(null, { getUrn: () => urn, getProperties: () => new Answer(outputs), getUnknown: () => false });
  }

  registerResourceOutputs(request: OutputsRequest, reply: Reply<object>): void {
    // The SDK marks what comes from a resource; that is for the engine's display, not the program's value.
    if (isStack(request.getUrn())) this.outputs = planObject(unmarked(request.getOutputs()?.toJavaScript() ?? {}));
    reply(null, {});
  }

  invoke(request: InvokeRequest, reply: Reply<object>): void {
    this.#answer(request, 'invoke', reply);
  }

  call(request: InvokeRequest, reply: Reply<object>): void {
    this.#answer(request, 'call', reply);
  }

  existsResource(request: { getType(): string }): void {
    this.#refuse(request.getType(), 'exists');
  }

  registerPackage(_request: unknown, reply: Reply<{ getRef(): string }>): void {
    reply(null, { getRef: () => 'package' });
  }

  #answer(request: InvokeRequest, kind: string, reply: Reply<object>): void {
    const token = request.getTok();
    const invoke = Object.hasOwn(this.#invokes, token) ? this.#invokes[token] : undefined;
    if (invoke === undefined) {
      this.#refuse(token, kind);
      return;
    }
    try {
      const answer = JSON.parse(JSON.stringify(invoke(request.getArgs()?.toJavaScript() ?? {})));
      reply(null, { getFailuresList: () => [], getReturn: () => struct(answer), getReturndependenciesMap: () => undefined });
    } catch (error) {
      this.#program.fail(error);
    }
  }

  #refuse(what: string, kind: string): void {
    const advice = 'declare the value, or give the answer in the option "invokes"';
    this.#program.fail(new Error(`the program asks the provider for ${what} (${kind}), which needs an account; ${advice}`));
  }

  /** Notes a resource and gives its URN; nothing where the same URN is taken, which ends the program. */
  #note(request: ResourceRequest, inputs: WireObject, options: Partial<PlannedResource>): string | undefined {
    const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
    const urn = this.#program.urn(parent, type, name);
    if (isStack(urn)) return urn;
    const taken = this.resources.get(urn);
    if (taken !== undefined) {
      this.#program.fail(duplicate(urn, taken.parent, parent));
      return undefined;
    }
    this.#program.secretOutputs.set(urn, new Set(request.getAdditionalsecretoutputsList()));
    const provider = this.#providers.get(request.getProvider());
    const region = this.#region(type, inputs, provider);
    this.resources.set(urn, {
      type,
      name,
      urn,
      ...(parent !== '' && !isStack(parent) && { parent }),
      ...(provider !== undefined && { provider }),
      ...(region !== undefined && { region }),
      dependsOn: [...new Set(request.getDependenciesList())].sort(),
      ...options,
      inputs: planObject(inputs),
    });
    return urn;
  }

  #region(type: string, inputs: WireObject, provider: string | undefined): string | undefined {
    const own = planValue(inputs.region ?? null);
    if (typeof own === 'string') return own;
    // The default provider is configured by the stack.
    const inherited = provider === undefined ? this.#config[`${type.slice(0, type.indexOf(':'))}:region`] : this.resources.get(provider)?.inputs.region;
    return typeof inherited === 'string' ? inherited : undefined;
  }
}

/** A resource's inputs, in which those are secret too whose outputs the provider's SDK declares to be. */
function secretInputs(request: ResourceRequest, from: Struct | undefined): WireObject {
  const inputs = from?.toJavaScript() ?? {};
  for (const key of request.getAdditionalsecretoutputsList()) {
    const value = inputs[key];
    if (value !== undefined && value !== null) inputs[key] = secretWire(value);
  }
  return inputs;
}

function duplicate(urn: string, first: string | undefined, second: string): Error {
  const places = [first, second].map(parent => (parent === undefined || parent === '' || isStack(parent) ? 'the stack' : urnName(parent))).sort();
  const where = places[0] === places[1] ? `both in ${places[0]}` : `in ${places.join(' and in ')}`;
  return new Error(`duplicate resource ${urn}: two resources have this type, name and parent types, ${where}; rename one`);
}

function unmarked(wire: WireObject): WireObject {
  const clean = (value: Wire): Wire => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(clean);
    return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === '@isPulumiResource' ? [] : [[key, clean(inner)]])));
  };
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, clean(value)]));
}
