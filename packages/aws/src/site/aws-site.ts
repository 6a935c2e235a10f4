import { type Bucket, type Inventory, type Site, type Store, usesEndpoints } from '@clinfra/core';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import type { ClusterBackup } from '../add-ons/cluster-backup';
import { NodeAutoscaler } from '../autoscaling/node-autoscaler';
import { Cluster } from '../cluster/cluster';
import { ClusterRoles } from '../cluster/cluster-roles';
import type { EncryptionKey } from '../encryption/encryption-key';
import { FlowLogs } from '../network/flow-logs';
import { Network } from '../network/network';
import { ServiceEndpoints } from '../network/service-endpoints';
import { SiteOversight } from '../oversight/site-oversight';
import { resourcePatches } from '../resource-patches';
import { SiteFacts } from '../site-facts';
import type { ObjectBucket } from '../stores/buckets/object-bucket';
import type { StoreEndpoints } from '../stores/store-endpoints';
import { SharedResources } from './shared-resources';
import { SiteAddOns } from './site-add-ons';
import { SiteIdentities } from './site-identities';
import { siteKey, volumeKey } from './site-keys';
import { SiteStores } from './site-stores';

export interface AwsSiteArgs {
  /** What the platform declares. */
  readonly inventory: Inventory;
  /** The site to make; it must be hosted on AWS. */
  readonly site: Site;
  /**
   * IAM roles that may administer the cluster, by a name of yours and their ARN.
   * @default none besides the identity that creates it, which has to register what runs there
   */
  readonly administrators?: Readonly<Record<string, Input<string>>>;
}

/** Everything of one site on AWS: its network, its keys, its cluster, the stores that stand there and the places of its secrets. */
export class AwsSite extends ComponentResource {
  readonly network: Network;
  /** The key of the cluster's secrets, its logs and the disks of its nodes; each store has its own. */
  readonly key: EncryptionKey;
  /** The key of the disks that pods claim. */
  readonly volumeKey: EncryptionKey;
  readonly cluster: Cluster;
  /** The name of the role of its nodes. */
  readonly nodeRole: Output<string>;
  /** How to reach the cluster, as JSON without a secret. */
  readonly kubeconfig: Output<string>;

  /** Snapshots of databases that come before anything in the cluster is changed. */
  readonly snapshots: readonly Resource[];
  /** What the add-ons of the cluster need of AWS: whoever installs them comes after it. */
  readonly identities: readonly Resource[];

  /** Where Velero keeps what stands in the cluster. */
  readonly clusterBackup: ClusterBackup | undefined;

  readonly #facts: SiteFacts;
  readonly #stores: SiteStores;

  constructor(name: string, args: AwsSiteArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:Site', name, {}, opts);
    const { inventory, site, administrators = {} } = args;
    const facts = new SiteFacts(site);
    const { prefix } = facts;
    this.#facts = facts;
    // Its owner may patch what stands for the site itself; what belongs to a store is the store's.
    const own = { parent: this, ...resourcePatches(site) };
    const network = new Network(prefix, { facts }, own);
    this.network = network;
    const { accountId } = network;
    const roles = new ClusterRoles(prefix, { facts }, { parent: this });
    this.nodeRole = roles.nodes.name;
    this.key = siteKey({ facts, accountId }, roles, own);
    this.volumeKey = volumeKey({ facts, accountId }, own);
    new FlowLogs(`${prefix}-flow-logs`, { facts, vpcId: network.vpcId, key: this.key }, own);
    const after = this.#createEndpoints();
    const cluster = new Cluster(prefix, { facts, network, roles, key: this.key, volumeKey: this.volumeKey, administrators, after }, own);
    this.cluster = cluster;
    const clusterName = cluster.createdName;
    const autoscaler = this.#createAutoscaler(roles);
    const shared = new SharedResources(facts, network, this);
    const stores = new SiteStores({ facts, inventory, network, cluster, shared }, this);
    this.#stores = stores;
    this.snapshots = stores.snapshots;
    const identities = new SiteIdentities({ facts, inventory, accountId, clusterName, stores }, this);
    stores.createAdministered(workload => identities.roleOf(workload));
    const addOns = new SiteAddOns({ facts, inventory, accountId, clusterName, logins: stores.logins, shared }, this);
    this.clusterBackup = addOns.clusterBackup;
    this.identities = [autoscaler, ...addOns.identities];
    this.#createOversight(inventory, shared);
    this.kubeconfig = cluster.kubeconfig;
    this.registerOutputs({ kubeconfig: this.kubeconfig });
  }

  /** Where a store answers; undefined where it does not stand on this site or exists already. */
  address(store: Store): StoreEndpoints | undefined {
    return this.#stores.endpoints(store);
  }

  /** A bucket that was made on it, for whoever copies its objects to another site. */
  bucket(store: Bucket): ObjectBucket | undefined {
    return this.#stores.bucket(store);
  }

  #createEndpoints(): readonly Resource[] {
    const facts = this.#facts;
    if (!usesEndpoints(facts.hosting, facts.stage)) return [];
    return new ServiceEndpoints(`${facts.prefix}-endpoints`, { facts, network: this.network }, { parent: this }).ready;
  }

  #createAutoscaler({ nodes }: ClusterRoles): Resource {
    const facts = this.#facts;
    const { createdName, securityGroupId } = this.cluster;
    const args = { facts, accountId: this.network.accountId, clusterName: createdName, securityGroupId, nodes, key: this.key };
    return new NodeAutoscaler(`${facts.prefix}-autoscaler`, args, { parent: this });
  }

  #createOversight(inventory: Inventory, shared: SharedResources): void {
    const facts = this.#facts;
    const { oversight } = facts.site;
    if (!oversight) return;
    const args = { facts, inventory, accountId: this.network.accountId, oversight, accessLogs: shared.accessLogs() };
    new SiteOversight(`${facts.prefix}-oversight`, args, { parent: this });
  }
}
