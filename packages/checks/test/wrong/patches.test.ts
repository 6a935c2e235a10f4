import { Edge, ExternalHost, gib, type Patch, Secret, VolumeClaim } from '@clinfra/core';
import { aWard, QUOTA, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

type Patched = { patch(patch: Patch): unknown };

/** A ward of which one construct is patched. */
const patching = (patch: unknown, owner: (ward: Ward) => unknown = ({ ehr }) => ehr) =>
  aWard({}, ward => (owner(ward) as Patched).patch(untyped<Patch>(patch)));

const closed = (field: string, got: string, path = 'clinical.ehr') =>
  `${path}.patches[0].merge.${field}: must stay as it is rendered: it names the object, selects or places its pods, or is declared by a property, got ${got}; declare it by a property of the construct [patches]`;
const guarded = (kind: string, field: string, got: string, path = 'clinical.ehr') =>
  `${path}.patches[0].merge.${field}: must keep what guards ${kind} in production, got ${got}; take it out of the patch, or waive patched-guard with a reason and an end [patched-guard]`;

const claim = ({ clinical }: Ward) => new VolumeClaim(clinical, 'images', { holds: ['phi'], size: gib(10) });
const edge = ({ platform, clinical, ehr }: Ward) =>
  new Edge(platform, 'public', { domain: clinical, host: 'api.ward.example', issuer: 'letsencrypt' }).exposes(ehr);
const secret = ({ platform }: Ward) => new Secret(platform, 'sms', { keys: ['key'] });
const host = ({ platform }: Ward) => new ExternalHost(platform, 'lab', { host: 'lab.example' });

const UNUSED = 'warning: secrets.sms: must be used by a workload, got no use of it; let a workload use it, or remove it [secrets]';
const UNMOUNTED =
  'warning: clinical.volumes.images: must be mounted by a workload, got no mount of it; mount it, or remove it; what is on it is kept [volume-claim]';

describe('a patch that is none', () => {
  findsExactly([
    {
      what: 'no object',
      declare: () => patching('Deployment'),
      expect: [
        'clinical.ehr.patches[0]: must be a kind and what is merged, got "Deployment"; write it as { kind: \'Service\', merge: { spec: {} } } [patches]',
      ],
    },
    {
      what: 'without fields',
      declare: () => patching({ kind: 'Deployment', merge: {} }),
      expect: ['clinical.ehr.patches[0].merge: must be an object with fields, got an object; write it as { spec: { minReadySeconds: 20 } } [patches]'],
    },
    {
      what: 'with a name that is none',
      declare: () => patching({ kind: 'Deployment', name: '', merge: { spec: { minReadySeconds: 20 } } }),
      expect: ['clinical.ehr.patches[0].name: must be the name of an object, got ""; leave it out [patches]'],
    },
    {
      what: 'a value that JSON cannot say',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { minReadySeconds: Number.NaN } } }),
      expect: [
        'clinical.ehr.patches[0].merge.spec.minReadySeconds: must be what JSON can say, got NaN; write a text, a number, true, false, null, a list or an object [patches]',
      ],
    },
    {
      what: 'a label of 64 characters',
      declare: () => patching({ kind: 'Service', merge: { metadata: { labels: { team: 'a'.repeat(64) } } } }),
      expect: [
        `clinical.ehr.patches[0].merge.metadata.labels.team: must be at most 63 letters, digits, dots, dashes and underscores, a letter or digit at both ends, got "${'a'.repeat(64)}"; shorten it, or write an annotation [patches]`,
      ],
    },
    {
      what: 'an annotation that is a number',
      declare: () => patching({ kind: 'Service', merge: { metadata: { annotations: { 'example.org/weight': 3 } } } }),
      expect: ['clinical.ehr.patches[0].merge.metadata.annotations.example.org/weight: must be a text, got 3; write it in quotes [patches]'],
    },
    {
      what: '[X3] a secret by its name',
      declare: () => patching({ kind: 'ConfigMap', merge: { data: { SMS_TOKEN: 'hunter2' } } }),
      expect: [
        'clinical.ehr.patches[0].merge.data.SMS_TOKEN: must be no secret, got a value that looks like one; take it out, declare a Secret, and let the workload use it [patches]',
      ],
    },
    {
      what: '[X3] a secret by its value',
      declare: () => patching({ kind: 'ConfigMap', merge: { data: { 'app.yaml': 'url: postgres://ehr:hunter2@db/ehr' } } }),
      expect: [
        'clinical.ehr.patches[0].merge.data.app.yaml: must hold no secret, got contents that look like one; take it out, declare a Secret, and let the workload use it [patches]',
      ],
    },
  ]);
});

