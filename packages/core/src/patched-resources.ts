import { DnsZone } from './edge/dns-zone';
import { Edge } from './edge/edge';
import { eksAddOns } from './nodes/eks-add-ons';
import { managedGroups } from './nodes/managed-groups';
import { Domain } from './platform/domain';
import { ExternalHost } from './platform/external-host';
import type { Adjustable, Inventory } from './platform/inventory';
import { Platform } from './platform/platform';
import { Registry } from './platform/registry';
import { PATCHED_RESOURCES, type PatchedResource, type ResourceOf } from './resource-patch';
import { Secret } from './secrets/secret';
import { Site } from './sites/site';
import { siteNetwork } from './sites/site-network';
import { siteRoles } from './sites/site-roles';
import { Bucket } from './stores/bucket';
import { carrierOf, isChannel } from './stores/channel';
import { Kafka } from './stores/kafka';
import { OpenSearch } from './stores/opensearch';
import { Redis } from './stores/redis';
import { RelationalDeclaration } from './stores/relational';
import { isStore, type Store } from './stores/store';
import { VolumeClaim } from './volumes/volume-claim';
import { ClinicalService } from './workloads/clinical-service';
import { Workload } from './workloads/workload';

/** By type, the names of the resources that a patch may mean one by one; none of a type whose resources are alike. */
export type Patchables = ReadonlyMap<PatchedResource, readonly string[]>;

const NOTHING: Patchables = new Map();

/** What a declaration becomes on AWS that a patch may name; nothing where it stands on no site of AWS, or exists already. */
export function patchedResources(owner: Adjustable, inventory: Inventory): Patchables {
  if (owner instanceof Site)
    return owner.hosting.kind === 'aws' ? new Map(Object.entries(ofSite(owner, inventory)) as [PatchedResource, readonly string[]][]) : NOTHING;
  if (owner instanceof Registry) return ofRegistry(owner, inventory);
  if (owner instanceof DnsZone) return alike(ofZone(owner));
  if (owner instanceof Secret) return alike(inventory.sites.some(isKeeperOfSecrets) ? PATCHED_RESOURCES.secret : []);
  if (owner instanceof Domain || owner instanceof VolumeClaim || owner instanceof ExternalHost) return NOTHING;
  if (!inventory.sitesOf(owner).some(isOnAws)) return NOTHING;
  if (owner instanceof Edge) return alike(ofEdge(owner));
  if (owner instanceof Workload) return alike(ofWorkload(owner, inventory));
  const table: Readonly<Record<string, readonly PatchedResource[]>> = PATCHED_RESOURCES;
  // What manages it may be no choice that there is, which is said elsewhere.
  const types = table[owner instanceof RelationalDeclaration ? owner.managed : owner.kind] ?? [];
  return owner.existing === undefined ? alike(types.filter(type => type !== ROLE || hasRole(owner))) : NOTHING;
}

const ROLE = 'aws:iam/role:Role';

function isOnAws({ hosting }: Site): boolean {
  return hosting?.kind === 'aws';
}

function isKeeperOfSecrets(site: Site): boolean {
  return isOnAws(site) && site.secrets?.kind === 'secrets-manager';
}

/** Of these only what copies to elsewhere needs one. */
function hasRole(store: Store): boolean {
  if (store instanceof Redis) return store.snapshotExport !== undefined;
  if (store instanceof OpenSearch) return store.snapshots !== 'none';
  return !(store instanceof Bucket) || store.replicateTo !== undefined;
}

function alike(types: readonly PatchedResource[]): Patchables {
  return new Map(types.map(type => [type, []]));
}

