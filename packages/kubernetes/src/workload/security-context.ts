import type { PodSecurityContext, SecurityContext } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';

/** A user of no meaning; the images of a platform must work as any user but root. */
const USER = 1000;

/** The Pod Security Standard `restricted`, which every pod meets whatever its namespace enforces. */
export const POD_SECURITY: Plain<PodSecurityContext> = {
  runAsNonRoot: true,
  runAsUser: USER,
  runAsGroup: USER,
  fsGroup: USER,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** `restricted`, and beyond it a file system that nobody can write to; `/tmp` is a volume. */
export const CONTAINER_SECURITY: Plain<SecurityContext> = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
