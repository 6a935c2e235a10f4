import { cores, gib, mib, millicores } from '../units';
import type { Resources } from '../workloads/tiers';

/** The service mesh of a site: Istio with a sidecar in each pod. `addOns` of the site installs it; where it is preinstalled it needs Istio 1.24 or newer with its CNI plugin. */
export interface MeshProps {
  /**
   * The revision of the control plane whose sidecars pods get, as in its label `istio.io/rev`.
   * @default the control plane that injects by default
   */
  readonly revision?: string;
  /**
   * What each sidecar asks for and may take, beside what the workload takes. Quotas must cover it.
   * @default requests of 100m and 128Mi, limits of 2 cores and 1Gi
   */
  readonly proxy?: Resources;
  /**
   * Joins the site to the other sites that say the same: one mesh, in which a service that has no pod left at its own site is answered from another. Their control
   * planes must have certificates of one root, which whoever owns it puts into the secret `cacerts` of `istio-system` before Istio first starts.
   * @default none: the mesh ends with the site
   */
  readonly join?: MeshJoin;
}

/** How the other sites of a mesh find this one. */
export interface MeshJoin {
  /**
   * The address ranges in which an east-west gateway that is there already answers the other sites: `10.20.0.0/20`. How their control planes learn of its services
   * is then their owner's to see to.
   * @default on AWS one is made as soon as two sites are, at addresses that are kept for it, and each site knows the services of the other
   */
  readonly gateway?: readonly [string, ...string[]];
  /**
   * The region by which nodes of the site are labelled, `topology.kubernetes.io/region`.
   * @default the region on AWS, the name of the site elsewhere
   */
  readonly region?: string;
}

/** A mesh with the figures that were left out. */
export interface Mesh {
  readonly revision: string | undefined;
  readonly proxy: Resources;
  readonly join: MeshJoin | undefined;
}

const PROXY: Resources = { requests: { cpu: millicores(100), memory: mib(128) }, limits: { cpu: cores(2), memory: gib(1) } };

export function meshFrom(mesh: MeshProps | undefined): Mesh | undefined {
  return mesh && { revision: mesh.revision, proxy: mesh.proxy ?? PROXY, join: mesh.join };
}
