import type { AwsHosting } from '../sites/hosting';
import type { Site } from '../sites/site';
import type { NodeGroup } from './node-group';

/** A group of nodes that EKS keeps: a declared group, or its part in one zone. */
export interface ManagedGroup {
  /** Its name inside the site: `memory`, `storage-eu-west-1a`. */
  readonly name: string;
  readonly group: NodeGroup;
  /** The zones over which it spreads. */
  readonly zones: readonly string[];
  readonly scaling: { readonly minSize: number; readonly maxSize: number; readonly desiredSize: number };
}

/** What EKS keeps of a site's groups. Where Karpenter makes nodes, EKS keeps the fewest and makes none; a group that may be empty is Karpenter's alone. */
export function managedGroups({ nodes, autoscaling }: Pick<AwsHosting, 'nodes' | 'autoscaling'>, { zones }: Pick<Site, 'zones'>): readonly ManagedGroup[] {
  const fixed = autoscaling.kind === 'karpenter';
  return nodes
    .filter(({ min }) => !fixed || min > 0)
    .flatMap(group => {
      const parts = group.perZone ? zones.map(zone => ({ name: `${group.name}-${zone}`, zones: [zone] })) : [{ name: group.name, zones }];
      const [minSize, most] = [group.min / parts.length, group.max / parts.length].map(Math.ceil) as [number, number];
      return parts.map(part => ({ ...part, group, scaling: { minSize, maxSize: fixed ? minSize : most, desiredSize: minSize } }));
    });
}