describe('a patch of a kind that its construct does not become', () => {
  const none = (path: string, kinds: string, owner = path) =>
    `${path}.patches[0].kind: must be what ${owner} may become (${kinds}), got "StatefulSet"; name one of these or take the patch away [patches]`;
  const running =
    'PodDisruptionBudget, HorizontalPodAutoscaler, ScaledObject, TriggerAuthentication, VerticalPodAutoscaler, ServiceMonitor, PodMonitor, AuthorizationPolicy, PeerAuthentication';
  const workload = 'ServiceAccount, ConfigMap, NetworkPolicy, Role, RoleBinding, Sidecar';
  const stateful = { kind: 'StatefulSet', merge: { spec: { a: 1 } } };
  findsExactly([
    {
      what: 'of a service',
      declare: () => patching(stateful),
      expect: [
        none(
          'clinical.ehr',
          `Deployment, AnalysisTemplate, Service, VirtualService, DestinationRule, WorkloadEntry, HTTPRoute, BackendTLSPolicy, Ingress, TargetGroupBinding, ${running}, ${workload}`,
        ),
      ],
    },
    {
      what: 'of a worker',
      declare: () => patching(stateful, ({ notifier }) => notifier),
      expect: [none('clinical.notifier', `Deployment, ${running}, ${workload}`)],
    },
    {
      what: 'of a domain',
      declare: () => patching(stateful, ({ clinical }) => clinical),
      expect: [
        none(
          'clinical',
          'Namespace, ResourceQuota, LimitRange, NetworkPolicy, SecretStore, Role, RoleBinding, ConfigMap, PeerAuthentication, AuthorizationPolicy, Sidecar, PodMonitor, PrometheusRule',
        ),
      ],
    },
    {
      what: 'of an edge',
      declare: () => patching(stateful, edge),
      expect: [none('public', 'Gateway, HTTPRoute, Ingress, EnvoyFilter, NetworkPolicy, AuthorizationPolicy, TargetGroupBinding')],
    },
    {
      what: 'of a site',
      declare: () => patching(stateful, ({ site }) => site),
      expect: [none('sites.dublin', 'PriorityClass, StorageClass, NodePool, EC2NodeClass, ConfigMap, Gateway, Service')],
    },
    { what: 'of a store', declare: () => patching(stateful, ({ records }) => records), expect: [none('stores.records', 'ConfigMap')] },
    { what: 'of a secret', declare: () => patching(stateful, secret), expect: [UNUSED, none('secrets.sms', 'ExternalSecret')] },
    { what: 'of a third party', declare: () => patching(stateful, host), expect: [none('lab', 'Service, ServiceEntry')] },
    { what: 'of a volume', declare: () => patching(stateful, claim), expect: [UNMOUNTED, none('clinical.volumes.images', 'PersistentVolumeClaim')] },
  ]);
});

