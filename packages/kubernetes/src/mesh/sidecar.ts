import { ClinicalService, isNamed, type Mesh, RelationalDeclaration, Worker, type Workload } from '@clinfra/core';
import type { Labels } from '../labels';
import { portOf } from '../network/administration-port';
import { scrapedPort } from '../network/prometheus-policy';
import type { SiteView } from '../site-view';
import { resourcesOf } from '../workload/resources';
import type { Uses } from '../workload/uses';
import { INJECT_LABEL } from './labels';

/** The address at which EKS hands a pod the credentials of its role. */
const POD_IDENTITY_RANGE = '169.254.170.23/32';

/** What the injection of Istio goes by. A namespace's own label would give a sidecar to what cannot have one: Prometheus, pods of operators. */
export function sidecarLabels({ site: { mesh } }: SiteView): Labels {
  if (!mesh) return {};
  return { [INJECT_LABEL]: 'true', ...(mesh.revision === undefined ? undefined : { 'istio.io/rev': mesh.revision }) };
}

/**
 * How the sidecar of a workload is made. It is a native one: it is ready before anything else in the pod starts, also before init
 * containers, and it ends when the containers have, so that a Job is over when its work is. What the kubelet asks goes past it.
 */
export function sidecarAnnotations(view: SiteView, workload: Workload, uses: Uses): Readonly<Record<string, string>> | undefined {
  const { mesh } = view.site;
  if (!mesh) return undefined;
  const annotations = proxyOf(mesh);
  goAround(annotations, view, workload, uses);
  return annotations;
}

function proxyOf({ proxy }: Mesh): Record<string, string> {
  const { requests, limits } = resourcesOf(proxy);
  return {
    'sidecar.istio.io/nativeSidecar': 'true',
    'sidecar.istio.io/rewriteAppHTTPProbers': 'true',
    'sidecar.istio.io/proxyCPU': requests.cpu,
    'sidecar.istio.io/proxyMemory': requests.memory,
    'sidecar.istio.io/proxyCPULimit': limits.cpu,
    'sidecar.istio.io/proxyMemoryLimit': limits.memory,
  };
}

/**
 * What goes past the sidecar, with network policies as its only guard: stores, which have TLS and identities of their own and connections
 * that outlive any sidecar's patience (buckets, streams and OpenSearch by their addresses, because third parties have the same port); the credentials of the cloud; and the questions of Prometheus, which has no identity in the mesh.
 */
function goAround(annotations: Record<string, string>, view: SiteView, workload: Workload, { stores }: Uses): void {
  const figures = figuresPort(view, workload);
  if (figures !== undefined) annotations['traffic.sidecar.istio.io/excludeInboundPorts'] = String(figures);
  if (stores.length === 0) return;
  const ports = new Set<number>();
  const ranges = new Set<string>(stores.some(use => view.takesIdentity(use)) ? [POD_IDENTITY_RANGE] : []);
  for (const { store, administers } of stores) {
    const managed = administers && store.kind === 'rabbitmq';
    if (administers && store instanceof RelationalDeclaration) for (const range of view.secretsRanges) ranges.add(range);
    if (isNamed(store) || store.kind === 'opensearch' || managed) for (const range of view.rangesOf(store)) ranges.add(range);
    else ports.add(portOf(store, administers));
    if (view.takesTokens(store)) for (const range of view.tokenRanges) ranges.add(range);
  }
  if (ports.size > 0) annotations['traffic.sidecar.istio.io/excludeOutboundPorts'] = [...ports].sort((a, b) => a - b).join(',');
  if (ranges.size > 0) annotations['traffic.sidecar.istio.io/excludeOutboundIPRanges'] = [...ranges].join(',');
}

/** A port for figures alone. One that callers use as well stays behind the sidecar; the rule `mesh` refuses figures on it. */
function figuresPort(view: SiteView, workload: Workload): number | undefined {
  if (!(workload instanceof ClinicalService || workload instanceof Worker) || workload.metrics?.port === undefined) return undefined;
  return scrapedPort(view, workload);
}
