import type { ComponentResourceOptions } from '@pulumi/pulumi';
import { Alarms } from './alarms';
import { noticesOf, subjectsOf, type WatchedSite } from './watched';

export type SiteAlarmsArgs = WatchedSite;

/** What rings at a site. */
export class SiteAlarms extends Alarms {
  constructor(name: string, args: SiteAlarmsArgs, opts?: ComponentResourceOptions) {
    const { facts, accountId } = args;
    super('clinfra:aws:SiteAlarms', name, { facts, accountId, subjects: subjectsOf(args), notices: noticesOf(args) }, opts);
  }
}
