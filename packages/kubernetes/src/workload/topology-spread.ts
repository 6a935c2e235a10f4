import type { TopologySpreadConstraint } from 'cdk8s-plus-27/lib/imports/k8s';
import { type Labels, NAME_LABEL, VERSION_LABEL } from '../labels';
import type { Plain } from '../plain';

/** The label by which the owner of pods tells those of one version from those of another. A key that pods do not have would be left out of account without a word. */
const VERSION = { deployment: 'pod-template-hash', rollout: VERSION_LABEL } as const;

/**
 * Pods spread evenly over the zones and, where there is room, over the nodes. Counting only pods of the same template keeps a rolling
 * update schedulable: the new pods are spread among themselves, whatever the old ones left.
 *
 * Without a declared number of zones the zones that have nodes count, so that a lost zone does not keep its pods from standing elsewhere. Nodes
 * that do not answer are still listed for a while: they count only where a pod may stand on them, or their empty zone would hold all others back.
 */
export function topologySpread(name: string, zones: number | undefined, owner: keyof typeof VERSION): readonly Plain<TopologySpreadConstraint>[] {
  const labelSelector: { readonly matchLabels: Labels } = { matchLabels: { [NAME_LABEL]: name } };
  const matchLabelKeys = [VERSION[owner]];
  const zoneRule = { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' };
  return [
    Object.assign(zoneRule, zones !== undefined && { minDomains: zones }, { nodeTaintsPolicy: 'Honor', labelSelector, matchLabelKeys }),
    {
      topologyKey: 'kubernetes.io/hostname',
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector,
      matchLabelKeys,
    },
  ];
}
