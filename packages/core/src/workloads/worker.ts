import { given } from '../given/given';
import type { KindOf } from '../patch';
import type { Domain } from '../platform/domain';
import { Platform } from '../platform/platform';
import type { ResourceOf } from '../resource-patch';
import type { Availability, DisruptionBudget } from './availability';
import { type MetricsEndpoint, metricsFrom, type WorkerMetrics } from './metrics';
import { type Probes, type WorkerProbeSettings, workerProbesFrom } from './probes';
import { type RollingUpdate, rollingUpdateFrom } from './rolling-update';
import { type Scale, type Scaling, scaleFrom } from './scale';
import type { Sizing } from './sizing';
import { type Stop, type WorkerStop, workerStopFrom } from './stop';
import { Workload, type WorkloadProps } from './workload';

export interface WorkerProps extends WorkloadProps {
  /** How many pods there are. */
  readonly scale: Scale;
  /**
   * How the kubelet finds out that the worker hangs: by a command, or by a port that it opens.
   * @default none
   */
  readonly probes?: WorkerProbeSettings;
  /**
   * How long a pod may take to finish what it has begun before it is killed.
   * @default { grace: seconds(45) }
   */
  readonly stop?: WorkerStop;
  /**
   * Where Prometheus finds the worker's figures. Every site it stands on must have a Prometheus.
   * @default none: nobody asks for any
   */
  readonly metrics?: WorkerMetrics;
  /**
   * How pods are laid out, and how many of them a drain may take.
   * @default every zone of the site; one pod at a time
   */
  readonly availability?: Availability;
  /**
   * What the vertical autoscaler of a site may find out and do about what the pods request.
   * @default recommendations, where a site has one, from what its size requests to the largest that the domain admits
   */
  readonly sizing?: Sizing;
}

/** A workload without a port that works off topics or a store: a Deployment that nobody calls. */
export class Worker extends Workload<KindOf<'worker'>, ResourceOf<'worker'>> {
  readonly kind = 'worker';
  readonly scale: Scaling;
  readonly probes: Partial<Probes>;
  readonly stop: Required<Stop>;
  readonly metrics: MetricsEndpoint | undefined;
  readonly zones: number | undefined;
  readonly disruption: DisruptionBudget;
  readonly sizing: Sizing;
  readonly rolling: Required<RollingUpdate>;

  constructor(domain: Domain, name: string, declared: WorkerProps) {
    const props = given('WorkerProps', declared);
    super(domain, name, props);
    const { scale, probes = {}, stop = {}, metrics, availability = {} } = props;
    const { zones, disruption = { maxUnavailable: 1 }, rolling } = availability;
    this.scale = scaleFrom(scale);
    this.probes = workerProbesFrom(probes);
    this.stop = workerStopFrom(stop);
    this.metrics = metricsFrom(metrics);
    this.zones = zones;
    this.disruption = disruption;
    this.sizing = props.sizing ?? {};
    this.rolling = rollingUpdateFrom(rolling, Platform.of(this).rolling);
  }
}
