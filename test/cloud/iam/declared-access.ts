import {
  type Bucket,
  type Inventory,
  Kafka,
  OpenSearch,
  RelationalDeclaration,
  type Site,
  type Store,
  type StoreKind,
  type Topic,
  type Workload,
} from '@clinfra/core';
import type { PlannedResource } from '@clinfra/plan';
import { ACCOUNT, type SettledPlan } from './settled-plan';

/** One thing that may be done to one resource of AWS. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  /** What comes with the request. */
  readonly context?: Readonly<Record<string, string | string[]>>;
}

/** What can be done to the stores of a site by callers who have an identity, and which workload may. */
export interface Door extends Access {
  readonly mayPass: (workload: Workload) => boolean;
}

/**
 * Every door to the stores of a site, told from the declared edges and the names of what stands there, and from nothing that made the policies.
 */
export function doorsOf(inventory: Inventory, site: Site, plan: SettledPlan): readonly Door[] {
  return inventory.stores
    .filter(store => !store.existing && inventory.sitesOf(store).includes(site))
    .flatMap(store => DOORS[store.kind](store, new Stand(inventory, site, store, plan)));
}

/** A store as it stands on one site. */
class Stand {
  readonly prefix: string;
  readonly region: string;

  constructor(
    readonly inventory: Inventory,
    site: Site,
    store: Store,
    readonly plan: SettledPlan,
  ) {
    this.prefix = `${inventory.platform.name}-${site.name}-${store.name}`;
    this.region = site.hosting.kind === 'aws' ? site.hosting.region : '';
  }

  /** The ARN of its own resource of that type. */
  arn(type: string): string {
    return this.plan.arnOf(this.one(type, this.prefix));
  }

  one(type: string, name: string): PlannedResource {
    const found = this.plan.all(type).find(resource => resource.name === name);
    if (!found) throw new Error(`${this.prefix} has no ${type} called ${name}`);
    return found;
  }
}

const does = (workload: Workload, kinds: readonly string[], target: unknown) =>
  workload.relations.some(({ kind, to }) => kinds.includes(kind) && to === target);

/** By a password that no policy of AWS speaks of. */
const byPassword = (): readonly Door[] => [];

/** How each kind of store is reached by identities. */
const DOORS = {
  postgres: databaseDoors,
  mysql: databaseDoors,
  mongodb: byPassword,
  redis: cacheDoors,
  kafka: kafkaDoors,
  rabbitmq: brokerDoors,
  bucket: (store, stand) => bucketDoors(store as Bucket, stand),
  'audit-trail': auditDoors,
  opensearch: searchDoors,
} as const satisfies Readonly<Record<StoreKind, (store: Store, stand: Stand) => readonly Door[]>>;

/** What is granted with something that a door is about, and does nothing without it. */
export const COMES_WITH = [
  'kafka-cluster:DescribeTopic',
  'kafka-cluster:DescribeGroup',
  'kafka-cluster:WriteDataIdempotently',
  's3:AbortMultipartUpload',
  's3:ListBucket',
  's3:ListMultipartUploadParts',
] as const;

/** Events are added by whoever writes the trail; nobody reads, removes or stops what was written. */
function auditDoors(store: Store, stand: Stand): readonly Door[] {
  const stream = stand.arn('kinesis/firehoseDeliveryStream:FirehoseDeliveryStream');
  const bucket = stand.arn('s3/bucket:Bucket');
  const writes = (workload: Workload) => does(workload, ['writes'], store);
  return [
    { action: 'firehose:PutRecord', resource: stream, mayPass: writes },
    { action: 'firehose:PutRecordBatch', resource: stream, mayPass: writes },
    { action: 'firehose:DeleteDeliveryStream', resource: stream, mayPass: () => false },
    ...['GetObject', 'PutObject', 'DeleteObjectVersion', 'BypassGovernanceRetention'].map(
      (action): Door => ({ action: `s3:${action}`, resource: `${bucket}/events/one`, mayPass: () => false }),
    ),
  ];
}

/** A workload logs in as the user of its own alone: by the proxy where there is one, and then not to the servers. */
function databaseDoors(store: Store, stand: Stand): readonly Door[] {
  if (!(store instanceof RelationalDeclaration)) return [];
  const users = stand.inventory.workloads.filter(workload => does(workload, ['reads', 'writes'], store));
  const proxied = store.proxy !== undefined;
  const logIn = (at: string, may: boolean) =>
    users.map((user): Door => ({ action: 'rds-db:connect', resource: `${at}/${user.domain.name}.${user.name}`, mayPass: one => may && one === user }));
  const arn = (id: string) => stand.plan.text(`arn:aws:rds-db:${stand.region}:${ACCOUNT}:dbuser:\${aws:rds/${id}}`);
  const servers = arn(store.managed === 'rds' ? `instance:Instance::${stand.prefix}.resourceId` : `cluster:Cluster::${stand.prefix}.clusterResourceId`);
  const administrator: Door = {
    action: 'rds-db:connect',
    resource: `${servers}/clinfra`,
    mayPass: workload => store.kind === 'postgres' && does(workload, ['administers'], store),
  };
  return [
    administrator,
    ...passwordDoors(store, stand),
    ...logIn(servers, !proxied),
    ...(proxied && users.length > 0 ? logIn(arn(`proxy:Proxy::${stand.prefix}-proxy.arn`), true) : []),
  ];
}

