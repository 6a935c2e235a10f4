import type { Difference, Kind } from './difference';
import {
  type CheckRequest,
  type ConfigRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type GrpcServer,
  type Handler,
  type HandshakeRequest,
  type InvokeRequest,
  loadProtocol,
  type Message,
  message,
  type Protocol,
  type ReadRequest,
  type Struct,
  type UpdateRequest,
} from './protocol';
import type { AwsStandIn } from './provider';
import { type Complaint, Refusal } from './refusal';
import { sdkVersion } from './resource-types';
import type { WireObject } from './wire';

/** What the SDK itself allows: the inputs of a large resource are more than gRPC's four megabytes. */
const MAX_MESSAGE = 400 * 1024 * 1024;

/** What a provider that keeps secrets, and is asked in previews too, says of itself; once at the handshake, once when it is configured. */
const ABILITIES = { AcceptSecrets: true, AcceptResources: false, AcceptOutputs: false, SupportsAutonamingConfiguration: false };
const ABILITIES_CONFIGURED = { Acceptsecrets: true, Acceptresources: false, Acceptoutputs: false, Supportspreview: true };

/** Answers the engine's requests with what the stand-in says; resolves with the port when it listens. */
export async function serve(standIn: AwsStandIn): Promise<{ readonly port: number; readonly server: GrpcServer }> {
  const protocol = loadProtocol();
  const { grpc, services } = protocol;
  const server = new grpc.Server({ 'grpc.max_receive_message_length': MAX_MESSAGE, 'grpc.max_send_message_length': MAX_MESSAGE });
  server.addService(services.ResourceProviderService, handlers(standIn, protocol));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { port, server };
}

/** One for each request of the protocol that a provider of plain resources gets; gRPC itself turns the others down. */
function handlers(standIn: AwsStandIn, protocol: Protocol): Readonly<Record<string, Handler>> {
  const { PluginInfo, Empty } = protocol;
  const answers = new Answers(protocol);
  const struct = (values: WireObject) => protocol.Struct.fromJavaScript(values);
  const on = <Request>(answer: (request: Request) => Message | Struct | undefined): Handler => handler(protocol, answer as (request: never) => unknown);
  return {
    handshake: on((request: HandshakeRequest) => {
      standIn.run = request.getEngineAddress();
      return answers.of('ProviderHandshakeResponse', ABILITIES);
    }),
    attach: on(() => new Empty()),
    cancel: on(() => new Empty()),
    getPluginInfo: on(() => message(PluginInfo, { Version: sdkVersion() })),
    checkConfig: on((request: ConfigRequest) => {
      const inputs = values(request.getNews());
      return answers.checked(inputs, standIn.checkConfig(request.getUrn(), inputs));
    }),
    // Nothing about a provider makes its resources new: each resource says its region itself.
    diffConfig: on(() => answers.of('DiffResponse', {})),
    configure: on((request: ConfigureRequest) => {
      standIn.configure(configuration(request));
      return answers.of('ConfigureResponse', ABILITIES_CONFIGURED);
    }),
    invoke: on((request: InvokeRequest) => {
      throw new Refusal(`${request.getTok()}: must not be called, because a preview has no account to ask; pass what it would find as a property [invoke]`);
    }),
    check: on((request: CheckRequest) => {
      const { inputs, complaints } = standIn.check(request.getUrn(), values(request.getNews()), values(request.getOlds()), request.getRandomseed_asU8());
      return answers.checked(inputs, complaints);
    }),
    diff: on((request: DiffRequest) => answers.difference(standIn.diff(request.getUrn(), values(request.getOldInputs()), values(request.getNews())))),
    create: on((request: CreateRequest) => {
      const inputs = values(request.getProperties());
      if (request.getPreview()) return answers.of('CreateResponse', { Properties: struct(standIn.previewCreate(request.getUrn(), inputs)) });
      const { id, outputs } = standIn.create(request.getUrn(), inputs);
      return answers.of('CreateResponse', { Id: id, Properties: struct(outputs) });
    }),
    read: on((request: ReadRequest) => {
      const stored = { urn: request.getUrn(), id: request.getId(), outputs: values(request.getProperties()) };
      const outputs = standIn.read(stored, values(request.getInputs()));
      return answers.of('ReadResponse', outputs ? { Id: stored.id, Properties: struct(outputs), Inputs: request.getInputs() } : {});
    }),
    update: on((request: UpdateRequest) => {
      const stored = { urn: request.getUrn(), id: request.getId(), outputs: values(request.getOlds()) };
      return answers.of('UpdateResponse', { Properties: struct(standIn.update(stored, values(request.getNews()), request.getPreview())) });
    }),
    delete: on((request: DeleteRequest) => {
      standIn.delete({ urn: request.getUrn(), id: request.getId(), outputs: values(request.getProperties()) });
      return new Empty();
    }),
  };
}

/** Refusals go to the engine as they are; anything else is a mistake of ours and goes with its stack. */
function handler({ grpc: { status } }: Protocol, answer: (request: never) => unknown): Handler {
  return ({ request }, reply) => {
    try {
      reply(null, answer(request));
    } catch (error) {
      if (error instanceof Refusal) reply({ code: status.FAILED_PRECONDITION, message: error.message });
      else reply({ code: status.UNKNOWN, message: error instanceof Error ? String(error.stack) : String(error) });
    }
  };
}

/** Builds the protocol's messages. */
class Answers {
  readonly #protocol: Protocol;

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
  }

  of(name: string, fields: Readonly<Record<string, unknown>>): Message {
    const type = this.#protocol.messages[name];
    if (!type) throw new Error(`@pulumi/pulumi: must have the message ${name}`);
    return message(type, fields);
  }

  checked(inputs: WireObject, complaints: readonly Complaint[]): Message {
    // The reason names the property. Where the field names it too, the engine prints the value, and some values are secret.
    const failures = complaints.map(({ reason }) => this.of('CheckFailure', { Reason: reason }));
    return this.of('CheckResponse', { Inputs: this.#protocol.Struct.fromJavaScript(inputs), FailuresList: failures });
  }

  difference({ changes, replaces, deleteBeforeReplace }: Difference): Message {
    const { DIFF_NONE, DIFF_SOME } = this.#protocol.messages.DiffResponse.DiffChanges;
    const answer = this.of('DiffResponse', {
      Changes: changes.size > 0 ? DIFF_SOME : DIFF_NONE,
      ReplacesList: [...new Set(replaces.map(topOf))],
      DiffsList: [...new Set([...changes.keys()].map(topOf))],
      Deletebeforereplace: deleteBeforeReplace,
      Hasdetaileddiff: true,
    });
    for (const [path, kind] of changes) answer.getDetaileddiffMap().set(path, this.#propertyDiff(kind, replaces.includes(path)));
    return answer;
  }

  #propertyDiff(kind: Kind, replaced: boolean): Message {
    const word = `${kind.toUpperCase()}${replaced ? '_REPLACE' : ''}`;
    return this.of('PropertyDiff', { Kind: this.#protocol.messages.PropertyDiff.Kind[word], Inputdiff: true });
  }
}

function topOf(path: string): string {
  return /^\w+/.exec(path)?.[0] ?? path;
}

function values(struct: Struct | undefined): WireObject {
  return struct?.toJavaScript() ?? {};
}

/** Newer engines send the arguments; older ones only variables, `aws:config:region`. */
function configuration(request: ConfigureRequest): WireObject {
  const variables: Record<string, string> = {};
  request.getVariablesMap().forEach((value, key) => {
    variables[key.replace(/^aws:config:/, '')] = value;
  });
  return { ...variables, ...values(request.getArgs()) };
}
