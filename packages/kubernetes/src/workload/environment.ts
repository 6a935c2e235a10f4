import {
  type ACCESS_VARIABLES,
  type ADMINISTRATION_VARIABLES,
  brokerAudience,
  type Channel,
  ClinicalService,
  type Container,
  databaseName,
  databaseUser,
  isNamed,
  type Kafka,
  LOCALE_VARIABLES,
  type Locale,
  MONGODB_OPTIONS,
  type NamedStore,
  type Pool,
  RATE_LIMIT_VARIABLES,
  type RabbitMq,
  type RelationalStore,
  roleVariable,
  SCRAM_VARIABLES,
  type SearchStore,
  type Store,
  searchClients,
  snapshotVariables,
  type TOPOLOGY_VARIABLES,
  tlsVariables,
  variableName,
  type Workload,
} from '@clinfra/core';
import type { EnvVar } from 'cdk8s-plus-27/lib/imports/k8s';
import { regionOf } from '../connection';
import { connectionName, userKey } from '../connection-name';
import { onceFor } from '../once';
import type { Plain } from '../plain';
import { kafkaLoginName, LOGIN_KEYS } from '../secrets/kafka-login';
import { secretName } from '../secrets/secret-name';
import type { SiteView } from '../site-view';
import { kept } from '../yaml/kept';
import type { StoreUse, Uses } from './uses';

type Variable = Plain<EnvVar>;

/** What names a store's address in a container; the same objects stand in every workload that uses the store. */
interface StoreVariables {
  readonly host: Variable;
  readonly readerHost: Variable;
  readonly port: Variable;
}

/** What a container learns besides its own variables. */
type Taking = Pick<Container, 'connections' | 'secrets'>;

/** The environment of a workload's container besides its own variables: the platform's locale, where its edges lead, and what it takes of secrets. */
export function environment(view: SiteView, workload: Workload, uses: Uses, { connections, secrets }: Taking): Variable[] {
  const variables = [...localeVariables(view.locale)];
  if (connections) addConnections(variables, view, workload, uses);
  for (const { secret, variables: taken } of secrets) {
    const name = secretName(view, secret);
    for (const [variable, key] of Object.entries(taken)) variables.push({ name: variable, valueFrom: { secretKeyRef: { name, key } } });
  }
  return variables;
}

function addConnections(variables: Variable[], view: SiteView, workload: Workload, { services, stores, channels }: Uses): void {
  for (const service of services) variables.push(...addressesOf(service));
  for (const use of stores) {
    if (use.administers) {
      variables.push(...administrationOf(view, use.store));
      continue;
    }
    addStore(variables, view, workload, use);
    if (use.store.kind === 'postgres' || use.store.kind === 'mysql') addDatabase(variables, view, workload, use.store);
    if (use.store.kind === 'mongodb' && view.manages(use.store)) variables.push(...options(use));
    if (use.store.kind === 'rabbitmq') addBroker(variables, view, use.store);
    if (view.givesPasswords(use.store)) variables.push(...kafkaLogin(use.store, workload));
    if (use.store.kind === 'redis' && view.manages(use.store)) variables.push(fromConnection(use.store, 'USER', userKey(workload.name)));
  }
  for (const channel of channels) variables.push(channelVariable(channel));
}

const channelVariable = onceFor(({ name, kind }: Channel): Variable => kept({ name: `${variableName(name)}_${kind.toUpperCase()}`, value: name }));

/**
 * Language, place and time of the platform. They stand in each container rather than in a shared ConfigMap, so that changing them starts
 * new pods.
 */
const localeVariables = onceFor((locale: Locale): readonly Variable[] => {
  const values = { TZ: locale.timeZone, LANG: `${locale.language}.UTF-8`, COUNTRY: locale.country } satisfies Record<(typeof LOCALE_VARIABLES)[number], string>;
  return LOCALE_VARIABLES.map(name => kept({ name, value: values[name] }));
});

function administrationOf(view: SiteView, store: Store): readonly Variable[] {
  if (store.kind === 'kafka') return kafkaAdministration(view, store);
  return store.kind === 'rabbitmq' ? brokerAdministration(view, store) : databaseAdministration(view, store);
}

/** Where identities of AWS come in, whatever the clients of the cluster have. */
function kafkaAdministration({ site }: SiteView, store: Kafka): readonly Variable[] {
  const values = {
    SERVER_BROKERS: inConnection(store, 'SERVER_BROKERS', 'server'),
    AWS_REGION: { name: 'AWS_REGION', value: regionOf(store, site) },
  } satisfies Record<(typeof ACCESS_VARIABLES)[number], Variable>;
  return Object.values(values);
}

