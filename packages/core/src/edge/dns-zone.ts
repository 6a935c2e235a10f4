import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import type { Platform } from '../platform/platform';
import type { ResourceOf } from '../resource-patch';

export interface DnsZoneProps {
  /** The domain whose names it answers: `nilecare.sd`. */
  readonly domain: string;
  /**
   * Who may ask. A `private` zone is made once for each site on AWS, answers inside that site's network alone, and there with the addresses
   * of that very site.
   * @default 'public'
   */
  readonly visibility?: 'public' | 'private';
  /**
   * The id of a public zone that exists, `Z0123456789ABCDEFGHIJ`: records are added to it, and the zone itself is left alone.
   * @default none: the zone is made, and its name servers have to be entered once with whoever sold the domain
   */
  readonly existing?: string;
  /**
   * Whether answers of a zone that is made are signed. They count as signed once the key's digest, an output of the stack, was entered with
   * whoever sold the domain; until then nothing changes for anybody.
   * @default false
   */
  readonly dnssec?: boolean;
  /**
   * The certificate authorities that may sign for hosts of the domain (CAA): `['amazon.com', 'letsencrypt.org']`. All others must refuse.
   * @default none: any authority may
   */
  readonly authorities?: readonly string[];
  /**
   * Whether each question to a zone that is made is logged, encrypted. Route 53 writes the log in us-east-1, with addresses of those who
   * asked: a finding where such data may not stand there.
   * @default false
   */
  readonly queryLogs?: boolean;
}

/** A zone of Route 53, in which the hosts of edges have their records. */
export class DnsZone extends Patchable<Patch<KindOf<'dns-zone'>>, ResourceOf<'dns-zone'>> {
  readonly kind = 'dns-zone';
  readonly domain: string;
  readonly visibility: 'public' | 'private';
  readonly existing: string | undefined;
  readonly dnssec: boolean;
  readonly authorities: readonly string[];
  readonly queryLogs: boolean;

  constructor(platform: Platform, name: string, declared: DnsZoneProps) {
    const props = given('DnsZoneProps', declared);
    super(within('platform', platform, name), name, props);
    const { domain, visibility = 'public', existing, dnssec = false, authorities = [], queryLogs = false } = props;
    this.domain = domain;
    this.visibility = visibility;
    this.existing = existing;
    this.dnssec = dnssec;
    this.authorities = authorities;
    this.queryLogs = queryLogs;
  }

  /** Whether a host is one of its names. */
  has(host: string): boolean {
    return host === this.domain || String(host).endsWith(`.${this.domain}`);
  }
}
