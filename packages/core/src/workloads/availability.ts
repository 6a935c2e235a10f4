import type { Pods } from './pods';
import type { RollingUpdate } from './rolling-update';

/** How many pods a drain of nodes must leave, or may take, as a number or as a share that is rounded up. One of the two. */
export type DisruptionBudget = { readonly minAvailable: Pods } | { readonly maxUnavailable: Pods };

/** How pods are laid out, and how many of them an update or a drain may take. */
export interface Availability {
  /**
   * Over how many zones the pods must stand at least. A zone more than the site has, or than there are pods, can never be met.
   * @default every zone of the site, or as many as there are pods at the minimum
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
