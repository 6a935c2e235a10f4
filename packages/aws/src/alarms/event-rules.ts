import type { AlarmSeverity } from '@clinfra/core';
import { EventRule, EventTarget } from '@pulumi/aws/cloudwatch';
import type { ComponentResource, Output } from '@pulumi/pulumi';
import type { Facts } from '../facts';
import { type EventNotice, noticeText } from './event-notices';

/** Tells events of a region by the topics that stand there. */
export function tellEvents(
  notices: readonly EventNotice[],
  { facts, topics }: { readonly facts: Facts; readonly topics: Readonly<Record<AlarmSeverity, Output<string>>> },
  parent: ComponentResource,
): void {
  const { region, platform, place } = facts;
  for (const notice of notices) {
    const name = `${facts.prefix}-_events.${notice.name}`;
    const settings = {
      name: facts.physicalName(['events', notice.name], 64),
      description: notice.why.slice(0, 512),
      eventPattern: JSON.stringify(notice.pattern),
    };
    const rule = new EventRule(name, { ...facts.owned(name), ...settings }, { parent });
    const inputTransformer = noticeText(notice, `${platform.name} ${platform.environment} at ${place}`);
    new EventTarget(name, { region, rule: rule.name, targetId: 'alarms', arn: topics[notice.severity], inputTransformer }, { parent });
  }
}
