import type { Domain, ExternalHost, Workload } from '@clinfra/core';
import { domainLabels, type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { collectorHost } from '../workload/tracing';
import type { Uses } from '../workload/uses';
import { hostOf } from './subsets';

/** The models are modules that could not be loaded here; only their types are used, and none of them is published. */
type ISidecar = import('@kubernetes-models/istio/networking.istio.io/v1/Sidecar', { with: { 'resolution-mode': 'import' }}).ISidecar;
type IServiceEntry = import('@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry', { with: { 'resolution-mode': 'import' }}).IServiceEntry;

/** Nobody, as a Sidecar writes it. */
const NOBODY = '~/*';
/** The API of the cluster, as the mesh knows it. */
const KUBERNETES_API = 'default/kubernetes.default.svc.cluster.local';
const HTTP_PORT = 80;

/** A sidecar that nothing else is said of leads nowhere. */
export function noEgress(view: SiteView, domain: Domain): readonly Manifest[] {
  return view.site.mesh ? [sidecar({ name: 'default', namespace: domain.name, labels: domainLabels(view, domain) }, [NOBODY])] : [];
}

/**
 * Where the sidecar of a workload leads: to what its edges name, and nowhere else, whatever address is tried. A network policy knows
 * addresses; here a third party is held to its name.
 */
export function declaredEgress(view: SiteView, { name, domain, api }: Workload, { services, hosts }: Uses, labels: Labels): readonly Manifest[] {
  if (!view.site.mesh) return [];
  const called = services.map(service => `${service.domain.name}/${hostOf(service)}`);
  const reached = [...hosts.map(({ host }) => `./${host}`), ...(api.length > 0 ? [KUBERNETES_API] : [])];
  const { tracing } = view.site;
  const traces = tracing ? [`${tracing.namespace}/${collectorHost(tracing)}`] : [];
  const egress = [...new Set([...called, ...reached, ...traces])];
  return [sidecar({ name, namespace: domain.name, labels }, egress.length > 0 ? egress : [NOBODY], { labels: { [NAME_LABEL]: name } })];
}

function sidecar(metadata: Manifest['metadata'], hosts: string[], workloadSelector?: { labels: Record<string, string> }): Manifest {
  const traffic = { egress: [{ hosts }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' as const } };
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata,
    spec: workloadSelector ? { workloadSelector, ...traffic } : traffic,
  } satisfies ISidecar & Manifest;
}

/** The third parties that workloads of a domain reach, made known to the mesh in that namespace alone. */
export function serviceEntries(view: SiteView, domain: Domain, uses: readonly Uses[]): readonly Manifest[] {
  if (!view.site.mesh) return [];
  return [...new Set(uses.flatMap(({ hosts }) => hosts))].map(host => serviceEntry(view, domain, host));
}

/** Port 80 is plain HTTP; any other begins with TLS, by whose name for the other side a sidecar goes without reading more. */
function serviceEntry(view: SiteView, domain: Domain, { name, host, ports }: ExternalHost): Manifest {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name, namespace: domain.name, labels: domainLabels(view, domain, name, 'external-host') },
    spec: {
      hosts: [host],
      location: 'MESH_EXTERNAL' as const,
      resolution: 'DNS' as const,
      exportTo: ['.'],
      ports: ports.map(number => {
        const protocol = number === HTTP_PORT ? 'HTTP' : 'TLS';
        return { number, protocol, name: `${protocol.toLowerCase()}-${number}` };
      }),
    },
  } satisfies IServiceEntry & Manifest;
}
