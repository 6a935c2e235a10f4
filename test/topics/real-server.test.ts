import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { brokerProperties } from '@clinfra/aws/kafka-settings';
import { Inventory, type Kafka, kafkaUser, type Topic, type Workload } from '@clinfra/core';
import { ACCESS_SCRIPT, accessList } from '@clinfra/kubernetes';
import { aPlatform, aService } from '../fixtures/a-platform';
import { IdentityDoor } from './identity-door';
import { type Attempt, canServe, KafkaServer, UNLESS_THERE } from './kafka-server';

const CREDENTIALS = { AccessKeyId: 'ASIAEXAMPLE', SecretAccessKey: 'of/the+job', SessionToken: 'of+the/session==' };

interface Laboratory {
  readonly cluster: Kafka;
  readonly orders: Topic;
  readonly results: Topic;
  readonly ordering: Workload;
  readonly bench: Workload;
}

/** A cluster as a platform declares it, with what differs from release to release. */
function declared(change: (laboratory: Laboratory) => void = () => undefined, passwords = 1) {
  const { platform, site, stores, clinical } = aPlatform();
  const cluster = stores.kafka('laboratory', { holds: ['phi'], authentication: 'scram', passwords });
  const [orders, results] = ['orders', 'results'].map(name => cluster.topic(name, { partitions: 1, key: 'patient_id', holds: ['phi'] })) as [Topic, Topic];
  const ordering = aService(clinical, 'ordering').publishes(orders);
  const bench = aService(clinical, 'bench').consumes(orders);
  change({ cluster, orders, results, ordering, bench });
  return { list: accessList(new Inventory(platform), site, cluster), cluster };
}

const known = declared();
const MSK = brokerProperties(known.cluster, 1);
const user = (workload: string, passwords = 1) => kafkaUser({ name: workload, domain: { name: 'clinical' } } as Workload, passwords);
const USERS = [user('ordering'), user('ordering', 2), user('bench'), user('viewer'), 'somebody'];

const GROUPS = ['GROUP bench', 'GROUP bench-'].flatMap(group =>
  ['DESCRIBE', 'READ'].map(operation => `${operation} ${group} ${group.endsWith('-') ? 'PREFIXED' : 'LITERAL'}`),
);
/** As Kafka's own client lists what was declared. */
const LISTED = [
  ...['CLUSTER kafka-cluster', 'GROUP *', 'TOPIC *', 'TRANSACTIONAL_ID *'].map(what => `User:clinfra DESCRIBE ${what} LITERAL`),
  ...[...GROUPS, 'DESCRIBE TOPIC orders LITERAL', 'READ TOPIC orders LITERAL'].map(what => `User:${user('bench')} ${what}`),
  ...['DESCRIBE TOPIC orders LITERAL', 'WRITE TOPIC orders LITERAL'].map(what => `User:${user('ordering')} ${what}`),
].sort();