/** How a workload logs in with the name and the password that are its own. */
function kafkaLogin(store: Kafka, workload: Workload): readonly Variable[] {
  const prefix = variableName(store.name);
  const name = kafkaLoginName(store, workload);
  return [
    ...Object.entries(SCRAM_VARIABLES).map(([suffix, value]) => ({ name: `${prefix}_${suffix}`, value })),
    ...Object.entries(LOGIN_KEYS).map(([what, key]) => ({ name: `${prefix}_${variableName(what)}`, valueFrom: { secretKeyRef: { name, key } } })),
  ];
}

/** Where the servers of a database are, past any proxy, and where their administrator's password is. */
function databaseAdministration({ site }: SiteView, store: Store): readonly Variable[] {
  const values = {
    SERVER_HOST: inConnection(store, 'SERVER_HOST', 'server'),
    SERVER_PORT: inConnection(store, 'SERVER_PORT', 'port'),
    SERVER_SECRET: inConnection(store, 'SERVER_SECRET', 'administrator'),
    AWS_REGION: { name: 'AWS_REGION', value: regionOf(store, site) },
    AWS_ENDPOINT_URL_SECRETS_MANAGER: inConnection(store, 'AWS_ENDPOINT_URL_SECRETS_MANAGER', 'secrets'),
  } satisfies Record<(typeof ADMINISTRATION_VARIABLES)[number], Variable>;
  return Object.values(values);
}

/** Where a broker is made to hold what is declared, and where the token for that is signed. */
function brokerAdministration({ site }: SiteView, store: RabbitMq): readonly Variable[] {
  const values = {
    SERVER_HOST: inConnection(store, 'SERVER_HOST', 'host'),
    // Kubernetes puts in the value of the variable before it.
    BROKER: { name: 'BROKER', value: 'https://$(SERVER_HOST)' },
    SERVER_AUDIENCE: { name: 'SERVER_AUDIENCE', value: brokerAudience(site, store) },
    AWS_REGION: { name: 'AWS_REGION', value: regionOf(store, site) },
    AWS_ENDPOINT_URL_STS: inConnection(store, 'AWS_ENDPOINT_URL_STS', 'tokens'),
  } satisfies Record<(typeof TOPOLOGY_VARIABLES)[number], Variable>;
  return Object.values(values);
}

/** Which database of the server it is, who the workload is there, how it knows the server, and how many connections it keeps. */
function addDatabase(variables: Variable[], view: SiteView, workload: Workload, store: RelationalStore): void {
  const { database, user, tls, pools } = databaseVariables(store);
  if (view.manages(store)) variables.push(database, { name: user, value: databaseUser(store, workload) }, ...tls);
  variables.push(...pools(workload.poolOf(store)));
}

/** What a database tells every workload that uses it alike. */
const databaseVariables = onceFor((store: RelationalStore) => {
  const name = variableName(store.name);
  return {
    database: kept({ name: `${name}_DATABASE`, value: databaseName(store) }),
    user: `${name}_USER`,
    tls: Object.entries(tlsVariables(store)).map(([suffix, value]) => kept({ name: `${name}_${suffix}`, value })),
    pools: onceFor((pool: Required<Pool>) => poolVariables(name, pool)),
  };
});

/** In which part of the broker its exchanges and queues stand, and how a workload gets the token that one knows it by which the platform makes. */
function addBroker(variables: Variable[], view: SiteView, store: RabbitMq): void {
  const name = variableName(store.name);
  const { hosting } = view.site;
  variables.push({ name: `${name}_VIRTUAL_HOST`, value: store.virtualHost });
  if (!view.manages(store) || hosting.kind !== 'aws') return;
  variables.push(fromConnection(store, 'TOKENS', 'tokens'), { name: `${name}_AUDIENCE`, value: brokerAudience(view.site, store) });
  variables.push({ name: `${name}_REGION`, value: hosting.region });
}

/** Whoever uses a bucket or a stream asks at one place, by its name there. */
function namedVariables(store: NamedStore): readonly Variable[] {
  const named = store.kind === 'bucket' ? fromConnection(store, 'BUCKET', 'bucket') : fromConnection(store, 'STREAM', 'stream');
  return [fromConnection(store, 'ENDPOINT', 'endpoint'), named, fromConnection(store, 'REGION', 'region')];
}

