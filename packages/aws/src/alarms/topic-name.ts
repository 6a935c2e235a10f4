import type { AlarmSeverity } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';

/** What the topic of a severity is called in its account and region. */
export function topicName(facts: SiteFacts, severity: AlarmSeverity): string {
  return facts.physicalName([severity], 256);
}
