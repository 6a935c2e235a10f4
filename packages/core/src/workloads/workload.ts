import { given } from '../given/given';
import { within } from '../given/within';
import type { Purpose } from '../nodes/instance-types';
import { type Patch, Patchable } from '../patch';
import { classesIn, type DataClass } from '../platform/data-class';
import { Declaration } from '../platform/declaration';
import type { Domain } from '../platform/domain';
import type { ExternalHost } from '../platform/external-host';
import type { Relation, RelationKind, Requests, Target } from '../platform/relation';
import type { ResourceOf } from '../resource-patch';
import type { Secret, SecretUse } from '../secrets/secret';
import type { AuditTrail } from '../stores/audit-trail';
import type { Bucket, Objects } from '../stores/bucket';
import type { Exchange } from '../stores/exchange';
import { type Pool, poolFrom } from '../stores/pool';
import type { Queue } from '../stores/queue';
import type { DocumentStore, KeyValueStore, RelationalStore, SearchStore, Store } from '../stores/store';
import type { Topic } from '../stores/topic';
import type { Mounts } from '../volumes/volume';
import type { ApiNeed } from './api-access';
import type { ClinicalService } from './clinical-service';
import { type Container, type ContainerProps, companionsFrom, type InitContainer, type Sidecar, sizeFrom, WRITABLE } from './container';
import { volumesOf } from './containers-of';
import type { SecurityException } from './security-exception';
import type { Resources, Tier } from './tiers';

/** What an outage of the workload means for patients; the most critical ones are the last to lose their pods. */
export type Criticality = 'life-critical' | 'clinical' | 'operational' | 'batch';

export interface WorkloadProps extends ContainerProps {
  /**
   * The size of the main container: a tier, or figures of its own.
   * @default 'small'
   */
  readonly size?: Tier | Resources;
  /**
   * What an outage means for patients.
   * @default 'operational'
   */
  readonly criticality?: Criticality;
  /**
   * The purpose of the nodes on which its pods run; each AWS site where it runs must have such nodes. On clusters that exist already it has no effect.
   * @default any node that is not dedicated to something else
   */
  readonly placement?: Purpose;
  /**
   * Plain values for the container's environment. Never secrets: what stands here stands in manifests; those are declared as `Secret` and taken by `uses`.
   * @default none besides locale and connections
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * Containers that must end well before the main one starts, by name, in their order.
   * @default none
   */
  readonly initContainers?: Readonly<Record<string, InitContainer>>;
  /**
   * Containers that run beside the main one, by name.
   * @default none
   */
  readonly sidecars?: Readonly<Record<string, Sidecar>>;
  /**
   * What it needs of the Kubernetes API, in its own namespace. Its pods get a token then, a role for exactly that, and a way to the API.
   * @default nothing: no token, no role, no way there
   */
  readonly api?: readonly ApiNeed[];
}

type WorkloadNoun = 'clinical-service' | 'worker' | 'scheduled-task' | 'release-task';

/** Anything that runs in pods. Its edges to services, stores, topics and the outside are what it may do; everything else is denied. */
export abstract class Workload<Kind extends string = string, OnAws extends ResourceOf<WorkloadNoun> = ResourceOf<WorkloadNoun>> extends Patchable<
  Patch<Kind>,
  OnAws
