import {
  ADD_ON_VERSIONS,
  ADD_ONS,
  type AddOnName,
  type AddOns,
  addOnParts,
  addOnVersion,
  aws,
  ClinicalService,
  canary,
  cluster,
  cores,
  Domain,
  days,
  Edge,
  gib,
  hours,
  Inventory,
  KUBERNETES_VERSIONS,
  loadBalancer,
  minutes,
  nginx,
  Platform,
  type ProductionProps,
  percent,
  type RehearsalProps,
  requiredBy,
  rolling,
  Secret,
  Site,
  type SiteProps,
  secretsManager,
} from '@clinfra/core';
import { addOnFiles, type CloudValues, renderAddOns, renderCluster, renderSite } from '@clinfra/kubernetes';
import type { KubeNetworkPolicyProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { parse } from 'yaml';
import { references } from '../../../test/reference';
import { addOnResources } from '../src/add-ons/add-on-settings';
import { ADD_ON_VALUES } from '../src/add-ons/add-on-values';

const AWS = { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }), zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] } as const;
const CLUSTER = { hosting: cluster({ context: 'dublin', jurisdiction: 'IE', kubernetesVersion: '1.35' }), zones: ['a', 'b', 'c'] } as const;

/** A platform with one service and what the test adds to it, and its one site. */
function aSite(
  props: Partial<SiteProps>,
  add: (parts: { platform: Platform; domain: Domain; service: ClinicalService }) => unknown = () => undefined,
  stage: Pick<ProductionProps, 'environment' | 'objectives' | 'backup'> | Pick<RehearsalProps, 'environment' | 'data'> = {
    environment: 'staging',
    data: 'synthetic',
  },
) {
  const platform = new Platform('ward', {
    ...stage,
    locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
    owner: 'ward',
    residency: { phi: ['IE'] },
  });
  const site = new Site(platform, 'dublin', { ...AWS, ...props });
  const domain = new Domain(platform, 'clinical', { quota: { cpu: cores(20), memory: gib(40), storage: gib(10), pods: 50 } });
  const service = aService(domain, 'ehr');
  add({ platform, domain, service });
  return { inventory: new Inventory(platform), site };
}

function aService(domain: Domain, name: string, props: object = {}) {
  return new ClinicalService(domain, name, { image: 'registry.example/ehr:1.0.0', port: 4001, scale: { min: 2, max: 4 }, ...props });
}

const PROMETHEUS = { namespace: 'prometheus', selects: { release: 'prometheus' } };
const PRODUCTION = { environment: 'production', objectives: { availability: percent(99.9), rto: hours(1), rpo: minutes(5) } } as const;

const releasesOf = ({ inventory, site }: ReturnType<typeof aSite>) => renderAddOns(inventory, site, {}).releases;
const namesOf = (made: ReturnType<typeof aSite>) => releasesOf(made).map(({ addOn }) => addOn);
const valuesOf = (made: ReturnType<typeof aSite>, name: AddOnName) => releasesOf(made).find(({ addOn }) => addOn === name)?.values;

