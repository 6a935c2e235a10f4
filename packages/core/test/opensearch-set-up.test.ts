import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { days, type OpenSearchProps, type ReleaseTask } from '../src';

const TIERS = { warm: { nodes: 2 }, lifecycle: { hot: days(30), warm: days(90), cold: days(365) } } as const;

function declare(props: Partial<OpenSearchProps> = TIERS) {
  const { platform, stores, clinical, ehr } = aPlatform();
  const infrastructure = aDomain(platform, 'infrastructure');
  const logs = stores.opensearch('logs', {
    holds: ['operational'],
    setUp: { domain: infrastructure, image: 'registry.example/curl:8.16.0' },
    ...props,
  });
  ehr.writes(logs, { prefix: 'ehr-' }).reads(logs, { prefix: 'ehr-' });
  aService(clinical, 'auditor').reads(logs);
  return filesOf(logs.setUp);
}

function filesOf(task: ReleaseTask | undefined): Readonly<Record<string, string>> {
  const volume = task?.mounts['/etc/opensearch'];
  if (volume?.kind !== 'config-files') throw new Error('the task has no files');
  return volume.files;
}

const says = (files: Readonly<Record<string, string>>, file: string) => JSON.parse(files[file] ?? 'null') as unknown;

describe('what a store of OpenSearch is told', () => {
  it('[O5] gives each workload the indexes that its edges name, and the role in AWS that has it', () => {
    const files = declare();
    expect(says(files, 'role.clinical.ehr.json')).toEqual({
      cluster_permissions: ['cluster_composite_ops', 'cluster_composite_ops_ro'],
      index_permissions: [
        { index_patterns: ['ehr-*'], allowed_actions: ['write', 'create_index', 'indices:admin/auto_create'] },
        { index_patterns: ['ehr-*'], allowed_actions: ['read'] },
      ],
    });
    expect(says(files, 'role.clinical.auditor.json')).toMatchObject({ index_permissions: [{ index_patterns: ['*'], allowed_actions: ['read'] }] });
    expect(says(files, 'mapping.clinical.ehr.json')).toEqual({ backend_roles: ['@role@'] });
  });

  it('[O5] begins each index with the declared shards and copies', () => {
    expect(says(declare({ shards: 5, replicas: 1 }), 'template.json')).toEqual({
      index_patterns: ['ehr-*'],
      priority: 100,
      template: { settings: { number_of_shards: 5, number_of_replicas: 1 } },
    });
  });

  it('[O5] moves an index to warm nodes, to cold storage and away, each counted from its first day', () => {
    const { policy } = says(declare(), 'lifecycle.json') as { readonly policy: { readonly states: readonly State[]; readonly ism_template: unknown } };
    expect(policy.states.map(({ name, actions, transitions }) => [name, Object.keys(actions[0] ?? {})[0], transitions[0]])).toEqual([
      ['hot', undefined, { state_name: 'warm', conditions: { min_index_age: '30d' } }],
      ['warm', 'warm_migration', { state_name: 'cold', conditions: { min_index_age: '90d' } }],
      ['cold', 'cold_migration', { state_name: 'delete', conditions: { min_index_age: '365d' } }],
      ['delete', 'cold_delete', undefined],
    ]);
    expect(policy.ism_template).toEqual([{ index_patterns: ['ehr-*'], priority: 100 }]);
  });

  it('[O5] deletes an index that is only ever hot as such', () => {
    const { policy } = says(declare({ lifecycle: { hot: days(14) } }), 'lifecycle.json') as { readonly policy: { readonly states: readonly State[] } };
    expect(policy.states.map(({ name, actions }) => [name, actions])).toEqual([
      ['hot', []],
      ['delete', [{ delete: {} }]],
    ]);
  });

  it('[O5][B3] has what is written kept in a bucket each night of the place, for as long as declared, and the newest seven in any case', () => {
    const files = declare({ snapshots: { at: '03:30', keep: days(45) } });
    expect(files.requests?.split('\n').slice(-4, -1)).toEqual([
      'mapping _plugins/_security/api/rolesmapping/manage_snapshots mapping.manage_snapshots.json LOGS_ADMINISTRATOR',
      'repository _snapshot/clinfra repository.json',
      'policy _plugins/_sm/policies/clinfra snapshots.json POST',
    ]);
    const schedule = { cron: { expression: '30 3 * * *', timezone: 'Europe/Dublin' } };
    expect(says(files, 'snapshots.json')).toMatchObject({
      creation: { schedule },
      deletion: { schedule, condition: { max_age: '45d', min_count: 7 } },
      snapshot_config: { repository: 'clinfra', indices: ['ehr-*'], include_global_state: false },
    });
  });

  it('[O5] keeps of what moves to warm nodes only the days that are surely hot, for as long as an index lives', () => {
    const { deletion, snapshot_config } = says(declare({ ...TIERS, lifecycle: { hot: days(4), warm: days(90), cold: days(365) } }), 'snapshots.json') as Policy;
    expect(snapshot_config.indices).toEqual(['<ehr-*{now/d}>', '<ehr-*{now/d-1d}>', '<ehr-*{now/d-2d}>']);
    expect(deletion.condition.max_age).toBe('365d');
  });

  it('[O5] keeps nothing elsewhere where that is declared', () => {
    expect(declare({ snapshots: 'none' }).requests).not.toMatch(/snapshot|_sm/);
  });

  it('[O5] ages nothing where nothing is said of it', () => {
    expect(Object.keys(declare({}))).not.toContain('lifecycle.json');
  });
});

