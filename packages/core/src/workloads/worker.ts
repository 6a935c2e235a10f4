import type { Domain } from '../domain';
import type { Availability, DisruptionBudget } from './availability';
import { type Scale, scaleFrom } from './scale';
import { Workload, type WorkloadProps } from './workload';

export interface WorkerProps extends WorkloadProps {
  /** How many pods there are. */
  readonly scale: Scale;
  /**
   * How pods are laid out, and how many of them a drain may take.
   * @default every zone of the site; one pod at a time
   */
  readonly availability?: Availability;
}

/** A workload without a port that works off topics or a store: a Deployment that nobody calls. */
export class Worker extends Workload {
  readonly kind = 'worker';
  readonly scale: Required<Scale>;
  readonly zones: number | undefined;
  readonly disruption: DisruptionBudget;

  constructor(domain: Domain, name: string, props: WorkerProps) {
    super(domain, name, props);
    const { scale, availability = {} } = props;
    const { zones, disruption = { maxUnavailable: 1 } } = availability;
    this.scale = scaleFrom(scale);
    this.zones = zones;
    this.disruption = disruption;
  }
}