describe('a patch of what it may not change', () => {
  findsExactly([
    { what: 'the name', declare: () => patching({ kind: 'Deployment', merge: { metadata: { name: 'x' } } }), expect: [closed('metadata.name', '"x"')] },
    {
      what: 'the namespace',
      declare: () => patching({ kind: 'Service', merge: { metadata: { namespace: 'default' } } }),
      expect: [closed('metadata.namespace', '"default"')],
    },
    { what: 'all labels', declare: () => patching({ kind: 'Service', merge: { metadata: { labels: null } } }), expect: [closed('metadata.labels', 'null')] },
    {
      what: 'a label of the platform',
      declare: () => patching({ kind: 'Service', merge: { metadata: { labels: { 'app.kubernetes.io/name': 'x' } } } }),
      expect: [closed('metadata.labels.app.kubernetes.io/name', '"x"')],
    },
    {
      what: 'what a Service selects',
      declare: () => patching({ kind: 'Service', merge: { spec: { selector: { app: 'x' } } } }),
      expect: [closed('spec.selector', 'an object')],
    },
    { what: 'no pods', declare: () => patching({ kind: 'Deployment', merge: { spec: { template: null } } }), expect: [closed('spec.template', 'null')] },
    {
      what: '[V1] a spread of its own',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { template: { spec: { topologySpreadConstraints: null } } } } }),
      expect: [closed('spec.template.spec.topologySpreadConstraints', 'null')],
    },
    {
      what: '[A1] the most pods of an autoscaler',
      declare: () => patching({ kind: 'HorizontalPodAutoscaler', merge: { spec: { maxReplicas: 90 } } }),
      expect: [closed('spec.maxReplicas', '90')],
    },
    {
      what: '[V2] a budget that blocks every drain',
      declare: () => patching({ kind: 'PodDisruptionBudget', merge: { spec: { maxUnavailable: 0 } } }),
      expect: [closed('spec.maxUnavailable', '0')],
    },
    {
      what: '[S2] the memory of a quota',
      declare: () => patching({ kind: 'ResourceQuota', merge: { spec: { hard: { 'requests.memory': '900Gi' } } } }, ({ clinical }) => clinical),
      expect: [closed('spec.hard.requests.memory', '"900Gi"', 'clinical')],
    },
    {
      what: '[M5] the class of a gateway',
      declare: () => patching({ kind: 'Gateway', merge: { spec: { gatewayClassName: 'other' } } }, edge),
      expect: [closed('spec.gatewayClassName', '"other"', 'public')],
    },
    {
      what: '[D10] what makes the disks of a class',
      declare: () => patching({ kind: 'StorageClass', name: 'ward-standard', merge: { provisioner: 'kubernetes.io/aws-ebs' } }, ({ site }) => site),
      expect: [closed('provisioner', '"kubernetes.io/aws-ebs"', 'sites.dublin')],
    },
    {
      what: '[D3] where a store answers',
      declare: () => patching({ kind: 'ConfigMap', merge: { data: { host: 'elsewhere.example' } } }, ({ records }) => records),
      expect: [closed('data.host', '"elsewhere.example"', 'stores.records')],
    },
    {
      what: 'the size of a volume',
      declare: () => patching({ kind: 'PersistentVolumeClaim', merge: { spec: { resources: { requests: { storage: '1Gi' } } } } }, claim),
      expect: [UNMOUNTED, closed('spec', 'an object', 'clinical.volumes.images')],
    },
    {
      what: 'the name of what a secret becomes',
      declare: () => patching({ kind: 'ExternalSecret', merge: { spec: { target: { name: 'x' } } } }, secret),
      expect: [UNUSED, closed('spec.target.name', '"x"', 'secrets.sms')],
    },
  ]);
});

