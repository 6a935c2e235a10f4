import { type AwsEdge, ClinicalService, type DnsZone, type Edge, type Inventory, type Workload } from '@clinfra/core';
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from '@pulumi/pulumi';
import type { WatchedBalancer } from '../alarms/balancer-facts';
import type { WatchedHealth } from '../alarms/worldwide-subjects';
import { keyWriters } from '../buckets/bucket-purpose';
import { PrivateBucket } from '../buckets/private-bucket';
import { EncryptionKey } from '../encryption/encryption-key';
import { resourcePatches } from '../resource-patches';
import type { AwsSite } from '../site/aws-site';
import type { SiteFacts } from '../site-facts';
import { FirewallGround } from './firewall-ground';
import type { PlatformEdge } from './platform-edge';
import { PrivateZone } from './private-zone';
import { type AddressedService, ServiceBalancer } from './service-balancer';
import { SiteEdge } from './site-edge';
import type { FirewallLogs } from './web-firewall';

export interface SiteEdgesArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly site: AwsSite;
  readonly platformEdge: PlatformEdge;
}

type BalancedEdge = Edge & { readonly aws: AwsEdge };

/** The edges that stand on a site and before which something of AWS does. */
export function balancedEdges(inventory: Inventory, { site }: SiteFacts): readonly BalancedEdge[] {
  const isBalanced = (edge: Edge): edge is BalancedEdge => edge.aws !== undefined;
  return inventory.edges.filter(isBalanced).filter(edge => inventory.sitesOf(edge).includes(site));
}

/** The services of a site that are found from outside under names of their own. */
function addressedServices(inventory: Inventory, { site }: SiteFacts): readonly AddressedService[] {
  const isAddressed = (workload: Workload): workload is AddressedService =>
    workload instanceof ClinicalService && typeof workload.exposure === 'object' && workload.exposure.kind === 'load-balancer' && !!workload.exposure.address;
  return inventory.workloads.filter(isAddressed).filter(service => inventory.sitesOf(service).includes(site));
}

/** Whether anything stands on a site by which it is found. */
export function hasWaysIn(inventory: Inventory, facts: SiteFacts): boolean {
  return balancedEdges(inventory, facts).length > 0 || addressedServices(inventory, facts).length > 0;
}

/** The ways in of a site. */
export class SiteEdges extends ComponentResource {
  /** What must exist before gateways can be bound to their load balancers. */
  readonly targets: readonly Resource[];
  /** What rings of its load balancers. */
  readonly watched: readonly WatchedBalancer[];
  /** How its ways in are seen from outside. */
  readonly healths: readonly WatchedHealth[];

  readonly #args: SiteEdgesArgs;
  readonly #privateZones = new Map<DnsZone, Output<string>>();
  #cdnLogs: PrivateBucket | undefined;

  constructor(name: string, args: SiteEdgesArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SiteEdges', name, {}, opts);
    this.#args = args;
    const { facts, inventory, site, platformEdge } = args;
    const edges = balancedEdges(inventory, facts);
    const accessLogs = this.#createLogs(args, edges);
    const common = {
      facts,
      inventory,
      network: site.network,
      cluster: site.cluster,
      platformEdge,
      accessLogs,
      firewallLogs: this.#createFirewallLogs(args, edges),
    };
    const services = addressedServices(inventory, facts).map(service => this.#lead(service));
    const open = (edge: BalancedEdge) => new SiteEdge(`${facts.prefix}-${edge.name}`, { ...common, edge }, { parent: this, ...resourcePatches(edge) });
    const gateways = edges.map(edge => open(edge));
    this.targets = [...gateways.flatMap(({ targets }) => targets), ...services.map(({ targets }) => targets)];
    this.watched = [...gateways, ...services].map(({ watched }) => watched);
    this.healths = gateways.flatMap(({ health }) => health ?? []);
    this.registerOutputs({});
  }

  #lead(service: AddressedService): ServiceBalancer {
    const { facts, site, platformEdge } = this.#args;
    const { zone } = service.exposure.address;
    const open = zone.visibility === 'public';
    const zoneId = open ? platformEdge.zoneId(zone) : this.#privateZone(zone);
    const prove = open ? platformEdge.prove.bind(platformEdge, zone) : undefined;
    const args = { facts, service, network: site.network, cluster: site.cluster, zoneId, prove };
    return new ServiceBalancer(`${facts.prefix}-${service.domain.name}.${service.name}`, args, { parent: this, ...resourcePatches(service) });
  }

  /** Made with the first name in it. */
  #privateZone(zone: DnsZone): Output<string> {
    const { facts, site } = this.#args;
    const known = this.#privateZones.get(zone);
    const args = { facts, zone, vpcId: site.network.vpcId };
    const zoneId = known ?? new PrivateZone(`${facts.prefix}-${zone.name}.zone`, args, { parent: this, ...resourcePatches(zone) }).zoneId;
    this.#privateZones.set(zone, zoneId);
    return zoneId;
  }

  /** The bucket in which the CDN before an edge of this site logs; made with the first that does. */
  cdnLogs(): PrivateBucket {
    const { facts, site } = this.#args;
    const name = `${facts.prefix}.deliveries`;
    const common = { facts, accountId: site.network.accountId, protect: facts.stage === 'production' };
    const key = () => {
      const settings = { description: `what a CDN delivered at ${facts.site.name}`, alias: facts.physicalName(['deliveries'], 200) };
      return new EncryptionKey(name, { ...common, ...settings, usedBy: ['s3'], writers: keyWriters('cdn-logs', facts.region) }, { parent: this });
    };
    this.#cdnLogs ??= new PrivateBucket(name, { ...common, called: 'deliveries', purpose: 'cdn-logs', keyArn: key().arn }, { parent: this });
    return this.#cdnLogs;
  }

  #createFirewallLogs({ facts, site }: SiteEdgesArgs, edges: readonly BalancedEdge[]): FirewallLogs | undefined {
    const called = edges.filter(({ aws }) => aws.firewall?.logs && !aws.cdn).map(({ name }) => name);
    if (called.length === 0) return undefined;
    return new FirewallGround(`${facts.prefix}.firewall`, { facts, accountId: site.network.accountId, called }, { parent: this }).logs;
  }

  /** Requests to Application Load Balancers, in the region and so the country of the site; Network Load Balancers that hand TLS through see none. */
  #createLogs({ facts, site }: SiteEdgesArgs, edges: readonly BalancedEdge[]) {
    if (!edges.some(({ aws }) => aws.balancer.kind === 'application')) return undefined;
    const common = { facts, accountId: site.network.accountId, called: 'requests', purpose: 'load-balancer-logs' } as const;
    const { bucketName, ready } = new PrivateBucket(`${facts.prefix}.requests`, { ...common, protect: facts.stage === 'production' }, { parent: this });
    return { bucket: bucketName, ready };
  }
}
