/** What is known of one add-on: the chart that installs it, pinned, and the clusters for which it is made. */
export interface AddOnVersion {
  /** The name of its chart in the repository; also what the release is called. */
  readonly chart: string;
  /** Where the chart is kept: an index over HTTPS, or a registry (`oci://...`). */
  readonly repository: string;
  /** The version of the chart. */
  readonly version: string;
  /** The version of what the chart installs, where it is told apart from the chart's. */
  readonly app?: string;
  /** The day on which the version was chosen. */
  readonly chosen: string;
  /** The versions of Kubernetes on which its makers test it, first and last; nothing where they state none. */
  readonly tested?: readonly [first: string, last: string];
  /** Where version and tested range are written down. */
  readonly source: string;
  /** The kinds that it brings: groups and versions of the API, of which the platform renders objects. */
  readonly apis?: readonly string[];
  /** Add-ons that must be there before it. */
  readonly requires?: readonly string[];
  /** The hosting on which alone it can be installed. */
  readonly only?: 'aws' | 'cluster';
}

const CHOSEN = '2026-11-25';
const ISTIO = {
  repository: 'https://istio-release.storage.googleapis.com/charts',
  version: '1.30.4',
  chosen: CHOSEN,
  tested: ['1.32', '1.36'],
  source: 'istio.io/latest/news/releases/1.30.x, cloud.ibm.com supported add-on versions',
} as const;
const CALICO = {
  repository: 'https://docs.tigera.io/calico/charts',
  version: 'v3.32.3',
  chosen: CHOSEN,
  only: 'aws',
  source: 'github.com/projectcalico/calico/releases/tag/v3.32.3',
} as const;
const PROMETHEUS = { repository: 'https://prometheus-community.github.io/helm-charts', chosen: '2026-11-29' } as const;
const KARPENTER = {
  repository: 'oci://public.ecr.aws/karpenter',
  version: '1.15.0',
  chosen: CHOSEN,
  tested: ['1.29', '1.35'],
  only: 'aws',
  source: 'karpenter.sh/v1.15; the range is the one that is stated for 1.11 on endoflife.date/karpenter, the last one found',
} as const;

/**
 * Every add-on that can be installed, in the order in which they can be. Whoever chooses a newer version changes its row: version, day, range and source
 * together.
 */
