import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeWithEngines } from './harness/describe-with-engines';
import { freePorts } from './harness/free-ports';
import { makeProject } from './harness/project';
import { type Outcome, PulumiStack, succeeded } from './harness/pulumi-stack';
import { Workstation } from './harness/workstation';

/** Longer than this is a hang. */
const timeLimit = 20;

describeWithEngines('what an operator gets wrong', ['pulumi'], () => {
  let workstation: Workstation;

  beforeEach(() => {
    workstation = new Workstation({});
  });

  afterEach(() => workstation?.remove());

  /** What was said of it; it must have failed in time, without a trace and with nothing made. */
  async function refused(stack: PulumiStack, run: Promise<Outcome>): Promise<string> {
    const { code, output, timedOut } = await run;
    expect({ timedOut, failed: code !== 0 }).toEqual({ timedOut: false, failed: true });
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(workstation.awsResources()).toEqual([]);
    expect((await stack.resources()).filter(({ custom, type }) => custom && !type.startsWith('pulumi:providers:'))).toEqual([]);
    return output;
  }

  it.each(['preview', 'up'] as const)('[T5] a stack that is not declared: %s names the nearest', async command => {
    const stack = new PulumiStack(workstation, 'nilecare-prodution');
    succeeded(await stack.init());
    const output = await refused(stack, stack[command]({ timeLimit }));
    expect(output).toContain('unknown stack "nilecare-prodution"; the nearest: nilecare-production');
  });

  it('[T5] a stack that was never made: the engine names it', async () => {
    const stack = new PulumiStack(workstation, 'nilecare-development');
    const { code, output, timedOut } = await stack.preview({ timeLimit });
    expect({ code, timedOut }).toEqual({ code: expect.any(Number), timedOut: false });
    expect(output).toContain("no stack named 'nilecare-development' found");
    expect(existsSync(workstation.path('world'))).toBe(false);
  });

  it('[T5] a wrong declaration: every finding is said, and nothing is made', async () => {
    const stack = new PulumiStack(workstation, 'trial-development');
    succeeded(await stack.init());
    const output = await refused(stack, stack.up({ program: 'wrong', timeLimit }));
    for (const name of ['Ehr', 'laboratory_']) expect(output).toMatch(new RegExp(`clinical\\.${name}.*: must .*, got .*; .* \\[[a-z-]+\\]`));
  });

  it('[T5] a wrong passphrase: said before the program runs', async () => {
    const stack = new PulumiStack(workstation, 'nilecare-development');
    succeeded(await stack.init());
    const output = await refused(stack, stack.up({ timeLimit, env: { PULUMI_CONFIG_PASSPHRASE: 'another one' } }));
    expect(output).toContain('incorrect passphrase');
  });

  it('[T5] an engine that is too old: said before the program runs', async () => {
    const stack = new PulumiStack(workstation, 'nilecare-development');
    succeeded(await stack.init());
    // The engine at hand is new enough; so the project is made to want one that does not exist yet.
    const project = path.join(makeProject(workstation, 'stacks'), 'Pulumi.yaml');
    writeFileSync(project, readFileSync(project, 'utf8').replace(/^requiredPulumiVersion: .*$/m, "requiredPulumiVersion: '>=999.0.0'"));
    const output = await refused(stack, stack.up({ timeLimit }));
    expect(output).toMatch(/version .*does not satisfy .*>=999\.0\.0/);
  });

  it('[T5] stack configuration of the wrong type: said before the program runs', async () => {
    const stack = new PulumiStack(workstation, 'nilecare-development');
    succeeded(await stack.init());
    writeFileSync(workstation.path('config', 'Pulumi.nilecare-development.yaml'), 'config: [not, a, table]\n');
    const output = await refused(stack, stack.up({ timeLimit }));
    expect(output).toContain('getting stack configuration: invalid YAML file');
  });

  it('[T5] a cluster that does not answer: said with its address, and nothing is made', async () => {
    const [port = 0] = await freePorts(1);
    const stack = new PulumiStack(workstation, 'trial-development');
    succeeded(await stack.init());
    const KUBECONFIG = workstation.path('kubeconfig');
    writeFileSync(KUBECONFIG, kubeconfigTo(`https://127.0.0.1:${port}`));
    const output = await refused(stack, stack.up({ program: 'unreachable', timeLimit, env: { KUBECONFIG } }));
    expect(output).toContain(`127.0.0.1:${port}: connect: connection refused`);
  });
});

function kubeconfigTo(server: string): string {
  const name = 'khartoum';
  const contexts = [{ name, context: { cluster: name, user: name } }];
  return JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name, cluster: { server } }], users: [{ name, user: { token: 'none' } }], contexts });
}