describe('the table of add-ons', () => {
  it('[C4] pins every chart to one version, with the day on which it was chosen and where that is written', () => {
    for (const name of ADD_ONS) {
      const { version, chosen, source, repository } = addOnVersion(name);
      expect([name, /^v?\d+\.\d+\.\d+$/.test(version), /^\d{4}-\d\d-\d\d$/.test(chosen), source.length > 10]).toEqual([name, true, true, true]);
      expect(repository).toMatch(/^(https|oci):\/\/[a-z]/);
    }
  });

  it('[C4] has each after what it requires', () => {
    for (const name of ADD_ONS) for (const required of requiredBy(name)) expect(ADD_ONS.indexOf(required)).toBeLessThan(ADD_ONS.indexOf(name));
    expect(requiredBy('istio-cni')).toEqual(['istio-base', 'istiod']);
  });

  it('[C4] goes with the usual version of Kubernetes on AWS, and with one that EKS runs wherever a range is stated', () => {
    const usual = Object.keys(KUBERNETES_VERSIONS).indexOf('1.35');
    expect(usual).toBeGreaterThanOrEqual(0);
    for (const { tested } of ADD_ONS.map(addOnVersion)) if (tested) expect(['1.35' >= tested[0], '1.35' <= tested[1]]).toEqual([true, true]);
  });

  it('[C4] brings every kind of others that a site renders with it, in the version in which it is rendered', () => {
    const brought = new Set(ADD_ONS.flatMap(name => addOnVersion(name).apis ?? []));
    const builtIn = /^(v1|apps\/v1|batch\/v1|autoscaling\/v2|policy\/v1|(networking|rbac\.authorization|scheduling|storage)\.k8s\.io\/v1)$/;
    const addresses = ({ name }: { readonly name: string }) => ({ host: `${name}.example`, readerHost: `${name}.example` });
    for (const declare of Object.values(references)) {
      const inventory = new Inventory(declare());
      for (const site of inventory.servingSites) {
        const objects = [...renderCluster(inventory, site), ...[...renderSite(inventory, site, addresses)].flatMap(({ manifests }) => manifests)];
        const foreign = new Set(objects.map(({ apiVersion }) => apiVersion).filter(version => !builtIn.test(version)));
        expect(foreign.size).toBeGreaterThan(3);
        expect([...foreign].filter(version => !brought.has(version))).toEqual([]);
      }
    }
  });
});

describe('what is installed', () => {
  it('[C4] on AWS is what something declared uses, and nothing else', () => {
    expect(namesOf(aSite({}))).toEqual(['cluster-autoscaler', 'metrics-server']);
    const all = aSite(
      { mesh: {}, keda: {}, verticalPodAutoscaler: {}, argoRollouts: true, loadBalancers: {}, secrets: secretsManager() },
      ({ platform, domain, service }) => {
        new Secret(platform, 'sms', { keys: ['key'] });
        aService(domain, 'by-hours', { scale: { min: 2, max: 4, hours: [{ from: '08:00', until: '20:00', min: 3 }] } });
        aService(domain, 'by-canary', { release: canary({ stages: [{ weight: 10, pause: minutes(5) }, { weight: 100 }] }) });
        aService(domain, 'hl7', { protocol: 'tcp', exposure: loadBalancer({ from: ['10.0.0.0/8'] }) });
        new Edge(platform, 'public', { domain, host: 'api.example', issuer: 'letsencrypt' }).exposes(service);
      },
    );
    expect(namesOf(all)).toEqual([
      'cluster-autoscaler',
      'metrics-server',
      'aws-load-balancer-controller',
      'gateway-api',
      'istio-base',
      'istiod',
      'istio-cni',
      'cert-manager',
      'external-secrets',
      'keda',
      'vertical-pod-autoscaler',
      'argo-rollouts',
    ]);
    expect(namesOf(aSite({ keda: {}, argoRollouts: true }, ({ domain }) => aService(domain, 'plain', { release: rolling() })))).not.toContain('keda');
  });

  it('[M3] brings Argo Rollouts its plugin for gateways where the site says so, in pods that its restricted namespace admits', () => {
    const rollouts = (argoRollouts: SiteProps['argoRollouts'] & {}) =>
      valuesOf(aSite({ argoRollouts, addOns: { 'argo-rollouts': 'installed' } }), 'argo-rollouts') as { controller: Record<string, unknown> };
    const { initContainers, trafficRouterPlugins } = rollouts({ gatewayApi: true }).controller;
    expect(trafficRouterPlugins).toEqual([{ name: 'argoproj-labs/gatewayAPI', location: 'file:///plugins/gateway' }]);
    expect(initContainers).toMatchObject([{ securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }]);
    expect(Object.keys(rollouts(true).controller)).not.toContain('trafficRouterPlugins');
  });

  it('[C4] on a cluster that exists is what was asked for, with what that requires', () => {
    expect(namesOf(aSite({ ...CLUSTER, mesh: {} }))).toEqual([]);
    expect(namesOf(aSite({ ...CLUSTER, addOns: { istiod: 'installed', metallb: 'installed' } }))).toEqual(['metallb', 'istiod']);
  });

  it.each<[AddOns, readonly AddOnName[]]>([
    ['preinstalled', []],
    [{ 'metrics-server': 'preinstalled' }, ['cluster-autoscaler']],
    [{ 'metrics-server': 'preinstalled', strimzi: 'installed' }, ['cluster-autoscaler', 'strimzi']],
  ])('[C4] is chosen by %j', (addOns, expected) => {
    expect(namesOf(aSite({ addOns }))).toEqual(expected);
  });

  it('[C4] stands in namespaces of its own, which bear the standard that its pods keep', () => {
    const { inventory, site } = aSite({ addOns: { 'cert-manager': 'installed', 'istio-cni': 'installed' } });
    const { namespaces } = renderAddOns(inventory, site, {});
    const levels = namespaces.map(({ metadata: { name, labels } }) => [name, labels?.['pod-security.kubernetes.io/enforce']]);
    expect(levels).toEqual([
      ['istio-system', 'privileged'],
      ['cert-manager', 'restricted'],
    ]);
  });
});

