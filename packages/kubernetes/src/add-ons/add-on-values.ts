import { type AddOnName, type Inventory, PURPOSE_LABEL, type Site } from '@clinfra/core';
import { INJECT_LABEL } from '../mesh/labels';
import { nginxOf } from './add-on-namespace';
import { rolloutsGatewayPlugin } from './rollouts-plugin';

/** Values of a chart, before and after the cloud's and the team's own are laid over them. */
export type Values = Readonly<Record<string, unknown>>;

/** For what values are made. */
export interface AddOnContext {
  readonly inventory: Inventory;
  readonly site: Site;
}

/** Requests that one controller of an ordinary cluster needs; no processor limit, because a throttled controller is late for all. */
const SMALL = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } };
const MEDIUM = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } };
/** What everything else waits for keeps its place before every workload. */
const CRITICAL = { priorityClassName: 'system-cluster-critical' };
/** Two pods of each controller: one leads, and takes no time to be replaced when a node is drained. */
const PAIR = 2;

/** Where pods of add-ons stand: on the ordinary nodes of AWS, which are always there; elsewhere wherever the scheduler puts them. */
function placement({ site: { hosting } }: AddOnContext): Values {
  if (hosting.kind !== 'aws') return {};
  const open = hosting.nodes.filter(({ dedicated }) => !dedicated);
  const purpose = (open.find(group => group.purpose === 'general') ?? open[0])?.purpose;
  return purpose === undefined ? {} : { nodeSelector: { [PURPOSE_LABEL]: purpose } };
}

const controller = (context: AddOnContext, resources: Values = SMALL): Values => ({ ...CRITICAL, resources, ...placement(context) });

/** What each chart is told; what its cloud adds is not here. */
export const ADD_ON_VALUES: Readonly<Record<AddOnName, (context: AddOnContext) => Values>> = {
  'calico-definitions': () => ({}),
  // Calico enforces policies only: addresses stay those of the network plugin of EKS, which writes them on each pod.
  calico: () => ({
    installation: { enabled: true, kubernetesProvider: 'EKS', cni: { type: 'AmazonVPC' }, calicoNetwork: { bgp: 'Disabled' } },
    apiServer: { enabled: false },
    goldmane: { enabled: false },
    whisker: { enabled: false },
    resources: SMALL,
  }),
  'cluster-autoscaler': context => ({ replicaCount: PAIR, podDisruptionBudget: { maxUnavailable: 1 }, ...controller(context, MEDIUM) }),
  'karpenter-definitions': () => ({}),
  karpenter: context => ({ replicas: PAIR, controller: { resources: MEDIUM }, ...CRITICAL, ...placement(context) }),
  'metrics-server': context => ({ replicas: PAIR, podDisruptionBudget: { enabled: true, maxUnavailable: 1 }, ...controller(context) }),
  'aws-load-balancer-controller': context => ({
    replicaCount: PAIR,
    podDisruptionBudget: { maxUnavailable: 1 },
    // Only what asks for it by its class is led by it, and edges have their firewall from the platform.
    enableServiceMutatorWebhook: false,
    enableShield: false,
    enableWaf: false,
    enableWafv2: false,
    createIngressClassResource: false,
    ingressClassParams: { create: false },
    ...controller(context),
  }),
  metallb: () => ({ speaker: { frr: { enabled: false }, resources: SMALL }, frrk8s: { enabled: false }, controller: { resources: SMALL } }),
  'gateway-api': () => ({}),
  'istio-base': ({ site }) => ({ defaultRevision: site.mesh?.revision ?? 'default' }),
  istiod,
  'istio-cni': () => ({ global: { logAsJson: true } }),
  'cert-manager': certManager,
  'external-secrets': context => ({
    installCRDs: true,
    replicaCount: PAIR,
    leaderElect: true,
    serviceAccount: { create: true, name: 'external-secrets' },
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    ...controller(context),
    webhook: { replicaCount: PAIR, ...controller(context) },
    certController: controller(context),
  }),
  'nginx-ingress': nginxIngress,
  keda: context => ({
    crds: { install: true },
    operator: { name: 'keda-operator', replicaCount: PAIR },
    metricsServer: { replicaCount: PAIR },
    webhooks: { replicaCount: PAIR },
    serviceAccount: { operator: { create: true, name: 'keda-operator' } },
    podDisruptionBudget: { operator: { minAvailable: 1 }, metricServer: { minAvailable: 1 }, webhooks: { minAvailable: 1 } },
    resources: { operator: MEDIUM, metricServer: MEDIUM, webhooks: SMALL },
    ...CRITICAL,
    ...placement(context),
  }),
  'vertical-pod-autoscaler': context => {
    const part = { replicas: PAIR, ...controller(context, MEDIUM) };
    return { recommender: part, updater: part, admissionController: part };
  },
  'argo-rollouts': context => ({
    installCRDs: true,
    keepCRDs: true,
    dashboard: { enabled: false },
    controller: {
      replicas: PAIR,
      pdb: { enabled: true, minAvailable: 1 },
      ...controller(context, MEDIUM),
      ...(context.site.argoRollouts?.gatewayApi && rolloutsGatewayPlugin()),
    },
  }),
  strimzi: context => ({ watchAnyNamespace: true, replicas: PAIR, podDisruptionBudget: { enabled: true }, ...controller(context, MEDIUM) }),
  'cloudnative-pg': context => ({ crds: { create: true }, replicaCount: PAIR, ...controller(context, MEDIUM) }),
};

