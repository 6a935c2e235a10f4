import { type AddOnName, type AddOnPods, addOnPods, nginxOf } from '@clinfra/core';
import { resourcesOf } from '../workload/resources';
import {
  type AddOnContext,
  addOnResources,
  CRITICAL,
  controller,
  meshLabels,
  placement,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
  type Values,
} from './add-on-settings';
import { nodeExporter, prometheusAdapter, prometheusStack } from './monitoring-values';
import { rolloutsGatewayPlugin } from './rollouts-plugin';
import { collector, jaeger } from './tracing-values';
import { velero } from './velero-values';

/** What each chart is told; what its cloud adds is not here. */
export const ADD_ON_VALUES: Readonly<Record<AddOnName, (context: AddOnContext) => Values>> = {
  'calico-definitions': () => ({}),
  calico,
  'cluster-autoscaler': context => {
    const { controller: pods } = addOnPods('cluster-autoscaler', context.site);
    return { replicaCount: pods.pods, podDisruptionBudget: { maxUnavailable: 1 }, ...controller(context, pods) };
  },
  'karpenter-definitions': () => ({}),
  karpenter: context => {
    const { controller: pods } = addOnPods('karpenter', context.site);
    return { replicas: pods.pods, controller: { resources: addOnResources(pods) }, ...CRITICAL, ...placement(context) };
  },
  'metrics-server': context => {
    const { server } = addOnPods('metrics-server', context.site);
    return { replicas: server.pods, podDisruptionBudget: { enabled: true, maxUnavailable: 1 }, ...controller(context, server) };
  },
  'aws-load-balancer-controller': context => {
    const { controller: pods } = addOnPods('aws-load-balancer-controller', context.site);
    return {
      replicaCount: pods.pods,
      podDisruptionBudget: { maxUnavailable: 1 },
      // Only what asks for it by its class is led by it, and edges have their firewall from the platform.
      enableServiceMutatorWebhook: false,
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
      createIngressClassResource: false,
      ingressClassParams: { create: false },
      ...controller(context, pods),
    };
  },
  metallb: ({ site }) => {
    const { controller: pods, speaker } = addOnPods('metallb', site);
    const resources = addOnResources(speaker);
    return { speaker: { frr: { enabled: false }, resources }, frrk8s: { enabled: false }, controller: { resources: addOnResources(pods) } };
  },
  'gateway-api': () => ({}),
  'istio-base': ({ site }) => ({ defaultRevision: site.mesh?.revision ?? 'default' }),
  istiod,
  'istio-cni': ({ site }) => ({ global: { logAsJson: true }, resources: addOnResources(addOnPods('istio-cni', site).node) }),
  'east-west-gateway': eastWestGateway,
  'cert-manager': certManager,
  'external-secrets': context => {
    const { controller: pods, webhook, certificates } = addOnPods('external-secrets', context.site);
    return {
      installCRDs: true,
      replicaCount: pods.pods,
      leaderElect: true,
      serviceAccount: { create: true, name: 'external-secrets' },
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      ...controller(context, pods),
      webhook: { replicaCount: webhook.pods, ...controller(context, webhook) },
      certController: controller(context, certificates),
    };
  },
  'kube-prometheus-stack': prometheusStack,
  'node-exporter': nodeExporter,
  'prometheus-adapter': prometheusAdapter,
  jaeger,
  'opentelemetry-collector': collector,
  'eck-operator': eckOperator,
  'nginx-ingress': nginxIngress,
  keda,
  'vertical-pod-autoscaler': context => {
    const { recommender, updater, admission } = addOnPods('vertical-pod-autoscaler', context.site);
    return {
      recommender: { replicas: recommender.pods, ...controller(context, recommender) },
      updater: { replicas: updater.pods, ...controller(context, updater) },
      admissionController: { replicas: admission.pods, ...controller(context, admission) },
    };
  },
  'argo-rollouts': context => {
    const { controller: pods } = addOnPods('argo-rollouts', context.site);
    return {
      installCRDs: true,
      keepCRDs: true,
      dashboard: { enabled: false },
      controller: {
        replicas: pods.pods,
        pdb: { enabled: true, minAvailable: 1 },
        ...controller(context, pods),
        ...(context.site.argoRollouts?.gatewayApi && rolloutsGatewayPlugin()),
      },
    };
  },
  strimzi: context => {
    const { operator } = addOnPods('strimzi', context.site);
    return { watchAnyNamespace: true, replicas: operator.pods, podDisruptionBudget: { enabled: true }, ...controller(context, operator) };
  },
  'cloudnative-pg': context => {
    const { operator } = addOnPods('cloudnative-pg', context.site);
    return { crds: { create: true }, replicaCount: operator.pods, ...controller(context, operator) };
  },
  velero,
};

