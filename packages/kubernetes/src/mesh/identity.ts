import type { Edge, Workload } from '@clinfra/core';

/** The identity of a workload in the mesh: its service account. Istio reads `cluster.local` as the mesh's own trust domain, whatever that is called. */
export function principalOf({ name, domain }: Workload): string {
  return principal(domain.name, name);
}

/** The identity of an edge's gateway: Istio names the account after the gateway and its class. */
export function gatewayPrincipalOf({ name, domain, gatewayClass }: Edge): string {
  return principal(domain.name, `${name}-${gatewayClass}`);
}

function principal(namespace: string, account: string): string {
  return `cluster.local/ns/${namespace}/sa/${account}`;
}
