import type { Resources } from './tiers';
import { cores, gib, mib, millicores } from './units';

/** The port of an east-west gateway, which hands connections on by the name of their service and sees nothing of what is in them. */
export const EAST_WEST_PORT = 15_443;

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
   * Joins the site to the other sites that say the same: one mesh, in which a service that has no pod left at its own site is answered from another.
   * @default none: the mesh ends with the site
   */
  readonly join?: MeshJoin;
}

/** How the other sites of a mesh find this one. */
export interface MeshJoin {
  /** The address ranges in which the east-west gateway of the site answers the other sites: `10.20.0.0/20`. */
  readonly gateway: readonly [string, ...string[]];
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
