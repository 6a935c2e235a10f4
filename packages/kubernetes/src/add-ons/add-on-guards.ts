import { type AddOnName, addOnPlace, EAST_WEST_PORT, eastWestAddresses, JAEGER, type Site } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import { labelsOf, NAME_LABEL, NAMESPACE_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { apiServer, apiServerAsks } from '../network/api-server';
import { DNS } from '../network/guards';
import { ISTIOD, OTLP, pods, prometheusIn, tcp } from '../network/peers';
import type { ObjectOf, Plain } from '../plain';
import { PROMETHEUS_PORT } from '../scaling/prometheus-url';
import type { SiteView } from '../site-view';
import { COLLECTOR } from '../workload/tracing';

type Ingress = Plain<NetworkPolicyIngressRule>;
type Egress = Plain<NetworkPolicyEgressRule>;

/** What an add-on opens in the denial of its namespace. */
interface Ways {
  /** Ports on which the API server asks it: webhooks, and APIs that it serves for the cluster. */
  readonly asked?: readonly number[];
  readonly from?: (view: SiteView) => readonly Ingress[];
  /** Where it leads; what is not said may lead anywhere, because what it has to reach is not known here. */
  readonly to?: (view: SiteView) => readonly Egress[] | undefined;
}

/** Ports of Istio's control plane: its webhook, and what sidecars and gateways ask. */
const WEBHOOK_OF_ISTIO = 15017;
const ISTIOD_PORT = 15012;
/** By which load balancers ask a gateway whether it is well. */
const GATEWAY_HEALTH = 15021;
const EVERYWHERE = { namespaceSelector: {} };

/** Some of these run in the network of their node, where no policy holds: speakers of MetalLB, exporters of nodes, the operator of Calico. */
const WAYS: Readonly<Record<AddOnName, Ways>> = {
  'calico-definitions': {},
  calico: {},
  'cluster-autoscaler': {},
  'karpenter-definitions': {},
  karpenter: {},
  'metrics-server': {},
  'aws-load-balancer-controller': {},
  metallb: { asked: [9443] },
  'gateway-api': {},
  'istio-base': {},
  istiod: { asked: [WEBHOOK_OF_ISTIO], from: sidecarsAndGateways },
  'istio-cni': {},
  'east-west-gateway': { from: fromItsBalancer },
  'cert-manager': { asked: [10250] },
  'external-secrets': { asked: [10250] },
  'kube-prometheus-stack': { from: askersOfPrometheus },
  'node-exporter': {},
  'prometheus-adapter': { asked: [6443] },
  jaeger: { from: tracesFromCollector, to: ({ site }) => [DNS, ...meshOf(site)] },
  'opentelemetry-collector': { from: tracesFromWorkloads, to: ({ site }) => [DNS, ...meshOf(site), ...toJaeger()] },
  'eck-operator': { asked: [9443] },
  'nginx-ingress': { from: () => [{ ports: [80, 443].map(tcp) }] },
  keda: { asked: [6443, 9443] },
  'vertical-pod-autoscaler': {},
  'argo-rollouts': { to: apiAndPrometheus },
  strimzi: {},
  'cloudnative-pg': { asked: [9443] },
  velero: {},
};

/**
 * A policy for each namespace of add-ons but those that every cluster has: nothing comes in but from the namespace itself and what uses it, and nothing goes out
 * where all that an add-on reaches is known.
 */
export function addOnGuards(view: SiteView, names: readonly AddOnName[]): readonly Manifest[] {
  const namespaces = new Map<string, AddOnName[]>();
  for (const name of names) {
    const { namespace, level } = addOnPlace(name, view.inventory, view.site);
    if (level !== undefined) namespaces.set(namespace, [...(namespaces.get(namespace) ?? []), name]);
  }
  return [...namespaces].map(([namespace, those]) =>
    guard(
      view,
      namespace,
      those.map(name => WAYS[name]),
    ),
  );
}

function guard(view: SiteView, namespace: string, ways: readonly Ways[]): Manifest {
  const ingress = [{ from: [{ podSelector: {} }] }, ...ways.flatMap(way => [...apiAsks(view.site, way.asked), ...(way.from?.(view) ?? [])])];
  const led = ways.map(way => way.to?.(view));
  const egress = led.every(rules => rules !== undefined) ? [{ to: [{ podSelector: {} }] }, ...led.flat()] : undefined;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'add-on', namespace, labels: labelsOf(view, namespace, 'add-on', []) },
    spec: { podSelector: {}, policyTypes: egress ? ['Ingress', 'Egress'] : ['Ingress'], ingress, ...(egress && { egress }) },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}