/** All of it answers at one host; whoever signs requests needs the region, and whoever sets it up its ARN. */
function searchVariables(view: SiteView, workload: Workload, store: SearchStore): readonly Variable[] {
  const { host, port } = storeVariables(store);
  return [
    host,
    port,
    ...(view.manages(store) ? [fromConnection(store, 'REGION', 'region')] : []),
    ...(view.manages(store) && workload === store.setUp ? administration(store) : []),
  ];
}

/** Whom it sets up, in which account, and where snapshots go; a client that does not run at this site has no role there. */
function administration(store: SearchStore): readonly Variable[] {
  const name = connectionName(store);
  const roles = searchClients(store).map(({ workload }, index) => ({
    name: roleVariable(store, index),
    valueFrom: { configMapKeyRef: { name, key: roleKey(workload), optional: true } },
  }));
  return [fromConnection(store, 'ARN', 'arn'), ...roles, ...snapshots(store)];
}

function snapshots(store: SearchStore): readonly Variable[] {
  if (store.snapshots === 'none' || !store.setUp) return [];
  const { administrator, bucket, role } = snapshotVariables(store);
  return [inConnection(store, administrator, roleKey(store.setUp)), inConnection(store, bucket, 'snapshotBucket'), inConnection(store, role, 'snapshotRole')];
}

/** Where it stands what a workload's role is called. */
function roleKey({ domain, name }: Workload): string {
  return userKey(`${domain.name}.${name}`);
}

/** Only writers learn the host that takes writes, and only readers the one that answers reads. */
function addStore(variables: Variable[], view: SiteView, workload: Workload, { store, reads, writes }: StoreUse): void {
  if (isNamed(store)) {
    variables.push(...namedVariables(store));
    return;
  }
  if (store.kind === 'opensearch') {
    variables.push(...searchVariables(view, workload, store));
    return;
  }
  const { host, readerHost, port } = storeVariables(store);
  if (writes || store.kind === 'kafka' || store.kind === 'rabbitmq') variables.push(host);
  if (reads) variables.push(readerHost);
  // The brokers of a Kafka cluster carry their ports.
  if (store.kind !== 'kafka') variables.push(port);
}

/** How to connect to a database of documents at each of its addresses. */
function options({ store, reads, writes }: StoreUse): readonly Variable[] {
  const name = variableName(store.name);
  return [
    ...(writes ? [{ name: `${name}_OPTIONS`, value: MONGODB_OPTIONS.writes }] : []),
    ...(reads ? [{ name: `${name}_READER_OPTIONS`, value: MONGODB_OPTIONS.reads }] : []),
  ];
}

function poolVariables(name: string, { min, max }: Required<Pool>): readonly Variable[] {
  return [kept({ name: `${name}_POOL_MIN`, value: String(min) }), kept({ name: `${name}_POOL_MAX`, value: String(max) })];
}

/** What a service answers to one caller. Only its main container counts requests. */
export function rateLimitVariables(workload: Workload): readonly Variable[] {
  if (!(workload instanceof ClinicalService) || !workload.rateLimit) return [];
  const { requests, per } = workload.rateLimit;
  const values = { RATE_LIMIT_MAX_REQUESTS: requests, RATE_LIMIT_WINDOW_MS: per.toMilliseconds() } satisfies Record<
    (typeof RATE_LIMIT_VARIABLES)[number],
    number
  >;
  return RATE_LIMIT_VARIABLES.map(name => ({ name, value: String(values[name]) }));
}

const storeVariables = onceFor(
  (store: Store): StoreVariables => ({
    host: kept(fromConnection(store, store.kind === 'kafka' ? 'BROKERS' : 'HOST', 'host')),
    readerHost: kept(fromConnection(store, 'READER_HOST', 'readerHost')),
    port: kept(fromConnection(store, 'PORT', 'port')),
  }),
);

function fromConnection(store: Store, suffix: string, key: string): Variable {
  return inConnection(store, `${variableName(store.name)}_${suffix}`, key);
}

function inConnection(store: Store, name: string, key: string): Variable {
  return { name, valueFrom: { configMapKeyRef: { name: connectionName(store), key } } };
}

/** Where a service answers, on its own port and on its others. */
const addressesOf = onceFor(({ name, domain, protocol, port, ports }: ClinicalService): readonly Variable[] => {
  const host = `${name}.${domain.name}.svc.cluster.local`;
  const more = Object.entries(ports).map(([other, at]) => ({
    name: `${variableName(name)}_${variableName(other)}_URL`,
    value: `${at.protocol}://${host}:${at.port}`,
  }));
  return [{ name: `${variableName(name)}_URL`, value: `${protocol}://${host}:${port}` }, ...more].map(kept);
});
