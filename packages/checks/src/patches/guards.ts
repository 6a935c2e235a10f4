import type { PatchedKind } from '@clinfra/core';

/** What a patch may not do to an object, as paths with a space between fields: names of labels and of resources have dots and slashes in them. */
export interface Guards {
  /** What names the object, selects pods, or is a property of its construct, which the checks judge. No patch may change it. */
  readonly closed: readonly string[];
  /** What keeps it safe; in production it takes a waiver. */
  readonly guarded: readonly string[];
  /** Where it has a template of pods. */
  readonly template?: string;
}

/** Below the template of pods: what places and counts them as the checks have judged it. */
export const CLOSED_OF_PODS: readonly string[] = [
  ...['topologySpreadConstraints', 'affinity', 'nodeSelector', 'tolerations', 'schedulerName', 'priorityClassName', 'priority'],
  ...['resources', 'overhead', 'terminationGracePeriodSeconds', 'restartPolicy'],
].map(field => `spec ${field}`);

/** Below the template of pods: what the restricted standard judges, the identity, and lists that would be replaced as a whole. */
export const GUARDED_OF_PODS: readonly string[] = [
  ...['securityContext', 'hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace', 'nodeName', 'os'],
  ...['containers', 'initContainers', 'ephemeralContainers', 'volumes', 'serviceAccountName', 'serviceAccount', 'automountServiceAccountToken'],
].map(field => `spec ${field}`);

const below = (field: string, ...names: readonly string[]): readonly string[] => names.map(name => `${field} ${name}`);

const POLICY: Guards = { closed: [], guarded: ['spec'] };
const RUNS: Guards = { closed: below('spec', 'selector', 'replicas', 'workloadRef', 'strategy'), guarded: [], template: 'spec template' };
const JOB = ['selector', 'manualSelector', 'parallelism', 'completions'] as const;
const MONITOR: Guards = { closed: ['spec selector'], guarded: ['spec namespaceSelector'] };

/** What each kind of object keeps to itself, beside its name and its labels. */
export const GUARDS = {
  Deployment: RUNS,
  Rollout: RUNS,
  CronJob: {
    closed: ['spec jobTemplate metadata', ...below('spec jobTemplate spec', ...JOB)],
    guarded: [],
    template: 'spec jobTemplate spec template',
  },
  Job: { closed: below('spec', ...JOB), guarded: [], template: 'spec template' },
  AnalysisTemplate: { closed: [], guarded: ['spec metrics'] },
  Service: {
    closed: below('spec', 'selector', 'ports', 'clusterIP', 'clusterIPs'),
    guarded: below('spec', 'type', 'externalIPs', 'externalName', 'externalTrafficPolicy', 'loadBalancerSourceRanges', 'publishNotReadyAddresses'),
  },
  VirtualService: { closed: ['spec hosts'], guarded: below('spec', 'gateways', 'exportTo') },
  DestinationRule: {
    closed: below('spec', 'host', 'subsets'),
    guarded: ['spec exportTo', 'spec trafficPolicy tls', 'spec trafficPolicy portLevelSettings'],
  },
  HTTPRoute: { closed: below('spec', 'parentRefs', 'hostnames'), guarded: ['spec rules'] },
  BackendTLSPolicy: POLICY,
  Ingress: { closed: below('spec', 'rules', 'tls', 'ingressClassName'), guarded: ['spec defaultBackend'] },
  PodDisruptionBudget: { closed: below('spec', 'selector', 'minAvailable', 'maxUnavailable'), guarded: [] },
  HorizontalPodAutoscaler: { closed: below('spec', 'scaleTargetRef', 'minReplicas', 'maxReplicas'), guarded: [] },
  ScaledObject: { closed: below('spec', 'scaleTargetRef', 'minReplicaCount', 'maxReplicaCount', 'idleReplicaCount'), guarded: [] },
  TriggerAuthentication: POLICY,
  VerticalPodAutoscaler: { closed: below('spec', 'targetRef', 'updatePolicy'), guarded: [] },
  ServiceMonitor: MONITOR,
  PodMonitor: MONITOR,
  AuthorizationPolicy: POLICY,
  PeerAuthentication: POLICY,
  Sidecar: POLICY,
  EnvoyFilter: POLICY,
  NetworkPolicy: POLICY,
  ServiceAccount: { closed: [], guarded: ['automountServiceAccountToken', 'secrets'] },
  ConfigMap: { closed: ['immutable'], guarded: [] },
  Role: { closed: [], guarded: ['rules'] },
  RoleBinding: { closed: ['roleRef'], guarded: ['subjects'] },
  PersistentVolumeClaim: { closed: ['spec'], guarded: [] },
  Namespace: { closed: ['spec'], guarded: [] },
  ResourceQuota: {
    closed: below('spec hard', 'requests.cpu', 'requests.memory', 'requests.storage', 'pods'),
    guarded: below('spec', 'scopes', 'scopeSelector'),
  },
  LimitRange: { closed: ['spec limits'], guarded: [] },
  SecretStore: POLICY,
  ExternalSecret: { closed: ['spec target name'], guarded: below('spec', 'secretStoreRef', 'data', 'dataFrom') },
  ServiceEntry: { closed: [], guarded: below('spec', 'hosts', 'addresses', 'exportTo', 'ports', 'location') },
  TargetGroupBinding: { closed: below('spec', 'serviceRef', 'targetGroupARN', 'targetGroupName'), guarded: ['spec networking'] },
  // That of an edge, and that by which other sites come.
  Gateway: { closed: ['spec gatewayClassName', 'spec selector'], guarded: ['spec listeners', 'spec servers'] },
  PrometheusRule: { closed: [], guarded: ['spec groups'] },
  PriorityClass: { closed: ['value', 'globalDefault'], guarded: [] },
  StorageClass: { closed: ['provisioner'], guarded: ['parameters', 'reclaimPolicy'] },
  NodePool: { closed: below('spec', 'limits', 'template'), guarded: [] },
  WorkloadEntry: { closed: below('spec', 'address', 'labels', 'network', 'serviceAccount'), guarded: [] },
  EC2NodeClass: {
    closed: [],
    guarded: below(
      'spec',
      'role',
      'amiSelectorTerms',
      'subnetSelectorTerms',
      'securityGroupSelectorTerms',
      'blockDeviceMappings',
      'metadataOptions',
      'userData',
    ),
  },
} as const satisfies Record<PatchedKind, Guards>;

/** Labels and annotations by which the platform, its policies and those who apply it go. */
export const OUR_KEYS = /^(?:app\.kubernetes\.io|kubernetes\.io|clinfra\.io|pulumi\.com)\/|^rollouts-pod-template-hash$/;

/** Labels and annotations by which others are told to open something, or to leave their sidecar away. */
export const GUARDED_KEYS =
  /(?:^|\.)istio\.io\/|^istio-injection$|^pod-security\.kubernetes\.io\/|(?:apparmor|seccomp)[^/]*\/|aws-load-balancer-|-snippets?$|^iam\.amazonaws\.com\//;
