import { type ClinicalService, METRICS_PORT, previewName, versionName } from '@clinfra/core';
import type { KubeServiceProps, ServicePort } from 'cdk8s-plus-27/lib/imports/k8s';
import { type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import { versionsAtEdges } from '../release/versions-at-edges';
import type { SiteView } from '../site-view';

/** The addresses of a service inside the cluster, on the container's own ports: its own, and those of its versions where it has two. Argo Rollouts says which pods are behind each of the two. */
export function services(view: SiteView, declared: ClinicalService, labels: Labels): readonly Manifest[] {
  const versions = versionsAtEdges(view, declared).map(version => versionName(declared, version));
  const others = declared.release.kind === 'blue-green' ? [previewName(declared)] : versions;
  return [declared.name, ...others].map(name => addressOf(declared, name, labels));
}

function addressOf(declared: ClinicalService, name: string, labels: Labels): Manifest {
  const { domain } = declared;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      type: 'ClusterIP',
      selector: { [NAME_LABEL]: declared.name },
      ports: [ownPort(declared), ...morePorts(declared)],
    },
  } satisfies ObjectOf<KubeServiceProps>;
}

/** The port that gateways and load balancers lead to, called by what it speaks. */
export function ownPort({ port, protocol }: ClinicalService): Plain<ServicePort> {
  return { name: protocol, appProtocol: protocol, protocol: 'TCP', port, targetPort: protocol };
}

function morePorts({ ports, metrics }: ClinicalService): readonly Plain<ServicePort>[] {
  const named = Object.entries(ports).map(
    ([name, { port, protocol }]) => ({ name, appProtocol: protocol, protocol: 'TCP', port, targetPort: name }) satisfies Plain<ServicePort>,
  );
  if (metrics?.port === undefined) return named;
  return [...named, { name: METRICS_PORT, appProtocol: 'http', protocol: 'TCP', port: metrics.port, targetPort: METRICS_PORT }];
}
