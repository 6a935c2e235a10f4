import {
  type Delegation,
  deliveredEdges,
  hasWaysIn,
  PlatformEdge,
  SiteEdges,
  SiteFacts,
  type WatchedBalancer,
  type WatchedDelivery,
  type WatchedHealth,
  WORLDWIDE_REGION,
} from '@clinfra/aws';
import type { Bucket, Inventory, Site } from '@clinfra/core';
import { Provider as AwsProvider } from '@pulumi/aws/provider';
import { interpolate, type ProviderResource, type Resource } from '@pulumi/pulumi';
import type { BuiltSite } from './regions';

/** A built site with its ways in. */
interface OpenSite extends BuiltSite {
  readonly edges: SiteEdges;
}

export interface OpenedEdges {
  /** By domain, what has to be entered once with whoever sold it. */
  readonly delegations: Readonly<Record<string, Delegation>>;
  /** The load balancers of a site. */
  readonly balancersOf: (site: Site) => readonly WatchedBalancer[];
  /** What rings of what stands before all sites; absent where nothing does. */
  readonly worldwide: WatchedWorldwide | undefined;
}

/** What is watched where AWS has it once for all regions, and who speaks to that. */
export interface WatchedWorldwide {
  readonly provider: ProviderResource;
  readonly deliveries: readonly WatchedDelivery[];
  readonly healths: readonly WatchedHealth[];
}

/**
 * What callers come by: zones once for the platform, on each site on AWS what stands before its gateways, and CDNs before these. `bind` learns what must exist
 * before a site's gateways are bound to load balancers.
 */
export function openEdges(inventory: Inventory, sites: readonly BuiltSite[], bind: (site: Site, targets: readonly Resource[]) => void): OpenedEdges {
  const [first] = sites;
  if (inventory.zones.length === 0 || !first) return { delegations: {}, balancersOf: () => [], worldwide: undefined };
  const name = `${inventory.platform.name}.edge`;
  const provider = new AwsProvider(name, { region: WORLDWIDE_REGION });
  const platformEdge = new PlatformEdge(name, { inventory, accountId: first.cloud.network.accountId }, { providers: [provider] });
  const open = sites.filter(({ site }) => hasWaysIn(inventory, new SiteFacts(site)));
  const opened = open.map((built): OpenSite => {
    const facts = new SiteFacts(built.site);
    const args = { facts, inventory, site: built.cloud, platformEdge };
    const edges = new SiteEdges(`${facts.prefix}-edges`, args, { parent: built.parent, providers: [built.provider] });
    bind(built.site, edges.targets);
    return { ...built, edges };
  });
  const deliveries = deliveredEdges(inventory).flatMap(edge => {
    const behind = opened.find(({ site }) => inventory.sitesOf(edge).includes(site));
    if (!behind) return [];
    const logs = edge.aws.cdn.logs ? behind.edges.cdnLogs() : undefined;
    return platformEdge.deliver({ edge, bucketDomain: bucket => domainOf(bucket, opened), logs: logs && { arn: logs.arn, ready: logs.ready } });
  });
  const healths = opened.flatMap(({ edges }) => edges.healths);
  const balancersOf = (site: Site) => opened.find(one => one.site === site)?.edges.watched ?? [];
  const worldwide = deliveries.length + healths.length > 0 ? { provider, deliveries, healths } : undefined;
  return { delegations: platformEdge.delegations, balancersOf, worldwide };
}

/** Where S3 answers for a bucket, on the first site that has it. */
function domainOf(bucket: Bucket, sites: readonly OpenSite[]) {
  for (const { site, cloud } of sites) {
    const made = cloud.bucket(bucket);
    if (made) return interpolate`${made.objects.bucketName}.s3.${new SiteFacts(site).region}.amazonaws.com`;
  }
  throw new Error(`${bucket.path} is made on no site of an edge`);
}
