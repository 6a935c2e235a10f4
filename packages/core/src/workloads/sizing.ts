import type { Cpu, Size } from '../units';

/** What a container may be given. */
export interface SizingBound {
  readonly cpu: Cpu;
  readonly memory: Size;
}

/**
 * How a recommendation comes to the pods: `at-start` when a pod starts anyway, `restart` by making pods anew one by one within their budget, `in-place`
 * while they run, where the cluster can, and else like `restart`.
 */
export type SizingMode = 'at-start' | 'restart' | 'in-place';

/** What the vertical autoscaler of a site may find out and do. */
export interface Sizing {
  /**
   * Whether what it recommends is applied. Only for a fixed number of pods: an autoscaler that adds pods by their use and one that changes what they
   * request would undo each other's work.
   * @default none: it is shown, and nothing changes
   */
  readonly apply?: SizingMode;
  /**
   * The least that it recommends.
   * @default what the workload's size requests
   */
  readonly min?: SizingBound;
  /**
   * The most that it recommends. Where it is applied, quotas must admit it.
   * @default the largest that a container of the domain may have
   */
  readonly max?: SizingBound;
}
