import type { BucketPurpose } from '@clinfra/aws';
import type { Platform, Store } from '@clinfra/core';
import { Inventory } from '@clinfra/core';
import type { PlannedResource } from '@clinfra/plan';
import { openPolicies } from './open-policies';
import { faultsOf, ruleOf, valueAt } from './resource-rules';

/** Where a component may stand whose resources belong to no single site: it is what leads from one to another, or stands before all of them. */
const BETWEEN_SITES: ReadonlySet<string> = new Set([
  'clinfra:aws:BackupVault',
  'clinfra:aws:BucketReplica',
  'clinfra:aws:DatadogAccess',
  'clinfra:aws:ImageRegistry',
  'clinfra:aws:PlatformBudget',
  'clinfra:aws:PlatformEdge',
  'clinfra:aws:SitePeering',
  'clinfra:aws:TransitPeering',
  'clinfra:aws:WorldwideAlarms',
]);

/** What buckets may be for that AWS fills only where they have the key of S3 itself. */
const KEYLESS_PURPOSES: ReadonlySet<string> = new Set<BucketPurpose>(['access-logs', 'load-balancer-logs']);

/**
 * Everything that is wrong with the AWS resources of a plan, each with its resource: of a type that nobody has judged, public, not encrypted with a key of the
 * platform, in another region than its site, outside the component that it belongs to, or without protection although it holds data.
 */
export function faultsOfPlan(platform: Platform, resources: readonly PlannedResource[]): readonly string[] {
  const tree = new Tree(platform, resources);
  return resources
    .filter(({ type }) => type.startsWith('aws:'))
    .flatMap(resource =>
      [...judged(resource, tree), ...placeFaults(resource, tree), ...besideFaults(resource, tree)].map(fault => `${named(resource)}: ${fault}`),
    );
}

/** The resources of a plan with what stands around each of them. */
class Tree {
  readonly production: boolean;
  readonly #byUrn: ReadonlyMap<string, PlannedResource>;
  readonly #children = new Map<string, PlannedResource[]>();
  readonly #regions: ReadonlyMap<string, string>;
  readonly #stores: ReadonlyMap<string, Store>;

  constructor(platform: Platform, resources: readonly PlannedResource[]) {
    const { sites, stores } = new Inventory(platform);
    this.production = platform.stage === 'production';
    this.#byUrn = new Map(resources.map(resource => [resource.urn, resource]));
    for (const resource of resources) {
      const siblings = this.#children.get(resource.parent ?? '');
      if (siblings) siblings.push(resource);
      else this.#children.set(resource.parent ?? '', [resource]);
    }
    const prefix = (name: string) => `${platform.name}-${name}`;
    this.#regions = new Map(sites.flatMap(({ name, hosting }) => (hosting.kind === 'aws' ? [[prefix(name), hosting.region] as const] : [])));
    this.#stores = new Map(sites.flatMap(site => stores.map(store => [`${prefix(site.name)}-${store.name}`, store] as const)));
  }

  /** The components around a resource, the nearest first. */
  ancestors({ parent }: PlannedResource): readonly PlannedResource[] {
    const owner = this.#byUrn.get(parent ?? '');
    return owner ? [owner, ...this.ancestors(owner)] : [];
  }

  siblings({ parent }: PlannedResource): readonly PlannedResource[] {
    return this.#children.get(parent ?? '') ?? [];
  }

  /** The region of the site in which a resource stands; of what stands between sites, that of its provider. */
  regionOf(resource: PlannedResource): string | undefined {
    const site = this.ancestors(resource).find(({ type }) => type === 'clinfra:stack:Site');
    return site ? this.#regions.get(site.name) : this.providerRegion(resource);
  }

  providerRegion({ provider }: PlannedResource): string | undefined {
    const region = this.#byUrn.get(provider ?? '')?.inputs.region;
    return typeof region === 'string' ? region : undefined;
  }

