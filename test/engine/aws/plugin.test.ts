import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ProviderUnderTest, REGION } from './a-provider';
import { installAwsCommand, installAwsPlugin } from './install';
import { sdkVersion } from './resource-types';

let folder: string;
let kubeconfig: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-plugin-'));
  mkdirSync(path.join(folder, 'pki'));
  writeFileSync(path.join(folder, 'pki', 'authority.crt'), 'a certificate');
  kubeconfig = path.join(folder, 'kubeconfig');
  const cluster = { server: 'https://127.0.0.1:16443', 'certificate-authority': 'pki/authority.crt' };
  writeFileSync(kubeconfig, JSON.stringify({ clusters: [{ name: 'test', cluster }], users: [{ name: 'admin', user: { token: 'a-token' } }] }));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the plugin', () => {
  it('stands where the engine looks for the version of the SDK', () => {
    expect(installAwsPlugin(folder)).toBe(path.join(folder, 'plugins', `resource-aws-v${sdkVersion()}`, 'pulumi-resource-aws'));
  });

  it('tells its port, answers there, and ends when the engine does', async () => {
    // A shell that waits for the plugin stands for the engine.
    const engine = spawn('/bin/sh', ['-c', `'${installAwsPlugin(folder)}' 127.0.0.1:1 & wait`], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = await once(createInterface({ input: engine.stdout }), 'line');
    const socket = connect(Number(port), '127.0.0.1').resume();
    await once(socket, 'connect');
    engine.kill('SIGKILL');
    // The end of the plugin closes the connection.
    await once(socket, 'close');
  });
});

describe('a Kubernetes cluster', () => {
  it('has the address and authority of the control plane that the tests have for its region', async () => {
    const provider = await ProviderUnderTest.start({ clusters: { [REGION]: kubeconfig } });
    const inputs = { region: REGION, name: 'site', roleArn: 'arn', vpcConfig: { subnetIds: [] } };
    const { outputs } = await provider.create({ type: 'aws:eks/cluster:Cluster' }, inputs);
    provider.stop();
    expect(outputs).toMatchObject({ endpoint: 'https://127.0.0.1:16443', certificateAuthority: { data: Buffer.from('a certificate').toString('base64') } });
  });

  it('gives its token to whoever asks as a kubeconfig of EKS does', () => {
    const { stdout, status } = ask(['eks', 'get-token', '--cluster-name', 'site', '--region', REGION, '--output', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1beta1', status: { token: 'a-token' } });
  });

  it.each([
    [
      ['eks', 'get-token', '--cluster-name', 'site', '--region', 'eu-west-1'],
      'aws of the tests: must find site or eu-west-1 in CLINFRA_ENGINE_CLUSTERS, got nothing\n',
    ],
    [['s3', 'ls'], 'aws of the tests: must be called as aws eks get-token, got aws s3 ls\n'],
  ])('gives nothing for %j', (args, reason) => {
    const { stdout, stderr, status } = ask(args);
    expect([stdout, stderr, status]).toEqual(['', reason, 1]);
  });

  function ask(args: readonly string[]) {
    const env = { ...process.env, CLINFRA_ENGINE_CLUSTERS: JSON.stringify({ [REGION]: kubeconfig }) };
    return spawnSync(installAwsCommand(path.join(folder, 'bin')), args, { encoding: 'utf8', env });
  }
});
