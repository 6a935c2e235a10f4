import type { ClinicalService, LoadBalancer, NodePort } from '@clinfra/core';
import type { KubeServiceProps, ServiceSpec } from 'cdk8s-plus-27/lib/imports/k8s';
import { serviceBinding } from '../edge/target-group-binding';
import { EXPOSURE_LABEL, type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import { ownPort } from './service';

/** What differs between the ways from outside, and where they are made. */
interface Way {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: Plain<ServiceSpec>;
}

/** A network load balancer inside the site's network that leads straight to pods and keeps the caller's address, which policies go by. */
const AWS_ANNOTATIONS = {
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
  'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'preserve_client_ip.enabled=true',
} as const;

/**
 * A second address of the service, to its own port alone; the one inside the cluster stays as it is, whatever leads from outside. One that is found under a name
 * has its load balancer from the cloud, to which its pods are bound.
 */
export function exposedServices(view: SiteView, service: ClinicalService, labels: Labels): readonly Manifest[] {
  const { name, domain, exposure } = service;
  if (exposure === 'cluster') return [];
  if (exposure.kind === 'load-balancer' && exposure.address && view.site.hosting.kind === 'aws') {
    return [serviceBinding(view, service, `${name}-${exposure.kind}`, { ...labels, [EXPOSURE_LABEL]: exposure.kind })];
  }
  const { annotations, spec } = wayOf(view, exposure);
  const metadata = {
    name: `${name}-${exposure.kind}`,
    namespace: domain.name,
    labels: { ...labels, [EXPOSURE_LABEL]: exposure.kind },
    ...(annotations ? { annotations } : undefined),
  };
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { ...spec, selector: { [NAME_LABEL]: name }, ports: [ownPort(service)] },
  } satisfies ObjectOf<KubeServiceProps>;
  return [object];
}

/** Outside AWS the node on which a packet arrives hands it to a pod of its own: on the way to another the caller's address would be lost. */
function wayOf({ site }: SiteView, { kind, from }: NodePort | LoadBalancer): Way {
  if (kind === 'node-port') return { spec: { type: 'NodePort', externalTrafficPolicy: 'Local' } };
  const balanced = { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [...from] };
  if (site.hosting.kind === 'aws') return { annotations: AWS_ANNOTATIONS, spec: { ...balanced, loadBalancerClass: 'service.k8s.aws/nlb' } };
  const addressPool = site.loadBalancers?.addressPool;
  const spec = { ...balanced, externalTrafficPolicy: 'Local' };
  return addressPool === undefined ? { spec } : { annotations: { 'metallb.io/address-pool': addressPool }, spec };
}
