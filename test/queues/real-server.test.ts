import { spawnSync } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { rabbitMqConfiguration, scopesOf } from '@clinfra/aws/rabbitmq-settings';
import { BrokerTopology, Inventory, type QueueProps, seconds } from '@clinfra/core';
import { definitionsOf, TOPOLOGY_SCRIPT } from '@clinfra/kubernetes';
import { aPlatform, aService } from '../fixtures/a-platform';
import { canServe, RabbitMqServer, UNLESS_THERE } from './rabbitmq-server';

const AUDIENCE = 'ward-production-dublin-dispatch';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A broker as a platform declares it, with what differs from release to release. */
function declared({ laboratory: queue = {}, keys = ['laboratory.*'] }: { readonly laboratory?: Partial<QueueProps>; readonly keys?: readonly string[] } = {}) {
  const { platform, stores, clinical, databases } = aPlatform();
  const broker = stores.rabbitmq('dispatch', { holds: ['phi'], tokenIssuer: 'https://0f1e2d3c.tokens.sts.global.api.aws' });
  const unknown = broker.exchange('unknown', { type: 'fanout', holds: ['phi'] });
  const failed = broker.exchange('failed', { type: 'direct', holds: ['phi'] });
  const orders = broker.exchange('orders', { holds: ['phi'], alternate: unknown });
  const laboratory = broker.queue('laboratory', { holds: ['phi'], deadLetter: failed, deadLetterKey: 'lost', ...queue }).bind(orders, ...keys);
  const looked = broker
    .queue('looked-at', { holds: ['phi'], type: 'classic', singleConsumer: true })
    .bind(failed, 'lost')
    .bind(unknown);
  const ordering = aService(clinical, 'ordering').publishes(orders, failed);
  const bench = aService(clinical, 'bench').consumes(laboratory, looked);
  const inventory = new Inventory(platform);
  const [topology] = inventory.workloadsOf(databases).filter(workload => workload instanceof BrokerTopology);
  if (!topology) throw new Error('nothing makes the exchanges and queues');
  return { inventory, broker, ordering, bench, topology };
}

/** What the broker on AWS would be configured with, by the role of each workload. */
function configuration(): string {
  const { inventory, broker, ordering, bench, topology } = declared();
  const clients = [ordering, bench, topology].map(workload => ({
    roleArn: roleOf(workload.name),
    scopes: scopesOf(
      broker,
      AUDIENCE,
      inventory.relations.filter(({ from }) => from === workload).map(relation => ({ workload, relation })),
    ),
  }));
  return rabbitMqConfiguration(broker.tokenIssuer ?? '', AUDIENCE, clients);
}

function roleOf(name: string): string {
  return `arn:aws:iam::111122223333:role/ward-production-dublin-clinical-${name}`;
}

/** Lets everybody ask by HTTP, which takes no right to anything within the broker and gives none. */
const TO_ASK = `${AUDIENCE}.tag:management`;

/** The same in Erlang, as this version reads it, with somebody who may do nothing; the keys are ours instead of AWS's. */
function inErlang(text: string): string {
  const values = new Map(text.split('\n').map(line => line.split(' = ') as [string, string]));
  const aliases = [...values].flatMap(([name, alias]) => {
    const scope = name.endsWith('.alias') && values.get(name.replace(/alias$/, 'scope'));
    return scope ? [[alias, scope.split(' ')] as const] : [];
  });
  const known = [...aliases, [roleOf('stranger'), []] as const].map(
    ([alias, scopes]) => `<<"${alias}">> => [${[...scopes, TO_ASK].map(one => `<<"${one}">>`).join(', ')}]`,
  );
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return `[{rabbitmq_auth_backend_oauth2, [
  {resource_server_id, <<"${values.get('auth_oauth2.resource_server_id')}">>},
  {extra_scopes_source, <<"${values.get('auth_oauth2.additional_scopes_key')}">>},
  {scope_aliases, #{${known.join(', ')}}},
  {key_config, [{default_key, <<"one">>}, {signing_keys, #{<<"one">> => {pem, <<"${String(pem).replaceAll('\n', '\\n')}">>}}}]}]}].\n`;
}

