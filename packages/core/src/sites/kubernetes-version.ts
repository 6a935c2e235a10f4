/** How long EKS supports a version. */
export interface VersionSupport {
  /** The last day of standard support; after it the control plane costs six times as much. */
  readonly standardUntil: string;
  /** The last day at all; after it EKS raises the cluster by itself. */
  readonly until: string;
}

/** The versions of Kubernetes that EKS runs and that the add-ons here are chosen for; read from the release calendar of EKS on 2026-11-25. */
export const KUBERNETES_VERSIONS = {
  '1.33': { standardUntil: '2026-07-29', until: '2027-07-29' },
  '1.34': { standardUntil: '2026-12-02', until: '2027-12-02' },
  '1.35': { standardUntil: '2027-03-27', until: '2028-03-27' },
  '1.36': { standardUntil: '2027-08-02', until: '2028-08-02' },
} as const satisfies Record<string, VersionSupport>;

export type KubernetesVersion = keyof typeof KUBERNETES_VERSIONS;
