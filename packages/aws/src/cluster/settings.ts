import type { AwsHosting, Nodes } from '@clinfra/core';

/** Everything that the control plane can tell; `audit` is who asked the API for what. */
export const CONTROL_PLANE_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

/** How the Kubernetes API can be reached: always from inside, from outside only where address ranges were named. */
export function endpointAccess({ publicApiFrom }: Pick<AwsHosting, 'publicApiFrom'>) {
  const open = publicApiFrom.length > 0;
  return { endpointPrivateAccess: true, endpointPublicAccess: open, ...(open && { publicAccessCidrs: [...publicApiFrom] }) };
}

/** The image of the nodes: Amazon Linux 2023 for the processor of the instance type; Graviton types have a `g` behind their generation. */
export function amiTypeOf(instanceType: string): 'AL2023_ARM_64_STANDARD' | 'AL2023_x86_64_STANDARD' {
  return /^(a1|[a-z]+\d+[a-z]*g[a-z]*)\./.test(instanceType) ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';
}

/** How many nodes there are; an autoscaler moves the number between the bounds. */
export function scalingOf({ min, max }: Nodes) {
  return { minSize: min, maxSize: max, desiredSize: min };
}

/** The size of a node's disk in GiB: images and what pods write to their own file systems. */
export const NODE_DISK_GIB = 100;
