import {
  type ClinicalService,
  classesIn,
  type DataClass,
  type Domain,
  databaseAuthorities,
  Edge,
  endpointAddress,
  type Inventory,
  isNamed,
  type Kafka,
  type Locale,
  type NamedStore,
  RelationalDeclaration,
  type Route,
  type Site,
  type Store,
  siteNetwork,
  Workload,
  type WorkloadApi,
} from '@clinfra/core';
import type { Addresses } from './addresses';
import { labelValue } from './labels';
import { Patches } from './patches/patches';
import type { StoreUse } from './workload/uses';

/** A route of an edge, with the edge to which it belongs. */
export interface Exposure extends Route {
  readonly edge: Edge;
}

/** What handles data, by itself or by its parts. */
type Handler = Domain | Edge | Workload;

/** What rendering needs to know of one site, read once. */
export class SiteView {
  readonly domains: readonly Domain[];
  readonly locale: Locale;
  readonly partOf: string;
  /** Platform and environment: what tells one running platform from another. */
  readonly instance: string;
  readonly siteLabel: string;
  /** What the owners of constructs changed in what these become. */
  readonly patches: Patches;
  readonly #here: ReadonlySet<Domain>;
  /** The parts of the network in which internal load balancers stand: those of nodes and pods. */
  readonly loadBalancerRanges: readonly string[];
  /** Those in which load balancers stand that face the internet. */
  readonly balancerRanges: readonly string[];
  /** Where workloads have tokens signed with which they log in to a broker. */
  readonly tokenRanges: readonly string[];
  readonly #dataRanges: readonly string[];
  readonly #endpointRanges: Readonly<Record<NamedStore['kind'], readonly string[]>>;
  /** Where Secrets Manager answers to those few pods that ask it themselves. */
  readonly secretsRanges: readonly string[];
  #authorities: string | undefined;
  readonly #exposures = new Map<ClinicalService, Exposure[]>();
  readonly #edgesTo = new Map<ClinicalService, Edge[]>();
  readonly #edges = new Map<Domain, Edge[]>();
  readonly #handled = new Map<Handler, readonly DataClass[]>();

  constructor(
    readonly inventory: Inventory,
    readonly site: Site,
    readonly addresses: Addresses,
  ) {
    this.domains = inventory.domains.filter(domain => inventory.sitesOf(domain).includes(site));
    this.patches = new Patches(inventory);
    this.locale = inventory.platform.locale;
    this.partOf = labelValue(inventory.platform.name);
    this.instance = labelValue(`${inventory.platform.name}-${inventory.platform.environment}`);
    this.siteLabel = labelValue(site.name);
    this.#here = new Set(this.domains);
    this.loadBalancerRanges = rangesOf(site, 'private');
    this.balancerRanges = publicRanges(site);
    this.tokenRanges = endpointsOf(site, 'sts');
    this.#dataRanges = rangesOf(site, 'data');
    this.#endpointRanges = { bucket: endpointsOf(site, 's3'), 'audit-trail': endpointsOf(site, 'firehose') };
    this.secretsRanges = endpointsOf(site, 'secretsmanager');
    for (const edge of inventory.edges) if (this.has(edge.domain)) this.readEdge(edge);
  }

  /** Whether the domain runs on this site. */
  has(domain: Domain): boolean {
    return this.#here.has(domain);
  }

  /** The classes of data that a workload handles, or the workloads of a domain, or the services to which an edge leads. */
  handledBy(handler: Handler): readonly DataClass[] {
    const known = this.#handled.get(handler);
    if (known) return known;
    const classes = handler instanceof Workload ? handler.handles : classesIn(this.handlersOf(handler).map(workload => this.handledBy(workload)));
    this.#handled.set(handler, classes);
    return classes;
  }

  /** The edges whose gateway stands in the domain. */
  edgesOf(domain: Domain): readonly Edge[] {
    return this.#edges.get(domain) ?? [];
  }

  /** The paths from outside that lead to a service. */
  exposuresOf(service: ClinicalService): readonly Exposure[] {
    return this.#exposures.get(service) ?? [];
  }

  /** The edges that lead to a service, each once. */
  edgesTo(service: ClinicalService): readonly Edge[] {
    return this.#edgesTo.get(service) ?? [];
  }

  /** Whether the platform makes the store on this site. */
  manages(store: Store): boolean {
    return store.existing === undefined && this.site.hosting.kind === 'aws';
  }

  /** Whether clients log in to the store with a name and a password that the platform has made for them, and not with an identity of the cloud. */
  givesPasswords(store: Store): store is Kafka {
    return store.kind === 'kafka' && store.givesPasswords && this.manages(store);
  }

  /** Whether a use of the store takes an identity of the cloud. */
  takesIdentity({ store, administers }: Pick<StoreUse, 'store' | 'administers'>): boolean {
    return this.manages(store) && (administers || !this.givesPasswords(store));
  }

  /** Whether clients log in to the store with tokens that AWS signs for them. */
  takesTokens(store: Store): boolean {
    return store.kind === 'rabbitmq' && this.manages(store);
  }

  /** The address ranges in which a store answers: its own where it exists, else the part of the network that is for stores, or for endpoints. */
  rangesOf(store: Store): readonly string[] {
    if (store.existing) return [store.existing.cidr];
    return isNamed(store) ? this.#endpointRanges[store.kind] : this.#dataRanges;
  }

  /** Whom clients of a relational database trust that the platform makes on this site; undefined for any other store. */
  authoritiesOf(store: Store): string | undefined {
    const { hosting } = this.site;
    if (hosting.kind !== 'aws' || !(store instanceof RelationalDeclaration) || !this.manages(store)) return undefined;
    this.#authorities ??= databaseAuthorities(hosting);
    return this.#authorities;
  }

  private handlersOf(whole: Domain | Edge): readonly Workload[] {
    return whole instanceof Edge ? whole.routes.map(({ service }) => service) : this.inventory.workloadsOf(whole);
  }

  private readEdge(edge: Edge): void {
    append(this.#edges, edge.domain, edge);
    for (const route of edge.routes) {
      if (!this.has(route.service.domain)) continue;
      if (this.edgesTo(route.service).at(-1) !== edge) append(this.#edgesTo, route.service, edge);
      append(this.#exposures, route.service, { ...route, edge });
    }
  }
}

/** Where an API of AWS answers to workloads, zone by zone: these addresses and no others, because the control plane stands beside them. */
function endpointsOf({ hosting, zones }: Site, api: WorkloadApi): readonly string[] {
  return hosting.kind === 'aws' ? siteNetwork(hosting, zones).zones.map(subnets => `${endpointAddress(subnets, api)}/32`) : [];
}

/** The parts of the network for one purpose, those of the second zone included which a site with one zone gets. */
function rangesOf({ hosting, zones }: Site, purpose: 'private' | 'data'): readonly string[] {
  if (hosting.kind !== 'aws') return [];
  const network = siteNetwork(hosting, zones);
  return [...network.zones, ...(network.companion ? [network.companion] : [])].map(subnets => subnets[purpose]);
}

function publicRanges({ hosting, zones }: Site): readonly string[] {
  return hosting.kind === 'aws' ? siteNetwork(hosting, zones).zones.map(subnets => subnets.public) : [];
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}