describe('the namespaces of add-ons', () => {
  const guardsOf = ({ inventory, site }: ReturnType<typeof aSite>) =>
    new Map(renderAddOns(inventory, site, {}).guards.map(({ metadata, spec }) => [metadata.namespace, spec as KubeNetworkPolicyProps['spec']]));
  const SUBNETS = ['10.0.0.0', '10.0.0.16', '10.0.0.32'];

  it('[M1] let nothing in but what uses them, and those that are known to reach little lead nowhere else', () => {
    const all = Object.fromEntries(ADD_ONS.map(name => [name, 'installed'])) as AddOns;
    const made = aSite({ addOns: all, mesh: {}, keda: {}, tracing: {}, prometheus: PROMETHEUS, argoRollouts: true });
    const guards = guardsOf(made);
    const { namespaces } = renderAddOns(made.inventory, made.site, {});
    expect([...guards.keys()]).toEqual(namespaces.map(({ metadata }) => metadata.name));
    for (const spec of guards.values()) {
      expect([spec?.podSelector, spec?.policyTypes?.includes('Ingress')]).toEqual([{}, true]);
      expect(spec?.ingress?.[0]).toEqual({ from: [{ podSelector: {} }] });
    }
    const closed = [...guards].filter(([, spec]) => spec?.policyTypes?.includes('Egress')).map(([name]) => name);
    expect(closed).toEqual(['jaeger', 'opentelemetry', 'argo-rollouts']);
    const anybody = [...guards].filter(([, spec]) => spec?.ingress?.some(({ from }) => from === undefined)).map(([name]) => name);
    expect(anybody).toEqual(['nginx-ingress']);
  });

  it('[M1] let the API server ask webhooks from where it stands, or from anywhere where nobody says where that is', () => {
    const webhooks = (made: ReturnType<typeof aSite>) => guardsOf(made).get('cert-manager')?.ingress?.[1];
    const addOns = { 'cert-manager': 'installed' } as const;
    const ports = [{ protocol: 'TCP', port: 10250 }];
    const asked = webhooks(aSite({ addOns }));
    expect(asked?.ports).toEqual(ports);
    expect(asked?.from).toHaveLength(SUBNETS.length);
    expect(webhooks(aSite({ ...CLUSTER, addOns }))).toEqual({ ports });
    const hosting = cluster({ context: 'dublin', jurisdiction: 'IE', kubernetesVersion: '1.35', apiServer: { addresses: ['10.9.0.1/32'] } });
    expect(webhooks(aSite({ ...CLUSTER, hosting, addOns }))).toEqual({ from: [{ ipBlock: { cidr: '10.9.0.1/32' } }], ports });
  });

  it('[M1] let in who asks Prometheus and who sends traces', () => {
    const guards = guardsOf(aSite({ prometheus: PROMETHEUS, tracing: {}, keda: { namespace: 'scaling' } }));
    const named = (namespace: string, name: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    });
    expect(guards.get('prometheus')?.ingress?.slice(1)).toEqual([{ from: [named('scaling', 'keda-operator')], ports: [{ protocol: 'TCP', port: 9090 }] }]);
    expect(guards.get('opentelemetry')?.ingress?.slice(1)).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'clinical' } } }],
        ports: [4317, 4318].map(port => ({ protocol: 'TCP', port })),
      },
    ]);
    expect(guards.get('jaeger')?.ingress?.slice(1)).toEqual([
      { from: [named('opentelemetry', 'opentelemetry-collector')], ports: [{ protocol: 'TCP', port: 4317 }] },
    ]);
  });
});