/** Calico enforces policies only: addresses stay those of the network plugin of EKS, which writes them on each pod. */
function calico({ site }: AddOnContext): Values {
  const { operator, node, typha, controllers } = addOnPods('calico', site);
  const part = (name: string, resources: object) => ({ spec: { template: { spec: { containers: [{ name, resources }] } } } });
  return {
    installation: {
      enabled: true,
      kubernetesProvider: 'EKS',
      cni: { type: 'AmazonVPC' },
      calicoNetwork: { bgp: 'Disabled' },
      calicoNodeDaemonSet: part('calico-node', addOnResources(node)),
      typhaDeployment: part('calico-typha', addOnResources(typha)),
      calicoKubeControllersDeployment: part('calico-kube-controllers', addOnResources(controllers)),
    },
    apiServer: { enabled: false },
    goldmane: { enabled: false },
    whisker: { enabled: false },
    resources: addOnResources(operator),
  };
}

function keda(context: AddOnContext): Values {
  const { operator, metrics, webhooks } = addOnPods('keda', context.site);
  return {
    crds: { install: true },
    operator: { name: 'keda-operator', replicaCount: operator.pods },
    metricsServer: { replicaCount: metrics.pods },
    webhooks: { replicaCount: webhooks.pods },
    serviceAccount: { operator: { create: true, name: 'keda-operator' } },
    podDisruptionBudget: { operator: { minAvailable: 1 }, metricServer: { minAvailable: 1 }, webhooks: { minAvailable: 1 } },
    resources: { operator: addOnResources(operator), metricServer: addOnResources(metrics), webhooks: addOnResources(webhooks) },
    ...CRITICAL,
    ...placement(context),
  };
}

/** It tells nobody outside how it is used, and refuses references from one namespace to another that the account does not have. */
function eckOperator(context: AddOnContext): Values {
  const { operator } = addOnPods('eck-operator', context.site);
  const { requests, limits } = addOnResources(operator);
  return {
    installCRDs: true,
    replicaCount: operator.pods,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    refs: { enforceRBAC: true },
    telemetry: { disabled: true },
    podSecurityContext: RESTRICTED_POD,
    securityContext: { ...RESTRICTED_CONTAINER, runAsNonRoot: true },
    ...controller(context, operator),
    // The chart has a limit of processor time, which is taken out.
    resources: { requests, limits: { ...limits, cpu: null } },
  };
}

/** The names by which sites of one mesh know each other are the platform's; where sites join, they are one mesh with a network each. */
function istiod(context: AddOnContext): Values {
  const { inventory, site } = context;
  const { name, environment } = inventory.platform;
  const { controller: pods } = addOnPods('istiod', site);
  const joined = site.mesh?.join && { meshID: `${name}-${environment}`, multiCluster: { clusterName: site.name }, network: site.name };
  return {
    ...(site.mesh?.revision === undefined ? undefined : { revision: site.mesh.revision }),
    autoscaleMin: 2,
    autoscaleMax: pods.pods,
    resources: addOnResources(pods),
    ...placement(context),
    cni: { enabled: true },
    env: { ENABLE_NATIVE_SIDECARS: 'true' },
    global: { ...CRITICAL, logAsJson: true, ...(site.mesh && { proxy: { resources: resourcesOf(site.mesh.proxy) } }), ...joined },
  };
}

/** The way to it is a Service of the platform's own, which names one port and who may come; it hands on to pods of its own site alone, or two sites would send a request to and fro. */
function eastWestGateway(context: AddOnContext): Values {
  const { mesh, name } = context.site;
  const { gateway: pods } = addOnPods('east-west-gateway', context.site);
  return {
    ...(mesh?.revision === undefined ? undefined : { revision: mesh.revision }),
    replicaCount: pods.pods,
    autoscaling: { enabled: false },
    podDisruptionBudget: { minAvailable: 1 },
    service: { type: 'None' },
    env: { ISTIO_META_REQUESTED_NETWORK_VIEW: name },
    ...controller(context, pods),
  };
}

function certManager(context: AddOnContext): Values {
  const { inventory, site } = context;
  const gateways = inventory.edges.some(edge => edge.entrance.kind === 'gateway' && inventory.sitesOf(edge).includes(site));
  const { controller: pods, webhook, injector } = addOnPods('cert-manager', site);
  const part = (one: AddOnPods) => ({
    replicaCount: one.pods,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    resources: addOnResources(one),
    ...placement(context),
  });
  return {
    crds: { enabled: true, keep: true },
    config: { apiVersion: 'controller.config.cert-manager.io/v1alpha1', kind: 'ControllerConfiguration', enableGatewayAPI: gateways },
    global: { ...CRITICAL, leaderElection: { namespace: 'cert-manager' } },
    ...part(pods),
    webhook: part(webhook),
    cainjector: part(injector),
  };
}

/** The class, the account and the snippets that the edges name; in a mesh its pods are part of it, or no service would know them. */
function nginxIngress(context: AddOnContext): Values {
  const { controller: pods } = addOnPods('nginx-ingress', context.site);
  const nginx = nginxOf(context.inventory, context.site);
  const labels = meshLabels(context.site);
  return {
    controller: {
      kind: 'deployment',
      replicaCount: pods.pods,
      ingressClass: { name: nginx?.class ?? 'nginx', create: true },
      serviceAccount: { name: nginx?.account ?? 'nginx-ingress' },
      enableSnippets: nginx?.snippets ?? false,
      config: { entries: { http2: 'True' } },
      ...(labels && { pod: { extraLabels: labels } }),
      service: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' },
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      resources: addOnResources(pods),
      ...placement(context),
    },
  };
}
