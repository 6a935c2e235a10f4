import type { AddOns } from '../add-ons/add-on';
import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import type { Jurisdiction } from '../platform/jurisdiction';
import type { Platform } from '../platform/platform';
import type { ResourceOf } from '../resource-patch';
import type { SecretSource } from '../secrets/secret-source';
import { type ArgoRollouts, argoRolloutsFrom } from './argo-rollouts';
import { type Hosting, jurisdictionOf } from './hosting';
import { type Mesh, type MeshProps, meshFrom } from './mesh';
import { type Oversight, oversightFrom } from './oversight';
import type { Prometheus } from './prometheus';
import type { Keda, MetricsAdapter, VerticalPodAutoscaler } from './site-autoscalers';
import { type Tracing, type TracingProps, tracingFrom } from './tracing';

/** What makes load balancers at a site: on AWS the AWS Load Balancer Controller, on an existing cluster MetalLB. */
export interface LoadBalancers {
  /**
   * The address pool of MetalLB from which they get their addresses. AWS has none.
   * @default the one that MetalLB chooses
   */
  readonly addressPool?: string;
}

export interface SiteProps {
  /** Where the site runs: `aws({ region, nodes })` or `cluster({ context, jurisdiction })`. */
  readonly hosting: Hosting;
  /** The zones over which pods and stores spread, by their real names; three survive the loss of one with a majority left. */
  readonly zones: readonly [string, ...string[]];
  /**
   * Where secrets come from: `secretsManager()` or `vault({ server, role })`. External Secrets brings them, which `addOns` installs.
   * @default none: no workload on the site may use a secret
   */
  readonly secrets?: SecretSource;
  /**
   * The Prometheus that asks workloads for their figures, which `addOns` installs. Workloads with metrics can stand only where there is one.
   * @default none
   */
  readonly prometheus?: Prometheus;
  /**
   * Traces of requests, `{}` for one in ten: every workload may reach the collector and learns where it is, in the variables of OpenTelemetry.
   * @default none
   */
  readonly tracing?: TracingProps;
  /**
   * Says that the cluster of the site can make load balancers; what makes them is installed by `addOns`. Services that are exposed by one can stand
   * only where that is so.
   * @default none
   */
  readonly loadBalancers?: LoadBalancers;
  /**
   * The service mesh in whose sidecars the platform's rules hold a second time, by identity instead of address: `{}` for Istio as it is
   * usually installed. Only pods that the platform declares get a sidecar.
   * @default none: network policies alone hold
   */
  readonly mesh?: MeshProps;
  /**
   * Says that KEDA runs in the cluster of the site, which `addOns` installs. What scales by hours or signals can stand only where it does.
   * @default none
   */
  readonly keda?: Keda;
  /**
   * Says that a metrics adapter runs in the cluster of the site, which `addOns` installs. What scales by requests needs it, or KEDA.
   * @default none
   */
  readonly metricsAdapter?: MetricsAdapter;
  /**
   * Says that the vertical autoscaler runs in the cluster of the site, which `addOns` installs. Every service and worker there gets its recommendations.
   * @default none
   */
  readonly verticalPodAutoscaler?: VerticalPodAutoscaler;
  /**
   * Who installs what the cluster needs beside the platform: `'preinstalled'` where whoever runs it has done so, or what differs from the default, by
   * name: `{ keda: 'preinstalled', strimzi: 'installed', istiod: { values: { ... } } }`. Each is installed in a pinned version, before what uses it.
   * @default on AWS what something declared uses is installed; on a cluster that exists everything is there already
   */
  readonly addOns?: AddOns;
  /**
   * What watches over the account of a site on AWS: `{}` for all of it.
   * @default nothing: somebody else sees to that
   */
  readonly oversight?: Oversight;
  /**
   * Says that Argo Rollouts runs in the cluster of the site, which `addOns` installs: `true`, or `{ gatewayApi: true }` with what it needs to divide what comes by a
   * gateway. Services that are released blue-green or by canary can
   * stand only where it does: without its controller they would have no pods.
   * @default false
   */
  readonly argoRollouts?: boolean | ArgoRollouts;
}

/** A place where the platform runs: one network, one Kubernetes cluster, one jurisdiction. */
export class Site extends Patchable<Patch<KindOf<'site'>>, ResourceOf<'site'>> {
  readonly kind = 'site';
  readonly hosting: Hosting;
  readonly zones: readonly string[];
  readonly secrets: SecretSource | undefined;
  readonly prometheus: Prometheus | undefined;
  readonly tracing: Tracing | undefined;
  readonly loadBalancers: LoadBalancers | undefined;
  readonly mesh: Mesh | undefined;
  readonly keda: Required<Keda> | undefined;
  readonly metricsAdapter: Required<MetricsAdapter> | undefined;
  readonly verticalPodAutoscaler: VerticalPodAutoscaler | undefined;
  readonly argoRollouts: Required<ArgoRollouts> | undefined;
  readonly addOns: AddOns | undefined;
  readonly oversight: Required<Oversight> | undefined;

  constructor(platform: Platform, name: string, declared: SiteProps) {
    const props = given('SiteProps', declared);
    super(within('platform', platform, name), name, props);
    this.hosting = props.hosting;
    this.zones = props.zones;
    this.prometheus = props.prometheus;
    this.tracing = tracingFrom(props.tracing);
    this.loadBalancers = props.loadBalancers;
    this.mesh = meshFrom(props.mesh);
    this.argoRollouts = argoRolloutsFrom(props.argoRollouts);
    this.addOns = props.addOns;
    this.oversight = oversightFrom(props.oversight);
    this.secrets = props.secrets;
    const { keda, metricsAdapter, verticalPodAutoscaler } = props;
    this.keda = keda && { namespace: keda.namespace ?? 'keda' };
    this.metricsAdapter = metricsAdapter && { namespace: metricsAdapter.namespace ?? props.prometheus?.namespace ?? 'monitoring' };
    this.verticalPodAutoscaler = verticalPodAutoscaler;
  }

  /** The country whose law holds for what stands here. */
  get jurisdiction(): Jurisdiction {
    return jurisdictionOf(this.hosting);
  }

  override get path(): string {
    return `sites.${this.name}`;
  }
}