> {
  abstract readonly kind: WorkloadNoun;
  readonly domain: Domain;
  readonly image: string;
  readonly command: readonly string[];
  readonly arguments: readonly string[];
  readonly size: Tier | 'own';
  readonly resources: Resources;
  readonly criticality: Criticality;
  readonly placement: Purpose | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly mounts: Mounts;
  readonly writable: readonly string[];
  readonly security: SecurityException | undefined;
  readonly initContainers: readonly Container[];
  readonly sidecars: readonly Container[];
  readonly api: readonly ApiNeed[];
  readonly #relations: Relation[] = [];
  readonly #secrets: SecretUse[] = [];
  readonly #pools = new Map<RelationalStore, Required<Pool>>();

  constructor(domain: Domain, name: string, props: WorkloadProps) {
    super(within('domain', domain, name), name, props);
    const { image, command = [], arguments: words = [], size = 'small', criticality = 'operational', placement, variables = {} } = props;
    const { mounts = {}, writable = WRITABLE, security, initContainers = {}, sidecars = {}, api = [] } = props;
    const sized = sizeFrom(size);
    this.domain = domain;
    this.image = image;
    this.command = command;
    this.arguments = words;
    this.size = sized.size;
    this.resources = sized.resources;
    this.criticality = criticality;
    this.placement = placement;
    this.variables = variables;
    this.mounts = mounts;
    this.writable = writable;
    this.security = security;
    this.initContainers = companionsFrom(initContainers);
    this.sidecars = companionsFrom(sidecars);
    this.api = api;
  }

  get relations(): readonly Relation[] {
    return this.#relations;
  }

  /** The classes of data that it reads, writes, publishes, consumes or keeps on volumes. */
  get handles(): readonly DataClass[] {
    const kept = volumesOf(this).flatMap(volume => (volume?.kind === 'volume-claim' ? [volume.holds] : []));
    return classesIn([...this.#relations.map(({ to }) => (to && 'holds' in to ? to.holds : [])), ...kept]);
  }

  /** What its main container takes of secrets as variables. */
  get secrets(): readonly SecretUse[] {
    return this.#secrets;
  }

  /** May call the service on its ports, and learns its address as `<NAME>_URL`. */
  calls(...services: readonly ClinicalService[]): this;
  /** May make these requests to the service, and no others: `calls(ehr, { methods: ['GET'], paths: ['/patients/*'] })`. Both sites must have a mesh. */
  calls(service: ClinicalService, requests: Requests): this;
  calls(...args: readonly (ClinicalService | Requests)[]): this {
    const [service, requests] = args;
    if (args.length !== 2 || !isNarrowing<Requests>(requests)) return this.relate('calls', args as readonly ClinicalService[]);
    return this.narrow(service as ClinicalService, this.taken(`calls(${(service as ClinicalService | undefined)?.path})`, given('Requests', requests)));
  }

  /** May read from the stores, through the reader endpoint where there is one. */
  reads(...stores: readonly ReadableStore[]): this;
  /** May read these objects of the bucket or these indexes, and no others: `reads(scans, { prefix: 'reports/' })`. */
  reads(store: Bucket | SearchStore, objects: Objects): this;
  reads(...args: readonly (ReadableStore | Objects)[]): this {
    return this.reachStores('reads', args);
  }

  /** May write to the stores, through the writer endpoint. */
  writes(...stores: readonly (ReadableStore | AuditTrail)[]): this;
  /** May write these objects of the bucket or these indexes, and no others: `writes(logs, { prefix: 'ehr-' })`. */
  writes(store: Bucket | SearchStore, objects: Objects): this;
  writes(...args: readonly (ReadableStore | AuditTrail | Objects)[]): this {
    return this.reachStores('writes', args);
  }

  /** Keeps pools of its own size to a database that it reads or writes: `pools(records, { max: 20 })`. */
  pools(store: RelationalStore, pool: Pool): this {
    this.#pools.set(store, poolFrom(this.taken(`pools.${store?.name}`, given('Pool', pool))));
    return this;
  }

  /** The sizes of pools that it chose for itself. */
  get ownPools(): ReadonlyMap<RelationalStore, Required<Pool>> {
    return this.#pools;
  }

  /** How many connections each of its pods keeps to a database. */
  poolOf(store: RelationalStore): Required<Pool> {
    return this.#pools.get(store) ?? store.pool;
  }

  /** May publish to the topics of Kafka and the exchanges of RabbitMQ. */
  publishes(...channels: readonly (Topic | Exchange)[]): this {
    return this.relate('publishes', channels);
  }

  /** May consume the topics of Kafka and the queues of RabbitMQ. */
  consumes(...channels: readonly (Topic | Queue)[]): this {
    return this.relate('consumes', channels);
  }

  /** May reach the third parties on their declared ports, and nothing else outside. */
  reaches(...hosts: readonly ExternalHost[]): this {
    return this.relate('reaches', hosts);
  }

  /** Takes values of a secret as variables: `uses(token, { SMS_API_KEY: 'api-key' })`. What it does not name it does not get. */
  uses<Key extends string>(secret: Secret<Key>, variables: Readonly<Record<string, NoInfer<Key>>>): this {
    this.#secrets.push({ secret, variables });
    return this;
  }

  private reachStores(kind: 'reads' | 'writes', args: readonly (ReadableStore | AuditTrail | Objects)[]): this {
    const [store, narrowing] = args;
    if (args.length !== 2 || !isNarrowing<Objects>(narrowing)) return this.relate(kind, args as readonly (ReadableStore | AuditTrail)[]);
    const objects = this.taken(`${kind}(${(store as Store | undefined)?.path})`, given('Objects', narrowing));
    const index = this.#relations.findIndex(relation => relation.kind === kind && relation.to === store);
    const known = this.#relations[index];
    if (!known) this.#relations.push({ from: this, kind, to: store as Bucket | SearchStore, prefixes: [objects.prefix] });
    // Whoever may use the whole of it may use this part.
    else if (known.prefixes) this.#relations[index] = { ...known, prefixes: [...known.prefixes, objects.prefix] };
    return this;
  }

  /** Beside other calls of the same service; a call that was not narrowed stands among them as what it is. */
  private narrow(to: ClinicalService, requests: Requests): this {
    const index = this.#relations.findIndex(relation => relation.kind === 'calls' && relation.to === to);
    const known = this.#relations[index];
    if (known) this.#relations[index] = { ...known, requests: [...(known.requests ?? [{}]), requests] };
    else this.#relations.push({ from: this, kind: 'calls', to, requests: [requests] });
    return this;
  }

  protected relate(kind: RelationKind, targets: readonly (Target | Store)[]): this {
    for (const to of targets) {
      const known = this.#relations.find(relation => relation.kind === kind && relation.to === to);
      if (known?.requests) this.narrow(to as ClinicalService, {});
      else if (known?.prefixes) this.#relations[this.#relations.indexOf(known)] = { from: this, kind, to };
      else if (!known) this.#relations.push({ from: this, kind, to });
    }
    return this;
  }
}

/** What can be read and written as a whole. */
type ReadableStore = RelationalStore | DocumentStore | KeyValueStore | Bucket | SearchStore;

/** What narrows an edge, as the last argument of the method that makes it. */
function isNarrowing<Narrowing>(value: unknown): value is Narrowing {
  return typeof value === 'object' && value !== null && !(value instanceof Declaration);
}
