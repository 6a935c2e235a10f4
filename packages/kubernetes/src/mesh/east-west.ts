import { ClinicalService, EAST_WEST_PORT, eastWestAddresses, eastWestCallers, makesEastWestGateway } from '@clinfra/core';
import type { KubeServiceProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { type Labels, labelsOf, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { EAST_WEST_LABEL, ISTIO_NAMESPACE } from '../network/peers';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { isRolledOut } from '../workload/target';
import { otherSitesOf, regionOf } from './joined-sites';
import { hostOf } from './subsets';

/** The models are modules that could not be loaded here; only their types are used, and none of them is published. */
type IGateway = import('@kubernetes-models/istio/networking.istio.io/v1/Gateway', { with: { 'resolution-mode': 'import' }}).IGateway;
type IWorkloadEntry = import('@kubernetes-models/istio/networking.istio.io/v1/WorkloadEntry', { with: { 'resolution-mode': 'import' }}).IWorkloadEntry;

const [LABEL, VALUE] = EAST_WEST_LABEL;
const NAME = 'east-west';

/** The way of other sites to the services that stand at both: nothing where the gateway is somebody else's, or no service does. */
export function eastWestGateway(view: SiteView): readonly Manifest[] {
  if (!makesEastWestGateway(view.inventory, view.site)) return [];
  const services = view.inventory.workloads.filter(workload => workload instanceof ClinicalService);
  const shared = services.filter(service => view.has(service.domain) && knownElsewhere(view, service));
  const metadata = { name: NAME, namespace: ISTIO_NAMESPACE, labels: labelsOf(view, NAME, 'mesh', []) };
  return [balancer(view, metadata), ...(shared.length > 0 ? [passes(metadata, shared)] : [])];
}

/** A release of two versions chooses its pods by their version, which no pod of another site has. */
function knownElsewhere(view: SiteView, service: ClinicalService): boolean {
  return !isRolledOut(service) && otherSitesOf(view, service).length > 0;
}

/** A load balancer inside the network, at addresses that other sites know, for the pods of other sites and nobody else. */
function balancer({ inventory, site }: SiteView, metadata: Manifest['metadata']): Manifest {
  const addresses = eastWestAddresses(site).map(({ address }) => address);
  const annotations = {
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
    'service.beta.kubernetes.io/aws-load-balancer-private-ipv4-addresses': addresses.join(','),
    'service.beta.kubernetes.io/aws-load-balancer-attributes': 'load_balancing.cross_zone.enabled=true',
    'service.beta.kubernetes.io/aws-load-balancer-target-group-attributes': 'preserve_client_ip.enabled=false',
  };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, annotations },
    spec: {
      type: 'LoadBalancer',
      loadBalancerClass: 'service.k8s.aws/nlb',
      allocateLoadBalancerNodePorts: false,
      loadBalancerSourceRanges: [...eastWestCallers(inventory, site)],
      selector: { [LABEL]: VALUE },
      ports: [{ name: 'tls', protocol: 'TCP', port: EAST_WEST_PORT, targetPort: EAST_WEST_PORT }],
    },
  } satisfies ObjectOf<KubeServiceProps>;
}

/** It hands on what is for the services that stand at several sites, still encrypted, and knows no other name. */
function passes(metadata: Manifest['metadata'], shared: readonly ClinicalService[]): Manifest {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata,
    spec: {
      selector: { [LABEL]: VALUE },
      servers: [{ port: { number: EAST_WEST_PORT, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts: shared.map(hostOf) }],
    },
  } satisfies IGateway & Manifest;
}

/**
 * The service at another site, as one pod more of it in each zone there: behind the gateway's address, in another network and region, so that it is asked when none is
 * left here. No control plane needs a way into another cluster for that.
 */
export function elsewhere(view: SiteView, service: ClinicalService, labels: Labels): readonly Manifest[] {
  if (!knownElsewhere(view, service)) return [];
  const { name, domain, protocol, ports } = service;
  const reached = Object.fromEntries([protocol, ...Object.keys(ports)].map(port => [port, EAST_WEST_PORT]));
  return otherSitesOf(view, service).flatMap(other =>
    eastWestAddresses(other).map(
      ({ zone, address }) =>
        ({
          apiVersion: 'networking.istio.io/v1',
          kind: 'WorkloadEntry',
          metadata: { name: `${name}-${zone}`, namespace: domain.name, labels },
          spec: {
            address,
            ports: reached,
            labels: { [NAME_LABEL]: name, 'security.istio.io/tlsMode': 'istio' },
            network: other.name,
            locality: `${regionOf(other)}/${zone}`,
            serviceAccount: name,
          },
        }) satisfies IWorkloadEntry & Manifest,
    ),
  );
}