(canServe() ? describe.each : describe.skip.each)([
  ['as MSK is configured', MSK],
  ['that lets everybody in where nothing stands', MSK.replace('if.no.acl.found=false', 'if.no.acl.found=true')],
])(`a real Kafka ${UNLESS_THERE} %s`, (_, properties) => {
  const server = new KafkaServer();
  const pem = { key: readFileSync(server.folder.in('server.key'), 'utf8'), cert: readFileSync(server.folder.in('server.pem'), 'utf8') };
  const door = new IdentityDoor(pem, CREDENTIALS);
  let port = 0;
  beforeAll(async () => {
    await server.start(USERS, properties);
    port = await door.open(server.port);
    for (const name of ['orders', 'results']) await server.attempt({ what: 'create', name });
  }, 200_000);
  afterAll(async () => {
    door.close();
    await server.stop();
  });

  /** Runs the script of the Job, with credentials of the Job's role. The door is in this process, so that it must not wait for the script. */
  async function applied({ list }: Pick<ReturnType<typeof declared>, 'list'> = known, credentials: object = CREDENTIALS) {
    const files = [server.folder.write('access.cjs', ACCESS_SCRIPT), server.folder.write('access.json', JSON.stringify(list))];
    const env = { SERVER_BROKERS: `localhost:1,localhost:${port}`, AWS_REGION: 'eu-west-1', NODE_EXTRA_CA_CERTS: server.folder.authority };
    return run([...files, server.folder.write('credentials', JSON.stringify({ Version: 1, ...credentials }))], env);
  }

  const tried = async (attempts: Readonly<Record<string, Attempt>>) => {
    const came: Record<string, string> = {};
    for (const [what, attempt] of Object.entries(attempts)) came[what] = await server.attempt(attempt);
    return came;
  };

  it("[D8] lists what is declared, as often as it is told, and leaves what is not the platform's alone", async () => {
    await server.attempt({ what: 'allow', name: 'results', more: 'User:somebody' });
    const { status, said } = await applied();
    expect([status, said.split('\n').length, said.split('\n').at(-1)]).toEqual([0, LISTED.length + 1, `${LISTED.length} entries stand`]);
    expect(await applied()).toEqual({ status: 0, said: `${LISTED.length} entries stand` });
    expect((await server.attempt({ what: 'list' })).split('; ')).toEqual([...LISTED, 'User:somebody READ TOPIC results LITERAL']);
  });

  it('[X2] lets a user do what the edges of its workload say, and nothing else', async () => {
    await applied();
    const [ordering, bench, viewer] = ['ordering', 'bench', 'viewer'].map(name => user(name)) as [string, string, string];
    expect(
      await tried({
        'ordering publishes': { user: ordering, what: 'publish', name: 'orders' },
        'ordering publishes elsewhere': { user: ordering, what: 'publish', name: 'results' },
        'ordering publishes as a transaction': { user: ordering, what: 'publish as a transaction', name: 'orders', more: 'ordering' },
        'ordering consumes': { user: ordering, what: 'consume', name: 'orders', more: 'ordering' },
        'bench consumes': { user: bench, what: 'consume', name: 'orders', more: 'bench' },
        'bench consumes in another group of its own': { user: bench, what: 'consume', name: 'orders', more: 'bench-again' },
        "bench consumes in another's group": { user: bench, what: 'consume', name: 'orders', more: 'ordering' },
        'bench consumes elsewhere': { user: bench, what: 'consume', name: 'results', more: 'bench' },
        'bench publishes': { user: bench, what: 'publish', name: 'orders' },
        'bench sees': { user: bench, what: 'see' },
        'bench makes a topic': { user: bench, what: 'create', name: 'own' },
        'bench removes a topic': { user: bench, what: 'delete', name: 'orders' },
        'bench lists who may do what': { user: bench, what: 'list' },
        'bench allows itself more': { user: bench, what: 'allow', name: 'results', more: `User:${bench}` },
        'who has no edge publishes': { user: viewer, what: 'publish', name: 'orders' },
        'who has no edge consumes': { user: viewer, what: 'consume', name: 'orders', more: 'viewer' },
        'who has no edge sees': { user: viewer, what: 'see' },
        'nobody comes in': { user: 'nobody', what: 'see' },
      }),
    ).toEqual({
      'ordering publishes': 'done',
      'ordering publishes elsewhere': 'TopicAuthorizationException',
      'ordering publishes as a transaction': 'TransactionalIdAuthorizationException',
      'ordering consumes': 'GroupAuthorizationException',
      'bench consumes': 'done',
      'bench consumes in another group of its own': 'done',
      "bench consumes in another's group": 'GroupAuthorizationException',
      'bench consumes elsewhere': 'TopicAuthorizationException',
      'bench publishes': 'ClusterAuthorizationException',
      'bench sees': 'orders',
      'bench makes a topic': 'TopicAuthorizationException',
      'bench removes a topic': 'TopicAuthorizationException',
      'bench lists who may do what': 'ClusterAuthorizationException',
      'bench allows itself more': 'ClusterAuthorizationException',
      'who has no edge publishes': 'TopicAuthorizationException',
      'who has no edge consumes': 'TopicAuthorizationException',
      'who has no edge sees': '',
      'nobody comes in': 'SaslAuthenticationException',
    });
  }, 120_000);

  it('[D8] follows the next release: what comes is allowed, what goes is taken away', async () => {
    await applied();
    const next = declared(({ ordering, bench, results }) => {
      ordering.consumes(results);
      bench.publishes(results);
    });
    expect((await applied(next)).said).toContain(`allowed User:${user('bench')} write topic results`);
    expect(await server.attempt({ user: user('bench'), what: 'publish', name: 'results' })).toBe('done');
    expect((await applied()).said.split('\n')).toContain(`no longer allowed User:${user('ordering')} read group ordering-*`);
    expect(await server.attempt({ user: user('bench'), what: 'publish', name: 'results' })).toBe('TopicAuthorizationException');
    expect((await server.attempt({ what: 'list' })).split('; ')).toEqual([...LISTED, 'User:somebody READ TOPIC results LITERAL']);
  });

  it('[D8] lets the users before go on beside those after, and takes them away with the next number', async () => {
    const publishing = (passwords: number): Attempt => ({ user: user('ordering', passwords), what: 'publish', name: 'orders' });
    await applied();
    expect(await tried({ one: publishing(1), two: publishing(2) })).toEqual({ one: 'done', two: 'TopicAuthorizationException' });
    await applied(declared(undefined, 2));
    expect(await tried({ one: publishing(1), two: publishing(2) })).toEqual({ one: 'done', two: 'done' });
    await applied(declared(undefined, 3));
    expect(await tried({ one: publishing(1), two: publishing(2) })).toEqual({ one: 'TopicAuthorizationException', two: 'done' });
  });

  it('says what is wrong, and nothing that opens anything, where it is not let in', async () => {
    const { status, said } = await applied(known, { ...CREDENTIALS, SecretAccessKey: 'of/somebody+else' });
    expect([status, said]).toEqual([1, 'the login was refused with error 58 of Kafka: a wrong signature']);
  });
});

/** Runs it beside this process, which has the door. */
function run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<{ readonly status: number | null; readonly said: string }> {
  return new Promise(resolve => {
    const child = execFile(process.execPath, [...args], { encoding: 'utf8', env }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode, said: (stdout + stderr).trim() }),
    );
  });
}
