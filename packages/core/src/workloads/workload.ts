import { classesIn, type DataClass } from '../data-class';
import { Declaration } from '../declaration';
import type { Domain } from '../domain';
import type { ExternalHost } from '../external-host';
import type { Purpose } from '../nodes/instance-types';
import type { Relation, RelationKind, Target } from '../relation';
import type { Secret, SecretUse } from '../secret';
import type { KeyValueStore, RelationalStore, Store } from '../stores/store';
import type { Topic } from '../stores/topic';
import { type Resources, TIERS, type Tier } from '../tiers';
import type { ClinicalService } from './clinical-service';

/** What an outage of the workload means for patients; the most critical ones are the last to lose their pods. */
export type Criticality = 'life-critical' | 'clinical' | 'operational' | 'batch';

export interface WorkloadProps {
  /** The container image with its tag or digest. */
  readonly image: string;
  /**
   * The command that the container runs, instead of the image's own.
   * @default the image's own
   */
  readonly command?: readonly string[];
  /**
   * The size of each pod: a tier, or figures of its own.
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
}

/** Anything that runs in pods. Its edges to services, stores, topics and the outside are what it may do; everything else is denied. */
export abstract class Workload extends Declaration {
  abstract readonly kind: 'clinical-service' | 'worker' | 'scheduled-task' | 'release-task';
  readonly domain: Domain;
  readonly image: string;
  readonly command: readonly string[];
  readonly size: Tier | 'own';
  readonly resources: Resources;
  readonly criticality: Criticality;
  readonly placement: Purpose | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly #relations: Relation[] = [];
  readonly #secrets: SecretUse[] = [];

  constructor(domain: Domain, name: string, props: WorkloadProps) {
    super(domain, name);
    const { image, command = [], size = 'small', criticality = 'operational', placement, variables = {} } = props;
    this.domain = domain;
    this.image = image;
    this.command = command;
    this.size = typeof size === 'string' ? size : 'own';
    this.resources = typeof size === 'string' ? TIERS[size] : size;
    this.criticality = criticality;
    this.placement = placement;
    this.variables = variables;
  }

  get relations(): readonly Relation[] {
    return this.#relations;
  }

  /** The classes of data that it reads, writes, publishes or consumes. */
  get handles(): readonly DataClass[] {
    return classesIn(this.#relations.map(({ to }) => (to && 'holds' in to ? to.holds : [])));
  }

  /** What it takes of secrets. */
  get secrets(): readonly SecretUse[] {
    return this.#secrets;
  }

  /** May call the service on its ports, and learns its address as `<NAME>_URL`. */
  calls(...services: readonly ClinicalService[]): this {
    return this.relate('calls', services);
  }

  /** May read from the stores, through the reader endpoint where there is one. */
  reads(...stores: readonly (RelationalStore | KeyValueStore)[]): this {
    return this.relate('reads', stores);
  }

  /** May write to the stores, through the writer endpoint. */
  writes(...stores: readonly (RelationalStore | KeyValueStore)[]): this {
    return this.relate('writes', stores);
  }

  /** May publish to the topics. */
  publishes(...topics: readonly Topic[]): this {
    return this.relate('publishes', topics);
  }

  /** May consume the topics. */
  consumes(...topics: readonly Topic[]): this {
    return this.relate('consumes', topics);
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

  private relate(kind: RelationKind, targets: readonly (Target | Store)[]): this {
    for (const to of targets) {
      if (!this.#relations.some(relation => relation.kind === kind && relation.to === to)) this.#relations.push({ from: this, kind, to });
    }
    return this;
  }
}
