import { DnsZone } from '../edge/dns-zone';
import { Edge } from '../edge/edge';
import { noPlatform } from '../given/within';
import { Secret } from '../secrets/secret';
import { Site } from '../sites/site';
import { type Channel, carrierOf, isChannel } from '../stores/channel';
import { DataTier } from '../stores/data-tier';
import type { Exchange } from '../stores/exchange';
import { Kafka } from '../stores/kafka';
import type { Queue } from '../stores/queue';
import { RabbitMq } from '../stores/rabbitmq';
import { isStore, type Store, StoreDeclaration } from '../stores/store';
import type { Topic } from '../stores/topic';
import { VolumeClaim } from '../volumes/volume-claim';
import { Workload } from '../workloads/workload';
import { Addition } from './addition';
import { Domain } from './domain';
import { ExternalHost } from './external-host';
import { MultiRegionFailover } from './multi-region-failover';
import { Platform } from './platform';
import { Registry } from './registry';
import type { Relation, Target } from './relation';

/** What a site does: it serves, it is ready to take over, or it is built up when all else is lost. */
export type SiteRole = 'serving' | 'standby' | 'cold';

/** Anything that stands on sites. */
export type Placed = Domain | Workload | VolumeClaim | DataTier | Store | Channel | Edge;

/** Anything whose objects its owner may patch. */
export type Adjustable = Site | Domain | Workload | VolumeClaim | Store | Edge | Secret | ExternalHost | Registry | DnsZone;

/**
 * Everything that a platform declares, read once: the lists, where each thing stands, and the graph of edges in both directions.
 * Checks and renderers read this instead of walking the tree again.
 */
export class Inventory {
  readonly sites: readonly Site[];
  readonly domains: readonly Domain[];
  readonly tiers: readonly DataTier[];
  readonly stores: readonly Store[];
  readonly topics: readonly Topic[];
  readonly exchanges: readonly Exchange[];
  readonly queues: readonly Queue[];
  readonly workloads: readonly Workload[];
  readonly claims: readonly VolumeClaim[];
  /** What stands in domains and is none of the platform's. */
  readonly additions: readonly Addition[];
  readonly edges: readonly Edge[];
  readonly zones: readonly DnsZone[];
  readonly externalHosts: readonly ExternalHost[];
  readonly secrets: readonly Secret[];
  readonly registries: readonly Registry[];
  readonly failovers: readonly MultiRegionFailover[];
  readonly relations: readonly Relation[];
  /** What its owners adjusted in what it becomes; nearly always nothing. */
  readonly patched: readonly Adjustable[];
  /** What its owners adjusted in what it becomes on AWS; nearly always nothing. */
  readonly patchedOnAws: readonly Adjustable[];
  readonly #incoming = new Map<Target, Relation[]>();
  readonly #workloadsOf = new Map<Domain, Workload[]>();
  readonly #claimsOf = new Map<Domain, VolumeClaim[]>();
  readonly #additionsOf = new Map<Domain, Addition[]>();

  constructor(readonly platform: Platform) {
    if (!(platform instanceof Platform)) throw noPlatform(platform);
    const children = platform.node.children;
    this.sites = children.filter(child => child instanceof Site);
    this.domains = children.filter(child => child instanceof Domain);
    this.tiers = children.filter(child => child instanceof DataTier);
    this.edges = children.filter(child => child instanceof Edge);
    this.zones = children.filter(child => child instanceof DnsZone);
    this.externalHosts = children.filter(child => child instanceof ExternalHost);
    this.secrets = children.filter(child => child instanceof Secret);
    this.registries = children.filter(child => child instanceof Registry);
    this.failovers = children.filter(child => child instanceof MultiRegionFailover);
    this.stores = this.tiers.flatMap(tier => tier.node.children.filter(isStore));
    this.topics = this.stores.flatMap(store => (store instanceof Kafka ? store.topics : []));
    const brokers = this.stores.filter(store => store instanceof RabbitMq);
    this.exchanges = brokers.flatMap(broker => broker.exchanges);
    this.queues = brokers.flatMap(broker => broker.queues);
    for (const domain of this.domains) {
      this.#workloadsOf.set(
        domain,
        domain.node.children.filter(child => child instanceof Workload),
      );
      this.#claimsOf.set(
        domain,
        domain.node.children.filter(child => child instanceof VolumeClaim),
      );
    }
    this.additions = this.domains.flatMap(domain => domain.node.children.filter(child => child instanceof Addition));
    for (const addition of this.additions) {
      const known = this.#additionsOf.get(addition.domain);
      if (known) known.push(addition);
      else this.#additionsOf.set(addition.domain, [addition]);
    }
    this.workloads = [...this.#workloadsOf.values()].flat();
    this.claims = [...this.#claimsOf.values()].flat();
    this.relations = this.workloads.flatMap(workload => workload.relations);
    const patchable = this.patchable();
    this.patched = patchable.filter(({ patches }) => patches.length > 0);
    this.patchedOnAws = patchable.filter(({ resourcePatches }) => resourcePatches.length > 0);
    for (const relation of this.relations) {
      const known = this.#incoming.get(relation.to);
      if (known) known.push(relation);
      else this.#incoming.set(relation.to, [relation]);
    }
  }

  /** The edges that lead to a target. */
  incoming(target: Target): readonly Relation[] {
    return this.#incoming.get(target) ?? [];
  }

  workloadsOf(domain: Domain): readonly Workload[] {
    return this.#workloadsOf.get(domain) ?? [];
  }

  /** The volumes that the workloads of a domain can mount and that outlive them. */
  claimsOf(domain: Domain): readonly VolumeClaim[] {
    return this.#claimsOf.get(domain) ?? [];
  }

  /** What was added to a domain; nearly always nothing. */
  additionsOf(domain: Domain): readonly Addition[] {
    return this.#additionsOf.get(domain) ?? [];
  }

  roleOf(site: Site): SiteRole {
    if (this.failovers.some(failover => failover.cold === site)) return 'cold';
    return this.failovers.some(failover => failover.standby === site) ? 'standby' : 'serving';
  }

  /** The sites that serve now: all but those that a failover holds back. */
  get servingSites(): readonly Site[] {
    return this.sites.filter(site => this.roleOf(site) === 'serving');
  }

  /** Where a thing stands: where it was told to, or on every site that serves. */
  sitesOf(placed: Placed): readonly Site[] {
    if (placed instanceof Workload || placed instanceof VolumeClaim || placed instanceof Edge) return this.sitesOf(placed.domain);
    if (isChannel(placed)) return this.sitesOf(carrierOf(placed));
    if (placed instanceof StoreDeclaration) return this.sitesOf(placed.tier);
    // What stands in nothing is reported, and stands nowhere.
    return placed ? (placed.declaredSites ?? this.servingSites) : [];
  }

  private patchable(): readonly Adjustable[] {
    const { sites, stores, edges, registries, zones, domains, workloads, claims, secrets, externalHosts } = this;
    return [...sites, ...stores, ...edges, ...registries, ...zones, ...domains, ...workloads, ...claims, ...secrets, ...externalHosts];
  }
}
