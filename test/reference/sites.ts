import {
  type AddOns,
  aws,
  type ClusterStorage,
  cluster,
  cores,
  days,
  gib,
  type Hosting,
  karpenter,
  mib,
  millicores,
  minutes,
  type Platform,
  percent,
  type SecretSource,
  Site,
  secretsManager,
  vault,
} from '@clinfra/core';

export type ReferenceHosting = Hosting['kind'];

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;

const CEPH = 'rook-ceph.rbd.csi.ceph.com';
const STORAGE: ClusterStorage = {
  'fast-ssd': { provisioner: CEPH, parameters: { clusterID: 'rook-ceph', pool: 'ssd', 'csi.storage.k8s.io/fstype': 'ext4' } },
  standard: { provisioner: 'rook-ceph.cephfs.csi.ceph.com', parameters: { clusterID: 'rook-ceph', fsName: 'files' }, shared: true },
  backup: { provisioner: CEPH, parameters: { clusterID: 'rook-ceph', pool: 'cold' }, expandable: false },
  scratch: { provisioner: CEPH, parameters: { clusterID: 'rook-ceph', pool: 'ssd' } },
};

const HOSTINGS: Readonly<
  Record<ReferenceHosting, { readonly hosting: Hosting; readonly secrets: SecretSource; readonly addOns: AddOns; readonly addressPool?: string }>
> = {
  aws: {
    hosting: aws({
      region: 'eu-west-1',
      nodes: [
        { min: 3, max: 12, instanceType: 'm7g.4xlarge' },
        { min: 3, max: 9, purpose: 'compute', instanceType: 'c7g.2xlarge' },
        { min: 0, max: 3, purpose: 'memory', name: 'caches', instanceType: 'r7g.xlarge' },
        { min: 3, max: 6, purpose: 'storage', dedicated: false, perZone: true, disk: gib(200), labels: { 'reference.example/rack': 'fast' } },
      ],
      autoscaling: karpenter({ consolidateAfter: minutes(5), disruptions: percent(20) }),
      kubernetesVersion: '1.35',
      networkPolicies: 'calico',
      volumeSnapshots: true,
      cidr: '10.40.0.0/16',
      attestation: { jurisdiction: 'IE', evidence: 'contract 4711 with the operator of the sovereign zones', by: 'reference-platform' },
      nat: 'per-zone',
      endpoints: true,
      ipv6: true,
      storage: { 'fast-ssd': { iops: 6000, throughput: 500 }, standard: { iops: 4000, throughput: 250 }, scratch: { iops: 3000, throughput: 200 } },
    }),
    secrets: secretsManager(),
    addOns: {
      istiod: { values: { autoscaleMin: 3, resources: { limits: { memory: '6Gi' } } } },
      'metrics-server': 'preinstalled',
      'cloudnative-pg': 'installed',
      'eck-operator': 'installed',
      strimzi: 'installed',
    },
  },
  cluster: {
    hosting: cluster({
      context: 'reference',
      jurisdiction: 'IE',
      kubernetesVersion: '1.32',
      storage: STORAGE,
      apiServer: { addresses: ['10.90.0.10/32'], port: 6443 },
    }),
    secrets: vault({ server: 'https://vault.reference.example:8200', role: 'reference', path: 'platforms', login: 'kubernetes-dublin' }),
    addOns: {
      'argo-rollouts': 'installed',
      'cloudnative-pg': { values: { monitoring: { podMonitorEnabled: false } } },
      'istio-cni': 'installed',
      metallb: 'installed',
      strimzi: 'installed',
      'vertical-pod-autoscaler': 'installed',
    },
    addressPool: 'clinical',
  },
};

/** The site on which everything stands. */
export function declareSite(platform: Platform, kind: ReferenceHosting): Site {
  const { hosting, secrets, addOns, addressPool } = HOSTINGS[kind];
  return new Site(platform, 'dublin', {
    hosting,
    zones: ZONES,
    secrets,
    addOns,
    prometheus: {
      namespace: 'monitoring',
      selects: { release: 'prometheus' },
      ...(kind === 'cluster' && { url: 'http://prometheus-main.monitoring.svc.cluster.local:9090' }),
      serviceAccount: 'prometheus',
      keep: days(30),
      storage: gib(200),
      grafana: { admin: 'grafana-admin' },
    },
    tracing: { sampled: percent(5), namespace: 'telemetry', keep: days(14), storage: gib(50) },
    mesh: {
      revision: '1-30',
      proxy: { requests: { cpu: millicores(50), memory: mib(96) }, limits: { cpu: cores(1), memory: mib(512) } },
      join: kind === 'aws' ? {} : { gateway: ['10.90.20.0/28'] },
    },
    keda: { namespace: 'keda' },
    metricsAdapter: { namespace: 'monitoring' },
    verticalPodAutoscaler: {},
    argoRollouts: { gatewayApi: true },
    ...(kind === 'aws' && { oversight: { trail: true, trailRetention: days(3653), configuration: true, threats: true, findings: true } }),
    loadBalancers: addressPool === undefined ? {} : { addressPool },
  });
}
