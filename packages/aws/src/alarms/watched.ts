import { ALARM_SEVERITIES, Bucket, type Inventory, OpenSearch, type ResolvedAlarms, siteAlarms, vaultOf } from '@clinfra/core';
import { type Input, output } from '@pulumi/pulumi';
import { type BackedUp, backedUpAt } from '../backup/backed-up';
import { vaultName } from '../backup/vault-name';
import { bucketName } from '../buckets/bucket-name';
import { clusterName } from '../cluster/cluster-name';
import { SiteFacts } from '../site-facts';
import { copyCalled } from '../stores/buckets/bucket-settings';
import { COPY_RULE, COPY_SECONDS } from '../stores/buckets/replication-settings';
import { storesOn } from '../stores/clients';
import { ALL_REQUESTS, snapshotsCalled } from '../stores/search/search-settings';
import type { AlarmSubject } from './alarm-fact';
import { balancerSubject, type WatchedBalancer } from './balancer-facts';
import { type EventNotice, eventNotices } from './event-notices';
import { backupSubject, clusterSubject, copySubject, networkSubject, snapshotSubject, tellingSubject } from './site-subjects';
import { storeSubject } from './store-facts';
import { topicName } from './topic-name';

export interface WatchedSite {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly accountId: Input<string>;
  /** The gateways by which it reaches the internet. */
  readonly gatewayIds: readonly Input<string>[];
  /** The load balancers by which it is reached. */
  readonly balancers: readonly WatchedBalancer[];
}

/** Everything that rings at a site, in the order in which a dashboard shows it. */
export function subjectsOf({ facts, inventory, accountId, gatewayIds, balancers }: WatchedSite): readonly AlarmSubject[] {
  const alarms = siteAlarms(facts.platform);
  const stores = storesOn(inventory, facts.site);
  const all = [
    ...balancers.map(balancer => balancerSubject(balancer, alarms)),
    ...stores.flatMap(store => storeSubject(store, facts) ?? []),
    ...stores.flatMap(store => (store instanceof Bucket && store.alarms !== 'none' ? copiesOf(store, facts, accountId) : [])),
    ...stores.flatMap(store => (store instanceof OpenSearch && store.alarms !== 'none' ? snapshotsOf(store, facts, accountId, alarms) : [])),
    backupSubject(backupsOf(facts, backedUpAt(inventory, facts.site)), alarms),
    clusterSubject(clusterName(facts)),
    networkSubject(gatewayIds),
    tellingSubject(ALARM_SEVERITIES.map(severity => topicName(facts, severity))),
  ];
  return all.filter(subject => subject.facts.length > 0);
}

/** What is told when it happens. */
export function noticesOf({ facts, inventory }: Pick<WatchedSite, 'facts' | 'inventory'>): readonly EventNotice[] {
  const backups = backedUpAt(inventory, facts.site).length > 0;
  return eventNotices({ facts, inventory, alarms: siteAlarms(facts.platform), backups, restoreTest: vaultOf(facts.platform).restoreTest });
}

function backupsOf(facts: SiteFacts, backedUp: readonly BackedUp[]) {
  const kinds = (some: readonly BackedUp[]) => [...new Set(some.map(({ backup }) => backup.ability.resource))].sort();
  const { restoreTest } = vaultOf(facts.platform);
  return { vaultName: vaultName(facts, 'backups'), daily: kinds(backedUp.filter(({ backup }) => backup.daily)), rehearsed: restoreTest ? kinds(backedUp) : [] };
}

function snapshotsOf(store: OpenSearch, facts: SiteFacts, accountId: Input<string>, alarms: ResolvedAlarms): readonly AlarmSubject[] {
  if (store.snapshots === 'none') return [];
  const bucket = output(accountId).apply(account => bucketName(facts, [snapshotsCalled(store)], 'search-snapshots', account));
  return [snapshotSubject({ store: store.name, bucket, filter: ALL_REQUESTS }, alarms)];
}

/** Names of buckets end with the number of the account. */
function copiesOf(store: Bucket, facts: SiteFacts, accountId: Input<string>): readonly AlarmSubject[] {
  const to = store.replicateTo;
  if (to?.hosting.kind !== 'aws') return [];
  const there = new SiteFacts(to);
  const bucket = output(accountId).apply(account => bucketName(facts, [store.name], 'data', account));
  const copy = output(accountId).apply(account => bucketName(there, [copyCalled(store.name, facts.site)], 'data', account));
  return [copySubject({ store: store.name, bucket, copy, rule: COPY_RULE }, COPY_SECONDS)];
}
