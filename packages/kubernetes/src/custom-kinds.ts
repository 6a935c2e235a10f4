import type { HorizontalPodAutoscalerBehaviorV2, LabelSelector, PodTemplateSpec } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from './plain';

/**
 * What objects of others' kinds are made of, by kind: the fields that platforms render, each optional, because a patch or an addition may leave it out. Their makers'
 * own types are not published with ours.
 */
export interface CustomKinds {
  readonly AnalysisTemplate: Spec<{ args: Named[]; metrics: AnalysisMetric[] }>;
  readonly AuthorizationPolicy: Spec<{ selector: Selector; action: string; rules: AuthorizationRule[] }>;
  readonly BackendTLSPolicy: Spec<{ targetRefs: Reference[]; validation: Some<{ hostname: string; caCertificateRefs: Reference[] }> }>;
  readonly DestinationRule: Spec<{ host: string; exportTo: string[]; trafficPolicy: TrafficPolicy; subsets: Some<{ name: string; labels: Texts }>[] }>;
  readonly EC2NodeClass: Spec<NodeClass>;
  readonly EnvoyFilter: Spec<{ workloadSelector: Some<{ labels: Texts }>; configPatches: EnvoyPatch[] }>;
  readonly ExternalSecret: Spec<ExternalSecret>;
  /** Two kinds of one name: that of the Gateway API has listeners, that of Istio has servers. */
  readonly Gateway: Spec<{ gatewayClassName: string; listeners: Listener[]; selector: Texts; servers: GatewayServer[] }>;
  readonly HTTPRoute: Spec<{ parentRefs: Reference[]; hostnames: string[]; rules: HttpRule[] }>;
  readonly NodePool: Spec<NodePool>;
  readonly PeerAuthentication: Spec<{ selector: Selector; mtls: Mode; portLevelMtls: { readonly [port: string]: Mode } }>;
  readonly PodMonitor: Spec<Monitor & { podMetricsEndpoints: MonitoredPort[] }>;
  readonly PrometheusRule: Spec<{ groups: Some<{ name: string; interval: string; rules: AlertRule[] }>[] }>;
  readonly Rollout: Spec<Rollout>;
  readonly ScaledObject: Spec<ScaledObject>;
  readonly SecretStore: Spec<{ provider: SecretProvider }>;
  readonly ServiceEntry: Spec<{ hosts: string[]; location: string; resolution: string; exportTo: string[]; ports: NumberedPort[] }>;
  readonly ServiceMonitor: Spec<Monitor & { endpoints: MonitoredPort[] }>;
  readonly Sidecar: Spec<{ workloadSelector: Some<{ labels: Texts }>; egress: Some<{ hosts: string[] }>[]; outboundTrafficPolicy: Mode }>;
  readonly TargetGroupBinding: Spec<{ targetGroupName: string; targetType: string; serviceRef: Some<{ name: string; port: number | string }> }>;
  readonly TriggerAuthentication: Spec<TriggerLogin>;
  readonly VerticalPodAutoscaler: Spec<VerticalAutoscaler>;
  readonly VirtualService: Spec<{ hosts: string[]; gateways: string[]; http: MeshRoute[] }>;
  readonly WorkloadEntry: Spec<WorkloadEntry>;
}

/** Fields as they are read: none is written to, any may be absent. */
type Some<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] extends readonly (infer Item)[] ? readonly Item[] : Fields[Name] };

interface Spec<Fields> {
  readonly spec?: Some<Fields>;
}

type Texts = { readonly [key: string]: string };
type Named = Some<{ name: string; value: string }>;
type Mode = Some<{ mode: string }>;
type Reference = Some<{ group: string; kind: string; name: string; namespace: string; sectionName: string }>;
type Selector = Plain<LabelSelector>;
type NumberedPort = Some<{ name: string; number: number; protocol: string }>;
type TargetReference = Some<{ apiVersion: string; kind: string; name: string }>;

/** What Argo Rollouts does with a new version, and by what it is judged. */
interface Rollout {
  replicas: number;
  minReadySeconds: number;
  revisionHistoryLimit: number;
  progressDeadlineSeconds: number;
  progressDeadlineAbort: boolean;
  rollbackWindow: Some<{ revisions: number }>;
  selector: Selector;
  template: Plain<PodTemplateSpec>;
  strategy: Some<{ blueGreen: BlueGreen; canary: Canary }>;
}

