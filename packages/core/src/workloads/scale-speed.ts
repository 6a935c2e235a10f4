import { type Duration, minutes, type Percent, percent, seconds } from '../units';

/** How much the number of pods may change within a length of time. */
interface Step {
  /**
   * The most by which it changes, as a share of the pods that there are.
   * @default percent(50) up, percent(10) down
   */
  readonly percent?: Percent;
  /**
   * The most by which it changes, in pods; where both are stated, the larger change counts.
   * @default 2 up, none down
   */
  readonly pods?: number;
  /**
   * The length of time in which it may change so much.
   * @default seconds(60)
   */
  readonly every?: Duration;
}

/** How fast pods are added. */
export interface ScaleUp extends Step {
  /**
   * How long more pods must be wanted before any comes; the least that was wanted in that time counts.
   * @default seconds(60)
   */
  readonly after?: Duration;
}

/** How fast pods are taken away. */
export interface ScaleDown extends Step {
  /**
   * How long fewer pods must be wanted before any goes; the most that was wanted in that time counts.
   * @default minutes(5)
   */
  readonly after?: Duration;
  /**
   * The use of processor time, as a share of what the pods request, below which alone pods go: `percent(40)` with `cpu: percent(70)` leaves their
   * number as it is between the two. It needs KEDA on the site and a Prometheus that has the figures of the kubelet and of kube-state-metrics.
   * @default none: pods go as soon as fewer would hold the targets
   */
  readonly below?: Percent;
}

/** A speed with what was left out; no figure of pods means that only the share counts. */
export interface Speed {
  readonly after: Duration;
  readonly percent: Percent;
  readonly pods: number | undefined;
  readonly every: Duration;
}

export interface SpeedDown extends Speed {
  /** The use of processor time below which alone pods go. */
  readonly below: Percent | undefined;
}

const UP: Speed = { after: seconds(60), percent: percent(50), pods: 2, every: seconds(60) };
const DOWN: SpeedDown = { after: minutes(5), percent: percent(10), pods: undefined, every: seconds(60), below: undefined };

/** Workloads that say nothing have one and the same speed, so that it is worked out once for all of them. */
export function speedUp(props: ScaleUp | undefined): Speed {
  return props === undefined ? UP : speedFrom(props, UP);
}

export function speedDown(props: ScaleDown | undefined): SpeedDown {
  return props === undefined ? DOWN : { ...speedFrom(props, DOWN), below: props.below };
}

function speedFrom({ after, percent: share, pods, every }: ScaleUp, defaults: Speed): Speed {
  return { after: after ?? defaults.after, percent: share ?? defaults.percent, pods: pods ?? defaults.pods, every: every ?? defaults.every };
}
