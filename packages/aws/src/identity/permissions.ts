import {
  AuditTrail,
  type AwsRegion,
  Bucket,
  carrierOf,
  databaseUser,
  isChannel,
  type Kafka,
  OpenSearch,
  type RabbitMq,
  type Redis,
  RelationalDeclaration,
  type Store,
  Topic,
  type Workload,
} from '@clinfra/core';
import type { Statement } from './policy-document';

/** What the names of a site's stores are made of. */
export interface StoreNames {
  readonly region: AwsRegion;
  /** The stores that are made on the site; on others nobody is given anything. */
  readonly stores: readonly Store[];
  readonly kafkaName: (kafka: Kafka) => string;
  readonly cacheName: (redis: Redis) => string;
  readonly cacheUser: (redis: Redis, workload: Workload) => string;
  /** The ARN of a bucket, which carries the account. */
  readonly bucketArn: (bucket: Bucket, accountId: string) => string;
  readonly streamName: (trail: AuditTrail) => string;
  /** For whom the tokens are made with which clients log in to a broker. */
  readonly audience: (broker: RabbitMq) => string;
  readonly searchDomain: (store: OpenSearch) => string;
  /** The role by which a domain writes its snapshots. */
  readonly snapshotRole: (store: OpenSearch) => string;
}

export interface PermissionContext extends StoreNames {
  readonly accountId: string;
  /** What the users of each database are called in IAM, up to their names. */
  readonly userArns: ReadonlyMap<Store, string>;
  /** Where the passwords of the administrators of databases are. */
  readonly passwords: ReadonlyMap<Store, AdministratorPassword>;
}

/** The secret with a password, the key with which it is encrypted, and what its user is called in IAM. */
export interface AdministratorPassword {
  readonly secretArn: string;
  readonly keyArn: string;
  readonly userArn: string;
}

/** What a workload may do with AWS, from its edges alone; empty where it needs no identity there. */
export function permissionsOf(workload: Workload, context: PermissionContext): readonly Statement[] {
  return [
    ...topicPermissions(workload, context),
    ...accessPermissions(workload, context),
    ...cachePermissions(workload, context),
    ...bucketPermissions(workload, context),
    ...auditPermissions(workload, context),
    ...databasePermissions(workload, context),
    ...brokerPermissions(workload, context),
    ...searchPermissions(workload, context),
    ...administrationPermissions(workload, context),
  ].filter(({ Resource }) => Resource?.length);
}

/** Whether a workload needs an identity in AWS at all. */
export function needsIdentity(workload: Workload, names: StoreNames): boolean {
  const nothing = { secretArn: '', keyArn: '', userArn: '' };
  const userArns = new Map(names.stores.map(store => [store, '']));
  const passwords = new Map(names.stores.map(store => [store, nothing]));
  return permissionsOf(workload, { ...names, accountId: '', userArns, passwords }).length > 0;
}

/** Names of what is in a Kafka cluster. The star stands for the generated part of the cluster's ARN; its name is unique in the region. */
export function kafkaArn({ region, accountId, kafkaName }: Pick<PermissionContext, 'region' | 'accountId' | 'kafkaName'>) {
  return (kind: 'cluster' | 'topic' | 'group', kafka: Kafka, ...rest: readonly string[]): string =>
    [`arn:aws:kafka:${region}:${accountId}:${kind}`, kafkaName(kafka), '*', ...rest].join('/');
}

function topicPermissions(workload: Workload, context: PermissionContext): readonly Statement[] {
  // What clients with a password may do stands in the cluster.
  const knowsIdentities = (kafka: Kafka): boolean => context.stores.includes(kafka) && !kafka.givesPasswords;
  const topics = (kind: 'publishes' | 'consumes'): readonly Topic[] =>
    workload.relations.flatMap(edge => (edge.kind === kind && edge.to instanceof Topic && knowsIdentities(edge.to.kafka) ? [edge.to] : []));
  const arn = kafkaArn(context);
  const clustersOf = (reached: readonly Topic[]): readonly Kafka[] => [...new Set(reached.map(({ kafka }) => kafka))];
  const topicArns = (reached: readonly Topic[]): readonly string[] => reached.map(topic => arn('topic', topic.kafka, topic.name));
  const published = topics('publishes');
  const consumed = topics('consumes');
  // Consumer groups bear the workload's name, so that no workload takes another one's messages away.
  const groups = clustersOf(consumed).flatMap(kafka => [arn('group', kafka, workload.name), arn('group', kafka, `${workload.name}-*`)]);
  return [
    allow(
      'Connect',
      ['Connect'],
      clustersOf([...published, ...consumed]).map(kafka => arn('cluster', kafka)),
    ),
    allow(
      'PublishOnce',
      ['WriteDataIdempotently'],
      clustersOf(published).map(kafka => arn('cluster', kafka)),
    ),
    allow('Publish', ['DescribeTopic', 'WriteData'], topicArns(published)),
    allow('Consume', ['DescribeTopic', 'ReadData'], topicArns(consumed)),
    allow('ConsumerGroups', ['AlterGroup', 'DescribeGroup'], groups),
  ];
}