describe('a patch of what keeps safe', () => {
  const policy = { kind: 'NetworkPolicy', merge: { spec: { ingress: [{}] } } };
  findsExactly([
    {
      what: '[X1] the network of the node',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { template: { spec: { hostNetwork: true } } } } }),
      expect: [guarded('Deployment', 'spec.template.spec.hostNetwork', 'true')],
    },
    {
      what: '[X1] containers of its own',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { template: { spec: { containers: [] } } } } }),
      expect: [guarded('Deployment', 'spec.template.spec.containers', 'a list')],
    },
    { what: '[M1] an open network policy', declare: () => patching(policy), expect: [guarded('NetworkPolicy', 'spec', 'an object')] },
    {
      what: '[M2] pods without their sidecar',
      declare: () => patching({ kind: 'Deployment', merge: { spec: { template: { metadata: { labels: { 'sidecar.istio.io/inject': 'false' } } } } } }),
      expect: [guarded('Deployment', 'spec.template.metadata.labels.sidecar.istio.io/inject', '"false"')],
    },
    {
      what: '[S2] another Pod Security Standard',
      declare: () =>
        patching({ kind: 'Namespace', merge: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } } }, ({ clinical }) => clinical),
      expect: [guarded('Namespace', 'metadata.labels.pod-security.kubernetes.io/enforce', '"privileged"', 'clinical')],
    },
    {
      what: '[X2] a token where none was asked for',
      declare: () => patching({ kind: 'ServiceAccount', merge: { automountServiceAccountToken: true } }),
      expect: [guarded('ServiceAccount', 'automountServiceAccountToken', 'true')],
    },
    {
      what: '[W8] a way from outside',
      declare: () => patching({ kind: 'Service', merge: { spec: { type: 'NodePort' } } }),
      expect: [guarded('Service', 'spec.type', '"NodePort"')],
    },
    {
      what: '[M5] listeners without TLS',
      declare: () => patching({ kind: 'Gateway', merge: { spec: { listeners: [] } } }, edge),
      expect: [guarded('Gateway', 'spec.listeners', 'a list', 'public')],
    },
    {
      what: '[X4] disks without a key',
      declare: () => patching({ kind: 'StorageClass', name: 'ward-standard', merge: { parameters: { encrypted: 'false' } } }, ({ site }) => site),
      expect: [guarded('StorageClass', 'parameters', 'an object', 'sites.dublin')],
    },
    {
      what: '[M6] another third party',
      declare: () => patching({ kind: 'ServiceEntry', merge: { spec: { hosts: ['*.example'] } } }, host),
      expect: [guarded('ServiceEntry', 'spec.hosts', 'a list', 'lab')],
    },
    {
      what: 'once it is waived, a warning with reason and end',
      declare: () =>
        aWard({}, ({ ehr }) =>
          ehr.patch(untyped(policy)).waive({ rule: 'patched-guard', reason: 'the scanner of the hospital comes by address', until: '2027-03-31' }),
        ),
      expect: [
        'warning: clinical.ehr.patches[0].merge.spec: must keep what guards NetworkPolicy in production, got an object; waived until 2027-03-31: the scanner of the hospital comes by address [patched-guard]',
      ],
    },
  ]);
});

describe('patches', () => {
  it.each<readonly [string, unknown, (ward: Ward) => unknown]>([
    ['how long a pod must be ready', { kind: 'Deployment', merge: { spec: { minReadySeconds: 20 } } }, ({ ehr }) => ehr],
    [
      'a label of a team',
      { kind: 'Service', merge: { metadata: { labels: { team: 'records' }, annotations: { 'example.org/by': 'records' } } } },
      ({ ehr }) => ehr,
    ],
    ['counts in a quota', { kind: 'ResourceQuota', merge: { spec: { hard: { 'count/jobs.batch': '20' } } } }, ({ clinical }) => clinical],
    ['addresses of a gateway', { kind: 'Gateway', merge: { spec: { addresses: [{ value: '192.0.2.10' }] } } }, edge],
    ['how a class says what it is', { kind: 'PriorityClass', name: 'ward-batch', merge: { description: 'waits' } }, ({ site }) => site],
    ['a further value beside an address', { kind: 'ConfigMap', merge: { data: { sslmode: 'verify-full' } } }, ({ records }) => records],
  ])('are open to what no property covers: %s', (_, patch, owner) => {
    expect(messagesOf(patching(patch, owner))).toEqual([]);
  });

  it('are not asked for a waiver where nothing is real', () => {
    const platform = aWard({ platform: { environment: 'development', objectives: undefined }, clinical: { quota: QUOTA } }, ({ ehr }) =>
      ehr.patch({ kind: 'NetworkPolicy', merge: { spec: { ingress: [{}] } } }),
    );
    expect(messagesOf(platform)).toEqual([]);
  });
});