/** The password of its administrator is read by what makes its users, and changed by nobody. */
function passwordDoors(store: RelationalDeclaration, stand: Stand): readonly Door[] {
  const holder = store.managed === 'rds' ? 'instance:Instance' : 'cluster:Cluster';
  const resource = stand.plan.text(`\${aws:rds/${holder}::${stand.prefix}.masterUserSecrets[0].secretArn}`);
  return [
    { action: 'secretsmanager:GetSecretValue', resource, mayPass: workload => does(workload, ['administers'], store) },
    { action: 'secretsmanager:PutSecretValue', resource, mayPass: () => false },
    // By way of Secrets Manager alone, which is not what this asks.
    { action: 'kms:Decrypt', resource: stand.arn('kms/key:Key'), mayPass: () => false },
  ];
}

/** A workload connects to the cache as itself alone. */
function cacheDoors(store: Store, stand: Stand): readonly Door[] {
  const uses = (workload: Workload) => does(workload, ['reads', 'writes'], store);
  const users = stand.inventory.workloads.filter(uses);
  const userOf = (workload: Workload) =>
    stand.plan.all('elasticache/user:User').find(({ name }) => name === `${stand.prefix}-${workload.domain.name}.${workload.name}`);
  return [
    { action: 'elasticache:Connect', resource: stand.arn('elasticache/replicationGroup:ReplicationGroup'), mayPass: uses },
    ...users.flatMap(user => {
      const found = userOf(user);
      return found ? [{ action: 'elasticache:Connect', resource: stand.plan.arnOf(found), mayPass: (workload: Workload) => workload === user }] : [];
    }),
  ];
}

/** For which broker a workload may have a token signed; what that opens is the broker's to know, by its configuration. */
function brokerDoors(store: Store, stand: Stand): readonly Door[] {
  const uses = (workload: Workload) =>
    workload.relations.some(({ to }) => to === store || ((to.kind === 'exchange' || to.kind === 'queue') && to.broker === store));
  const { inputs } = stand.one('mq/configuration:Configuration', stand.prefix);
  const token = (audience: readonly string[], mayPass: Door['mayPass']): Door => ({
    action: 'sts:GetWebIdentityToken',
    resource: '*',
    context: { 'sts:IdentityTokenAudience': [...audience] },
    mayPass,
  });
  const own = /^auth_oauth2\.resource_server_id = (.+)$/m.exec(String(inputs.data))?.[1] ?? '';
  return [token([own], uses), token(['sts.example'], () => false), token([own, 'sts.example'], () => false)];
}

function kafkaDoors(store: Store, stand: Stand): readonly Door[] {
  const cluster = stand.arn('msk/cluster:Cluster');
  const within = (kind: string, name: string) => `${cluster.replace(':cluster/', `:${kind}/`)}/${name}`;
  const topics = stand.inventory.topics.filter(({ kafka }) => kafka === store);
  // Of clients with a password AWS knows nothing; what they may do stands in the cluster, and one Job may write it.
  const known = !(store instanceof Kafka && store.authentication === 'scram');
  const administers = (workload: Workload) => does(workload, ['administers'], store);
  const uses = (kinds: readonly string[]) => (workload: Workload) => known && topics.some(topic => does(workload, kinds, topic));
  const consumers = stand.inventory.workloads.filter(uses(['consumes']));
  const door = (action: string, resource: string, mayPass: Door['mayPass']): Door => ({ action: `kafka-cluster:${action}`, resource, mayPass });
  return [
    ...(known ? [] : loginDoors(stand)),
    door('Connect', cluster, workload => uses(['publishes', 'consumes'])(workload) || administers(workload)),
    door('DescribeCluster', cluster, administers),
    door('AlterCluster', cluster, administers),
    door('AlterClusterDynamicConfiguration', cluster, () => false),
    ...topics.flatMap(topic => topicDoors(topic, within('topic', topic.name), door, known)),
    ...consumers.map(consumer =>
      door('AlterGroup', within('group', consumer.name), workload => workload.name === consumer.name && consumers.includes(workload)),
    ),
  ];
}

