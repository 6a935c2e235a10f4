import type { Domain } from '../domain';
import type { Availability, DisruptionBudget } from './availability';
import { type ProbeSettings, type Probes, probesFrom } from './probes';
import { type Scale, scaleFrom } from './scale';
import { Workload, type WorkloadProps } from './workload';

export interface ClinicalServiceProps extends WorkloadProps {
  /** The port on which the container answers HTTP. */
  readonly port: number;
  /** How many pods there are. */
  readonly scale: Scale;
  /**
   * What differs from the default health checks: `/health/startup`, `/health`, `/health/ready`.
   * @default none
   */
  readonly probes?: ProbeSettings;
  /**
   * How pods are laid out, and how many of them a drain may take.
   * @default every zone of the site; one pod at a time
   */
  readonly availability?: Availability;
}

/** A service that answers requests: a Deployment with its address, identity, budget, scaling and policies. */
export class ClinicalService extends Workload {
  readonly kind = 'clinical-service';
  readonly port: number;
  readonly scale: Required<Scale>;
  readonly probes: Probes;
  readonly zones: number | undefined;
  readonly disruption: DisruptionBudget;

  constructor(domain: Domain, name: string, props: ClinicalServiceProps) {
    super(domain, name, props);
    const { port, scale, probes = {}, availability = {} } = props;
    const { zones, disruption = { maxUnavailable: 1 } } = availability;
    this.port = port;
    this.scale = scaleFrom(scale);
    this.probes = probesFrom(probes);
    this.zones = zones;
    this.disruption = disruption;
  }
}