/** From the addresses of the API server where they are known; a webhook that it cannot ask refuses every object. */
function apiAsks(site: Site, ports: readonly number[] = []): readonly Ingress[] {
  return ports.length === 0 ? [] : [{ ...apiServerAsks(site), ports: ports.map(tcp) }];
}

/** Sidecars anywhere ask the control plane; where sites join by a gateway that is not the platform's, it stands in the same namespace and passes on what control planes ask of each other. */
function sidecarsAndGateways({ site }: SiteView): readonly Ingress[] {
  const joined = site.mesh?.join?.gateway ? [{ ports: [EAST_WEST_PORT, ISTIOD_PORT, WEBHOOK_OF_ISTIO, GATEWAY_HEALTH].map(tcp) }] : [];
  return [{ from: [EVERYWHERE], ports: [tcp(ISTIOD_PORT)] }, ...joined];
}

/** Its load balancer speaks to it from its own addresses. */
function fromItsBalancer({ site }: SiteView): readonly Ingress[] {
  return [{ from: eastWestAddresses(site).map(({ address }) => ({ ipBlock: { cidr: `${address}/32` } })), ports: [tcp(EAST_WEST_PORT)] }];
}

/** Who scales by figures, and who judges releases by them. */
function askersOfPrometheus({ site }: SiteView): readonly Ingress[] {
  const { keda, metricsAdapter, argoRollouts } = site;
  const from = [
    ...(keda ? [pods(keda.namespace, NAME_LABEL, 'keda-operator')] : []),
    ...(metricsAdapter ? [pods(metricsAdapter.namespace, NAME_LABEL, 'prometheus-adapter')] : []),
    ...(argoRollouts ? [pods('argo-rollouts', NAME_LABEL, 'argo-rollouts')] : []),
  ];
  return from.length === 0 ? [] : [{ from, ports: [tcp(PROMETHEUS_PORT)] }];
}

function tracesFromWorkloads({ domains }: SiteView): readonly Ingress[] {
  const from = domains.map(({ name }) => ({ namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: name } } }));
  return from.length === 0 ? [] : [{ from, ports: Object.values(OTLP).map(tcp) }];
}

function tracesFromCollector({ site }: SiteView): readonly Ingress[] {
  return [{ from: [pods(site.tracing?.namespace ?? 'opentelemetry', NAME_LABEL, COLLECTOR)], ports: [tcp(OTLP.grpc)] }];
}

function toJaeger(): readonly Egress[] {
  return [{ to: [pods(JAEGER.namespace, NAME_LABEL, JAEGER.service)], ports: [tcp(OTLP.grpc)] }];
}

function meshOf({ mesh }: Site): readonly Egress[] {
  return mesh ? [ISTIOD] : [];
}

/** Where the API server stands is not always known, nor a Prometheus that the owner of the cluster has elsewhere. */
function apiAndPrometheus({ site }: SiteView): readonly Egress[] | undefined {
  const api = apiServer(site);
  if (api.length === 0 || site.prometheus?.url !== undefined) return undefined;
  const figures = site.prometheus ? [{ to: [prometheusIn(site.prometheus.namespace)], ports: [tcp(PROMETHEUS_PORT)] }] : [];
  return [DNS, ...api, ...figures];
}
