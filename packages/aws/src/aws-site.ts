import {
  type AddOnName,
  AuditTrail,
  Bucket,
  brokerAudience,
  clusterBackupOf,
  type Inventory,
  installedAddOns,
  type NamedStore,
  OpenSearch,
  RabbitMq,
  type RelationalManagement,
  type Site,
  type Store,
  siteKeyAlias,
  usesEndpoints,
  VELERO,
  volumeKeyAlias,
  type Workload,
  type WorkloadApi,
} from '@clinfra/core';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import { ClusterBackup } from './add-ons/cluster-backup';
import { LoadBalancerIdentity } from './add-ons/load-balancer-identity';
import { NodeAutoscaler } from './autoscaling/node-autoscaler';
import { bucketArn, bucketName } from './buckets/bucket-name';
import { PrivateBucket } from './buckets/private-bucket';
import { Cluster, controlPlaneLogName } from './cluster/cluster';
import { ClusterRoles } from './cluster/cluster-roles';
import { EncryptionKey } from './encryption/encryption-key';
import { KedaIdentity, lagsOn } from './identity/keda-identity';
import { needsIdentity, type StoreNames } from './identity/permissions';
import { WorkloadIdentity } from './identity/workload-identity';
import { FlowLogs, flowLogName } from './network/flow-logs';
import { Network } from './network/network';
import { ServiceEndpoints } from './network/service-endpoints';
import { WorkloadEndpoint } from './network/workload-endpoint';
import { SiteOversight } from './oversight/site-oversight';
import { resourcePatches } from './resource-patches';
import { SiteSecrets } from './secrets/site-secrets';
import { SiteFacts } from './site-facts';
import { auditStreamName } from './stores/audit-settings';
import { AuditStream } from './stores/audit-stream';
import { AuroraDatabase } from './stores/aurora-database';
import { Cache } from './stores/cache';
import { cacheName, cacheUserId, cacheUsers } from './stores/cache-settings';
import { storesOn, usesOf } from './stores/clients';
import type { DatabaseAdministrator, DatabaseEntrance } from './stores/database-entrance';
import type { SnapshotTaken } from './stores/database-snapshot';
import { DocumentDatabase } from './stores/document-database';
import { KafkaCluster } from './stores/kafka-cluster';
import { kafkaName } from './stores/kafka-settings';
import { MultiAzDatabase } from './stores/multi-az-database';
import { ObjectBucket } from './stores/object-bucket';
import { RabbitMqBroker } from './stores/rabbitmq-broker';
import { RelationalDatabase } from './stores/relational-database';
import { SearchDomain } from './stores/search-domain';
import { searchDomainName } from './stores/search-settings';
import type { StoreContext } from './stores/store-context';

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

/** Where clients find a store. */
export interface StoreEndpoints {
  /** Where writes go. For Kafka the list of brokers with their ports. */
  readonly host: Output<string>;
  /** Where reads may go. */
  readonly readerHost: Output<string>;
  /** What AWS calls a store that AWS Backup backs up. */
  readonly arn?: Output<string>;
  /** The name of a bucket or a stream, whose host is a URL inside the network; the ARN of a domain of OpenSearch. */
  readonly resource?: Output<string>;
  /** Where clients of a broker have their tokens signed, as a URL inside the network. */
  readonly tokens?: Output<string>;
  /** The names under which workloads log in to a cache with their own identity, by `<domain>.<workload>`. */
  readonly users?: Readonly<Record<string, string>>;
  /** What the Job needs that makes the users of a database. */
  readonly administration?: { readonly server: Output<string>; readonly secret: Output<string>; readonly secrets: Output<string> };
}

/** Everything of one site on AWS: its network, its keys, its cluster, the stores that stand there and the places of its secrets. */
export class AwsSite extends ComponentResource {
  readonly network: Network;
  /** The key of the cluster's secrets, logs and disks; each store has its own. */
  readonly key: EncryptionKey;
  /** The key of the disks that pods claim. */
  readonly volumeKey: EncryptionKey;
  readonly cluster: Cluster;
  /** The name of the role of its nodes. */
  readonly nodeRole: Output<string>;
  /** How to reach the cluster, as JSON without a secret. */
  readonly kubeconfig: Output<string>;

  /** Snapshots of databases that come before anything in the cluster is changed. */
  readonly snapshots: Resource[] = [];
  /** What the add-ons of the cluster need of AWS: whoever installs them comes after it. */
  readonly identities: readonly Resource[];

