import type { Edge, Workload } from '@clinfra/core';

/** The identity of a workload in the mesh: its service account. Istio reads `cluster.local` as the mesh's own trust domain, whatever that is called. */
export function principalOf({ name, domain }: Workload): string {
  return principal(domain.name, name);
}

/** The identity by which requests come in at an edge: Istio names a gateway's account after the gateway and its class; the controller of NGINX has one of its own. */
export function entrancePrincipalOf({ name, domain, entrance }: Edge): string {
  return entrance.kind === 'nginx' ? principal(entrance.namespace, entrance.account) : principal(domain.name, `${name}-${entrance.class}`);
}

function principal(namespace: string, account: string): string {
  return `cluster.local/ns/${namespace}/sa/${account}`;
}
