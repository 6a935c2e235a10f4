import { ALARM_SEVERITIES, siteAlarms } from '@clinfra/core';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import type { WorldwideFacts } from '../edge/worldwide-facts';
import { Alarms } from './alarms';
import { tellingSubject } from './site-subjects';
import { topicName } from './topic-name';
import { deliverySubject, healthSubject, type WatchedDelivery, type WatchedHealth } from './worldwide-subjects';

export interface WorldwideAlarmsArgs {
  readonly facts: WorldwideFacts;
  readonly accountId: Input<string>;
  /** The CDNs before load balancers. */
  readonly deliveries: readonly WatchedDelivery[];
  /** The questions that Route 53 asks sites. */
  readonly healths: readonly WatchedHealth[];
}

/**
 * What rings of what a platform has once for all sites. AWS keeps its figures in us-east-1 alone, and an alarm calls a topic of its own region: so that who tells that
 * a site is gone does not stand at it.
 */
export class WorldwideAlarms extends Alarms {
  constructor(name: string, { facts, accountId, deliveries, healths }: WorldwideAlarmsArgs, opts?: ComponentResourceOptions) {
    const alarms = siteAlarms(facts.platform);
    const watched = [...healths.map(healthSubject), ...deliveries.map(delivery => deliverySubject(delivery, alarms))];
    const subjects = [...watched, tellingSubject(ALARM_SEVERITIES.map(severity => topicName(facts, severity)))];
    super('clinfra:aws:WorldwideAlarms', name, { facts, accountId, subjects, notices: [] }, opts);
  }
}
