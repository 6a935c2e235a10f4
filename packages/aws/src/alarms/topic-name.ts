import type { AlarmSeverity } from '@clinfra/core';
import type { Facts } from '../facts';

/** What the topic of a severity is called in its account and region. */
export function topicName(facts: Facts, severity: AlarmSeverity): string {
  return facts.physicalName([severity], 256);
}
