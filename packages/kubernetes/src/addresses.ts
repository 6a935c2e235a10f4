import type { Site, Store } from '@clinfra/core';

/**
 * Where a store answers. The strings may be tokens for what is known only after the store is made, so that they are carried as they are:
 * never inspected, cut or joined.
 */
export interface StoreAddress {
  /** The host that takes writes; of a Kafka cluster its brokers, `host:port` joined by commas. */
  readonly host: string;
  /** The host that answers reads. */
  readonly readerHost: string;
  /**
   * The name by which clients mean a bucket or a stream, whose `host` is the URL of the endpoint then; the ARN of what is asked by signed requests.
   * @default none: the store answers at an address of its own
   */
  readonly resource?: string;
  /**
   * The URL at which clients have tokens signed that say who they are.
   * @default none: clients log in otherwise
   */
  readonly tokens?: string;
  /**
   * The names by which a store knows its clients, by `<domain>.<workload>`; clients log in to it as these.
   * @default none: the store does not tell its clients apart
   */
  readonly users?: Readonly<Record<string, string>>;
  /**
   * What the Job needs that makes the users of a database, or the ACLs of a Kafka cluster.
   * @default none: they are made by somebody else
   */
  readonly administration?: StoreAccess;
  /**
   * Where snapshots of what is searched go.
   * @default none: none are taken
   */
  readonly snapshots?: SnapshotPlace;
}

/** Where a store puts its snapshots. */
export interface SnapshotPlace {
  /** The name of the bucket. */
  readonly bucket: string;
  /** The ARN of the role by which the store writes there. */
  readonly role: string;
}

/** How the administrator of a store comes to its servers. */
export interface StoreAccess {
  /** The server that takes writes, also where clients come by a proxy; the brokers at which identities of AWS come in. */
  readonly server: string;
  /**
   * The name of the secret with the administrator's password.
   * @default none: an identity of AWS is the way in
   */
  readonly secret?: string;
  /**
   * Where Secrets Manager answers, as a URL.
   * @default none: no secret is read there
   */
  readonly secrets?: string;
}

/** Where a store answers on a site; undefined where that is not known, which leaves its connection ConfigMap out. */
export type Addresses = (store: Store, site: Site) => StoreAddress | undefined;

/** The addresses that stand in the declaration: those of the stores that exist already. */
export function existingAddresses(store: Store): StoreAddress | undefined {
  if (!store.existing) return undefined;
  if (store.kind === 'bucket') {
    const endpoint = `https://${store.existing.host}${store.port === HTTPS ? '' : `:${store.port}`}`;
    return { host: endpoint, readerHost: endpoint, resource: store.existing.bucket };
  }
  const { host, readerHost = host } = store.existing;
  if (store.kind === 'kafka') return { host: withPort(host, store.port), readerHost: withPort(readerHost, store.port) };
  return { host, readerHost };
}

const HTTPS = 443;

/** Kafka's clients take brokers with their ports. */
function withPort(hosts: string, port: number): string {
  return hosts
    .split(',')
    .map(host => (host.includes(':') ? host.trim() : `${host.trim()}:${port}`))
    .join(',');
}
