import type { DnsZone, Inventory } from '@clinfra/core';
import { Record as DnsRecord } from '@pulumi/aws/route53';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { Proof } from './certificate';
import { type Delegation, PublicZone } from './public-zone';
import { WorldwideFacts } from './worldwide-facts';

export interface PlatformEdgeArgs {
  readonly inventory: Inventory;
  /** The account of the platform. */
  readonly accountId: Input<string>;
}

/** What a platform has once before all of its sites: its public zones, and the proofs in them that its hosts are its own. */
export class PlatformEdge extends ComponentResource {
  /** By the domain of each public zone, what has to be entered with whoever sold it. */
  readonly delegations: Readonly<Record<string, Delegation>>;

  readonly #facts: WorldwideFacts;
  readonly #zones: ReadonlyMap<DnsZone, PublicZone>;
  readonly #proven = new Map<string, Output<string>>();

  constructor(name: string, { inventory, accountId }: PlatformEdgeArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:PlatformEdge', name, {}, opts);
    const facts = new WorldwideFacts(inventory.platform);
    this.#facts = facts;
    const zones = inventory.zones.filter(({ visibility }) => visibility === 'public');
    this.#zones = new Map(zones.map(zone => [zone, new PublicZone(`${facts.prefix}-${zone.name}`, { facts, zone, accountId }, { parent: this })]));
    this.delegations = Object.fromEntries([...this.#zones].map(([{ domain }, { delegation }]) => [domain, delegation]));
    this.registerOutputs({});
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
