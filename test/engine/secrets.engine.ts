import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { record } from '@clinfra/plan';
import { ControlPlane } from './harness/control-plane';
import { describeWithEngines } from './harness/describe-with-engines';
import { type Outcome, PulumiStack, succeeded } from './harness/pulumi-stack';
import { type Leak, leaksIn } from './harness/secret-scan';
import { Workstation } from './harness/workstation';

// Each needs escaping in JSON, and is long enough to be found in base64.
const SECRETS = { token: 'token "of" the\\configuration \u00e9 8f2b', password: 'password "of" the\\program \u00e9 77c1' };

describeWithEngines('secrets on the engine', ['pulumi', 'control plane'], () => {
  let controlPlane: ControlPlane;
  let workstation: Workstation;
  let stack: PulumiStack;
  const said: string[] = [];
  const env = { CLINFRA_ENGINE_SECRET: SECRETS.password };
  const program = 'late-secret';

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ context: 'secrets', zones: ['a'] });
    workstation = new Workstation({ kubeconfigs: [controlPlane.kubeconfig] });
    stack = new PulumiStack(workstation, 'secrets-test');
    const heard = async (running: Promise<Outcome>) => said.push(succeeded(await running).output);
    await heard(stack.init());
    await heard(stack.command(['config', 'set', '--secret', 'token', '--stack', stack.name], { input: SECRETS.token }));
    await heard(stack.preview({ program, env, args: ['--diff', '--show-full-output=true'] }));
    await heard(stack.up({ program, env, args: ['--diff'] }));
    await heard(stack.command(['preview', '--json', '--stack', stack.name], { program, env }));
    await heard(stack.command(['stack', 'export', '--stack', stack.name]));
    await heard(stack.command(['stack', 'output', '--json', '--stack', stack.name]));
    await heard(stack.command(['config', '--json', '--stack', stack.name]));
  });

  afterAll(() => {
    controlPlane?.stop();
    workstation?.remove();
  });

  it('reach the cluster whole, where the scan finds them', async () => {
    const text = await controlPlane.kubectl.text(['get', 'secret', 'database', '-n', 'default', '-o', 'json']);
    const { data } = JSON.parse(text);
    expect(Buffer.from(data.token, 'base64').toString()).toBe(SECRETS.token);
    expect(Buffer.from(data.url, 'base64').toString()).toBe(`postgres://clinfra:${SECRETS.password}@host`);
    expect(leaksIn('cluster', text, SECRETS).map(({ secret, form }) => [secret, form])).toEqual([
      ['token', 'base64'],
      ['password', 'base64'],
    ]);
  });

  it('[T5] stand in no state, backup, history, log or file of the engine', () => {
    expect(leaksIn('state', stack.stateFile(), SECRETS)).toEqual([]);
    const files = filesUnder(workstation.path());
    expect(files.length).toBeGreaterThan(5);
    expect(files.flatMap(file => leaksIn(path.relative(workstation.path(), file), readFileSync(file, 'utf8'), SECRETS))).toEqual([]);
  });

  it('[T5] stand in nothing that the command line prints', () => {
    expect(said).toHaveLength(8);
    expect(said.flatMap((text, index): readonly Leak[] => leaksIn(`command ${index}`, text, SECRETS))).toEqual([]);
  });

  it('[T5] stand in no plan', async () => {
    const before = process.env.CLINFRA_ENGINE_SECRET;
    process.env.CLINFRA_ENGINE_SECRET = SECRETS.password;
    try {
      const run: () => unknown = require('./programs/late-secret');
      const recording = await record({ project: 'clinfra', stack: 'secrets-test', config: { token: SECRETS.token } }, run);
      const text = JSON.stringify(recording);
      expect(text).toContain('aws:secretsmanager/secretVersion:SecretVersion');
      expect(leaksIn('plan', text, SECRETS)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env.CLINFRA_ENGINE_SECRET;
      else process.env.CLINFRA_ENGINE_SECRET = before;
    }
  });
});

/** Every file that the engine and its plugins have written, but for the event log: an option for those who debug the engine, in which it hides nothing. */
function filesUnder(folder: string): readonly string[] {
  return (
    readdirSync(folder, { withFileTypes: true, recursive: true })
      // The plugins themselves are links.
      .filter(entry => entry.isFile() && path.basename(entry.parentPath) !== 'events')
      .map(entry => path.join(entry.parentPath, entry.name))
  );
}
