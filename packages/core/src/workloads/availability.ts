import type { Pods } from './pods';
import type { RollingUpdate } from './rolling-update';

/** How many pods a drain of nodes must leave, or may take, as a number or as a share that is rounded up. One of the two. */
export type DisruptionBudget = { readonly minAvailable: Pods } | { readonly maxUnavailable: Pods };

/** How pods are laid out, and how many of them an update or a drain may take. */
export interface Availability {
  /**
   * Over how many zones the pods must stand at least, come what may. A zone must be left that can be lost: with fewer zones than this, pods wait.
   * @default evenly over every zone that has nodes
   */
  readonly zones?: number;
  /**
   * What a drain of nodes may do.
   * @default { maxUnavailable: 1 }
   */
  readonly disruption?: DisruptionBudget;
  /**
   * How many pods a rolling update may add and take at a time.
   * @default the platform's figures
   */
  readonly rolling?: RollingUpdate;
}