/** The names of what stands for itself at a site: nothing of its stores, ways in and workloads. */
function ofSite(site: Site, inventory: Inventory): Readonly<Partial<Record<ResourceOf<'site'>, readonly string[]>>> {
  const { hosting, zones } = site;
  if (hosting.kind !== 'aws') return {};
  const prefix = `${Platform.of(site).name}-${site.name}`;
  const groups = managedGroups(hosting, site).map(({ name }) => `${prefix}-nodes-${name}`);
  const { zones: parts, companion } = siteNetwork(hosting, zones);
  const isolated = companion ? [...parts, companion] : parts;
  const subnets = (kind: string, of: typeof parts) => of.map(({ zone }) => `${prefix}-${kind}-${zone}`);
  return {
    'aws:ec2/vpc:Vpc': [prefix],
    'aws:ec2/subnet:Subnet': [...subnets('public', parts), ...subnets('private', parts), ...subnets('data', isolated), ...subnets('intra', isolated)],
    'aws:ec2/flowLog:FlowLog': [`${prefix}-flow-logs`],
    'aws:eks/cluster:Cluster': [prefix],
    'aws:eks/addon:Addon': eksAddOns(hosting).map(addOn => `${prefix}-${addOn}`),
    'aws:eks/nodeGroup:NodeGroup': groups,
    'aws:ec2/launchTemplate:LaunchTemplate': groups,
    'aws:kms/key:Key': [prefix, `${prefix}-volumes.key`],
    'aws:cloudwatch/logGroup:LogGroup': [prefix, `${prefix}-flow-logs`],
    'aws:iam/role:Role': siteRoles(inventory, site).map(role => `${prefix}-${role}`),
  } satisfies Record<ResourceOf<'site'>, readonly string[]>;
}

/** Each region of a registry has its images once, named for the first site there. */
function ofRegistry(registry: Registry, { sites, platform }: Inventory): Patchables {
  if (registry.home?.hosting?.kind !== 'aws') return NOTHING;
  const byRegion = new Map<string, string>();
  for (const { name, hosting } of [registry.home, ...sites]) if (hosting?.kind === 'aws' && !byRegion.has(hosting.region)) byRegion.set(hosting.region, name);
  const keys = [...byRegion.values()].map(site => `${platform.name}-${site}-${registry.name}.registry`);
  const repositories = keys.flatMap(key => registry.images.map(image => `${key}.${image}`));
  return new Map<PatchedResource, readonly string[]>([
    ...(repositories.length > 0 ? [['aws:ecr/repository:Repository', repositories] as const] : []),
    ['aws:kms/key:Key', keys],
    ...(registry.upstreams.length > 0 ? [[ROLE, keys.flatMap(key => registry.upstreams.map(upstream => `${key}.${upstream}`))] as const] : []),
  ]);
}

function ofZone({ existing, dnssec, visibility, queryLogs }: DnsZone): readonly ResourceOf<'dns-zone'>[] {
  if (existing !== undefined) return [];
  const keyed = visibility === 'public' && (dnssec || queryLogs);
  return ['aws:route53/zone:Zone', ...(keyed ? (['aws:kms/key:Key'] as const) : [])];
}

function ofEdge({ aws }: Edge): readonly ResourceOf<'edge'>[] {
  if (aws === undefined) return [];
  return PATCHED_RESOURCES.edge.filter(type => {
    if (type === 'aws:acm/certificate:Certificate') return aws.balancer.kind === 'application' || aws.cdn !== undefined;
    if (type === 'aws:wafv2/webAcl:WebAcl') return aws.firewall !== undefined;
    if (type === 'aws:route53/healthCheck:HealthCheck') return aws.health !== undefined;
    return type !== 'aws:cloudfront/distribution:Distribution' || aws.cdn !== undefined;
  });
}

function ofWorkload(workload: Workload, inventory: Inventory): readonly ResourceOf<'clinical-service'>[] {
  const { exposure } = workload instanceof ClinicalService ? workload : { exposure: undefined };
  const address = typeof exposure === 'object' && exposure?.kind === 'load-balancer' ? exposure.address : undefined;
  const [role, ...balancer] = PATCHED_RESOURCES['clinical-service'];
  // Nobody signs a name that nobody outside can look up.
  const met = balancer.filter(type => type !== 'aws:acm/certificate:Certificate' || address?.zone?.visibility === 'public');
  return [...(hasIdentity(workload, inventory) ? [role] : []), ...(address ? met : [])];
}

/** Who uses a store that is made on AWS beside it is somebody there, unless it logs in by a password. */
function hasIdentity(workload: Workload, inventory: Inventory): boolean {
  const sites = inventory.sitesOf(workload).filter(isOnAws);
  return workload.relations.some(({ to }) => {
    const store = isChannel(to) ? carrierOf(to) : to;
    // Its topics are used by a password; only who lets their users in comes to the cluster itself.
    if (store instanceof Kafka && store.givesPasswords && to !== store) return false;
    if (!isStore(store) || store.existing !== undefined || store.kind === 'mongodb') return false;
    return inventory.sitesOf(store).some(site => sites.includes(site));
  });
}
