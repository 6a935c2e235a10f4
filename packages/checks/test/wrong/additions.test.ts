import { type AddedObject, cores, gib } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const SAFE = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
const FIGURES = { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '200m', memory: '256Mi' } };
const VIEWER = { name: 'viewer', image: 'registry.example/viewer:2.0.0', securityContext: SAFE, resources: FIGURES };

/** A Deployment as a careful chart makes it, with its container and its pod changed. */
const deployment = (container: object = {}, pod: object = {}, labels: object = { 'app.kubernetes.io/name': 'viewer' }, replicas = 2): unknown => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'viewer' },
  spec: {
    replicas,
    template: {
      metadata: { labels },
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ ...VIEWER, ...container }],
        ...pod,
      },
    },
  },
});
const object = (kind: string, spec: object, apiVersion = 'v1', metadata: object = {}): unknown => ({
  apiVersion,
  kind,
  metadata: { name: 'viewer', ...metadata },
  spec,
});
const policy = (spec: object): unknown => object('NetworkPolicy', spec, 'networking.k8s.io/v1');
const OWN = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'viewer' } } };

const adding = (...objects: readonly unknown[]) => aWard({}, ({ clinical }) => clinical.adds('dashboard', () => untyped<readonly AddedObject[]>(objects)));
const AT = 'clinical.added.dashboard';
const POD = `${AT}.Deployment/viewer`;
const refused = (path: string, must: string, got: string, standard = 'restricted') =>
  `${POD}${path}: must ${must}, as the standard ${standard} of the domain asks, got ${got}; put it right, or the API server refuses the pod [additions]`;
const opened = (path: string, must: string, got: string) =>
  `${AT}.${path}: must ${must} in production, got ${got}; take it out, or waive added-guard with a reason and an end [added-guard]`;
const context = (change: object) => deployment({ securityContext: { ...SAFE, ...change } });

describe('an addition that is none', () => {
  findsExactly([
    {
      what: 'no list',
      declare: () => aWard({}, ({ clinical }) => clinical.adds('dashboard', () => untyped('chart'))),
      expect: [`${AT}: must give a list of objects, got no list; return the objects, as manifestsOf(() => chart) does [additions]`],
    },
    {
      what: 'a chart that cannot be synthesized',
      declare: () =>
        aWard({}, ({ clinical }) =>
          clinical.adds('dashboard', () => {
            throw new Error('no image');
          }),
        ),
      expect: [`${AT}: must give a list of objects, got an error: no image; return the objects, as manifestsOf(() => chart) does [additions]`],
    },
    {
      what: 'no object',
      declare: () => adding('apiVersion: v1'),
      expect: [`${AT}[0]: must be an object of Kubernetes, got "apiVersion: v1"; give it apiVersion, kind and metadata.name [additions]`],
    },
    {
      what: 'a name that is none',
      declare: () => aWard({}, ({ clinical }) => clinical.adds('Dash board', () => [])),
      expect: [
        'clinical.added.Dash board.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "Dash board"; rename it [names]',
      ],
    },
    {
      what: 'a name twice',
      declare: () => aWard({}, ({ clinical }) => [clinical.adds('dashboard', () => []), clinical.adds('dashboard', () => [])]),
      expect: [
        `${AT}.name: must be unique among the additions of clinical, got "dashboard", one of 2 with the first at ${AT}; rename all but one [duplicates]`,
      ],
    },
    {
      what: 'a value that JSON cannot say',
      declare: () => adding(object('Widget', { size: Number.NaN })),
      expect: [`${AT}.Widget/viewer.spec.size: must be what JSON can say, got NaN; resolve it before it is given [additions]`],
    },
  ]);
});

