import { ControlPlane } from './harness/control-plane';
import { describeWithEngines } from './harness/describe-with-engines';
import { type Outcome, PulumiStack, succeeded } from './harness/pulumi-stack';
import { Workstation } from './harness/workstation';

describeWithEngines('a migration before a release', ['pulumi', 'control plane'], () => {
  let controlPlane: ControlPlane;
  let workstation: Workstation;
  let stack: PulumiStack;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ context: 'khartoum', zones: ['a'] });
    workstation = new Workstation({ kubeconfigs: [controlPlane.kubeconfig] });
    stack = new PulumiStack(workstation, 'trial-development');
    succeeded(await stack.init());
  });

  afterAll(() => {
    controlPlane?.stop();
    workstation?.remove();
  });

  const release = (number: 1 | 2): Promise<Outcome> => stack.up({ program: 'release', env: { CLINFRA_ENGINE_RELEASE: String(number) }, timeLimit: 60 });

  async function images(): Promise<Readonly<Record<string, unknown>>> {
    const path = '{range .items[*]}{.metadata.name}={.spec.template.spec.containers[0].image}{"\\n"}{end}';
    const lines = await controlPlane.kubectl.text(['get', 'deployments', '-n', 'clinical', '-o', `jsonpath=${path}`]);
    return Object.fromEntries(
      lines
        .trim()
        .split('\n')
        .map(line => line.split('=')),
    );
  }

  it('[T5] that succeeds lets its service come up', async () => {
    succeeded(await release(1));
    expect(await images()).toEqual({ ehr: 'registry.test/runs:1', laboratory: 'registry.test/runs:1' });
  });

  it('[T5] that fails makes `up` fail with its name and the reason, and stops the rollout of its service and of nothing else', async () => {
    const { code, timedOut, events } = await release(2);
    expect({ failed: code !== 0, timedOut }).toEqual({ failed: true, timedOut: false });
    const [error] = events.errors.filter(({ urn }) => urn?.includes('kubernetes:'));
    expect(error?.urn).toMatch(/kubernetes:batch\/v1:Job::khartoum\/clinical\/migrate-/);
    expect(error?.message).toMatch(/clinical\/migrate-.*: Failed is True: BackoffLimitExceeded/);
    expect(await images()).toEqual({ ehr: 'registry.test/runs:1', laboratory: 'registry.test/runs:2' });
  });
});
