import { type Answer, loadProtocol, message, type ProviderClient, type Struct } from './protocol';
import { AwsStandIn, type Settings } from './provider';
import { serve } from './server';
import type { WireObject } from './wire';
import { World } from './world';

export const REGION = 'me-south-1';

export interface Identified {
  readonly type: string;
  readonly name?: string;
}

export interface Made {
  readonly id: string;
  readonly outputs: WireObject;
}

export interface DiffAnswer {
  readonly changed: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  /** Paths with the protocol's word for what became of them, such as `UPDATE_REPLACE`. */
  readonly details: Readonly<Record<string, string>>;
}

/** Asks a provider over gRPC, as the engine does. */
export class ProviderUnderTest {
  readonly #protocol = loadProtocol();
  readonly #client: ProviderClient;
  readonly #stop: () => void;

  private constructor(port: number, stop: () => void) {
    const { services, grpc } = this.#protocol;
    this.#client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    this.#stop = stop;
  }

  /** A provider of one region, whose resources nobody else sees unless a world is given. */
  static async start(settings: Partial<Settings> & { readonly region?: string; readonly args?: WireObject } = {}): Promise<ProviderUnderTest> {
    const { region = REGION, args = {}, ...rest } = settings;
    const { port, server } = await serve(new AwsStandIn({ world: new World(), clusters: {}, ...rest }));
    const provider = new ProviderUnderTest(port, () => server.forceShutdown());
    await provider.send('handshake', 'ProviderHandshakeRequest', { EngineAddress: '127.0.0.1:1' });
    await provider.send('configure', 'ConfigureRequest', { Args: provider.#struct({ region, ...args }) });
    return provider;
  }

  stop(): void {
    this.#client.close();
    this.#stop();
  }

  /** One request of the protocol, as it stands. */
  send(method: string, request: string, fields: Readonly<Record<string, unknown>>): Promise<Answer> {
    const type = this.#protocol.messages[request];
    if (!type) throw new Error(`${request}: must be a message of the protocol`);
    return new Promise((resolve, reject) => {
      this.#client[method]?.(message(type, fields), (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  }

  async check(resource: Identified, inputs: WireObject, formerly: WireObject = {}, seed = 'seed'): Promise<{ inputs: WireObject; reasons: readonly string[] }> {
    const answer = await this.send('check', 'CheckRequest', {
      Urn: urnOf(resource),
      News: this.#struct(inputs),
      Olds: this.#struct(formerly),
      Randomseed: Buffer.from(seed),
    });
    const failures = field<readonly Answer[]>(answer, 'getFailuresList');
    return { inputs: plain(field(answer, 'getInputs')), reasons: failures.map(failure => String(field(failure, 'getReason'))) };
  }

  async checkConfig(args: WireObject): Promise<readonly string[]> {
    const answer = await this.send('checkConfig', 'CheckRequest', { Urn: urnOf({ type: 'pulumi:providers:aws', name: 'site' }), News: this.#struct(args) });
    return field<readonly Answer[]>(answer, 'getFailuresList').map(failure => String(field(failure, 'getReason')));
  }

  async diff(resource: Identified, formerly: WireObject, inputs: WireObject): Promise<DiffAnswer> {
    const { DiffResponse, PropertyDiff } = this.#protocol.messages;
    const given = { Olds: this.#struct(formerly), OldInputs: this.#struct(formerly), News: this.#struct(inputs) };
    const answer = await this.send('diff', 'DiffRequest', { Urn: urnOf(resource), Id: 'id', ...given });
    const details: Record<string, string> = {};
    const words = Object.fromEntries(Object.entries(PropertyDiff.Kind).map(([word, number]) => [number, word]));
    field<Map<string, Answer>>(answer, 'getDetaileddiffMap').forEach((value, path) => {
      details[path] = words[Number(field(value, 'getKind'))] ?? '';
    });
    return {
      changed: field(answer, 'getChanges') === DiffResponse.DiffChanges.DIFF_SOME,
      replaces: field<readonly string[]>(answer, 'getReplacesList'),
      deleteBeforeReplace: field(answer, 'getDeletebeforereplace') === true,
      details,
    };
  }

  async create(resource: Identified, inputs: WireObject, preview = false): Promise<Made> {
    const answer = await this.send('create', 'CreateRequest', { Urn: urnOf(resource), Properties: this.#struct(inputs), Preview: preview });
    return { id: String(field(answer, 'getId')), outputs: plain(field(answer, 'getProperties')) };
  }

  async read(resource: Identified, { id, outputs }: Made, inputs: WireObject): Promise<Made> {
    const given = { Properties: this.#struct(outputs), Inputs: this.#struct(inputs) };
    const answer = await this.send('read', 'ReadRequest', { Urn: urnOf(resource), Id: id, ...given });
    return { id: String(field(answer, 'getId')), outputs: plain(field(answer, 'getProperties')) };
  }

  async update(resource: Identified, { id, outputs }: Made, inputs: WireObject, preview = false): Promise<WireObject> {
    const given = { Olds: this.#struct(outputs), News: this.#struct(inputs), Preview: preview };
    const answer = await this.send('update', 'UpdateRequest', { Urn: urnOf(resource), Id: id, ...given });
    return plain(field(answer, 'getProperties'));
  }

  async delete(resource: Identified, { id, outputs }: Made): Promise<void> {
    await this.send('delete', 'DeleteRequest', { Urn: urnOf(resource), Id: id, Properties: this.#struct(outputs) });
  }

  #struct(values: WireObject): Struct {
    return this.#protocol.Struct.fromJavaScript(values);
  }
}

export function urnOf({ type, name = 'clinical' }: Identified): string {
  return `urn:pulumi:test::clinfra::clinfra:stack:Site$${type}::${name}`;
}

function plain(struct: unknown): WireObject {
  return (struct as Struct | undefined)?.toJavaScript() ?? {};
}

function field<T>(answer: Answer, getter: string): T {
  return answer[getter]?.() as T;
}
