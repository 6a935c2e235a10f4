import { brokerAudience, type Inventory, type Workload } from '@clinfra/core';
import type { ComponentResource, Input, Output } from '@pulumi/pulumi';
import { bucketArn, bucketName } from '../buckets/bucket-name';
import { needsIdentity, type StoreNames } from '../identity/permissions';
import { WorkloadIdentity } from '../identity/workload-identity';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { auditStreamName } from '../stores/audit/audit-settings';
import { cacheName, cacheUserId } from '../stores/cache/cache-settings';
import { kafkaName } from '../stores/kafka/kafka-settings';
import { searchDomainName, snapshotRoleName } from '../stores/search/search-settings';
import type { SiteStores } from './site-stores';

export interface SiteIdentitiesArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly accountId: Input<string>;
  readonly clusterName: Input<string>;
  readonly stores: SiteStores;
}

/** Who each workload of a site is in AWS, where its edges lead to something there. */
export class SiteIdentities {
  readonly #made = new Map<Workload, WorkloadIdentity>();

  constructor({ facts, inventory, accountId, clusterName, stores }: SiteIdentitiesArgs, parent: ComponentResource) {
    const names = storeNames(facts, stores);
    const { userArns, administrators } = stores;
    for (const workload of inventory.workloads) {
      if (!inventory.sitesOf(workload).includes(facts.site) || !needsIdentity(workload, names)) continue;
      const args = { facts, workload, accountId, clusterName, names, userArns, administrators };
      this.#made.set(
        workload,
        new WorkloadIdentity(`${facts.prefix}-${workload.domain.name}.${workload.name}`, args, { parent, ...resourcePatches(workload) }),
      );
    }
  }

  roleOf(workload: Workload): Output<string> | undefined {
    return this.#made.get(workload)?.roleArn;
  }
}

function storeNames(facts: SiteFacts, stores: SiteStores): StoreNames {
  return {
    region: facts.region,
    stores: stores.all,
    kafkaName: kafka => kafkaName(facts, kafka),
    cacheName: redis => cacheName(facts, redis),
    cacheUser: (redis, workload) => cacheUserId(facts, redis, workload),
    streamName: trail => auditStreamName(facts, trail),
    searchDomain: store => searchDomainName(facts, store),
    snapshotRole: store => snapshotRoleName(facts, store),
    audience: broker => brokerAudience(facts.site, broker),
    bucketArn: ({ name }, account) => bucketArn(bucketName(facts, [name], 'data', account)),
  };
}
