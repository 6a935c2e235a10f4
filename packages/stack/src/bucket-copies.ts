import { type AwsSite, BucketReplica, SiteFacts } from '@clinfra/aws';
import { Bucket, type Inventory, type Site } from '@clinfra/core';
import { Provider as AwsProvider } from '@pulumi/aws/provider';
import type { ProviderResource } from '@pulumi/pulumi';

/** A site on AWS that is built, and who speaks to its region. */
export interface BuiltSite {
  readonly site: Site;
  readonly cloud: AwsSite;
  readonly provider: ProviderResource;
}

/** Copies the buckets of sites that are built to the sites that are declared for it, whether these are built or not. */
export function copyBuckets(inventory: Inventory, sites: readonly BuiltSite[]): void {
  const providers = new Map(sites.map(({ site, provider }) => [site, provider]));
  const buckets = inventory.stores.filter(store => store instanceof Bucket && store.replicateTo?.hosting.kind === 'aws') as readonly Bucket[];
  for (const store of buckets) {
    for (const { site, cloud, provider } of sites) {
      const source = cloud.bucket(store);
      if (!source || !store.replicateTo) continue;
      const to = new SiteFacts(store.replicateTo);
      const there = providers.get(to.site) ?? new AwsProvider(`${to.prefix}-copies`, { region: to.region });
      providers.set(to.site, there);
      const from = { facts: new SiteFacts(site), provider };
      const args = { store, source, from, to, accountId: cloud.network.accountId };
      new BucketReplica(`${to.prefix}-${store.name}.from-${site.name}`, args, { providers: [there] });
    }
  }
}
