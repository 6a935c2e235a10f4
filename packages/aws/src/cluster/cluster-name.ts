import type { SiteFacts } from '../site-facts';

/** The cluster's name in its account and region. */
export function clusterName(facts: SiteFacts): string {
  return facts.physicalName([], 63);
}
