import { given } from '../given/given';
import type { KindOf } from '../patch';
import type { Domain } from '../platform/domain';
import { Platform } from '../platform/platform';
import type { ResourceOf } from '../resource-patch';
import type { Availability, DisruptionBudget } from './availability';
import type { ServiceExposure } from './exposure';
import { type Metrics, type MetricsEndpoint, metricsFrom } from './metrics';
import { type NamedPort, type Protocol, portsFrom } from './ports';
import { type ProbeSettings, type Probes, probesFrom } from './probes';
import { rateLimitFrom, type ServiceRateLimit } from './rate-limit';
import { type Release, rolling } from './release';
import { type RollingUpdate, rollingUpdateFrom } from './rolling-update';
import { type Scale, type Scaling, scaleFrom } from './scale';
import type { Sizing } from './sizing';
import { type Stop, stopFrom } from './stop';
import { type Traffic, type TrafficSettings, trafficFrom } from './traffic';
import { Workload, type WorkloadProps } from './workload';

export interface ClinicalServiceProps extends WorkloadProps {
  /** The port on which the container answers; the one that gateways and load balancers lead to. */
  readonly port: number;
  /**
   * What the port speaks. Only HTTP can be exposed by an `Edge`.
   * @default 'http'
   */
  readonly protocol?: Protocol;
  /**
   * More ports by name, `{ stream: { port: 9090, protocol: 'grpc' } }`. Callers may use them too, and learn them as `<NAME>_<PORT>_URL`.
   * @default none
   */
  readonly ports?: Readonly<Record<string, NamedPort>>;
  /**
   * How the service can be reached from outside the cluster besides edges: not at all, by `nodePort(...)` or by `loadBalancer(...)`.
   * @default 'cluster': not at all
   */
  readonly exposure?: ServiceExposure;
  /**
   * Where Prometheus finds the service's figures: `{}` for its own port and `/metrics`. Every site it stands on must have a Prometheus.
   * @default none: nobody asks for any
   */
  readonly metrics?: Metrics;
  /** How many pods there are. Below `min` it never falls; at `max` more load makes it slower, and every site and quota must have room for so many. */
  readonly scale: Scale;
  /**
   * What differs from the default health checks: `/health/startup`, `/health` and `/health/ready` of an HTTP service, the server as a
   * whole of a gRPC one, a connection of any other.
   * @default none
   */
  readonly probes?: ProbeSettings;
  /**
   * How a pod ends: how long it still answers, and when it is killed.
   * @default { drain: seconds(15), grace: seconds(45) }
   */
  readonly stop?: Stop;
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
  /**
   * What becomes of requests to the service in the mesh: timeout, retries, limits. Every site it stands on must have a mesh.
   * @default the figures of `Traffic` where there is a mesh
   */
  readonly traffic?: Traffic;
  /**
   * How many requests it answers to one caller in a time. The service itself counts; it learns the figures as variables.
   * @default none
   */
  readonly rateLimit?: ServiceRateLimit;
  /**
   * How a new version takes over: `rolling()`, `blueGreen({ ... })` or `canary({ ... })`.
   * @default rolling()
   */
  readonly release?: Release;
}

/** A service that answers requests: a Deployment, or a Rollout where its release is no rolling one, with its address, identity, budget, scaling and policies. */
export class ClinicalService extends Workload<KindOf<'clinical-service'>, ResourceOf<'clinical-service'>> {
  readonly kind = 'clinical-service';
  readonly port: number;
  readonly protocol: Protocol;
  readonly ports: Readonly<Record<string, Required<NamedPort>>>;
  readonly exposure: ServiceExposure;
  readonly metrics: MetricsEndpoint | undefined;
  readonly scale: Scaling;
  readonly probes: Probes;
  readonly stop: Required<Stop>;
  readonly zones: number | undefined;
  readonly disruption: DisruptionBudget;
  readonly sizing: Sizing;
  readonly rolling: Required<RollingUpdate>;
  readonly rateLimit: Required<ServiceRateLimit> | undefined;
  readonly traffic: TrafficSettings;
  /** What was stated of it; only the checks need to know that. */
  readonly declaredTraffic: Traffic | undefined;
  readonly release: Release;

  constructor(domain: Domain, name: string, declared: ClinicalServiceProps) {
    const props = given('ClinicalServiceProps', declared);
    super(domain, name, props);
    const { port, protocol = 'http', ports = {}, exposure = 'cluster', metrics, scale, probes, stop = {}, availability = {}, release = rolling() } = props;
    const { zones, disruption = { maxUnavailable: 1 }, rolling: update } = availability;
    this.port = port;
    this.protocol = protocol;
    this.ports = portsFrom(ports);
    this.exposure = exposure;
    this.metrics = metricsFrom(metrics);
    this.scale = scaleFrom(scale);
    this.probes = probesFrom(probes, protocol);
    this.stop = stopFrom(stop);
    this.zones = zones;
    this.disruption = disruption;
    this.sizing = props.sizing ?? {};
    this.rateLimit = rateLimitFrom(props.rateLimit);
    this.traffic = trafficFrom(props.traffic);
    this.declaredTraffic = props.traffic;
    this.rolling = rollingUpdateFrom(update, Platform.of(this).rolling);
    this.release = release;
  }
}