  /** Where Velero keeps what stands in the cluster. */
  readonly clusterBackup: ClusterBackup | undefined;

  readonly #facts: SiteFacts;
  readonly #inventory: Inventory;
  readonly #endpoints: Map<Store, StoreEndpoints>;
  readonly #identities = new Map<Workload, WorkloadIdentity>();
  /** What the users of each database are called in IAM, up to their names. */
  readonly #userArns = new Map<Store, Output<string>>();
  readonly #administrators = new Map<Store, DatabaseAdministrator>();
  readonly #buckets = new Map<Bucket, ObjectBucket>();
  readonly #workloadEndpoints = new Map<WorkloadApi, WorkloadEndpoint>();
  #accessLogs: PrivateBucket | undefined;

  constructor(name: string, args: AwsSiteArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:Site', name, {}, opts);
    const { inventory, site, administrators = {} } = args;
    const facts = new SiteFacts(site);
    const { prefix } = facts;
    this.#facts = facts;
    this.#inventory = inventory;
    const own = this.#own;
    this.network = new Network(prefix, { facts }, own);
    const roles = new ClusterRoles(prefix, { facts }, { parent: this });
    this.nodeRole = roles.nodes.name;
    this.key = this.#createKey(roles);
    this.volumeKey = this.#createVolumeKey();
    new FlowLogs(`${prefix}-flow-logs`, { facts, vpcId: this.network.vpcId, key: this.key }, own);
    const after = this.#createEndpoints();
    this.cluster = new Cluster(prefix, { facts, network: this.network, roles, key: this.key, administrators, after }, own);
    const autoscaler = this.#createAutoscaler(roles);
    const stores = storesOn(inventory, site);
    const [searched, others] = [stores.filter(store => store instanceof OpenSearch), stores.filter(store => !(store instanceof OpenSearch))];
    this.#endpoints = new Map(others.map(store => [store, this.#createStore(store)]));
    this.#createIdentities(stores);
    // Its administrator is one of the workloads, who must be there before it.
    for (const store of searched) this.#endpoints.set(store, this.#createSearch(store));
    this.clusterBackup = this.#createClusterBackup();
    const more = [this.#createKedaIdentity(stores), this.#createSecrets(), this.#createLoadBalancerIdentity(), this.clusterBackup];
    this.identities = [autoscaler, ...more.flatMap(identity => identity ?? [])];
    this.#createOversight();
    this.kubeconfig = this.cluster.kubeconfig;
    this.registerOutputs({ kubeconfig: this.kubeconfig });
  }

  /** What stands for the site itself: its owner may patch it, and what belongs to a store is the store's. */
  get #own(): ComponentResourceOptions {
    return { parent: this, ...resourcePatches(this.#facts.site) };
  }

  /** Where a store answers; undefined where it does not stand on this site or exists already. */
  address(store: Store): StoreEndpoints | undefined {
    return this.#endpoints.get(store);
  }

  /** A bucket that was made on it, for whoever copies its objects to another site. */
  bucket(store: Bucket): ObjectBucket | undefined {
    return this.#buckets.get(store);
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

  #createKey(roles: ClusterRoles): EncryptionKey {
    const facts = this.#facts;
    const karpenter = facts.hosting.autoscaling.kind === 'karpenter';
    return new EncryptionKey(
      facts.prefix,
      {
        facts,
        accountId: this.network.accountId,
        description: `secrets, logs and disks of the cluster at ${facts.site.name}`,
        alias: siteKeyAlias(facts.site).slice('alias/'.length),
        usedBy: ['ec2', 'eks', ...(karpenter ? (['sqs'] as const) : [])],
        writers: karpenter ? ['events.amazonaws.com'] : [],
        roles: [roles.controlPlane.arn],
        logGroups: [flowLogName(facts), controlPlaneLogName(facts)],
        protect: facts.stage === 'production',
      },
      this.#own,
    );
  }

  /** Storage classes name it by its alias. */
  #createVolumeKey(): EncryptionKey {
    const facts = this.#facts;
    const what = { description: `disks that pods claim at ${facts.site.name}`, alias: volumeKeyAlias(facts.site).slice('alias/'.length) };
    const settings = { ...what, usedBy: ['ec2'] as const, protect: facts.stage === 'production' };
    return new EncryptionKey(`${facts.prefix}-volumes.key`, { facts, accountId: this.network.accountId, ...settings }, this.#own);
  }

  #context(store: Store): StoreContext {
    const uses = usesOf(this.#inventory, this.#facts.site, store);
    return { facts: this.#facts, network: this.network, cluster: this.cluster, uses, accessLogs: () => this.#accessLogBucket().bucketName };
  }

  #createStore(store: Exclude<Store, OpenSearch>): StoreEndpoints {
    const facts = this.#facts;
    const context = this.#context(store);
    const options = { parent: this, ...resourcePatches(store) };
    if (store instanceof Bucket) return this.#createBucket(store, context, options);
    if (store instanceof AuditTrail) return this.#createAuditStream(store, context, options);
    if (store instanceof RabbitMq) return this.#createBroker(store, context, options);
    const made = storeOf(store, `${facts.prefix}-${store.name}`, context, options);
    const { host, readerHost, arn } = made;
    if (made.userArns) this.#userArns.set(store, made.userArns);
    if (made.snapshot) this.snapshots.push(made.snapshot);
    if (made.administrator) this.#administrators.set(store, made.administrator);
    if (store.kind !== 'redis') return { host, readerHost, ...(arn && { arn }), ...this.#administration(context, made.administrator) };
    const users = Object.fromEntries(cacheUsers(facts, store, context.uses).map(({ workload, id }) => [workload, id]));
    return { host, readerHost, users };
  }

  #createSearch(store: OpenSearch): StoreEndpoints {
    const facts = this.#facts;
    const administrator = store.setUp && this.#identities.get(store.setUp);
    if (!administrator) throw new Error(`${store.path} was checked, and has nothing that sets it up at ${facts.site.path}`);
    const context = this.#context(store);
    const options = { parent: this, ...resourcePatches(store) };
    return new SearchDomain(`${facts.prefix}-${store.name}`, { store, context, administrator: administrator.roleArn }, options);
  }

  /** The way to an administrator's password, where something is to use it. */
  #administration({ uses }: StoreContext, administrator: DatabaseAdministrator | undefined): Pick<StoreEndpoints, 'administration'> {
    if (!administrator || !uses.some(({ relation }) => relation.kind === 'administers')) return {};
    const { server, secretArn: secret } = administrator;
    return { administration: { server, secret, secrets: this.#workloadEndpoint('secretsmanager').url } };
  }

  #createBucket(store: Bucket, context: StoreContext, options: ComponentResourceOptions): StoreEndpoints {
    const shared = { endpoint: this.#workloadEndpoint('s3').url, accessLogs: this.#accessLogBucket().bucketName };
    const made = new ObjectBucket(
      `${this.#facts.prefix}-${store.name}`,
      { store, context, ...shared, delivered: isDelivered(this.#inventory, store) },
      options,
    );
    this.#buckets.set(store, made);
    return made;
  }

  #createAuditStream(store: AuditTrail, context: StoreContext, options: ComponentResourceOptions): StoreEndpoints {
    const shared = { endpoint: this.#workloadEndpoint('firehose').url, accessLogs: this.#accessLogBucket().bucketName };
    return new AuditStream(`${this.#facts.prefix}-${store.name}`, { store, context, ...shared }, options);
  }

  #createBroker(store: RabbitMq, context: StoreContext, options: ComponentResourceOptions): StoreEndpoints {
    return new RabbitMqBroker(`${this.#facts.prefix}-${store.name}`, { store, context, tokens: this.#workloadEndpoint('sts').url }, options);
  }

  /** Made with the first store that is reached by it. */
  #workloadEndpoint(api: WorkloadApi): WorkloadEndpoint {
    const facts = this.#facts;
    const known =
      this.#workloadEndpoints.get(api) ?? new WorkloadEndpoint(`${facts.prefix}-${api}.endpoint`, { facts, network: this.network, api }, { parent: this });
    this.#workloadEndpoints.set(api, known);
    return known;
  }

  /** Where requests to the site's buckets are noted; made with the first of them. */
  #accessLogBucket(): PrivateBucket {
    const facts = this.#facts;
    const settings = {
      facts,
      accountId: this.network.accountId,
      called: 'access.logs',
      purpose: 'access-logs',
      protect: facts.stage === 'production',
    } as const;
    this.#accessLogs ??= new PrivateBucket(`${facts.prefix}-access.logs`, settings, { parent: this });
    return this.#accessLogs;
  }

  #createOversight(): void {
    const facts = this.#facts;
    const { oversight } = facts.site;
    if (!oversight) return;
    const whose = { facts, inventory: this.#inventory, accountId: this.network.accountId };
    new SiteOversight(`${facts.prefix}-oversight`, { ...whose, oversight, accessLogs: this.#accessLogBucket().bucketName }, { parent: this });
  }

  #createSecrets(): Resource | undefined {
    const facts = this.#facts;
    if (facts.site.secrets?.kind !== 'secrets-manager' || this.#inventory.secrets.length === 0) return undefined;
    const common = { facts, inventory: this.#inventory, accountId: this.network.accountId };
    return new SiteSecrets(`${facts.prefix}-secrets`, { ...common, clusterName: this.cluster.createdName }, { parent: this });
  }

  /** Of a controller that somebody else installs the identity is theirs as well. */
  #createLoadBalancerIdentity(): Resource | undefined {
    const facts = this.#facts;
    if (!this.#installs('aws-load-balancer-controller')) return undefined;
    const args = { facts, accountId: this.network.accountId, clusterName: this.cluster.createdName };
    return new LoadBalancerIdentity(`${facts.prefix}-load-balancers`, args, { parent: this });
  }

  /** A Velero that somebody else installs keeps its backups where they say. */
  #createClusterBackup(): ClusterBackup | undefined {
    const facts = this.#facts;
    const backup = clusterBackupOf(this.#inventory.platform);
    if (!backup || !this.#installs('velero')) return undefined;
    const where = { accountId: this.network.accountId, clusterName: this.cluster.createdName, accessLogs: this.#accessLogBucket().bucketName };
    return new ClusterBackup(`${facts.prefix}-${VELERO.bucket}`, { facts, backup, ...where }, { parent: this });
  }

  #installs(addOn: AddOnName): boolean {
    return installedAddOns(this.#inventory, this.#facts.site).some(({ name }) => name === addOn);
  }

  #createKedaIdentity(stores: readonly Store[]): Resource | undefined {
    const facts = this.#facts;
    const lags = lagsOn(this.#inventory, facts.site, stores);
    if (!facts.site.keda || lags.length === 0) return undefined;
    const who = { namespace: facts.site.keda.namespace, accountId: this.network.accountId, clusterName: this.cluster.createdName };
    return new KedaIdentity(`${facts.prefix}-keda`, { facts, ...who, kafkaName: kafka => kafkaName(facts, kafka), lags }, { parent: this });
  }

  #createIdentities(stores: readonly Store[]): void {
    const facts = this.#facts;
    const names: StoreNames = {
      region: facts.region,
      stores,
      kafkaName: kafka => kafkaName(facts, kafka),
      cacheName: redis => cacheName(facts, redis),
      cacheUser: (redis, workload) => cacheUserId(facts, redis, workload),
      streamName: trail => auditStreamName(facts, trail),
      searchDomain: store => searchDomainName(facts, store),
      audience: broker => brokerAudience(facts.site, broker),
      bucketArn: ({ name }, account) => bucketArn(bucketName(facts, [name], 'data', account)),
    };
    for (const workload of this.#inventory.workloads) {
      if (!this.#inventory.sitesOf(workload).includes(facts.site) || !needsIdentity(workload, names)) continue;
      const args = { facts, workload, accountId: this.network.accountId, clusterName: this.cluster.createdName, names };
      const known = { userArns: this.#userArns, administrators: this.#administrators };
      const identity = new WorkloadIdentity(`${facts.prefix}-${workload.domain.name}.${workload.name}`, { ...args, ...known }, { parent: this });
      this.#identities.set(workload, identity);
    }
  }
}

/** The component of a database by what manages it. */
const DATABASES = {
  rds: RelationalDatabase,
  'rds-cluster': MultiAzDatabase,
  aurora: AuroraDatabase,
} as const satisfies Record<RelationalManagement, unknown>;

/** Whether a CDN reads its objects. */
function isDelivered({ edges }: Inventory, store: Bucket): boolean {
  return edges.some(({ aws }) => aws?.cdn?.caches.some(({ bucket }) => bucket === store));
}

function storeOf(
  store: Exclude<Store, NamedStore | RabbitMq | OpenSearch>,
  name: string,
  context: StoreContext,
  options: ComponentResourceOptions,
): StoreEndpoints & Partial<Pick<DatabaseEntrance, 'userArns' | 'administrator'> & SnapshotTaken> {
  switch (store.kind) {
    case 'postgres':
    case 'mysql':
      return new DATABASES[store.managed](name, { store, context }, options);
    case 'mongodb':
      return new DocumentDatabase(name, { store, context }, options);
    case 'redis':
      return new Cache(name, { store, context }, options);
    case 'kafka':
      return new KafkaCluster(name, { store, context }, options);
  }
}