describe('an addition that stands where it may not, or means what is not its own', () => {
  findsExactly([
    {
      what: 'another namespace',
      declare: () => adding(object('ConfigMap', {}, 'v1', { namespace: 'kube-system' })),
      expect: [`${AT}.ConfigMap/viewer.metadata.namespace: must be clinical or left out, got "kube-system"; add it to the domain of that name [additions]`],
    },
    {
      what: 'an object of the cluster',
      declare: () => adding(object('ClusterRole', {}, 'rbac.authorization.k8s.io/v1')),
      expect: [
        `${AT}.ClusterRole/viewer: must stand in the namespace of its domain, got a ClusterRole, which stands in none; apply it apart from the platform [additions]`,
      ],
    },
    {
      what: 'a label of 64 characters',
      declare: () => adding(object('ConfigMap', {}, 'v1', { labels: { team: 'a'.repeat(64) } })),
      expect: [
        `${AT}.ConfigMap/viewer.metadata.labels.team: must be at most 63 letters, digits, dots, dashes and underscores, a letter or digit at both ends, got "${'a'.repeat(64)}"; shorten it [additions]`,
      ],
    },
    {
      what: 'a label of the platform',
      declare: () => adding(object('ConfigMap', {}, 'v1', { labels: { 'clinfra.io/site': 'cork' } })),
      expect: [`${AT}.ConfigMap/viewer.metadata.labels.clinfra.io/site: must be left to the platform, got "cork"; take it out [additions]`],
    },
    {
      what: '[M1] pods under the name of a workload, which its policies would let in',
      declare: () => adding(deployment({}, {}, { 'app.kubernetes.io/name': 'ehr' })),
      expect: [`${POD}.labels.app.kubernetes.io/name: must be none of the platform, got "ehr", a workload of clinical; call it otherwise [additions]`],
    },
    {
      what: 'a Service that leads to pods of a workload',
      declare: () => adding(object('Service', { selector: { 'app.kubernetes.io/name': 'ehr' } })),
      expect: [`${AT}.Service/viewer.spec.selector: must mean pods of the addition, got "ehr", a workload of clinical; declare it by the workload [additions]`],
    },
    {
      what: '[A1] a second autoscaler of a workload',
      declare: () => adding(object('HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'Deployment', name: 'ehr' } }, 'autoscaling/v2')),
      expect: [
        `${AT}.HorizontalPodAutoscaler/viewer.spec: must scale pods of the addition, got "ehr", a workload of clinical; declare scale or sizing of the workload [additions]`,
      ],
    },
  ]);
});

describe('an addition that holds a secret', () => {
  findsExactly([
    {
      what: '[X3] a Secret',
      declare: () => adding(object('Secret', {})),
      expect: [
        `${AT}.Secret/viewer: must be no Secret, whose values stand in manifests and states, got a Secret; declare a Secret, and let a workload use it [additions]`,
      ],
    },
    {
      what: '[X3] a value in a text',
      declare: () => adding({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'viewer' }, data: { 'app.yaml': 'url: amqp://ehr:hunter2@queue' } }),
      expect: [
        `${AT}.ConfigMap/viewer.data.app.yaml: must hold no secret, got contents that look like one; take it out, declare a Secret, and name the Secret that it becomes [additions]`,
      ],
    },
    {
      what: '[X3] a variable',
      declare: () => adding(deployment({ env: [{ name: 'API_TOKEN', value: 'hunter2' }] })),
      expect: [`${POD}.viewer.env.API_TOKEN: must be no secret, got a value that looks like one; take it from a Secret by secretKeyRef [additions]`],
    },
  ]);
});

describe('pods of an addition', () => {
  findsExactly([
    {
      what: 'latest in production',
      declare: () => adding(deployment({ image: 'registry.example/viewer:latest' })),
      expect: [
        `${POD}.viewer.image: must name one version, got "registry.example/viewer:latest"; replace latest, which moves, by the version [image]`.replace(
          '[image]',
          '[additions]',
        ),
      ],
    },
    {
      what: 'no tag',
      declare: () => adding(deployment({ image: 'registry.example/viewer' })),
      expect: [`${POD}.viewer.image: must have a tag or a digest, got "registry.example/viewer"; add the version [additions]`],
    },
    {
      what: '[X1] root, by leaving it open',
      declare: () => adding(deployment({}, { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } })),
      expect: [refused('.viewer.securityContext.runAsNonRoot', 'be true', 'nothing')],
    },
    {
      what: '[X1] no profile of system calls',
      declare: () => adding(deployment({}, { securityContext: { runAsNonRoot: true } })),
      expect: [refused('.viewer.securityContext.seccompProfile.type', 'be RuntimeDefault', 'nothing')],
    },
    {
      what: '[X1] more rights than it begins with',
      declare: () => adding(context({ allowPrivilegeEscalation: true })),
      expect: [refused('.viewer.securityContext.allowPrivilegeEscalation', 'be false', 'true')],
    },
    {
      what: '[X1] capabilities kept',
      declare: () => adding(context({ capabilities: {} })),
      expect: [refused('.viewer.securityContext.capabilities.drop', 'be ALL', 'nothing')],
    },
    {
      what: '[X1] capabilities added',
      declare: () => adding(context({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } })),
      expect: [refused('.viewer.securityContext.capabilities.add', 'add none beyond the usual', '"SYS_ADMIN"', 'baseline')],
    },
    {
      what: '[X1] a privileged one',
      declare: () => adding(context({ privileged: true })),
      expect: [refused('.viewer.securityContext.privileged', 'be false', 'true', 'baseline')],
    },
    {
      what: '[X1] the network of the node',
      declare: () => adding(deployment({}, { hostNetwork: true })),
      expect: [refused('.hostNetwork', 'be left out', 'true', 'baseline')],
    },
    {
      what: '[X1] a port of the node',
      declare: () => adding(deployment({ ports: [{ containerPort: 80, hostPort: 80 }] })),
      expect: [refused('.viewer.ports', 'take no port of the node', '80', 'baseline')],
    },
    {
      what: '[X1] a folder of the node',
      declare: () => adding(deployment({}, { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] })),
      expect: [refused('.volumes.logs', 'not be a folder of the node', '"/var/log"', 'baseline')],
    },
    {
      what: '[X1] a disk from outside the cluster',
      declare: () => adding(deployment({}, { volumes: [{ name: 'images', nfs: { server: 'nas.example', path: '/' } }] })),
      expect: [refused('.volumes.images', 'be a volume of the cluster', 'nfs')],
    },
    {
      what: '[K1] more than the quota has left',
      declare: () => adding(deployment({ resources: { requests: { cpu: '90', memory: '1Gi' } } })),
      expect: [
        'clinical.added.dashboard.Deployment/viewer: must fit on one node of sites.dublin.hosting.nodes, which has 3670m of CPU left for pods, got 90 of CPU; choose a larger instanceType, or make the pod smaller [node-capacity]',
        'clinical.quota.cpu: must cover every pod at maximum scale, got 100 for 183 (Deployment/viewer 180, ehr 2500m, notifier 500m); raise it or lower scale.max [capacity]',
      ],
    },
  ]);
});

