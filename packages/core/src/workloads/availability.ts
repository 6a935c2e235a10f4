/** How many pods a drain of nodes must leave, or may take. One of the two. */
export type DisruptionBudget = { readonly minAvailable: number } | { readonly maxUnavailable: number };

/** How pods are laid out, and how many of them a drain may take. */
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
}

/** A rolling update adds one pod at a time and takes one away only when the new one is ready. */
export const ROLLING = { surge: 1, unavailable: 0 } as const;
