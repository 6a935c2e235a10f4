import type { AddOnName } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { holdsSecret } from '../secret-text';
import { show } from '../show';

/** What is settled by the platform for every chart: names on which identities, policies and the order of installing rely. */
const SETTLED = ['fullnameOverride', 'nameOverride', 'namespaceOverride', 'serviceAccount', 'installCRDs', 'crds', 'keepCRDs'];

/** By which the operator of Prometheus finds what the platform makes for it. */
const SELECTORS = ['serviceMonitorSelector', 'podMonitorSelector', 'ruleSelector', 'serviceMonitorNamespaceSelector', 'podMonitorNamespaceSelector'];

/** What is settled for one chart beside that: the cloud's figures, the mesh's names, and who may use snippets. */
const SETTLED_FOR: Readonly<Partial<Record<AddOnName, readonly string[]>>> = {
  'aws-load-balancer-controller': ['clusterName', 'region', 'vpcId', 'vpcTags', 'enableServiceMutatorWebhook'],
  'cluster-autoscaler': ['cloudProvider', 'awsRegion', 'autoDiscovery', 'rbac'],
  karpenter: ['settings.clusterName', 'settings.interruptionQueue'],
  calico: ['installation.cni', 'installation.kubernetesProvider'],
  istiod: ['revision', 'cni', 'global.meshID', 'global.network', 'global.multiCluster'],
  'istio-base': ['defaultRevision'],
  'east-west-gateway': ['name', 'revision', 'service', 'env', 'labels', 'networkGateway'],
  'nginx-ingress': ['controller.ingressClass', 'controller.serviceAccount', 'controller.enableSnippets', 'controller.pod'],
  keda: ['operator.name', 'watchNamespace'],
  'kube-prometheus-stack': ['nodeExporter', 'prometheus.serviceAccount', ...SELECTORS.map(name => `prometheus.prometheusSpec.${name}`)],
  'prometheus-adapter': ['rules', 'prometheus'],
  jaeger: ['userconfig.extensions.jaeger_storage', 'userconfig.receivers'],
  'opentelemetry-collector': ['mode', 'config.exporters.otlp'],
};

/** A field that holds a secret by its name, where what it holds is a text. */
const SECRET_FIELD = /(^|[a-z_.-])(password|passwd|secretKey|accessKey|apiKey|api_key|privateKey|token)$/i;

/** What may not stand among the values that a team lays over those of a chart. */
export function* addOnValues(path: string, name: AddOnName, values: unknown): Generator<Fault> {
  if (!isObject(values) || Object.keys(values).length === 0) {
    return yield error(path, 'be an object with fields', show(values), 'write it as { replicaCount: 3 }');
  }
  const settled = [...SETTLED, ...(SETTLED_FOR[name] ?? [])];
  for (const [field, value] of leaves(values, '')) {
    const place = `${path}.${field}`;
    const taken = settled.find(each => field === each || field.startsWith(`${each}.`) || each.startsWith(`${field}.`));
    if (taken !== undefined) yield error(place, `leave ${taken} as the platform sets it`, show(value), 'declare it by a property of the site');
    else if (typeof value === 'string' && (SECRET_FIELD.test(field) || holdsSecret(value))) {
      yield error(place, 'be no secret', 'a value that looks like one', 'take it out, and name a Secret of the cluster by what the chart has for it');
    } else if (!isJson(value)) yield error(place, 'be what JSON can say', show(value), 'write a text, a number, true, false, null, a list or an object');
  }
}

function* leaves(value: unknown, path: string): Generator<readonly [field: string, value: unknown]> {
  const inner = (isObject(value) || Array.isArray(value)) && Object.entries(value);
  if (!inner || (inner.length === 0 && path !== '')) return yield [path, value];
  for (const [name, part] of inner) yield* leaves(part, path === '' ? name : `${path}.${name}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a leaf may be: an empty list or object counts as one. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return (
    value === null || typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'object' && Object.getPrototypeOf(value) !== Date.prototype)
  );
}
