import { type AlarmChannel, mailTo, type PlatformAlarmsProps, percent, postToSecret, seconds } from '@clinfra/core';
import type { NileCareEnvironment } from './figures';

/** Whoever runs the platform, and whoever is on call. Their pager's URL is a key: operations keep it in Secrets Manager, in the region of each site. */
const OPERATIONS = mailTo('operations@nilecare.sd');
const ON_CALL = mailTo('oncall@nilecare.sd');
const PAGER = postToSecret('nilecare/paging', 'url');

/**
 * The sister platform's document wakes people for a disk of 90 % and exhausted connections, tells of a lag of 30 s on the same day, and of a disk of 80 %, memory of
 * 85 %, failed backups and certificates that end within 30 days this week. Chats are told by whoever reads the mail.
 */
export function declareAlarms(environment: NileCareEnvironment): PlatformAlarmsProps {
  const figures = { replicationLag: seconds(30), storage: percent(80), memory: percent(85) };
  const critical: readonly AlarmChannel[] = environment === 'production' ? [PAGER, ON_CALL] : [OPERATIONS];
  return { ...figures, notify: { critical, high: [OPERATIONS], medium: [OPERATIONS] } };
}
