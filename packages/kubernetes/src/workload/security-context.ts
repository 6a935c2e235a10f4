import type { SecurityException } from '@clinfra/core';
import type { PodSecurityContext, SecurityContext } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';
import { kept } from '../yaml/kept';

/** A user of no meaning, above those of any node; the images of a platform must work as any user but root. */
const USER = 10_001;

/** The Pod Security Standard `restricted`, which every pod meets whatever its namespace enforces. */
export const POD_SECURITY: Plain<PodSecurityContext> = kept({
  runAsNonRoot: true,
  runAsUser: USER,
  runAsGroup: USER,
  fsGroup: USER,
  seccompProfile: { type: 'RuntimeDefault' },
});

/** The hardened default, with what a container is granted in writing. Root is a user as whom a pod must not run unless it is said so. */
export function containerSecurity(exception: SecurityException | undefined): Plain<SecurityContext> {
  if (exception === undefined) return CONTAINER_SECURITY;
  const { writableRoot = false, user, capabilities } = exception;
  return {
    ...CONTAINER_SECURITY,
    readOnlyRootFilesystem: !writableRoot,
    ...(user === undefined ? undefined : { runAsUser: user, ...(user === 0 ? { runAsNonRoot: false } : undefined) }),
    capabilities: { drop: ['ALL'], ...(capabilities ? { add: capabilities } : undefined) },
  };
}

/** `restricted`, and beyond it a file system that nobody can write to; `/tmp` is a volume. */
const CONTAINER_SECURITY: Plain<SecurityContext> = kept({
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
});
