import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onPath } from '../engine/harness/programs-on-path';
import { freePort, Running, ServerFolder } from '../fixtures/loopback';

/** The folder with the jars of a Kafka, `libs` of what Apache publishes. */
const { CLINFRA_KAFKA_LIBS: LIBS = '' } = process.env;
const isThere =
  LIBS !== '' && existsSync(LIBS) && readdirSync(LIBS).some(file => file.startsWith('kafka-server-')) && ['java', 'javac', 'openssl'].every(onPath);

export const UNLESS_THERE = '(skipped without a JDK, and CLINFRA_KAFKA_LIBS with the jars of a Kafka)';

export function canServe(): boolean {
  return isThere;
}

/** What a client with a password tries. */
export interface Attempt {
  readonly user?: string;
  readonly what: 'wait' | 'publish' | 'publish as a transaction' | 'consume' | 'create' | 'delete' | 'see' | 'list' | 'allow';
  readonly name?: string;
  readonly more?: string;
}

/**
 * A Kafka of a test's own, a broker and its controller in one, on loopback. Users come in over TLS with names and passwords; at a listener of its own, which stands for
 * MSK's brokers and what AWS does there, everybody is a super user.
 */
export class KafkaServer {
  readonly folder = new ServerFolder();
  #running: Running | undefined;
  #client: ChildProcessWithoutNullStreams | undefined;
  #answers: AsyncIterator<string> | undefined;
  /** The port at which everybody may do everything. */
  port = 0;

  /** Starts it with users, whose names are their passwords, and with what MSK is configured with besides. */
  async start(users: readonly string[], properties: string): Promise<void> {
    const [own, clients, controller] = [await freePort(), await freePort(), await freePort()];
    this.port = own;
    const keys = this.folder.write('keys.pem', ['server.key', 'server.pem'].map(file => readFileSync(this.folder.in(file), 'utf8')).join(''));
    const settings = this.folder.write('server.properties', `${properties}${this.#properties({ own, clients, controller, keys })}`);
    const java = onPath('java') ?? '';
    const classes = ['-cp', path.join(LIBS, '*')];
    const scram = users.flatMap(user => ['--add-scram', `SCRAM-SHA-512=[name=${user},password=${user}]`]);
    const format = ['kafka.tools.StorageTool', 'format', '-t', 'AAAAAAAAAAAAAAAAAAAAAQ', '-c', settings, ...scram];
    execFileSync(java, [...classes, ...format], { stdio: 'pipe' });
    execFileSync('chmod', ['-R', 'a+rwX', this.folder.in('data')]);
    this.#running = new Running(java, ['-Xmx512m', ...classes, 'kafka.Kafka', settings], this.folder.path, 'SIGKILL');
    const brokers = [`127.0.0.1:${own}`, `localhost:${clients}`];
    this.#client = spawn(java, ['-Xmx256m', ...classes, path.join(__dirname, 'Client.java'), ...brokers, this.folder.authority], { stdio: 'pipe' });
    this.#client.stderr.resume();
    this.#answers = createInterface({ input: this.#client.stdout })[Symbol.asyncIterator]();
    for (let tries = 1; (await this.attempt({ what: 'wait' })) !== 'done'; tries++)
      if (tries === 4) throw new Error(`Kafka did not answer: ${this.#running.said}`);
  }

  /** What came of it: `done`, or what Kafka's client threw. */
  async attempt({ user = '', what, name = '', more = '' }: Attempt): Promise<string> {
    this.#client?.stdin.write(`${[user, user, what, name, more].join('\t')}\n`);
    const answer = await this.#answers?.next();
    if (!answer || answer.done) throw new Error('the client ended by itself');
    return answer.value;
  }

  async stop(): Promise<void> {
    this.#client?.kill('SIGKILL');
    await this.#running?.stop();
    this.folder.remove();
  }

  #properties({ own, clients, controller, keys }: Readonly<Record<'own' | 'clients' | 'controller', number>> & { readonly keys: string }): string {
    const settings = {
      'process.roles': 'broker,controller',
      'node.id': 1,
      'controller.quorum.voters': `1@127.0.0.1:${controller}`,
      listeners: `OWN://127.0.0.1:${own},CLIENTS://localhost:${clients},CONTROLLER://127.0.0.1:${controller}`,
      'listener.security.protocol.map': 'OWN:PLAINTEXT,CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT',
      'controller.listener.names': 'CONTROLLER',
      'inter.broker.listener.name': 'OWN',
      'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
      'listener.name.clients.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'ssl.keystore.type': 'PEM',
      'ssl.keystore.location': keys,
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS',
      'log.dirs': this.folder.in('data'),
      'offsets.topic.replication.factor': 1,
      'offsets.topic.num.partitions': 1,
      'transaction.state.log.replication.factor': 1,
      'transaction.state.log.min.isr': 1,
      'group.initial.rebalance.delay.ms': 0,
    };
    return Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('');
  }
}
