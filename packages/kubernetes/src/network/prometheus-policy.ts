import { ClinicalService, type Domain, Worker, type Workload } from '@clinfra/core';
import type { KubeNetworkPolicyProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { INJECT_LABEL, SIDECAR_FIGURES } from '../mesh/labels';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { type Peer, PROMETHEUS_NAME, pods, podsOf, tcp } from './peers';

const NAME = 'prometheus-scrapes';

/** The port on which Prometheus may ask a workload on this site for its figures; undefined where it does not ask. */
export function scrapedPort({ site }: SiteView, workload: Workload): number | undefined {
  if (!site.prometheus || !(workload instanceof ClinicalService || workload instanceof Worker) || !workload.metrics) return undefined;
  return workload.metrics.port ?? (workload instanceof ClinicalService ? workload.port : undefined);
}

/**
 * What Prometheus may ask, where it runs in a domain of the platform, whose default denial holds for it too. Whatever else it needs, such
 * as the API of the cluster, is opened by who installs it.
 */
export function prometheusPolicies(view: SiteView, domain: Domain): readonly Manifest[] {
  if (view.site.prometheus?.namespace !== domain.name) return [];
  const peers = new Map<number, Peer[]>();
  for (const workload of view.inventory.workloads) {
    const port = view.has(workload.domain) ? scrapedPort(view, workload) : undefined;
    if (port !== undefined) peers.set(port, [...(peers.get(port) ?? []), podsOf(workload)]);
  }
  if (view.site.mesh)
    peers.set(
      SIDECAR_FIGURES,
      view.domains.map(({ name }) => pods(name, INJECT_LABEL, 'true')),
    );
  if (peers.size === 0) return [];
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: NAME, namespace: domain.name, labels: domainLabels(view, domain, NAME) },
    spec: {
      podSelector: { matchLabels: { [NAME_LABEL]: PROMETHEUS_NAME } },
      policyTypes: ['Egress'],
      egress: [...peers].map(([port, to]) => ({ to, ports: [tcp(port)] })),
    },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
  return [policy];
}
