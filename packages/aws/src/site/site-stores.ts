import type { Bucket, Inventory, Store, WorkloadApi } from '@clinfra/core';
import type { ComponentResource, Output, Resource } from '@pulumi/pulumi';
import type { Cluster } from '../cluster/cluster';
import type { Network } from '../network/network';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import type { ObjectBucket } from '../stores/buckets/object-bucket';
import { storesOn, usesOf } from '../stores/clients';
import type { DatabaseAdministrator } from '../stores/relational/database-entrance';
import { createStore, isAdministered, type MadeStore, type StorePlace } from '../stores/store-components';
import type { StoreEndpoints } from '../stores/store-endpoints';
import type { SharedResources } from './shared-resources';

export interface SiteStoresArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly shared: SharedResources;
}

/** The stores that are made on a site: those of `store-components`, in the order in which they need what else is there. */
export class SiteStores {
  /** The stores that stand on the site and do not exist already. */
  readonly all: readonly Store[];

  readonly #made = new Map<Store, MadeStore>();

  constructor(
    private readonly args: SiteStoresArgs,
    private readonly parent: ComponentResource,
  ) {
    this.all = storesOn(args.inventory, args.facts.site);
    for (const store of this.all) if (!isAdministered(store)) this.#create(store, () => undefined);
  }

  /** Makes those that a workload administers, once its role is there. */
  createAdministered(roleOf: StorePlace['roleOf']): void {
    for (const store of this.all) if (isAdministered(store)) this.#create(store, roleOf);
  }

  endpoints(store: Store): StoreEndpoints | undefined {
    return this.#made.get(store)?.endpoints;
  }

  bucket(store: Bucket): ObjectBucket | undefined {
    return this.#made.get(store)?.bucket;
  }

  /** The secrets with which workloads log in to stores. */
  get logins(): readonly Output<string>[] {
    return [...this.#made.values()].flatMap(({ logins = [] }) => logins);
  }

  /** What the users of each database are called in IAM, up to their names. */
  get userArns(): ReadonlyMap<Store, Output<string>> {
    return this.#ofDatabases(({ userArns }) => userArns);
  }

  get administrators(): ReadonlyMap<Store, DatabaseAdministrator> {
    return this.#ofDatabases(({ administrator }) => administrator);
  }

  /** Snapshots of databases that come before anything in the cluster is changed. */
  get snapshots(): readonly Resource[] {
    return [...this.#ofDatabases(({ snapshot }) => snapshot).values()];
  }

  #create(store: Store, roleOf: StorePlace['roleOf']): void {
    const { facts, inventory, network, cluster, shared } = this.args;
    const context = { facts, network, cluster, uses: usesOf(inventory, facts.site, store), accessLogs: () => shared.accessLogs() };
    const options = { parent: this.parent, ...resourcePatches(store) };
    const place = { context, inventory, endpointUrl: (api: WorkloadApi) => shared.endpointUrl(api), roleOf, options };
    this.#made.set(store, createStore(store, { name: `${facts.prefix}-${store.name}`, ...place }));
  }

  #ofDatabases<Value>(value: (database: NonNullable<MadeStore['database']>) => Value | undefined): ReadonlyMap<Store, Value> {
    const found = new Map<Store, Value>();
    for (const [store, { database }] of this.#made) {
      const of = database && value(database);
      if (of !== undefined) found.set(store, of);
    }
    return found;
  }
}
