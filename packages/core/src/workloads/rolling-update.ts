import { type Pods, podsUp } from './pods';

/** How many pods a rolling update may add and take at a time. */
export interface RollingUpdate {
  /**
   * How many pods may stand beyond the wanted number while new ones start; a share is rounded up. The quota must have room for them.
   * @default what the platform says, which is 1 by default
   */
  readonly surge?: Pods;
  /**
   * How many of the wanted pods may be missing meanwhile; a share is rounded down. Not zero together with `surge`, or nothing could change.
   * @default what the platform says, which is 0 by default
   */
  readonly unavailable?: Pods;
}

/** One new pod at a time, and an old one goes only when the new one is ready. */
const CAREFUL: Required<RollingUpdate> = { surge: 1, unavailable: 0 };

/** The figures that were left out are those of the platform. */
export function rollingUpdateFrom(settings: RollingUpdate | undefined, fallback = CAREFUL): Required<RollingUpdate> {
  if (settings === undefined) return fallback;
  const { surge, unavailable } = settings;
  return { surge: surge ?? fallback.surge, unavailable: unavailable ?? fallback.unavailable };
}

/** The most pods that stand at once during an update. */
export function podsDuringUpdate({ surge }: Required<RollingUpdate>, pods: number): number {
  return pods + podsUp(surge, pods);
}