export const ADD_ON_VERSIONS = {
  'calico-definitions': { ...CALICO, chart: 'crd.projectcalico.org.v1' },
  calico: { ...CALICO, chart: 'tigera-operator', requires: ['calico-definitions'] },
  'cluster-autoscaler': {
    chart: 'cluster-autoscaler',
    repository: 'https://kubernetes.github.io/autoscaler',
    version: '9.56.0',
    chosen: CHOSEN,
    only: 'aws',
    source: 'sourceforge.net/projects/kubernetes-autoscaler.mirror, 2026-03-02; the program has the version of the cluster',
  },
  'karpenter-definitions': { ...KARPENTER, chart: 'karpenter-crd', apis: ['karpenter.sh/v1', 'karpenter.k8s.aws/v1'] },
  karpenter: { ...KARPENTER, chart: 'karpenter', requires: ['karpenter-definitions'] },
  'metrics-server': {
    chart: 'metrics-server',
    repository: 'https://kubernetes-sigs.github.io/metrics-server',
    version: '3.13.0',
    app: '0.8.0',
    chosen: CHOSEN,
    source: 'github.com/kubernetes-sigs/metrics-server, charts/metrics-server',
  },
  'aws-load-balancer-controller': {
    chart: 'aws-load-balancer-controller',
    repository: 'https://aws.github.io/eks-charts',
    version: '3.6.0',
    app: 'v3.6.0',
    chosen: CHOSEN,
    only: 'aws',
    apis: ['elbv2.k8s.aws/v1beta1'],
    source: 'sourceforge.net/projects/eks-charts.mirror/files/v0.0.246, 2026-10-05',
  },
  metallb: {
    chart: 'metallb',
    repository: 'https://metallb.github.io/metallb',
    version: '0.16.1',
    app: 'v0.16.1',
    chosen: CHOSEN,
    only: 'cluster',
    source: 'gitlab.com/sylva-projects/sylva-core/-/merge_requests/8010',
  },
  'gateway-api': {
    chart: 'gateway-api-crds',
    repository: 'https://wiremind.github.io/wiremind-helm-charts',
    version: '1.6.0',
    app: '1.6.0',
    chosen: CHOSEN,
    apis: ['gateway.networking.k8s.io/v1', 'gateway.networking.k8s.io/v1beta1'],
    source: 'github.com/wiremind/wiremind-helm-charts, charts/gateway-api-crds; its own project has no chart',
  },
  'istio-base': {
    ...ISTIO,
    chart: 'base',
    apis: ['networking.istio.io/v1', 'networking.istio.io/v1alpha3', 'security.istio.io/v1', 'telemetry.istio.io/v1'],
  },
  istiod: { ...ISTIO, chart: 'istiod', requires: ['istio-base'] },
  'istio-cni': { ...ISTIO, chart: 'cni', requires: ['istiod'] },
  'east-west-gateway': { ...ISTIO, chart: 'gateway', only: 'aws', requires: ['aws-load-balancer-controller', 'istiod'] },
  'cert-manager': {
    chart: 'cert-manager',
    repository: 'https://charts.jetstack.io',
    version: 'v1.21.2',
    app: 'v1.21.2',
    chosen: CHOSEN,
    tested: ['1.33', '1.36'],
    apis: ['cert-manager.io/v1', 'acme.cert-manager.io/v1'],
    source: 'github.com/Rusty-Gopher/kupre/releases/tag/v0.3.0, which reads the support matrix of cert-manager.io',
  },
  'external-secrets': {
    chart: 'external-secrets',
    repository: 'https://charts.external-secrets.io',
    version: '2.11.0',
    app: 'v2.11.0',
    chosen: CHOSEN,
    tested: ['1.34', '1.35'],
    apis: ['external-secrets.io/v1'],
    source: 'sourceforge.net/projects/external-secrets.mirror, 2026-09-21; the range is the one that external-secrets.io states for 2.4 to 2.7',
  },
  'kube-prometheus-stack': {
    ...PROMETHEUS,
    chart: 'kube-prometheus-stack',
    version: '93.9.0',
    apis: ['monitoring.coreos.com/v1'],
    source: 'newreleases.io/project/github/prometheus-community/helm-charts/release/kube-prometheus-stack-93.9.0',
  },
  'node-exporter': {
    ...PROMETHEUS,
    chart: 'prometheus-node-exporter',
    version: '4.57.0',
    requires: ['kube-prometheus-stack'],
    source: 'github.com/prometheus-community/helm-charts/releases/download/prometheus-node-exporter-4.57.0',
  },
  'prometheus-adapter': {
    ...PROMETHEUS,
    chart: 'prometheus-adapter',
    version: '5.4.0',
    source: 'newreleases.io/project/github/prometheus-community/helm-charts/release/prometheus-adapter-5.4.0',
  },
  jaeger: {
    chart: 'jaeger',
    repository: 'https://jaegertracing.github.io/helm-charts',
    version: '4.14.1',
    chosen: '2026-11-29',
    source: 'installed in that version by public repositories; jaegertracing.io/docs names the chart for Jaeger v2, and the values were read of an earlier 4.x',
  },
  'opentelemetry-collector': {
    chart: 'opentelemetry-collector',
    repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
    version: '0.173.1',
    chosen: '2026-11-29',
    requires: ['jaeger'],
    source: 'github.com/open-telemetry/opentelemetry-helm-charts/releases/tag/opentelemetry-collector-0.173.1',
  },
  'eck-operator': {
    chart: 'eck-operator',
    repository: 'https://helm.elastic.co',
    version: '3.5.0',
    app: '3.5.0',
    chosen: '2026-11-29',
    tested: ['1.32', '1.36'],
    apis: ['elasticsearch.k8s.elastic.co/v1', 'kibana.k8s.elastic.co/v1', 'beat.k8s.elastic.co/v1beta1'],
    source: 'the Go module github.com/elastic/cloud-on-k8s/v3 v3.5.0: deploy/eck-operator and README',
  },
  'nginx-ingress': {
    chart: 'nginx-ingress',
    repository: 'oci://ghcr.io/nginx/charts',
    version: '2.6.4',
    app: '5.5.4',
    chosen: CHOSEN,
    tested: ['1.29', '1.36'],
    apis: ['k8s.nginx.org/v1'],
    source: 'docs.nginx.com/nginx-ingress-controller/releases, compatibility matrix',
  },
  keda: {
    chart: 'keda',
    repository: 'https://kedacore.github.io/charts',
    version: '2.21.1',
    app: '2.21.1',
    chosen: CHOSEN,
    tested: ['1.34', '1.36'],
    apis: ['keda.sh/v1alpha1'],
    source: 'keda.sh/docs/2.22/operate/cluster, github.com/kedacore/charts/releases/tag/v2.21.1',
  },
  'vertical-pod-autoscaler': {
    chart: 'vertical-pod-autoscaler',
    repository: 'https://kubernetes.github.io/autoscaler',
    version: '0.9.0',
    app: '1.6.0',
    chosen: CHOSEN,
    apis: ['autoscaling.k8s.io/v1'],
    source: 'github.com/kubernetes/autoscaler, vertical-pod-autoscaler/charts',
  },
  'argo-rollouts': {
    chart: 'argo-rollouts',
    repository: 'https://argoproj.github.io/argo-helm',
    version: '2.41.1',
    app: 'v1.9.1',
    chosen: CHOSEN,
    apis: ['argoproj.io/v1alpha1'],
    source: 'github.com/argoproj/argo-helm/releases/tag/argo-rollouts-2.41.1',
  },
  strimzi: {
    chart: 'strimzi-kafka-operator',
    repository: 'oci://quay.io/strimzi-helm',
    version: '1.0.1',
    app: '1.0.1',
    chosen: CHOSEN,
    apis: ['kafka.strimzi.io/v1'],
    source: 'sourceforge.net/projects/strimzi.mirror/files/1.0.1',
  },
  'cloudnative-pg': {
    chart: 'cloudnative-pg',
    repository: 'https://cloudnative-pg.github.io/charts',
    version: '0.29.1',
    app: '1.30',
    chosen: CHOSEN,
    apis: ['postgresql.cnpg.io/v1'],
    source: 'github.com/cloudnative-pg/charts/releases/tag/cloudnative-pg-v0.29.1',
  },
  velero: {
    chart: 'velero',
    repository: 'https://vmware-tanzu.github.io/helm-charts',
    version: '12.2.1',
    app: '1.18.2',
    chosen: '2026-11-29',
    tested: ['1.33', '1.35'],
    only: 'aws',
    apis: ['velero.io/v1'],
    source: 'github.com/velero-io/velero/discussions/10581; the range is in the README of the Go module github.com/vmware-tanzu/velero v1.18.3',
  },
} as const satisfies Readonly<Record<string, AddOnVersion>>;

/** An add-on of a cluster. */
export type AddOnName = keyof typeof ADD_ON_VERSIONS;

/** Every add-on, in the order in which they can be installed. */
export const ADD_ONS = Object.keys(ADD_ON_VERSIONS) as readonly AddOnName[];

/** What is known of an add-on, with what its row leaves out. */
export function addOnVersion(name: AddOnName): AddOnVersion {
  return ADD_ON_VERSIONS[name];
}

/** The add-ons that an add-on requires, and what those require. */
export function requiredBy(name: AddOnName): readonly AddOnName[] {
  const direct = (addOnVersion(name).requires ?? []) as readonly AddOnName[];
  return [...new Set([...direct.flatMap(requiredBy), ...direct])];
}
