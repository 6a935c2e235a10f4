import type { Edge, Workload } from '@clinfra/core';
import type { NetworkPolicyPeer, NetworkPolicyPort } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL, NAMESPACE_LABEL } from '../labels';
import { onceFor } from '../once';
import type { Plain } from '../plain';
import { kept } from '../yaml/kept';

export type Peer = Plain<NetworkPolicyPeer>;
export type Port = Plain<NetworkPolicyPort>;

/** The label that controllers of the Gateway API put on a gateway's pods. */
export const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** The pods of a workload, in its own namespace alone. */
export const podsOf = onceFor(({ name, domain }: Workload): Peer => kept(pods(domain.name, NAME_LABEL, name)));

/** Whatever has an address in one of these ranges. */
export function peersIn(ranges: readonly string[]): readonly Peer[] {
  return ranges.map(cidr => ({ ipBlock: { cidr } }));
}

/** The label by which the charts of the F5 NGINX Ingress Controller name its pods. */
const NGINX_NAME = 'nginx-ingress';

/** The pods by which requests come in at an edge: those of its own gateway, or those of the controller that serves it. */
export const entrancePodsOf = onceFor(
  ({ name, domain, entrance }: Edge): Peer =>
    kept(entrance.kind === 'nginx' ? pods(entrance.namespace, NAME_LABEL, NGINX_NAME) : pods(domain.name, GATEWAY_LABEL, name)),
);

/** The label that the operator of Prometheus puts on its pods. */
export const PROMETHEUS_NAME = 'prometheus';

/** The pods of a site's Prometheus. */
export function prometheusIn(namespace: string): Peer {
  return pods(namespace, NAME_LABEL, PROMETHEUS_NAME);
}

/** The ports of OpenTelemetry's own protocol, by its two ways to send. */
export const OTLP = { grpc: 4317, http: 4318 } as const;

/** Both selectors in one peer mean both at once; in two peers they would mean either. */
export function pods(namespace: string, label: string, value: string): Peer {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } }, podSelector: { matchLabels: { [label]: value } } };
}

export function tcp(port: number): Port {
  return { protocol: 'TCP', port };
}

/** Where Istio stands, and the label of its east-west gateway there. */
export const ISTIO_NAMESPACE = 'istio-system';
export const EAST_WEST_LABEL = ['istio', 'eastwestgateway'] as const;

/** The pods of a site's east-west gateway, by which the other sites of its mesh come. */
export const EAST_WEST_GATEWAY: Peer = pods(ISTIO_NAMESPACE, ...EAST_WEST_LABEL);

/** The way to Istio's control plane, from which gateways and sidecars have their configuration and their certificates, over TLS. */
export const ISTIOD = { to: [pods('istio-system', 'app', 'istiod')], ports: [tcp(15012)] } as const;