type BlueGreen = Some<{
  activeService: string;
  previewService: string;
  autoPromotionEnabled: boolean;
  scaleDownDelaySeconds: number;
  scaleDownDelayRevisionLimit: number;
  prePromotionAnalysis: Judgement;
  postPromotionAnalysis: Judgement;
}>;

type Canary = Some<{
  maxSurge: number | string;
  maxUnavailable: number | string;
  steps: CanaryStep[];
  analysis: Judgement & Some<{ startingStep: number }>;
  trafficRouting: CanaryRouting;
  stableService: string;
  canaryService: string;
}>;

type CanaryStep = Some<{
  setWeight: number;
  pause: Some<{ duration: number | string }>;
  setHeaderRoute: Some<{ name: string; match: Some<{ headerName: string; headerValue: TextMatch }>[] }>;
}>;

type CanaryRouting = Some<{
  managedRoutes: Named[];
  istio: Some<{
    virtualService: Some<{ name: string; routes: string[] }>;
    destinationRule: Some<{ name: string; canarySubsetName: string; stableSubsetName: string }>;
  }>;
  plugins: { readonly [plugin: string]: unknown };
}>;

type Judgement = Some<{
  templates: Some<{ templateName: string }>[];
  args: Some<{ name: string; value: string; valueFrom: Some<{ podTemplateHashValue: string }> }>[];
}>;

type AnalysisMetric = Some<{
  name: string;
  interval: string;
  initialDelay: string;
  count: number | string;
  failureLimit: number | string;
  inconclusiveLimit: number | string;
  successCondition: string;
  failureCondition: string;
  provider: Some<{ prometheus: Some<{ address: string; query: string }> }>;
}>;

/** What KEDA watches, and how it logs in. */
interface ScaledObject {
  scaleTargetRef: TargetReference & Some<{ envSourceContainerName: string }>;
  pollingInterval: number;
  cooldownPeriod: number;
  minReplicaCount: number;
  maxReplicaCount: number;
  fallback: Some<{ failureThreshold: number; replicas: number; behavior: string }>;
  advanced: Some<{ horizontalPodAutoscalerConfig: Some<{ name: string; behavior: Plain<HorizontalPodAutoscalerBehaviorV2> }> }>;
  triggers: Some<{ type: string; metricType: string; metadata: Texts; authenticationRef: Some<{ name: string }> }>[];
}

interface TriggerLogin {
  podIdentity: Some<{ provider: string; identityOwner: string }>;
  secretTargetRef: Some<{ parameter: string; name: string; key: string }>[];
}

interface VerticalAutoscaler {
  targetRef: TargetReference;
  updatePolicy: Some<{ updateMode: string }>;
  resourcePolicy: Some<{
    containerPolicies: Some<{ containerName: string; mode: string; controlledResources: string[]; minAllowed: Amounts; maxAllowed: Amounts }>[];
  }>;
}

type Amounts = { readonly [resource: string]: number | string };

/** Who may call whom in a mesh, and how. */
type AuthorizationRule = Some<{
  from: Some<{ source: Some<{ principals: string[]; namespaces: string[]; ipBlocks: string[] }> }>[];
  to: Some<{ operation: Some<{ ports: string[]; methods: string[]; paths: string[] }> }>[];
}>;

type TrafficPolicy = Some<{
  tls: Mode;
  loadBalancer: Some<{
    simple: string;
    localityLbSetting: Some<{ enabled: boolean; failover: Some<{ from: string; to: string }>[] }>;
  }>;
  connectionPool: Some<{
    tcp: Some<{ maxConnections: number }>;
    http: Some<{ http1MaxPendingRequests: number; http2MaxRequests: number; maxRequestsPerConnection: number }>;
  }>;
  outlierDetection: Some<{
    consecutive5xxErrors: number;
    interval: string;
    baseEjectionTime: string;
    maxEjectionPercent: number;
    minHealthPercent: number;
  }>;
}>;

