import { AUTHORITIES_FILE, type Domain, type Site, type Store } from '@clinfra/core';
import type { KubeConfigMapProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { StoreAddress } from './addresses';
import { connectionName, userKey } from './connection-name';
import { labelsOf } from './labels';
import type { Manifest } from './manifest';
import { onceAtSite } from './once';
import type { ObjectOf } from './plain';
import type { SiteView } from './site-view';

/** The connections of the stores that a namespace's workloads use; one whose address is not known is left out. */
export function connections(view: SiteView, domain: Domain, stores: readonly Store[]): readonly Manifest[] {
  return stores.flatMap(store => {
    const address = view.addresses(store, view.site);
    return address ? [connection(view, domain, store, address)] : [];
  });
}

/**
 * Where a store answers, for one namespace: the one place in which an address that is known only after apply enters a manifest, so that
 * no workload changes when an address does.
 */
function connection(view: SiteView, domain: Domain, store: Store, address: StoreAddress): Manifest {
  const { resource, users = {} } = address;
  const logins = view.inventory.workloadsOf(domain).flatMap(({ name }) => {
    const user = users[`${domain.name}.${name}`];
    return user === undefined ? [] : [[userKey(name), user] as const];
  });
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: connectionName(store), namespace: domain.name, labels: labelsOf(view, store.name, 'connection', store.holds) },
    data:
      resource === undefined
        ? { ...answers(store, address), ...Object.fromEntries(logins), ...administration(view, domain, store, address), ...authorities(view, store) }
        : named(store, address, resource, regionOf(store, view.site), domain),
  } satisfies ObjectOf<KubeConfigMapProps>;
}

function answers(store: Store, address: StoreAddress): Readonly<Record<string, string>> {
  return { host: address.host, ...readers(store, address), port: String(store.port) };
}

/** A broker is one address for all; its clients are told where they get what shows who they are. */
function readers(store: Store, address: StoreAddress): Record<string, string> {
  if (store.kind !== 'rabbitmq') return { readerHost: address.readerHost };
  const { tokens } = address;
  return tokens === undefined ? {} : { tokens };
}

/** What is asked by signed requests: at an endpoint of the cloud by its name there, or at a host of its own. */
function named(
  store: Store,
  { host, users = {}, snapshots }: StoreAddress,
  resource: string,
  region: string,
  domain: Domain,
): Readonly<Record<string, string>> {
  if (store.kind === 'opensearch') {
    const always = { host, port: String(store.port), region, arn: resource };
    if (store.setUp?.domain !== domain) return always;
    const clients = Object.entries(users).map(([client, role]) => [userKey(client), role] as const);
    return { ...always, ...Object.fromEntries(clients), ...(snapshots && { snapshotBucket: snapshots.bucket, snapshotRole: snapshots.role }) };
  }
  return { endpoint: host, [store.kind === 'bucket' ? 'bucket' : 'stream']: resource, region };
}

/** The region by which requests are signed. */
export function regionOf(store: Store, { hosting }: Site): string {
  if (store.kind === 'bucket' && store.existing) return store.existing.region ?? 'us-east-1';
  return hosting.kind === 'aws' ? hosting.region : '';
}

/** Only the namespace that administers a store learns how. */
function administration(view: SiteView, domain: Domain, store: Store, address: StoreAddress): Readonly<Record<string, string>> {
  const known = administering(view, store).has(domain) ? address.administration : undefined;
  if (!known) return {};
  const { server, secret, secrets } = known;
  return { server, ...(secret !== undefined && { administrator: secret }), ...(secrets !== undefined && { secrets }) };
}

/** The domains that administer a store. A store may have many edges, which are read once and not for every domain. */
const administering = onceAtSite(
  ({ inventory }, store: Store) => new Set(inventory.incoming(store).flatMap(({ kind, from }) => (kind === 'administers' ? [from.domain] : []))),
);

/** Whom its clients trust; they mount it, because what they connect with takes a file. */
function authorities(view: SiteView, store: Store): Readonly<Record<string, string>> {
  const trusted = view.authoritiesOf(store);
  return trusted === undefined ? {} : { [AUTHORITIES_FILE]: trusted };
}