describe('the values of a chart', () => {
  it('[C4] come from the declaration', () => {
    const mesh = aSite({ mesh: { revision: '1-30', join: { gateway: ['10.0.0.0/16'] } } });
    expect(valuesOf(mesh, 'istiod')).toMatchObject({
      revision: '1-30',
      cni: { enabled: true },
      env: { ENABLE_NATIVE_SIDECARS: 'true' },
      global: { meshID: 'ward-staging', network: 'dublin', multiCluster: { clusterName: 'dublin' } },
      nodeSelector: { 'clinfra.io/purpose': 'general' },
    });
    expect(valuesOf(mesh, 'istio-base')).toEqual({ defaultRevision: '1-30' });
    expect(valuesOf(aSite({ mesh: {} }), 'istiod')).not.toHaveProperty('revision');
    const partners = aSite({ mesh: {} }, ({ platform, domain, service }) => {
      const entrance = nginx({ class: 'partners', namespace: 'ingress', account: 'ingress', snippets: true });
      new Edge(platform, 'partners', { domain, host: 'api.example', issuer: 'letsencrypt', entrance }).exposes(service);
    });
    expect(valuesOf(partners, 'nginx-ingress')).toMatchObject({
      controller: {
        ingressClass: { name: 'partners' },
        serviceAccount: { name: 'ingress' },
        enableSnippets: true,
        pod: { extraLabels: { 'sidecar.istio.io/inject': 'true' } },
      },
    });
    expect(valuesOf(partners, 'cert-manager')).toMatchObject({ config: { enableGatewayAPI: false }, crds: { enabled: true, keep: true } });
    expect(releasesOf(partners).find(({ addOn }) => addOn === 'nginx-ingress')?.namespace).toBe('ingress');
  });

  it.each(ADD_ONS.map(name => [name]))('[C4] of %s ask for what nodes are counted for, part by part, and hold no latest image', name => {
    const { inventory, site } = aSite({ prometheus: { ...PROMETHEUS, grafana: { admin: 'grafana-admin' } } });
    const values = JSON.stringify(ADD_ON_VALUES[name]({ inventory, site }));
    const counted = addOnParts(name, site).map(pods => JSON.stringify(addOnResources(pods)));
    for (const resources of counted)
      expect(values.replaceAll(',"cpu":null', '').split(resources).length - 1).toBe(counted.filter(other => other === resources).length);
    expect(values.match(/"requests":\{"cpu"/g) ?? []).toHaveLength(counted.length);
    expect(values).not.toMatch(/latest/);
  });

  it('[C4] have two pods of each controller, and of what tells people in production', () => {
    const alone = new Set(['calico', 'metallb', 'jaeger', 'external-secrets', 'kube-prometheus-stack', 'velero']);
    const { site } = aSite({});
    const single = ADD_ONS.filter(name => addOnParts(name, site).some(({ pods }) => pods === 1));
    expect(new Set(single)).toEqual(alone);
    const stack = ADD_ON_VALUES['kube-prometheus-stack'](aSite({ prometheus: PROMETHEUS }, undefined, PRODUCTION));
    expect(stack).toMatchObject({ prometheus: { prometheusSpec: { replicas: 2 } }, alertmanager: { alertmanagerSpec: { replicas: 2 } } });
  });

  it('[O1] of Prometheus follow what bears the labels of the site, on disks of the platform, with no password', () => {
    const { inventory, site } = aSite({
      prometheus: { ...PROMETHEUS, selects: { release: 'figures', team: 'ward' }, keep: days(30), storage: gib(100), serviceAccount: 'asks' },
    });
    const { releases } = renderAddOns(inventory, site, {});
    const stack = releases.find(({ addOn }) => addOn === 'kube-prometheus-stack');
    const selected = { matchLabels: { release: 'figures', team: 'ward' } };
    expect(stack).toMatchObject({
      name: 'figures',
      namespace: 'prometheus',
      values: {
        commonLabels: { team: 'ward' },
        kubeEtcd: { enabled: false },
        grafana: { enabled: false },
        prometheus: {
          serviceAccount: { create: true, name: 'asks' },
          prometheusSpec: {
            replicas: 1,
            retention: '720h',
            retentionSize: '92160MB',
            serviceMonitorSelector: selected,
            ruleSelector: selected,
            ruleNamespaceSelector: { matchLabels: {} },
            storageSpec: { volumeClaimTemplate: { spec: { storageClassName: 'ward-fast-ssd', resources: { requests: { storage: '100Gi' } } } } },
          },
        },
      },
    });
    expect(releases.find(({ addOn }) => addOn === 'node-exporter')?.values).toMatchObject({
      prometheus: { monitor: { additionalLabels: { release: 'figures', team: 'ward' } } },
    });
    expect(valuesOf(aSite({ prometheus: { ...PROMETHEUS, grafana: { admin: 'grafana-admin' } } }), 'kube-prometheus-stack')).toMatchObject({
      grafana: { enabled: true, admin: { existingSecret: 'grafana-admin' } },
    });
    expect(JSON.stringify(stack?.values)).not.toMatch(/password/i);
  });

  it('[A1] of the metrics adapter are the rules of what scales by requests, which stand nowhere else then', () => {
    const by = { scale: { min: 2, max: 4, requests: {} }, metrics: {} };
    const made = aSite({ prometheus: PROMETHEUS, metricsAdapter: {} }, ({ domain }) => aService(domain, 'busy', by));
    expect(valuesOf(made, 'prometheus-adapter')).toMatchObject({
      prometheus: { url: 'http://prometheus-operated.prometheus.svc.cluster.local', port: 9090, path: '' },
      rules: { default: false, custom: [{ name: { as: 'http_requests_per_second' } }] },
    });
    const rulesOf = ({ inventory, site }: typeof made) => renderCluster(inventory, site).filter(({ metadata }) => metadata.name === 'metrics-adapter-rules');
    expect(rulesOf(made)).toEqual([]);
    const there = { prometheus: PROMETHEUS, metricsAdapter: {}, addOns: { 'prometheus-adapter': 'preinstalled' } } as const;
    expect(rulesOf(aSite(there, ({ domain }) => aService(domain, 'busy', by)))).toHaveLength(1);
  });

  it('[B3] of Velero keep the state of the cluster each day in the zone of the platform, but no Secret', () => {
    expect(namesOf(aSite({}))).not.toContain('velero');
    const production = aSite({}, undefined, PRODUCTION);
    expect(namesOf(production)).toContain('velero');
    expect(namesOf(aSite({}, undefined, { ...PRODUCTION, backup: { cluster: false } }))).not.toContain('velero');
    expect(valuesOf(production, 'velero')).toMatchObject({
      credentials: { useSecret: false },
      snapshotsEnabled: false,
      schedules: {
        daily: {
          schedule: 'CRON_TZ=Europe/Dublin 0 3 * * *',
          template: { ttl: '720h', excludedNamespaces: ['velero'], excludedResources: expect.arrayContaining(['secrets']), snapshotVolumes: false },
        },
      },
    });
    const cluster = { at: '01:30', keep: days(60), except: ['scratch'], volumes: true };
    expect(valuesOf(aSite({}, undefined, { ...PRODUCTION, backup: { cluster } }), 'velero')).toMatchObject({
      snapshotsEnabled: true,
      schedules: { daily: { schedule: 'CRON_TZ=Europe/Dublin 30 1 * * *', template: { ttl: '1440h', excludedNamespaces: ['velero', 'scratch'] } } },
    });
  });

  it('[O6] of tracing lead from the collector to a disk that keeps traces for so long, within the mesh where there is one', () => {
    const made = aSite({ tracing: { keep: days(3), storage: gib(30) }, mesh: {} });
    const labels = { 'sidecar.istio.io/inject': 'true' };
    expect(valuesOf(made, 'opentelemetry-collector')).toMatchObject({
      podLabels: labels,
      config: {
        receivers: { zipkin: null },
        exporters: { otlp: { endpoint: 'jaeger.jaeger.svc.cluster.local:4317' } },
        service: { pipelines: { logs: null } },
      },
    });
    expect(valuesOf(made, 'jaeger')).toMatchObject({
      jaeger: { podLabels: labels },
      userconfig: { extensions: { jaeger_storage: { backends: { traces: { badger: { ephemeral: false, ttl: { spans: '259200s' } } } } } } },
      extraObjects: [{ kind: 'PersistentVolumeClaim', spec: { storageClassName: 'ward-fast-ssd', resources: { requests: { storage: '30Gi' } } } }],
    });
    expect(valuesOf(aSite({ tracing: {} }), 'jaeger')).not.toHaveProperty('jaeger.podLabels');
  });

  it('[C4] are the platform’s, then the cloud’s, then the team’s', () => {
    const { inventory, site } = aSite({ addOns: { 'metrics-server': { values: { replicas: 3, podDisruptionBudget: null } } } });
    const release = renderAddOns(inventory, site, { 'metrics-server': { replicas: 4, region: 'eu-west-1' } }).releases.find(
      ({ addOn }) => addOn === 'metrics-server',
    );
    expect(release?.values).toMatchObject({ replicas: 3, region: 'eu-west-1', priorityClassName: 'system-cluster-critical' });
    expect(release?.values).not.toHaveProperty('podDisruptionBudget');
  });
});

it('[Y5] are a Helmfile for each site, each release pinned and after the one before', () => {
  const { inventory, site } = aSite({ addOns: { karpenter: 'preinstalled', strimzi: 'installed', 'argo-rollouts': 'installed' } });
  const files = new Map([...addOnFiles(inventory, () => ({}))].map(({ path, text }) => [path, text]));
  expect([...files.keys()]).toEqual(['_add-ons/dublin/namespaces.yaml', '_add-ons/dublin/helmfile.yaml']);
  const { repositories, releases } = parse(files.get('_add-ons/dublin/helmfile.yaml') ?? '');
  expect(repositories).toContainEqual({ name: 'quay-io-strimzi-helm', url: 'quay.io/strimzi-helm', oci: true });
  const order = renderAddOns(inventory, site, {}).releases.map(({ namespace, name }) => `${namespace}/${name}`);
  expect(releases.map(({ needs }: { needs?: string[] }) => needs?.[0])).toEqual([undefined, ...order.slice(0, -1)]);
  expect(releases.at(-1)).toMatchObject({
    name: 'strimzi',
    namespace: 'strimzi',
    chart: 'quay-io-strimzi-helm/strimzi-kafka-operator',
    version: ADD_ON_VERSIONS.strimzi.version,
  });
});

it('[B3] leave Velero out of the Helmfile as long as nobody says where it keeps its backups', () => {
  const { inventory } = aSite({ addOns: { 'metrics-server': 'preinstalled' } }, undefined, PRODUCTION);
  const releases = (cloud: CloudValues) => {
    const text = [...addOnFiles(inventory, () => cloud)].find(({ path }) => path.endsWith('helmfile.yaml'))?.text ?? '';
    return parse(text).releases.map(({ name }: { name: string }) => name);
  };
  expect(releases({})).toEqual(['cluster-autoscaler']);
  expect(releases({ velero: { configuration: {} } })).toEqual(['cluster-autoscaler', 'velero']);
});