/** The logins at a cluster come to a workload by External Secrets: none of them reads one, its own included, or changes it. */
function loginDoors(stand: Stand): readonly Door[] {
  const stacks = stand.plan.all('cloudformation/stack:Stack').filter(({ name }) => name.startsWith(`${stand.prefix}-`));
  return stacks.flatMap(({ name }) => {
    const resource = stand.plan.text(`\${aws:cloudformation/stack:Stack::${name}.outputs.Secret}`);
    return ['GetSecretValue', 'PutSecretValue'].map((action): Door => ({ action: `secretsmanager:${action}`, resource, mayPass: () => false }));
  });
}

function topicDoors(topic: Topic, arn: string, door: (action: string, resource: string, mayPass: Door['mayPass']) => Door, known: boolean): readonly Door[] {
  return [
    door('WriteData', arn, workload => known && does(workload, ['publishes'], topic)),
    door('ReadData', arn, workload => known && does(workload, ['consumes'], topic)),
    door('DeleteTopic', arn, () => false),
  ];
}

/** Indexes whose names begin as an edge says, and others beside them; what sets the store up may ask and write everything, and nobody removes an index. */
function searchDoors(store: Store, stand: Stand): readonly Door[] {
  if (!(store instanceof OpenSearch)) return [];
  const arn = stand.arn('opensearch/domain:Domain');
  const edges = stand.inventory.relations.filter(({ to, from }) => to === store && from !== store.setUp);
  const beginnings = new Set(['nobody-', ...edges.flatMap(({ prefixes = [] }) => prefixes)]);
  const setsUp = (workload: Workload) => workload === store.setUp;
  const may = (kind: 'reads' | 'writes', beginning: string) => (workload: Workload) =>
    edges.some(edge => edge.from === workload && edge.kind === kind && (edge.prefixes ?? ['']).some(prefix => beginning.startsWith(prefix)));
  const door = (action: string, path: string, mayPass: Door['mayPass']): Door => ({ action: `es:ESHttp${action}`, resource: `${arn}/${path}`, mayPass });
  return [
    door('Put', '_plugins/_security/api/roles/all_access', setsUp),
    door('Get', '_plugins/_security/api/roles', setsUp),
    door('Delete', '_index_template/clinfra', () => false),
    { action: 'es:DeleteDomain', resource: arn, mayPass: () => false },
    ...(store.snapshots === 'none' ? [] : snapshotDoors(stand, door, setsUp)),
    ...[...beginnings].flatMap(beginning => {
      const index = `${beginning}2026.11.29`;
      return [
        door('Head', index, may('reads', beginning)),
        door('Post', `${index}/_search`, may('reads', beginning)),
        door('Post', `${index}/_bulk`, may('writes', beginning)),
        door('Put', `${index}/_doc/1`, workload => setsUp(workload) || may('writes', beginning)(workload)),
        door('Delete', `${index}/_doc/1`, may('writes', beginning)),
        door('Delete', index, () => false),
        door('Put', `${index}/_settings`, setsUp),
      ];
    }),
  ];
}

/** What sets the store up says when snapshots are taken and hands over the role that writes them; nobody but the domain reaches the files. */
function snapshotDoors(stand: Stand, door: (action: string, path: string, mayPass: Door['mayPass']) => Door, setsUp: Door['mayPass']): readonly Door[] {
  const called = `${stand.prefix}-snapshots`;
  const files = `${stand.plan.arnOf(stand.one('s3/bucket:Bucket', called))}/index-0`;
  return [
    door('Post', '_plugins/_sm/policies/clinfra', setsUp),
    { action: 'iam:PassRole', resource: stand.plan.arnOf(stand.one('iam/role:Role', called)), mayPass: setsUp },
    ...['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].map(action => ({ action, resource: files, mayPass: () => false })),
  ];
}

/** Objects whose names begin as an edge says, and others beside them. */
function bucketDoors(bucket: Bucket, stand: Stand): readonly Door[] {
  const arn = stand.arn('s3/bucket:Bucket');
  const edges = stand.inventory.relations.filter(({ to }) => to === bucket);
  const beginnings = new Set(['nobody/', ...edges.flatMap(({ prefixes = [] }) => prefixes)]);
  const may = (kind: 'reads' | 'writes', beginning: string) => (workload: Workload) =>
    edges.some(edge => edge.from === workload && edge.kind === kind && (edge.prefixes ?? ['']).some(prefix => beginning.startsWith(prefix)));
  return [...beginnings].flatMap((beginning): readonly Door[] => [
    { action: 's3:GetObject', resource: `${arn}/${beginning}one`, mayPass: may('reads', beginning) },
    { action: 's3:PutObject', resource: `${arn}/${beginning}one`, mayPass: may('writes', beginning) },
    { action: 's3:DeleteObject', resource: `${arn}/${beginning}one`, mayPass: workload => bucket.lock === undefined && may('writes', beginning)(workload) },
    { action: 's3:DeleteObjectVersion', resource: `${arn}/${beginning}one`, mayPass: () => false },
    { action: 's3:PutBucketPolicy', resource: arn, mayPass: () => false },
  ]);
}
