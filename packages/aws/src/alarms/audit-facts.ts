import type { AuditTrail } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import { auditStreamName } from '../stores/audit/audit-settings';
import { type AlarmFact, metric, plain } from './alarm-fact';

const NAMESPACE = 'AWS/Firehose';
/** A quarter of an hour, where a minute is usual; Firehose gives up what it could not deliver in a day. */
const LATE = 900;

/** What rings of an audit trail: events that do not arrive where they are locked, and workloads that cannot write theirs. */
export function auditFacts(store: AuditTrail, facts: SiteFacts): readonly AlarmFact[] {
  const dimensions = { DeliveryStreamName: auditStreamName(facts, store) };
  const common = { rings: 'above', period: 300, silence: 'notBreaching' } as const;
  return [
    {
      ...common,
      name: 'delivery',
      severity: 'critical',
      measure: plain(metric(NAMESPACE, 'DeliveryToS3.DataFreshness', 'Maximum', dimensions)),
      threshold: LATE,
      points: 2,
      why: 'Audit events have waited for a quarter of an hour and are not locked yet; after a day they are lost. Look at the log of the delivery, and at the key and the bucket.',
    },
    {
      ...common,
      name: 'refused',
      severity: 'high',
      measure: plain(metric(NAMESPACE, 'ThrottledRecords', 'Sum', dimensions)),
      threshold: 0,
      points: 1,
      why: 'Workloads are refused audit events, because they write more than the stream takes. Ask AWS for more, or look for one that writes too much.',
    },
  ];
}
