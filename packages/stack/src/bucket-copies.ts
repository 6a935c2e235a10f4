import { BucketReplica, SiteFacts } from '@clinfra/aws';
import { Bucket, type Inventory } from '@clinfra/core';
import type { Regions } from './regions';

/** Copies the buckets of sites that are built to the sites that are declared for it, whether these are built or not. */
export function copyBuckets(inventory: Inventory, regions: Regions): void {
  const buckets = inventory.stores.filter(store => store instanceof Bucket && store.replicateTo?.hosting.kind === 'aws') as readonly Bucket[];
  for (const store of buckets) {
    for (const { site, cloud, provider } of regions.built) {
      const source = cloud.bucket(store);
      if (!source || !store.replicateTo) continue;
      const to = new SiteFacts(store.replicateTo);
      const from = { facts: new SiteFacts(site), provider };
      const args = { store, source, from, to, accountId: cloud.network.accountId };
      new BucketReplica(`${to.prefix}-${store.name}.from-${site.name}`, args, { providers: [regions.providerOf(to.site)] });
    }
  }
}
