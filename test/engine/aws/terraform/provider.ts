import { type ChildProcess, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { createInterface } from 'node:readline';
import { findProvider } from './find-provider';
import { msgpack, type Value } from './msgpack';
import { Connection, type Diagnostic } from './protocol';
import { Block } from './schema';

export type Inputs = Readonly<Record<string, Value>>;

/** What a change of a resource would do: the arguments that make a new one, `encryption_info.kms_key`, or why the provider cannot say. */
export type Answer = { readonly replacedBy: readonly string[] } | { readonly refused: string };

/** The real provider for AWS, started as terraform starts it, without terraform and without an account. */
export class RealProvider {
  readonly #blocks = new Map<string, Block>();

  readonly #connection: Connection;
  readonly #process: ChildProcess;
  readonly #schemas: SchemasByType;

  private constructor(
    readonly version: string,
    { connection, process, schemas }: { readonly connection: Connection; readonly process: ChildProcess; readonly schemas: SchemasByType },
  ) {
    this.#connection = connection;
    this.#process = process;
    this.#schemas = schemas;
  }

  /** Undefined where there is none on this machine. */
  static async start(): Promise<RealProvider | undefined> {
    const found = findProvider();
    if (!found) return undefined;
    const process = spawn(found.file, { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'ignore'] });
    const connection = new Connection(await addressOf(process));
    const { provider, resource_schemas: schemas } = await connection.ask('GetSchema', {});
    const config = encoded({ ...new Block(provider.block).empty, ...SETTINGS });
    const [problem] = problemsIn((await connection.ask('Configure', { terraform_version: '1.9.0', config })).diagnostics);
    if (problem !== undefined) throw new Error(`${found.file}: must take its settings, got ${problem}`);
    return new RealProvider(found.version, { connection, process, schemas });
  }

  knows(type: string): boolean {
    return Object.hasOwn(this.#schemas, type);
  }

  /** What can be given of a type. */
  blockOf(type: string): Block {
    const block = this.#blocks.get(type) ?? new Block(this.#schemas[type]?.block ?? { attributes: [], block_types: [] });
    this.#blocks.set(type, block);
    return block;
  }

  /** What making a resource with these inputs into one with those would do. What the service fills in stays where it is no longer given: `planned`. */
  async planned(type: string, { from, to, planned = to }: { readonly from: Inputs; readonly to: Inputs; readonly planned?: Inputs }): Promise<Answer> {
    const made = (inputs: Inputs) => encoded('id' in inputs ? { ...inputs, id: 'one' } : inputs);
    const states = { prior_state: made(from), proposed_new_state: made(planned), config: encoded(to) };
    const { diagnostics, requires_replace: paths } = await this.#connection.ask('PlanResourceChange', { type_name: type, ...states });
    const problems = problemsIn(diagnostics);
    if (problems.length > 0) return { refused: problems.join('; ') };
    const named = paths.map(({ steps }) => steps.flatMap(step => step.attribute_name || []).join('.'));
    // Every new resource has a new id.
    return { replacedBy: [...new Set(named)].filter(name => name !== 'id') };
  }

  stop(): void {
    this.#connection.close();
    this.#process.kill();
  }
}

type SchemasByType = Readonly<Record<string, { readonly block: ConstructorParameters<typeof Block>[0] }>>;

/** Terraform's sign to its plugins, without which they print a greeting and end; no log, nothing of this machine's account, and no way out. */
const ENVIRONMENT = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5',
  ...Object.fromEntries(['', '_PROVIDER', '_SDK', '_SDK_PROTO', '_SDK_MUX', '_SDK_FRAMEWORK', '_SDK_HELPER_SCHEMA'].map(part => [`TF_LOG${part}`, 'off'])),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  HTTPS_PROXY: 'http://127.0.0.1:9',
};

/** What it would ask of AWS fails at once and is answered for without. */
const SETTINGS = {
  max_retries: 1,
  region: 'eu-west-1',
  access_key: 'none',
  secret_key: 'none',
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_region_validation: true,
  skip_metadata_api_check: 'true',
};

/** Its first line: versions, and where it listens, `1|5|unix|/tmp/plugin1|grpc|`. */
async function addressOf({ stdout }: ReturnType<typeof spawn>): Promise<string> {
  if (!stdout) throw new Error('a provider must have an output');
  for await (const line of createInterface(stdout)) {
    const [, , network, address] = line.split('|');
    return network === 'unix' ? `unix:${address}` : String(address);
  }
  throw new Error('the provider must say where it listens, got its end');
}

function encoded(value: Value) {
  return { msgpack: msgpack(value) };
}

const ERROR = 1;

function problemsIn(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === ERROR).map(({ summary, detail }) => [summary, detail].filter(text => text !== '').join(': '));
}