type TextMatch = Some<{ exact: string; prefix: string; regex: string }>;

type MeshRoute = Some<{
  name: string;
  match: Some<{ method: TextMatch; headers: { readonly [header: string]: TextMatch } }>[];
  route: Some<{ destination: Some<{ host: string; subset: string }>; weight: number }>[];
  timeout: string;
  retries: Some<{ attempts: number; perTryTimeout: string; retryOn: string }>;
}>;

interface WorkloadEntry {
  address: string;
  ports: { readonly [port: string]: number };
  labels: Texts;
  network: string;
  locality: string;
  serviceAccount: string;
}

type GatewayServer = Some<{ port: NumberedPort; tls: Mode; hosts: string[] }>;

/** What Envoy itself is told; the value is its own. */
type EnvoyPatch = Some<{
  applyTo: string;
  match: Some<{ context: string; listener: { readonly [field: string]: unknown } }>;
  patch: Some<{ operation: string; value: { readonly [field: string]: unknown } }>;
}>;

/** What comes in through the Gateway API. */
type Listener = Some<{
  name: string;
  hostname: string;
  port: number;
  protocol: string;
  tls: Mode & Some<{ certificateRefs: Reference[] }>;
  allowedRoutes: Some<{ namespaces: Some<{ from: string; selector: Selector }> }>;
}>;

type HttpRule = Some<{
  matches: Some<{
    path: Some<{ type: string; value: string }>;
    headers: Some<{ type: string; name: string; value: string }>[];
  }>[];
  filters: Some<{
    type: string;
    requestRedirect: Some<{ scheme: string; statusCode: number }>;
    responseHeaderModifier: Some<{ set: Named[] }>;
    urlRewrite: Some<{ path: Some<{ type: string; replacePrefixMatch: string }> }>;
  }>[];
  backendRefs: (Reference & Some<{ port: number; weight: number }>)[];
  timeouts: Some<{ request: string }>;
}>;

/** What Prometheus asks, and what it rings of. */
interface Monitor {
  jobLabel: string;
  selector: Selector;
  podTargetLabels: string[];
}

type MonitoredPort = Some<{ port: string; path: string; interval: string }>;
type AlertRule = Some<{ alert: string; expr: string; for: string; labels: Texts; annotations: Texts }>;

/** Where secrets come from. */
interface ExternalSecret {
  refreshInterval: string;
  secretStoreRef: Some<{ kind: string; name: string }>;
  target: Some<{ name: string; creationPolicy: string; deletionPolicy: string }>;
  data: Some<{ secretKey: string; remoteRef: Some<{ key: string; property: string; version: string }> }>[];
}

type SecretProvider = Some<{
  aws: Some<{ service: string; region: string }>;
  vault: Some<{
    server: string;
    path: string;
    version: string;
    auth: Some<{ kubernetes: Some<{ mountPath: string; role: string }> }>;
  }>;
}>;

/** What Karpenter starts. */
interface NodePool {
  weight: number;
  limits: Amounts;
  disruption: Some<{ consolidationPolicy: string; consolidateAfter: string; budgets: Some<{ nodes: string }>[] }>;
  template: Some<{
    metadata: Some<{ labels: Texts }>;
    spec: Some<{
      nodeClassRef: Reference;
      requirements: Some<{ key: string; operator: string; values: string[] }>[];
      taints: Some<{ key: string; value: string; effect: string }>[];
    }>;
  }>;
}

interface NodeClass {
  instanceProfile: string;
  amiSelectorTerms: Some<{ alias: string }>[];
  subnetSelectorTerms: Some<{ tags: Texts }>[];
  securityGroupSelectorTerms: Some<{ tags: Texts }>[];
  associatePublicIPAddress: boolean;
  metadataOptions: Some<{ httpEndpoint: string; httpTokens: string; httpPutResponseHopLimit: number }>;
  blockDeviceMappings: Some<{
    deviceName: string;
    ebs: Some<{ volumeType: string; volumeSize: string; encrypted: boolean; kmsKeyID: string; deleteOnTermination: boolean }>;
  }>[];
  kubelet: Some<{ maxPods: number }>;
  tags: Texts;
}