/** To see and to write the ACLs of a cluster; to Kafka that is to change the cluster, and no topic comes with it. */
function accessPermissions(workload: Workload, context: PermissionContext): readonly Statement[] {
  const administered = workload.relations.flatMap(({ kind, to }) => (kind === 'administers' && to.kind === 'kafka' && context.stores.includes(to) ? [to] : []));
  const arn = kafkaArn(context);
  return [
    allow(
      'Access',
      ['Connect', 'DescribeCluster', 'AlterCluster'],
      administered.map(kafka => arn('cluster', kafka)),
    ),
  ];
}

function cachePermissions(workload: Workload, { region, accountId, stores, cacheName, cacheUser }: PermissionContext): readonly Statement[] {
  const caches = new Set(workload.relations.flatMap(({ to }) => (to.kind === 'redis' && stores.includes(to) ? [to] : [])));
  const arn = (kind: 'replicationgroup' | 'user', name: string): string => `arn:aws:elasticache:${region}:${accountId}:${kind}:${name}`;
  const reached = [...caches].flatMap(redis => [arn('replicationgroup', cacheName(redis)), arn('user', cacheUser(redis, workload))]);
  return [{ Sid: 'Cache', Effect: 'Allow', Action: ['elasticache:Connect'], Resource: reached }];
}

/** To log in as the user of its own to the databases that it uses; what it may do there is granted by them. */
function databasePermissions(workload: Workload, { stores, userArns }: PermissionContext): readonly Statement[] {
  const used = new Set(
    workload.relations.flatMap(({ kind, to }) => (kind !== 'administers' && to instanceof RelationalDeclaration && stores.includes(to) ? [to] : [])),
  );
  const users = [...used].flatMap(store => {
    const arns = userArns.get(store);
    return arns === undefined ? [] : [`${arns}/${databaseUser(store, workload)}`];
  });
  return [{ Sid: 'Databases', Effect: 'Allow', Action: ['rds-db:connect'], Resource: users }];
}

/** To have a token signed that says who it is, for the brokers that it uses and nobody else; what it may do there, they know. */
function brokerPermissions(workload: Workload, { stores, audience }: PermissionContext): readonly Statement[] {
  const brokers = workload.relations.flatMap(({ to }) => {
    const carrier = isChannel(to) ? carrierOf(to) : to;
    return carrier.kind === 'rabbitmq' && stores.includes(carrier) ? [audience(carrier)] : [];
  });
  if (brokers.length === 0) return [];
  const Condition = {
    'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': [...new Set(brokers)] },
    Null: { 'sts:IdentityTokenAudience': 'false' },
  };
  return [{ Sid: 'Brokers', Effect: 'Allow', Action: ['sts:GetWebIdentityToken'], Resource: '*', Condition }];
}