/** The names by which sites of one mesh know each other are the platform's; where sites join, they are one mesh with a network each. */
function istiod(context: AddOnContext): Values {
  const { inventory, site } = context;
  const { name, environment } = inventory.platform;
  const joined = site.mesh?.join && { meshID: `${name}-${environment}`, multiCluster: { clusterName: site.name }, network: site.name };
  return {
    ...(site.mesh?.revision === undefined ? undefined : { revision: site.mesh.revision }),
    autoscaleMin: PAIR,
    autoscaleMax: 5,
    resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
    ...placement(context),
    cni: { enabled: true },
    env: { ENABLE_NATIVE_SIDECARS: 'true' },
    global: { ...CRITICAL, logAsJson: true, ...joined },
  };
}

function certManager(context: AddOnContext): Values {
  const { inventory, site } = context;
  const gateways = inventory.edges.some(edge => edge.entrance.kind === 'gateway' && inventory.sitesOf(edge).includes(site));
  const part = { replicaCount: PAIR, podDisruptionBudget: { enabled: true, minAvailable: 1 }, resources: SMALL, ...placement(context) };
  return {
    crds: { enabled: true, keep: true },
    config: { apiVersion: 'controller.config.cert-manager.io/v1alpha1', kind: 'ControllerConfiguration', enableGatewayAPI: gateways },
    global: { ...CRITICAL, leaderElection: { namespace: 'cert-manager' } },
    ...part,
    webhook: part,
    cainjector: part,
  };
}

/** The class, the account and the snippets that the edges name; in a mesh its pods are part of it, or no service would know them. */
function nginxIngress(context: AddOnContext): Values {
  const { mesh } = context.site;
  const nginx = nginxOf(context.inventory, context.site);
  const labels = mesh && { [INJECT_LABEL]: 'true', ...(mesh.revision === undefined ? undefined : { 'istio.io/rev': mesh.revision }) };
  return {
    controller: {
      kind: 'deployment',
      replicaCount: PAIR,
      ingressClass: { name: nginx?.class ?? 'nginx', create: true },
      serviceAccount: { name: nginx?.account ?? 'nginx-ingress' },
      enableSnippets: nginx?.snippets ?? false,
      config: { entries: { http2: 'True' } },
      ...(labels && { pod: { extraLabels: labels } }),
      service: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      resources: MEDIUM,
      ...placement(context),
    },
  };
}
