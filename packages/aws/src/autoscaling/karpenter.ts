import type { SiteFacts } from '../site-facts';

/** As whom Karpenter runs. */
export const KARPENTER = { namespace: 'kube-system', serviceAccount: 'karpenter' } as const;

/** The queue by which Karpenter hears that a node is about to end. */
export function queueName(facts: SiteFacts): string {
  return facts.physicalName(['interruptions'], 80);
}

/** What the chart of Karpenter is told about a site. */
export function karpenterValues(facts: SiteFacts, clusterName: string): object {
  return {
    serviceAccount: { create: true, name: KARPENTER.serviceAccount },
    settings: { clusterName, interruptionQueue: queueName(facts), vmMemoryOverheadPercent: 0.075 },
  };
}