interface Policy {
  readonly deletion: { readonly condition: { readonly max_age: string } };
  readonly snapshot_config: { readonly indices: readonly string[] };
}

interface State {
  readonly name: string;
  readonly actions: readonly object[];
  readonly transitions: readonly object[];
}

const curl = spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '';
const itWithCurl = /^curl ([89]|7\.[89])/.test(curl) ? it : it.skip;

/** The script as it stands, without TLS, against a server that answers as OpenSearch does. */
describe('the task that sets it up', () => {
  let domain: StandIn;
  beforeEach(async () => {
    domain = await StandIn.start();
  });
  afterEach(() => domain.stop());

  itWithCurl('[O5] tells it all in order, in signed requests, and says what it did (skipped without curl)', async () => {
    const { code, out } = await domain.setUp(declare(), { LOGS_ROLE_0: 'ward-ehr', LOGS_ROLE_1: 'ward-auditor' });
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/_plugins\/_ism\/policies\/clinfra: done\n(.*\n)*_plugins\/_sm\/policies\/clinfra: done\n$/),
    });
    expect(domain.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'PUT /_plugins/_security/api/roles/clinical.ehr',
      'PUT /_plugins/_security/api/rolesmapping/clinical.ehr',
      'PUT /_plugins/_security/api/roles/clinical.auditor',
      'PUT /_plugins/_security/api/rolesmapping/clinical.auditor',
      'PUT /_index_template/clinfra',
      'GET /_plugins/_ism/policies/clinfra',
      'PUT /_plugins/_ism/policies/clinfra',
      'PUT /_plugins/_security/api/rolesmapping/manage_snapshots',
      'PUT /_snapshot/clinfra',
      'GET /_plugins/_sm/policies/clinfra',
      'POST /_plugins/_sm/policies/clinfra',
    ]);
    expect(JSON.parse(domain.asked[7]?.body ?? '')).toEqual({ backend_roles: ['arn:aws:iam::111122223333:role/ward-logs-set-up'] });
    expect(JSON.parse(domain.asked[8]?.body ?? '')).toEqual({
      type: 's3',
      settings: { bucket: 'ward-logs-snapshots-111122223333', region: 'eu-west-1', role_arn: 'arn:aws:iam::111122223333:role/ward-logs-snapshots' },
    });
    expect(JSON.parse(domain.asked[1]?.body ?? '')).toEqual({ backend_roles: ['arn:aws:iam::111122223333:role/ward-ehr'] });
    for (const { headers } of domain.asked) {
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/es\/aws4_request, SignedHeaders=[^,]*x-amz-security-token/,
      );
      expect(headers['x-amz-security-token']).toBe('a+token/of=the==role');
    }
  });

  itWithCurl('[O5] can be run again: what is there already is changed by its number (skipped without curl)', async () => {
    domain.answers = {
      '/_plugins/_ism/policies/clinfra': '{"_id":"clinfra","_seq_no":7,"_primary_term":2,"policy":{"states":[]}}',
      '/_plugins/_sm/policies/clinfra': '{"_id":"clinfra-sm-policy","_version":3,"_seq_no":9,"_primary_term":2,"sm_policy":{"name":"clinfra"}}',
    };
    const { code } = await domain.setUp(declare(), { LOGS_ROLE_0: 'ward-ehr' });
    expect(code).toBe(0);
    const changed = domain.asked.filter(({ method, url }) => method !== 'GET' && url.includes('policies')).map(({ method, url }) => `${method} ${url}`);
    expect(changed).toEqual([
      'PUT /_plugins/_ism/policies/clinfra?if_primary_term=2&if_seq_no=7',
      'PUT /_plugins/_sm/policies/clinfra?if_primary_term=2&if_seq_no=9',
    ]);
  });

  itWithCurl('gives no rights to a client that does not run at the site (skipped without curl)', async () => {
    await domain.setUp(declare(), { LOGS_ROLE_0: 'ward-ehr' });
    expect(domain.asked.map(({ url }) => url)).not.toContain('/_plugins/_security/api/rolesmapping/clinical.auditor');
  });

  itWithCurl('ends with what was refused, so that it is tried again (skipped without curl)', async () => {
    domain.refuses = '/_index_template/clinfra';
    const { code, error } = await domain.setUp(declare(), { LOGS_ROLE_0: 'ward-ehr' });
    expect([code, error]).toEqual([1, '_index_template/clinfra: 403 {"message":"no"}\n']);
  });

  itWithCurl('[X3] writes no credential to a disk or a log (skipped without curl)', async () => {
    const { out, error, left } = await domain.setUp(declare(), { LOGS_ROLE_0: 'ward-ehr' });
    expect(left).toContain('ward-logs-snapshots');
    for (const text of [out, error, left]) {
      for (const secret of ['wJalrXUtnFEMI', 'a+token/of=the==role', 'the-token-of-the-pod']) expect(text).not.toContain(secret);
    }
  });
});

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A domain and the agent that hands out credentials, on loopback. */
class StandIn {
  readonly asked: Asked[] = [];
  answers: Readonly<Record<string, string>> = {};
  refuses: string | undefined;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'clinfra-set-up-'));

  private constructor(private readonly server: Server) {}

  static start(): Promise<StandIn> {
    return new Promise(resolve => {
      const server = createServer((request, response) => {
        let body = '';
        request.on('data', part => (body += String(part)));
        request.on('end', () => {
          const { method = '', url = '', headers } = request;
          if (url === '/credentials') {
            response.statusCode = headers.authorization === 'the-token-of-the-pod' ? 200 : 401;
            return response.end('{"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"wJalrXUtnFEMI","Token":"a+token/of=the==role"}');
          }
          made.asked.push({ method, url, headers, body });
          const answer = method === 'GET' ? made.answers[url] : '{}';
          response.statusCode = url === made.refuses ? 403 : answer === undefined ? 404 : 200;
          return response.end(url === made.refuses ? '{"message":"no"}' : (answer ?? '{}'));
        });
      });
      const made = new StandIn(server);
      server.listen(0, '127.0.0.1', () => resolve(made));
    });
  }

  setUp(files: Readonly<Record<string, string>>, roles: Readonly<Record<string, string>>) {
    const [etc, temporary] = ['etc', 'tmp'].map(name => path.join(this.#folder, name)) as [string, string];
    for (const folder of [etc, temporary]) mkdirSync(folder, { recursive: true });
    const here = (text: string) => text.replaceAll('/etc/opensearch', etc).replace('cd /tmp', `cd ${temporary}`).replace('https://', 'http://');
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(etc, name), here(text));
    writeFileSync(path.join(this.#folder, 'token'), 'the-token-of-the-pod');
    const { port } = this.server.address() as AddressInfo;
    const env = {
      PATH: process.env.PATH ?? '',
      LOGS_HOST: '127.0.0.1',
      LOGS_PORT: String(port),
      LOGS_REGION: 'eu-west-1',
      LOGS_ARN: 'arn:aws:es:eu-west-1:111122223333:domain/ward',
      LOGS_ADMINISTRATOR: 'ward-logs-set-up',
      LOGS_SNAPSHOT_BUCKET: 'ward-logs-snapshots-111122223333',
      LOGS_SNAPSHOT_ROLE: 'arn:aws:iam::111122223333:role/ward-logs-snapshots',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: path.join(this.#folder, 'token'),
      ...roles,
    };
    return new Promise<{ readonly code: number | null; readonly out: string; readonly error: string; readonly left: string }>(resolve => {
      const child = spawn('/bin/sh', [path.join(etc, 'set-up.sh')], { env });
      let [out, error] = ['', ''];
      child.stdout.on('data', part => (out += String(part)));
      child.stderr.on('data', part => (error += String(part)));
      child.on('close', code => {
        const left = readdirSync(temporary)
          .map(name => readFileSync(path.join(temporary, name), 'utf8'))
          .join('\n');
        resolve({ code, out, error, left });
      });
    });
  }

  stop(): Promise<void> {
    rmSync(this.#folder, { recursive: true });
    return new Promise(resolve => this.server.close(() => resolve()));
  }
}
