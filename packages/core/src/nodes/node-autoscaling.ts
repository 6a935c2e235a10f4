import { given, made } from '../given/given';
import { type Duration, minutes, type Percent, percent } from '../units';

export interface ClusterAutoscalerProps {
  /**
   * How long after a node came nobody looks for one to remove.
   * @default minutes(10)
   */
  readonly delayAfterAdd?: Duration;
  /**
   * How long a node must be needless before it goes.
   * @default minutes(10)
   */
  readonly unneeded?: Duration;
  /**
   * The share of requests on a node below which it counts as needless.
   * @default percent(50)
   */
  readonly utilization?: Percent;
  /**
   * How long a new node may take to join before another is tried.
   * @default minutes(15)
   */
  readonly provisionTime?: Duration;
}

/** Nodes come and go within the bounds of their groups, by the Cluster Autoscaler. */
export interface ClusterAutoscaler extends Required<ClusterAutoscalerProps> {
  readonly kind: 'cluster-autoscaler';
}

export interface KarpenterProps {
  /**
   * How long a node must be empty or under-used before its pods are moved together and it goes.
   * @default minutes(10)
   */
  readonly consolidateAfter?: Duration;
  /**
   * The share of a group's nodes that may be disrupted at the same time.
   * @default percent(10)
   */
  readonly disruptions?: Percent;
}

/** The fewest nodes of each group are kept by EKS; all others are made one by one by Karpenter, of the same type and within the group's maximum. */
export interface Karpenter extends Required<KarpenterProps> {
  readonly kind: 'karpenter';
}

/** Who makes and removes nodes. */
export type NodeAutoscaling = ClusterAutoscaler | Karpenter;

export function clusterAutoscaler(declared: ClusterAutoscalerProps = {}): ClusterAutoscaler {
  const props = given('ClusterAutoscalerProps', declared);
  const { delayAfterAdd = minutes(10), unneeded = minutes(10), utilization = percent(50), provisionTime = minutes(15) } = props;
  return made(props, { kind: 'cluster-autoscaler', delayAfterAdd, unneeded, utilization, provisionTime });
}

export function karpenter(declared: KarpenterProps = {}): Karpenter {
  const props = given('KarpenterProps', declared);
  const { consolidateAfter = minutes(10), disruptions = percent(10) } = props;
  return made(props, { kind: 'karpenter', consolidateAfter, disruptions });
}
