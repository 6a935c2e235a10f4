import { type AwsHosting, INSTANCE_TYPES, type InstanceType, type NodeGroup, overlaps, PURPOSE_LABEL, parseRange } from '@clinfra/core';

/** Everything that the control plane can tell; `audit` is who asked the API for what. */
export const CONTROL_PLANE_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/** How the Kubernetes API can be reached: always from inside, from outside only where address ranges were named. */
export function endpointAccess({ publicApiFrom }: Pick<AwsHosting, 'publicApiFrom'>) {
  const open = publicApiFrom.length > 0;
  return { endpointPrivateAccess: true, endpointPublicAccess: open, ...(open && { publicAccessCidrs: [...publicApiFrom] }) };
}

const SERVICE_RANGES = ['172.20.0.0/16', '10.100.0.0/16'] as const;

/** The addresses of Services, apart from those of the site's network; changing them makes a new cluster, so that they follow from the network alone. */
export function serviceRange({ cidr }: Pick<AwsHosting, 'cidr'>): string {
  const network = parseRange(cidr);
  const free = SERVICE_RANGES.find(range => {
    const services = parseRange(range);
    return network && services && !overlaps(network, services);
  });
  return free ?? SERVICE_RANGES[0];
}

const IMAGES = { x86_64: 'AL2023_x86_64_STANDARD', arm64: 'AL2023_ARM_64_STANDARD' } as const;

/** The image of the nodes: Amazon Linux 2023 for the processor of the instance type. */
export function amiTypeOf(instanceType: InstanceType): (typeof IMAGES)[keyof typeof IMAGES] {
  return IMAGES[INSTANCE_TYPES[instanceType].processor];
}

/** The labels of a group's nodes. */
export function labelsOf({ purpose, labels }: NodeGroup): Readonly<Record<string, string>> {
  return { ...labels, [PURPOSE_LABEL]: purpose };
}

/** What keeps pods away that did not ask for the purpose. */
export function taintsOf({ purpose, dedicated }: NodeGroup) {
  return dedicated ? [{ key: PURPOSE_LABEL, value: purpose, effect: 'NO_SCHEDULE' as const }] : [];
}
