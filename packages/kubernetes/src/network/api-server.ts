import { type Site, siteNetwork } from '@clinfra/core';
import type { NetworkPolicyEgressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';
import { tcp } from './peers';

type Egress = Plain<NetworkPolicyEgressRule>;

/**
 * The address of the API inside a cluster of EKS: the first of its range for Services, which EKS chooses from these two. Some enforcers of
 * policies see a packet before that address has become the one of the control plane.
 */
const SERVICE_ADDRESSES = ['172.20.0.1/32', '10.100.0.1/32'] as const;
const SERVICE_PORT = 443;
const USUAL_PORT = 6443;

/** The way to the API of the site's cluster: on AWS the subnets of the control plane, on a cluster that exists what it declares. */
export function apiServer({ hosting, zones }: Site): readonly Egress[] {
  if (hosting.kind === 'cluster') {
    if (!hosting.apiServer) return [];
    const { addresses, port = USUAL_PORT } = hosting.apiServer;
    return [{ to: addresses.map(cidr => ({ ipBlock: { cidr } })), ports: [tcp(port)] }];
  }
  const network = siteNetwork(hosting, zones);
  const subnets = [...network.zones, ...(network.companion ? [network.companion] : [])].map(({ intra }) => intra);
  return [{ to: [...subnets, ...SERVICE_ADDRESSES].map(cidr => ({ ipBlock: { cidr } })), ports: [tcp(SERVICE_PORT)] }];
}
