import { applyStrictly } from './harness/apply-strictly';
import { ControlPlane } from './harness/control-plane';
import { describeWithEngines } from './harness/describe-with-engines';

interface Container {
  readonly [field: string]: unknown;
}

function aDeployment(container: Container = {}): object {
  const labels = { app: 'it' };
  const restricted = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } };
  const containers = [{ name: 'it', image: 'registry.test/runs:1', securityContext: restricted, ...container }];
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'it', namespace: 'strict' }, spec };
}

// What judges every environment's manifests in environments, judged itself.
describeWithEngines("the API server's judgement of manifests", ['control plane'], () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ context: 'strict', zones: ['a'] });
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': 'restricted' };
    await applyStrictly(controlPlane.kubectl, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'strict', labels } }]);
  });

  afterAll(() => controlPlane?.stop());

  it('accepts a sound one without a word', async () => {
    expect(await applyStrictly(controlPlane.kubectl, [aDeployment()])).toEqual({ accepted: true, said: [] });
  });

  it('refuses a field that it does not know', async () => {
    const { accepted, said } = await applyStrictly(controlPlane.kubectl, [aDeployment({ imagePullPolice: 'Always' })]);
    expect(accepted).toBe(false);
    expect(said.join()).toContain('unknown field "imagePullPolice"');
  });

  it('refuses a value of the wrong type', async () => {
    const { accepted } = await applyStrictly(controlPlane.kubectl, [aDeployment({ ports: [{ containerPort: 'http' }] })]);
    expect(accepted).toBe(false);
  });

  it.each<[string, object, RegExp]>([
    ['a pod that the namespace would not admit', aDeployment({ securityContext: {} }), /would violate PodSecurity "restricted:latest"/],
    ['a field that has no effect', aDeployment({ env: ['1', '2'].map(value => ({ name: 'TWICE', value })) }), /hides previous definition/],
    ['a version that will go', { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'it', namespace: 'strict' } }, /deprecated/],
  ])('warns of %s', async (_, manifest, warning) => {
    const { said } = await applyStrictly(controlPlane.kubectl, [manifest]);
    expect(said.join('\n')).toMatch(warning);
  });
});
