import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import * as plus from 'cdk8s-plus-27';

const SERVICES_A_CHART = 50;
const VARIABLES = { LOG_LEVEL: 'info', CACHE_TTL: '300', FHIR_VERSION: 'R4', FEATURE_TRIAGE: 'on', GREETING: 'welcome to the ward' };

/** The same fourteen objects a service as `generatedPlatform` comes to, as one writes them with level-2 constructs, synthesized to `outdir`. */
export function synthesizePlain(size: number, outdir: string): void {
  const app = new App({ outdir });
  let chart: Chart | undefined;
  for (let index = 0; index < size; index++) {
    if (!chart || index % SERVICES_A_CHART === 0) chart = new Chart(app, `domain-${index / SERVICES_A_CHART}`, { namespace: `domain-${index}` });
    const service = declareWorkload(chart, `service-${index}`, 4000);
    const worker = declareWorkload(chart, `worker-${index}`);
    connect(chart, `service-${index}`, service, [worker]);
    connect(chart, `worker-${index}`, worker, []);
    expose(chart, `service-${index}`, service);
  }
  app.synth();
}

/** ServiceAccount, ConfigMap, Deployment, autoscaler and disruption budget. */
function declareWorkload(chart: Chart, name: string, port?: number): plus.Deployment {
  const metadata = { name };
  // The library's classes do not fit its own interfaces where absent properties may not be undefined.
  const variables = new plus.ConfigMap(chart, `${name}-values`, { metadata, data: VARIABLES }) as plus.IConfigMap;
  const deployment = new plus.Deployment(chart, name, {
    metadata,
    serviceAccount: new plus.ServiceAccount(chart, `${name}-account`, { metadata }) as plus.IServiceAccount,
    podMetadata: { labels: { 'app.kubernetes.io/name': name } },
    securityContext: { ensureNonRoot: true, user: 1000, group: 1000, fsGroup: 1000 },
    select: false,
    containers: [containerOf(name, variables, port)],
  });
  deployment.select(plus.LabelSelector.of({ labels: { 'app.kubernetes.io/name': name } }));
  deployment.scheduling.spread({ topology: plus.Topology.ZONE });
  new plus.HorizontalPodAutoscaler(chart, `${name}-scale`, {
    metadata,
    target: deployment,
    minReplicas: 3,
    maxReplicas: 9,
    metrics: [plus.Metric.resourceCpu(plus.MetricTarget.averageUtilization(70)), plus.Metric.resourceMemory(plus.MetricTarget.averageUtilization(80))],
  });
  const selector = { matchLabels: { 'app.kubernetes.io/name': name } };
  new plus.k8s.KubePodDisruptionBudget(chart, `${name}-budget`, { metadata, spec: { maxUnavailable: plus.k8s.IntOrString.fromNumber(1), selector } });
  return deployment;
}

function containerOf(name: string, variables: plus.IConfigMap, port: number | undefined): plus.ContainerProps {
  const probe = (path: string) => plus.Probe.fromHttpGet(path, { periodSeconds: Duration.seconds(5), failureThreshold: 3 });
  return {
    name,
    image: `registry.example/${name}:1.0.0`,
    envFrom: [plus.Env.fromConfigMap(variables)],
    envVariables: {
      TZ: plus.EnvValue.fromValue('Africa/Khartoum'),
      LANG: plus.EnvValue.fromValue('ar_SD.UTF-8'),
      COUNTRY: plus.EnvValue.fromValue('SD'),
      RECORDS_HOST: plus.EnvValue.fromConfigMap(variables, 'GREETING'),
      RECORDS_PORT: plus.EnvValue.fromConfigMap(variables, 'CACHE_TTL'),
    },
    resources: {
      cpu: { request: plus.Cpu.millis(250), limit: plus.Cpu.millis(500) },
      memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
    },
    ...(port === undefined
      ? {}
      : { ports: [{ number: port, name: 'http' }], startup: probe('/health/startup'), liveness: probe('/health'), readiness: probe('/health/ready') }),
  };
}

function connect(chart: Chart, name: string, deployment: plus.Deployment, callees: readonly plus.Deployment[]): void {
  const policy = new plus.NetworkPolicy(chart, `${name}-policy`, { metadata: { name }, selector: deployment });
  for (const cidr of ['10.0.18.0/23', '10.0.50.0/23', '10.0.82.0/23']) {
    policy.addEgressRule(plus.NetworkPolicyIpBlock.ipv4(chart, `${name}-${cidr}`, cidr), [plus.NetworkPolicyPort.tcp(5432)]);
  }
  for (const callee of callees) policy.addEgressRule(callee, [plus.NetworkPolicyPort.tcp(4000)]);
}

/** Service and route. */
function expose(chart: Chart, name: string, deployment: plus.Deployment): void {
  const metadata = { name };
  new plus.Service(chart, `${name}-address`, { metadata, selector: deployment, ports: [{ port: 4000, name: 'http' }] });
  new ApiObject(chart, `${name}-route`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: {
      parentRefs: [{ name: 'public', namespace: 'domain-0', sectionName: 'https' }],
      hostnames: ['api.example'],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: `/${name}` } }], backendRefs: [{ name, port: 4000 }] }],
    },
  });
}