/** To read the password of one administrator, by way of Secrets Manager and for nothing else that the key opens. */
function administrationPermissions(workload: Workload, { region, stores, passwords }: PermissionContext): readonly Statement[] {
  return workload.relations.flatMap(({ kind, to }) => {
    if (kind !== 'administers' || !(to instanceof RelationalDeclaration) || !stores.includes(to)) return [];
    const { secretArn = '', keyArn = '', userArn = '' } = passwords.get(to) ?? {};
    const Condition = { StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com`, 'kms:EncryptionContext:SecretARN': secretArn } };
    return [
      { Sid: 'Password', Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: [secretArn] } satisfies Statement,
      { Sid: 'PasswordKey', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [keyArn], Condition } satisfies Statement,
      ...(to.kind === 'postgres' ? [{ Sid: 'Administrator', Effect: 'Allow', Action: ['rds-db:connect'], Resource: [userArn] } satisfies Statement] : []),
    ];
  });
}

function allow(sid: string, actions: readonly string[], resources: readonly string[]): Statement {
  return { Sid: sid, Effect: 'Allow', Action: actions.map(action => `kafka-cluster:${action}`), Resource: resources };
}

/** Nothing is removed for good: what is deleted leaves a version, and where objects are locked not even a mark of deletion. */
function bucketPermissions(workload: Workload, { accountId, stores, bucketArn }: PermissionContext): readonly Statement[] {
  const edges = workload.relations.flatMap(({ kind, to, prefixes }) => (to instanceof Bucket && stores.includes(to) ? [{ kind, to, prefixes }] : []));
  return edges.flatMap(({ kind, to, prefixes }, index) => {
    const arn = bucketArn(to, accountId);
    const objects = (prefixes ?? ['']).map(prefix => `${arn}/${prefix}*`);
    if (kind === 'writes') {
      const change = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject', ...(to.lock ? [] : ['s3:DeleteObject'])];
      return [{ Sid: `WriteObjects${index}`, Effect: 'Allow', Action: change, Resource: objects } satisfies Statement];
    }
    const listed = prefixes && { Condition: { StringLike: { 's3:prefix': prefixes.map(prefix => `${prefix}*`) } } };
    return [
      { Sid: `ReadObjects${index}`, Effect: 'Allow', Action: ['s3:GetObject'], Resource: objects } satisfies Statement,
      { Sid: `ListObjects${index}`, Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [arn], ...listed } satisfies Statement,
    ];
  });
}

/** To add events. Nothing that writes a trail can read it, change it or stop it. */
function auditPermissions(workload: Workload, { region, accountId, stores, streamName }: PermissionContext): readonly Statement[] {
  const trails = workload.relations.flatMap(({ to }) => (to instanceof AuditTrail && stores.includes(to) ? [to] : []));
  const Resource = trails.map(trail => `arn:aws:firehose:${region}:${accountId}:deliverystream/${streamName(trail)}`);
  return [{ Sid: 'Audit', Effect: 'Allow', Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'], Resource }];
}

/** What a request for one or more indexes is called that reads although it is sent as a POST. */
const QUESTIONS = ['_search', '_count', '_msearch', '_mget'];
/** Those that change documents; an index is begun by the first of them, and none removes one. */
const CHANGES = ['_doc', '_doc/*', '_create/*', '_update/*', '_bulk'];

/**
 * By the method and the path of a request; of what is asked of several indexes at once, whose names stand in the body, the domain itself lets through what the
 * roles say that were set up in it. What sets it up may ask and write everything there, and remove nothing; of roles it hands
 * over the one that writes snapshots, which nobody takes on but the domain.
 */
function searchPermissions(workload: Workload, { region, accountId, stores, searchDomain, snapshotRole }: PermissionContext): readonly Statement[] {
  const edges = workload.relations.flatMap(({ kind, to, prefixes }) => (to instanceof OpenSearch && stores.includes(to) ? [{ kind, to, prefixes }] : []));
  return edges.flatMap(({ kind, to, prefixes = [''] }, index): readonly Statement[] => {
    const arn = `arn:aws:es:${region}:${accountId}:domain/${searchDomain(to)}`;
    const allowed = (sid: string, methods: readonly string[], paths: readonly string[]): Statement => ({
      Sid: `${sid}${index}`,
      Effect: 'Allow',
      Action: methods.map(method => `es:ESHttp${method}`),
      Resource: paths.map(path => `${arn}/${path}`),
    });
    if (workload === to.setUp) {
      const passed: Statement = {
        Sid: `HandSnapshotRole${index}`,
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: [`arn:aws:iam::${accountId}:role/${snapshotRole(to)}`],
      };
      const snapshots = [allowed('PlanSnapshots', ['Post'], ['_plugins/_sm/policies/*']), passed];
      return [allowed('SetUp', ['Get', 'Put'], ['*']), ...(to.snapshots === 'none' ? [] : snapshots)];
    }
    const of = (requests: readonly string[]) => prefixes.flatMap(prefix => requests.map(request => `${prefix}*/${request}`));
    if (kind === 'writes')
      return [allowed('WriteDocuments', ['Post', 'Put'], [...of(CHANGES), '_bulk']), allowed('RemoveDocuments', ['Delete'], of(['_doc/*']))];
    return [
      allowed('LookForIndexes', ['Head'], ['', ...prefixes.map(prefix => `${prefix}*`)]),
      allowed('ReadDocuments', ['Get'], ['', ...of(['_doc/*', '_source/*', '_mapping'])]),
      allowed('Search', ['Get', 'Post'], [...of(QUESTIONS), '_msearch', '_mget', '_search/scroll']),
    ];
  });
}