/** A token as STS signs it. */
function token(role: string, audience = AUDIENCE): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 300;
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${part({ sub: role, aud: [audience], exp })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
}

(canServe() ? describe : describe.skip)(`a real RabbitMQ ${UNLESS_THERE}`, () => {
  const server = new RabbitMqServer();
  beforeAll(async () => {
    await server.start(['rabbitmq_auth_backend_oauth2'], inErlang(configuration()));
    // Before anything is there; whoever looks into it afterwards is nobody of the platform.
    applied();
    await server.ask('PUT', 'permissions/dispatch/guest', { configure: '', write: '.*', read: '.*' });
  }, 70_000);
  afterAll(() => server.stop());

  /** Runs the script of the Job, with a token of the role that the Job has. */
  function applied(of: ReturnType<typeof declared> = declared()) {
    const definitions = server.write('definitions.json', JSON.stringify(definitionsOf(of.broker)));
    const files = [server.write('topology.cjs', TOPOLOGY_SCRIPT), definitions, server.write('token', `${token(roleOf('dispatch-topology'))}\n`)];
    const { status, stdout, stderr } = spawnSync(process.execPath, files, { encoding: 'utf8', env: { BROKER: server.url } });
    return { status, said: (stdout + stderr).trim() };
  }

  const list = async (what: string) => (await server.ask('GET', `${what}/dispatch`)).answer as readonly Readonly<Record<string, unknown>>[];
  const publish = (exchange: string, key: string, by?: string) =>
    server.ask('POST', `exchanges/dispatch/${exchange}/publish`, { properties: {}, routing_key: key, payload: 'one', payload_encoding: 'string' }, by);
  const take = (queue: string, by?: string) =>
    server.ask('POST', `queues/dispatch/${queue}/get`, { count: 1, ackmode: 'ack_requeue_false', encoding: 'auto' }, by);
  /** What is answered in the end: brokers tell what they have done a moment later. */
  const eventually = async <T>(ask: () => Promise<T>, is: (answer: T) => boolean): Promise<T> => {
    for (let tries = 0; tries < 50; tries++) {
      const answer = await ask();
      if (is(answer)) return answer;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    return ask();
  };
  const waiting = async (queue: string) => {
    const { answer } = await eventually(
      () => take(queue),
      ({ answer: messages }) => Array.isArray(messages) && messages.length > 0,
    );
    return (answer as readonly unknown[])[0];
  };

  it('[D9] holds what is declared, as often as it is told', async () => {
    expect([applied(), applied()]).toEqual([
      { status: 0, said: '' },
      { status: 0, said: '' },
    ]);
    expect((await list('queues')).map(({ name, durable, type, arguments: given }) => ({ name, durable, type, given }))).toEqual([
      { name: 'laboratory', durable: true, type: 'quorum', given: { 'x-queue-type': 'quorum' } },
      { name: 'looked-at', durable: true, type: 'classic', given: { 'x-queue-type': 'classic', 'x-single-active-consumer': true } },
    ]);
    expect((await list('policies')).find(({ name }) => name === 'queues/laboratory')).toMatchObject({
      pattern: '^laboratory$',
      definition: { 'dead-letter-exchange': 'failed', 'dead-letter-routing-key': 'lost', 'delivery-limit': 20 },
    });
    expect((await list('exchanges')).filter(({ name }) => name === 'orders')).toMatchObject([{ type: 'topic', durable: true, policy: 'exchanges/orders' }]);
  });

  it('[D9] brings a message to the queue that is bound, and what fits none to the alternate', async () => {
    applied();
    expect((await publish('orders', 'laboratory.blood')).answer).toEqual({ routed: true });
    expect(await waiting('laboratory')).toMatchObject({ payload: 'one', routing_key: 'laboratory.blood' });
    await publish('orders', 'kitchen.soup');
    expect(await waiting('looked-at')).toMatchObject({ payload: 'one', exchange: 'orders', routing_key: 'kitchen.soup' });
  });

  it('[D9] follows the next release: limits change in place, bindings that are gone are taken away', async () => {
    applied();
    expect(applied(declared({ laboratory: { ttl: seconds(1), maxLength: 1 }, keys: ['blood.#'] }))).toEqual({
      status: 0,
      said: 'unbound laboratory from orders',
    });
    expect((await list('policies')).find(({ name }) => name === 'queues/laboratory')).toMatchObject({
      definition: { 'message-ttl': 1000, 'max-length': 1, overflow: 'reject-publish' },
    });
    expect((await list('bindings')).filter(({ source }) => source === 'orders').map(({ routing_key: key }) => key)).toEqual(['blood.#']);
    await publish('orders', 'blood.count');
    expect(await waiting('looked-at')).toMatchObject({ payload: 'one', exchange: 'failed', routing_key: 'lost' });
  });

  it('[D9] refuses a queue of another kind before anything has changed, and says which', async () => {
    applied();
    const { status, said } = applied(declared({ laboratory: { type: 'classic', ttl: seconds(1) }, keys: ['blood.#'] }));
    expect(status).toBe(1);
    expect(said).toBe('queue laboratory is quorum and was declared classic: it keeps its kind for life; declare another name, or remove it once it is empty');
    expect((await list('bindings')).some(({ routing_key: key }) => key === 'laboratory.*')).toBe(true);
  });

  it('[D9] leaves queues alone that are declared no longer, and names them', async () => {
    applied();
    const admin = token(roleOf('dispatch-topology'));
    await server.ask('PUT', 'queues/dispatch/old', { durable: true, arguments: { 'x-queue-type': 'quorum' } }, admin);
    expect(applied()).toEqual({ status: 0, said: 'left alone, and declared no longer: queue old' });
    await server.ask('DELETE', 'queues/dispatch/old', undefined, admin);
  });

  it('[X2] lets a role do what its edges say, and nothing else', async () => {
    applied();
    const [ordering, bench, stranger] = [roleOf('ordering'), roleOf('bench'), roleOf('stranger')].map(role => token(role));
    const may = async (asked: Promise<{ readonly status: number }>) => (await asked).status < 300;
    expect({
      'ordering publishes': await may(publish('orders', 'laboratory.blood', ordering)),
      'ordering publishes without topics': await may(publish('failed', 'lost', ordering)),
      'ordering publishes elsewhere': await may(publish('unknown', 'lost', ordering)),
      'ordering consumes': await may(take('laboratory', ordering)),
      'bench consumes': await may(take('laboratory', bench)),
      'bench publishes': await may(publish('orders', 'laboratory.blood', bench)),
      'bench publishes past the exchanges': await may(publish('amq.default', 'laboratory', bench)),
      'bench makes a queue': await may(server.ask('PUT', 'queues/dispatch/own', { durable: true }, bench)),
      'bench empties a queue': await may(server.ask('DELETE', 'queues/dispatch/laboratory', undefined, bench)),
      'a stranger consumes': await may(take('laboratory', stranger)),
      'a token for another broker': await may(take('laboratory', token(roleOf('bench'), 'ward-production-dublin-other'))),
      'a token that was changed': await may(take('laboratory', `${token(roleOf('bench')).slice(0, -6)}AAAAAA`)),
    }).toEqual({
      'ordering publishes': true,
      'ordering publishes without topics': true,
      'ordering publishes elsewhere': false,
      'ordering consumes': false,
      'bench consumes': true,
      'bench publishes': false,
      'bench publishes past the exchanges': false,
      'bench makes a queue': false,
      'bench empties a queue': false,
      'a stranger consumes': false,
      'a token for another broker': false,
      'a token that was changed': false,
    });
  });

  it('says what is wrong, and no token, where it is not let in', () => {
    const definitions = server.write('definitions.json', JSON.stringify(definitionsOf(declared().broker)));
    const files = [server.write('topology.cjs', TOPOLOGY_SCRIPT), definitions, server.write('token', 'of-nobody-at-all')];
    const { status, stdout, stderr } = spawnSync(process.execPath, files, { encoding: 'utf8', env: { BROKER: server.url } });
    expect([status, stderr.startsWith('GET /api/queues/dispatch was answered with 401')]).toEqual([1, true]);
    expect(stdout + stderr).not.toContain('of-nobody-at-all');
  });
});