  /** Regions of all sites, in which copies may stand. */
  isOfSite(region: unknown): boolean {
    return [...this.#regions.values()].includes(String(region));
  }

  /** The store in whose component a resource stands, or in that of its copy, which is called `<site>-<store>.from-<site>`. */
  storeOf(resource: PlannedResource): Store | undefined {
    return this.ancestors(resource).flatMap(({ name }) => this.#stores.get(name.split('.from-')[0] ?? '') ?? [])[0];
  }
}

function named({ type, name }: PlannedResource): string {
  return `${type.slice('aws:'.length)} ${name}`;
}

/** What its type demands, with the region that it should have and the protection that it needs. */
function judged(resource: PlannedResource, tree: Tree): readonly string[] {
  const elsewhere = ruleOf(resource)?.elsewhere;
  const copy = elsewhere === 'another-site' && tree.isOfSite(resource.inputs.region);
  const region = elsewhere === 'us-east-1' ? 'us-east-1' : copy ? String(resource.inputs.region) : (tree.regionOf(resource) ?? 'no region');
  const store = tree.storeOf(resource);
  return faultsOf(resource, region).filter(fault => !(WEAKENED[fault]?.(store, tree) ?? false));
}

/** Faults that are none where the declaration chose them; in production that took a waiver, which the checks demand. */
const WEAKENED: Readonly<Record<string, (store: Store | undefined, tree: Tree) => boolean>> = {
  /** What carries no store may be thrown away outside production. */
  'is not protected': (store, { production }) => (store ? !store.deletionProtection : !production),
  'deletionProtection is not true': store => store?.deletionProtection === false,
  'enableDeletionProtection is not true': (_, { production }) => !production,
  'versioningConfiguration.status is not "Enabled"': store => store?.kind === 'bucket' && !store.versions,
};

/** A resource stands in a component of the platform, that one in a site, and whatever carries a store in the component of that store. */
function placeFaults(resource: PlannedResource, tree: Tree): readonly string[] {
  const around = tree.ancestors(resource);
  const outermost = around.filter(({ type }) => type.startsWith('clinfra:')).at(-1);
  const store = valueAt(resource.inputs, 'tags.store');
  const region = tree.regionOf(resource);
  const provided = tree.providerRegion(resource);
  return [
    ...(outermost && (outermost.type === 'clinfra:stack:Site' || BETWEEN_SITES.has(outermost.type)) ? [] : ['stands in no site']),
    ...(provided === region ? [] : [`is made by the provider of ${provided ?? 'no region'}, and its site stands in ${region ?? 'none'}`]),
    ...(typeof store !== 'string' || tree.storeOf(resource)?.name === store ? [] : [`stands outside the component of the store ${store}`]),
  ];
}

/** What has to stand beside it, and what only both together say. */
function besideFaults(resource: PlannedResource, tree: Tree): readonly string[] {
  const beside = tree.siblings(resource);
  const missing = (ruleOf(resource)?.beside ?? []).filter(type => !beside.some(other => other.type === `aws:${type}`));
  return [
    ...missing.map(type => `has no ${type} beside it`),
    ...openPolicies(resource).map(sid => `statement ${sid} of its policy is open to everybody`),
    ...ownKeyFaults(resource, beside),
    ...callersFaults(resource, beside),
  ];
}

/** Only logs that AWS delivers to no other bucket may be encrypted with the key of S3 itself. */
function ownKeyFaults({ type, inputs }: PlannedResource, beside: readonly PlannedResource[]): readonly string[] {
  if (type !== 'aws:s3/bucket:Bucket') return [];
  const settings = beside.filter(other => other.type.startsWith('aws:s3/bucketServerSideEncryptionConfiguration:'));
  const keyless = settings.some(other => valueAt(other.inputs, 'rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId') === undefined);
  const free = KEYLESS_PURPOSES.has(String(valueAt(inputs, 'tags.purpose')));
  return keyless && !free ? ['is encrypted without a key of the platform'] : [];
}

const INGRESS = 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule';

/**
 * Only the security group of a load balancer that callers see may let anybody in, and it stands in the component of that load balancer. By IPv6 it lets in whom it lets
 * in by IPv4, at the same ports, where the load balancer has an address of it.
 */
function callersFaults({ type, inputs }: PlannedResource, beside: readonly PlannedResource[]): readonly string[] {
  const everybody = inputs.cidrIpv4 === '0.0.0.0/0' || inputs.cidrIpv6 === '::/0';
  if (type !== INGRESS || inputs.description !== 'callers' || !everybody) return [];
  const balancer = beside.find(other => {
    const groups = other.type === 'aws:lb/loadBalancer:LoadBalancer' && other.inputs.internal !== true ? other.inputs.securityGroups : [];
    return Array.isArray(groups) && groups.includes(inputs.securityGroupId);
  });
  if (!balancer) return ['lets callers in where no load balancer is'];
  if (inputs.cidrIpv6 === undefined) return [];
  const twin = beside.some(({ type: other, inputs: { securityGroupId, cidrIpv4, fromPort } }) => {
    return other === INGRESS && securityGroupId === inputs.securityGroupId && cidrIpv4 === '0.0.0.0/0' && fromPort === inputs.fromPort;
  });
  return [
    ...(twin ? [] : ['lets everybody in by IPv6 and not by IPv4']),
    ...(balancer.inputs.ipAddressType === 'dualstack' ? [] : ['lets callers in by IPv6 at a load balancer without it']),
  ];
}
