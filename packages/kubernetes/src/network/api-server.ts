import { type AwsHosting, type Site, siteNetwork } from '@clinfra/core';
import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'cdk8s-plus-27/lib/imports/k8s';
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
  return [{ to: [...controlPlane(hosting, zones), ...SERVICE_ADDRESSES].map(cidr => ({ ipBlock: { cidr } })), ports: [tcp(SERVICE_PORT)] }];
}

/** From where the API server asks webhooks; from anywhere, where nobody says where it stands. */
export function apiServerAsks({ hosting, zones }: Site): Pick<Plain<NetworkPolicyIngressRule>, 'from'> {
  const ranges = hosting.kind === 'aws' ? controlPlane(hosting, zones) : hosting.apiServer?.addresses;
  return ranges ? { from: ranges.map(cidr => ({ ipBlock: { cidr } })) } : {};
}

function controlPlane(hosting: AwsHosting, zones: Site['zones']): readonly string[] {
  const network = siteNetwork(hosting, zones);
  return [...network.zones, ...(network.companion ? [network.companion] : [])].map(({ intra }) => intra);
}
