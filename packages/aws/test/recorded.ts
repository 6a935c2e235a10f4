import { AwsSite, type AwsSiteArgs, deliveredEdges, PlatformEdge, SiteEdges, SiteFacts } from '@clinfra/aws';
import { type AwsHostingProps, aws, DataTier, Inventory, Platform, Site as SiteOf, type SiteProps, type Stage } from '@clinfra/core';
import { type PlannedResource, type PlanValue, record } from '@clinfra/plan';

/** What one site registers, with the questions that tests ask of it. */
export class RecordedSite {
  constructor(
    readonly resources: readonly PlannedResource[],
    readonly outputs: Readonly<Record<string, PlanValue>>,
  ) {}

  /** Resources of a type, by the last part of its token: `ec2/subnet:Subnet`. */
  all(type: string): readonly PlannedResource[] {
    return this.resources.filter(resource => resource.type === `aws:${type}`);
  }

  names(type: string): readonly string[] {
    return this.all(type).map(({ name }) => name);
  }

  /** The one resource of a type, of that name if one is given. */
  one(type: string, name?: string): PlannedResource {
    const found = this.all(type).filter(resource => name === undefined || resource.name === name);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources ${type} ${name ?? ''}: ${this.names(type).join(', ')}`);
    return found[0];
  }

  /** A policy document among the inputs of a resource. */
  policy(resource: PlannedResource, property = 'policy'): { readonly Statement: readonly Record<string, unknown>[] } {
    return JSON.parse(String(resource.inputs[property]));
  }
}

/** Records what a site registers; the outputs are its kubeconfig and the addresses of all stores. */
export async function recordSite(platform: Platform, args: Partial<AwsSiteArgs> = {}, ask: (site: AwsSite) => object = () => ({})): Promise<RecordedSite> {
  const inventory = new Inventory(platform);
  const site = args.site ?? firstOf(inventory.sites);
  const { resources, outputs } = await record({ project: platform.name, stack: `${platform.name}-${platform.environment}` }, () => {
    const made = new AwsSite(`${platform.name}-${site.name}`, { ...args, inventory, site });
    const addresses = Object.fromEntries(inventory.stores.map(store => [store.name, made.address(store) ?? null]));
    return { kubeconfig: made.kubeconfig, addresses, ...ask(made) };
  });
  return new RecordedSite(resources, outputs);
}

/** Records the ways in of a platform on the sites that serve, and of each site what they stand on; the outputs are what whoever sold the domains has to know. */
export async function recordEdges(platform: Platform): Promise<RecordedSite> {
  const inventory = new Inventory(platform);
  const { resources, outputs } = await record({ project: platform.name, stack: `${platform.name}-${platform.environment}` }, () => {
    const sites = inventory.servingSites.map(site => new AwsSite(`${platform.name}-${site.name}`, { inventory, site }));
    const accountId = firstOf(sites).network.accountId;
    const platformEdge = new PlatformEdge(`${platform.name}.edge`, { inventory, accountId });
    const opened = sites.map((site, index) => {
      const facts = new SiteFacts(firstOf(inventory.servingSites.slice(index)));
      return new SiteEdges(`${facts.prefix}-edges`, { facts, inventory, site, platformEdge });
    });
    for (const edge of deliveredEdges(inventory)) {
      const logs = edge.aws.cdn.logs ? firstOf(opened).cdnLogs() : undefined;
      platformEdge.deliver({ edge, bucketDomain: ({ name }) => `${name}.s3.example`, logs });
    }
    return { delegations: platformEdge.delegations };
  });
  return new RecordedSite(resources.filter(isOfEdges), outputs);
}

function isOfEdges({ parent }: PlannedResource): boolean {
  return /clinfra:aws:(PlatformEdge|SiteEdges)/.test(parent ?? '');
}

/** A platform on one site, to which a test adds what it is about. */
export function aSite(
  stage: Stage,
  hosting: Partial<AwsHostingProps> = {},
  zones: readonly [string, ...string[]] = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  props: Partial<SiteProps> = {},
) {
  const common = { locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' }, owner: 'ward-platform', residency: { phi: ['IE'] } } as const;
  const platform = new Platform('ward', { ...common, environment: stage as 'staging' });
  const site = new SiteOf(platform, 'dublin', { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 }, ...hosting }), zones, ...props });
  return { platform, site, stores: new DataTier(platform, 'stores') };
}

function firstOf<T>(sites: readonly T[]): T {
  const [site] = sites;
  if (!site) throw new Error('the platform has no site');
  return site;
}
