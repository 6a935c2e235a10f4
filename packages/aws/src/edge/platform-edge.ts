import type { AwsEdge, Bucket, Cdn, DnsZone, Edge, Inventory } from '@clinfra/core';
import { Record as DnsRecord } from '@pulumi/aws/route53';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import type { WatchedDelivery } from '../alarms/worldwide-subjects';
import { resourcePatches } from '../resource-patches';
import type { Proof } from './certificate';
import { ContentDelivery } from './content-delivery';
import { FirewallGround } from './firewall-ground';
import { OriginKey, type OriginSecrets } from './origin-key';
import { type Delegation, PublicZone } from './public-zone';
import type { FirewallLogs } from './web-firewall';
import { WorldwideFacts } from './worldwide-facts';

export interface PlatformEdgeArgs {
  readonly inventory: Inventory;
  /** The account of the platform. */
  readonly accountId: Input<string>;
}

/** An edge with a CDN before its load balancers. */
export type DeliveredEdge = Edge & { readonly aws: AwsEdge & { readonly cdn: Cdn } };

/** The edges that callers reach by a CDN. */
export function deliveredEdges({ edges }: Pick<Inventory, 'edges'>): readonly DeliveredEdge[] {
  return edges.filter((edge): edge is DeliveredEdge => edge.aws?.cdn !== undefined);
}

/** What a CDN needs of the sites behind it. */
export interface Delivered {
  readonly edge: DeliveredEdge;
  /** Where the files of a bucket are read. */
  readonly bucketDomain: (bucket: Bucket) => Input<string>;
  /** The bucket in which requests are logged, once it takes them; absent where none are. */
  readonly logs: { readonly arn: Input<string>; readonly ready: Resource } | undefined;
}

/** What a platform has once before all of its sites: its public zones, and the proofs in them that its hosts are its own. */
export class PlatformEdge extends ComponentResource {
  /** By the domain of each public zone, what has to be entered with whoever sold it. */
  readonly delegations: Readonly<Record<string, Delegation>>;

  readonly #facts: WorldwideFacts;
  readonly #zones: ReadonlyMap<DnsZone, PublicZone>;
  readonly #originKey: OriginKey | undefined;
  readonly #firewallLogs: FirewallLogs | undefined;
  readonly #proven = new Map<string, Output<string>>();

  constructor(name: string, { inventory, accountId }: PlatformEdgeArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:PlatformEdge', name, {}, opts);
    const facts = new WorldwideFacts(inventory.platform);
    this.#facts = facts;
    const zones = inventory.zones.filter(({ visibility }) => visibility === 'public');
    this.#zones = new Map(
      zones.map(zone => [zone, new PublicZone(`${facts.prefix}-${zone.name}`, { facts, zone, accountId }, { parent: this, ...resourcePatches(zone) })]),
    );
    this.delegations = Object.fromEntries([...this.#zones].map(([{ domain }, { delegation }]) => [domain, delegation]));
    const delivered = deliveredEdges(inventory);
    const keyed = delivered.map(({ name: edge, aws }) => ({ name: edge, number: aws.cdn.originKey }));
    this.#originKey = keyed.length > 0 ? new OriginKey(`${facts.prefix}-origin`, { facts, accountId, edges: keyed }, { parent: this }) : undefined;
    const called = delivered.filter(({ aws }) => aws.firewall?.logs).map(edge => edge.name);
    this.#firewallLogs = called.length > 0 ? new FirewallGround(`${facts.prefix}-firewall`, { facts, accountId, called }, { parent: this }).logs : undefined;
    this.registerOutputs({});
  }

  /** The secrets by which load balancers know the CDN of an edge; none where it has no CDN. */
  originSecrets(edge: Edge): OriginSecrets | undefined {
    return this.#originKey?.of(edge.name);
  }

  /** Opens the CDN of an edge, after the load balancers that it asks; what rings of it. */
  deliver({ edge, bucketDomain, logs }: Delivered): readonly WatchedDelivery[] {
    const secrets = this.originSecrets(edge);
    if (!secrets) return [];
    const { zone } = edge.aws;
    const common = { facts: this.#facts, edge, zoneId: this.zoneId(zone), prove: this.prove.bind(this, zone), secret: secrets.sent };
    const args = { ...common, bucketDomain, firewallLogs: this.#firewallLogs, logs };
    return [new ContentDelivery(`${this.#facts.prefix}-${edge.name}`, args, { parent: this, ...resourcePatches(edge) }).watched];
  }

  /** The id of a public zone of the platform. */
  zoneId(zone: DnsZone): Output<string> {
    const made = this.#zones.get(zone);
    if (!made) throw new Error(`${zone.path} is no public zone of ${this.#facts.platform.name}`);
    return made.zoneId;
  }

  /** The proof for a host stands once, whichever region's certificate asks first: ACM wants the same of an account in every region. */
  prove(zone: DnsZone, host: string, { name, type, value }: Proof): Output<string> {
    const known = this.#proven.get(host);
    if (known) return known;
    const record = new DnsRecord(
      `${this.#facts.prefix}-proof-${host}`,
      { zoneId: this.zoneId(zone), name, type, records: [value], ttl: 300 },
      { parent: this },
    );
    this.#proven.set(host, record.fqdn);
    return record.fqdn;
  }
}
