import type { SiteFacts } from '../site-facts';

/** What a vault is called in its account and region, by what is in it. */
export function vaultName(facts: SiteFacts, contents: string): string {
  return facts.physicalName([contents], 50);
}