describe('what an addition opens', () => {
  findsExactly([
    {
      what: '[M1] the whole namespace',
      declare: () => adding(policy({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] })),
      expect: [opened('NetworkPolicy/viewer.spec.podSelector', 'select pods of the addition alone, by a app.kubernetes.io/name of theirs', 'nothing')],
    },
    {
      what: '[M1] a workload',
      declare: () => adding(policy({ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ehr' } }, ingress: [{ from: [{ podSelector: {} }] }] })),
      expect: [opened('NetworkPolicy/viewer.spec.podSelector', 'select pods of the addition alone, by a app.kubernetes.io/name of theirs', 'an object')],
    },
    {
      what: '[M1] its own pods to everybody',
      declare: () => adding(policy({ ...OWN, ingress: [{}] })),
      expect: [opened('NetworkPolicy/viewer.spec.ingress', 'name whom it means', 'everybody')],
    },
    {
      what: '[M6] its own pods to every address',
      declare: () => adding(policy({ ...OWN, egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] })),
      expect: [opened('NetworkPolicy/viewer.spec.egress', 'name whom it means', '"0.0.0.0/0"')],
    },
    {
      what: '[M1] its own pods to every namespace',
      declare: () => adding(policy({ ...OWN, ingress: [{ from: [{ namespaceSelector: {} }] }] })),
      expect: [opened('NetworkPolicy/viewer.spec.ingress', 'name whom it means', 'every namespace')],
    },
    {
      what: '[X2] rights',
      declare: () => adding(object('Role', {}, 'rbac.authorization.k8s.io/v1')),
      expect: [opened('Role/viewer', 'let nobody in or out and give no rights', 'a Role')],
    },
    {
      what: '[W8] a port of every node',
      declare: () => adding(object('Service', { type: 'NodePort' })),
      expect: [opened('Service/viewer.spec.type', 'be ClusterIP', '"NodePort"')],
    },
    {
      what: '[X2] a token',
      declare: () => adding(deployment({}, { automountServiceAccountToken: undefined })),
      expect: [opened('Deployment/viewer.automountServiceAccountToken', 'be false', 'nothing')],
    },
    {
      what: '[X1] a root that can be written to',
      declare: () => adding(context({ readOnlyRootFilesystem: false })),
      expect: [opened('Deployment/viewer.viewer.securityContext.readOnlyRootFilesystem', 'be true', 'false')],
    },
    {
      what: 'with a waiver a warning',
      declare: () =>
        aWard({}, ({ clinical }) =>
          clinical
            .adds('dashboard', () => untyped([object('Service', { type: 'NodePort' })]))
            .waive({ rule: 'added-guard', reason: 'the screens of the ward have no other way', until: '2027-03-31' }),
        ),
      expect: [
        `warning: ${AT}.Service/viewer.spec.type: must be ClusterIP in production, got "NodePort"; waived until 2027-03-31: the screens of the ward have no other way [added-guard]`,
      ],
    },
  ]);
});

describe('an addition', () => {
  it('is fine as a careful chart makes it', () => {
    expect(
      messagesOf(
        adding(
          deployment(),
          object('Service', { selector: { 'app.kubernetes.io/name': 'viewer' } }),
          policy({ ...OWN, ingress: [{ from: [{ podSelector: {} }] }] }),
        ),
      ),
    ).toEqual([]);
  });

  it('may do what a weaker standard of its domain admits', () => {
    const objects = [deployment({}, { securityContext: {} })];
    const platform = aWard({ clinical: { podSecurity: 'baseline' } }, ({ clinical }) => {
      clinical.adds('dashboard', () => untyped(objects));
      clinical.waive({ rule: 'pod-security', reason: 'the viewer of the vendor runs as root', until: '2027-03-31' });
    });
    expect(messagesOf(platform).filter(line => !line.startsWith('warning: '))).toEqual([]);
  });

  it('counts with every container, and with the largest init container where that asks for more', () => {
    const init = [{ ...VIEWER, name: 'unpack', resources: { requests: { cpu: '60' } } }];
    expect(messagesOf(adding(deployment({}, { initContainers: init })))).toEqual([
      expect.stringContaining('got 60 of CPU'),
      expect.stringContaining('Deployment/viewer 120'),
    ]);
    const quota = { cpu: cores(100), memory: gib(200), storage: gib(100), pods: 20 };
    const platform = aWard({ clinical: { quota } }, ({ clinical }) => clinical.adds('dashboard', () => untyped([deployment({}, {}, {}, 15)])));
    expect(messagesOf(platform)).toEqual([expect.stringContaining('clinical.quota.pods: must cover every pod at maximum scale, got 20 for')]);
  });
});
