import { ControlPlane } from './harness/control-plane';
import { describeWithEngines } from './harness/describe-with-engines';
import { type Outcome, PulumiStack, succeeded } from './harness/pulumi-stack';
import { Workstation } from './harness/workstation';

describeWithEngines('a service that never becomes ready', ['pulumi', 'control plane'], () => {
  let controlPlane: ControlPlane;
  let workstation: Workstation;
  let stack: PulumiStack;
  let outcome: Outcome;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ context: 'khartoum', zones: ['a'] });
    workstation = new Workstation({ kubeconfigs: [controlPlane.kubeconfig] });
    stack = new PulumiStack(workstation, 'trial-development');
    succeeded(await stack.init());
    outcome = await stack.up({ program: 'never-ready', timeLimit: 60 });
  });

  afterAll(() => {
    controlPlane?.stop();
    workstation?.remove();
  });

  it('[T5] makes `up` fail in its own time, with a message that names the service and the reason', () => {
    expect(outcome).toMatchObject({ code: expect.any(Number), timedOut: false });
    expect(outcome.code).not.toBe(0);
    const [error, ...others] = outcome.events.errors.filter(({ urn }) => urn?.includes('::kubernetes:') || urn?.includes('$kubernetes:'));
    expect(others).toEqual([]);
    expect(error?.urn).toMatch(/kubernetes:apps\/v1:Deployment::khartoum\/clinical\/laboratory$/);
    expect(error?.message).toMatch(/clinical\/laboratory: .*ProgressDeadlineExceeded/);
  });

  it('[T5] stops nothing else: the other service runs, and everything that was made is in the state', async () => {
    const deployments = await controlPlane.kubectl.objects(['apps/v1 Deployment']);
    expect(deployments.map(({ metadata, status }) => [metadata.name, (status as { readyReplicas?: number }).readyReplicas])).toEqual([
      ['ehr', 1],
      ['laboratory', undefined],
    ]);
    const kinds = (await stack.resources()).filter(({ urn }) => urn.endsWith('clinical/laboratory')).map(({ type }) => type.split(':').at(-1));
    expect(kinds.sort()).toEqual(['Deployment', 'HorizontalPodAutoscaler', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount']);
  });
});
