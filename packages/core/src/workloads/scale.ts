import { type Percent, percent } from '../units';

/** How many pods there are, and what makes them more. */
export interface Scale {
  /** The fewest pods. */
  readonly min: number;
  /** The most pods; quotas and partitions must allow it. */
  readonly max: number;
  /**
   * The share of requested processor time above which pods are added.
   * @default percent(70)
   */
  readonly cpu?: Percent;
  /**
   * The share of requested memory above which pods are added.
   * @default percent(80)
   */
  readonly memory?: Percent;
}

export function scaleFrom(scale: Scale): Required<Scale> {
  const { min, max, cpu = percent(70), memory = percent(80) } = scale;
  return { min, max, cpu, memory };
}
