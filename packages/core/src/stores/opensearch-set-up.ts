import { variableName } from '../platform/connection-variables';
import { Platform } from '../platform/platform';
import type { Relation } from '../platform/relation';
import { Duration } from '../units';
import type { Mounts } from '../volumes/volume';
import { Workload } from '../workloads/workload';
import type { IndexSnapshots, OpenSearch } from './opensearch';
import { setUpScript } from './opensearch-set-up-script';

const FOLDER = '/etc/opensearch';
const SCRIPT = 'set-up.sh';

export const SET_UP_COMMAND: readonly string[] = ['/bin/sh', `${FOLDER}/${SCRIPT}`];

/** What the task finds: the script, the requests that it makes, and what each of them says. */
export function setUpMounts(store: OpenSearch): Mounts {
  return {
    [FOLDER]: {
      kind: 'config-files',
      // Edges are declared after the store is.
      get files() {
        return setUpFiles(store);
      },
    },
  };
}

/** One request, in the order in which they are made. */
interface SetUpRequest {
  /** `put` writes it as it is; `policy` is one whose number must be told when it is changed; `mapping` names a role of AWS, and `repository` a bucket. */
  readonly how: 'put' | 'policy' | 'mapping' | 'repository';
  readonly path: string;
  readonly file: string;
  readonly says: unknown;
  /** The variable from which the task learns whom a mapping is about; the method by which a policy is made. */
  readonly more?: string;
}

/** What is written where something has to stand that is known only where the task runs. */
const UNKNOWN = { role: '@role@', region: '@region@', bucket: '@bucket@', snapshotRole: '@snapshot-role@' };

/** What all of the platform's own is called in a domain. */
const OWN = 'clinfra';

function setUpFiles(store: OpenSearch): Readonly<Record<string, string>> {
  const requests = setUpRequests(store);
  return {
    [SCRIPT]: setUpScript({ name: variableName(store.name), folder: FOLDER, unknown: UNKNOWN }),
    requests: requests.map(({ how, path, file, more = '' }) => `${how} ${path} ${file} ${more}`.trimEnd().concat('\n')).join(''),
    ...Object.fromEntries(requests.map(({ file, says }) => [file, `${JSON.stringify(says, undefined, 2)}\n`])),
  };
}

function setUpRequests(store: OpenSearch): readonly SetUpRequest[] {
  const clients = searchClients(store);
  const written = clients.flatMap(({ relations }) => relations.filter(({ kind }) => kind === 'writes').flatMap(patternsOf));
  const patterns = [...new Set(written)].sort();
  return [
    ...clients.flatMap((client, index) => rights(client, roleVariable(store, index))),
    ...(patterns.length > 0 ? [template(store, patterns)] : []),
    ...(patterns.length > 0 && store.lifecycle ? [policy(store, patterns)] : []),
    ...(patterns.length > 0 && typeof store.snapshots === 'object' ? snapshotRequests(store, store.snapshots, patterns) : []),
  ];
}

/** The variables from which the task learns its own role in AWS, and where snapshots go and by which role. */
export function snapshotVariables({ name }: OpenSearch): Readonly<Record<'administrator' | 'bucket' | 'role', string>> {
  const begins = variableName(name);
  return { administrator: `${begins}_ADMINISTRATOR`, bucket: `${begins}_SNAPSHOT_BUCKET`, role: `${begins}_SNAPSHOT_ROLE` };
}

/** The variable from which the task learns the role in AWS of one of the clients, by its place among them. */
export function roleVariable({ name }: OpenSearch, index: number): string {
  return `${variableName(name)}_ROLE_${index}`;
}

/** A workload with its edges to the store. */
export interface SearchClient {
  readonly workload: Workload;
  readonly relations: readonly Relation[];
}

/** Whose rights have to be told to the store; its administrator needs none. */
export function searchClients(store: OpenSearch): readonly SearchClient[] {
  const workloads = store.node.root.node.findAll().filter(child => child instanceof Workload);
  return workloads
    .filter(workload => workload !== store.setUp)
    .map(workload => ({ workload, relations: workload.relations.filter(({ to }) => to === store) }))
    .filter(({ relations }) => relations.length > 0);
}

/** The indexes that an edge leads to. */
function patternsOf({ prefixes = [''] }: Relation): readonly string[] {
  return prefixes.map(prefix => `${prefix}*`);
}

/** What OpenSearch calls what an edge allows: to the cluster, because searches and writes of several indexes at once are asked of it, and to its indexes. */
const ALLOWED = {
  reads: { cluster: ['cluster_composite_ops_ro'], indexes: ['read'] },
  writes: { cluster: ['cluster_composite_ops'], indexes: ['write', 'create_index', 'indices:admin/auto_create'] },
} as const;

/** A role of the workload's own, and the role in AWS that has it. */
function rights({ workload, relations }: SearchClient, variable: string): readonly SetUpRequest[] {
  const name = `${workload.domain.name}.${workload.name}`;
  const edges = relations.flatMap(relation => (relation.kind === 'reads' || relation.kind === 'writes' ? [{ ...ALLOWED[relation.kind], relation }] : []));
  const role = {
    cluster_permissions: [...new Set(edges.flatMap(({ cluster }) => cluster))],
    index_permissions: edges.map(({ indexes, relation }) => ({ index_patterns: patternsOf(relation), allowed_actions: indexes })),
  };
  const mapping = { backend_roles: [UNKNOWN.role] };
  return [
    { how: 'put', path: `_plugins/_security/api/roles/${name}`, file: `role.${name}.json`, says: role },
    { how: 'mapping', path: `_plugins/_security/api/rolesmapping/${name}`, file: `mapping.${name}.json`, says: mapping, more: variable },
  ];
}

/** How the indexes begin that workloads write. */
function template({ shards, replicas }: OpenSearch, patterns: readonly string[]): SetUpRequest {
  const settings = { number_of_shards: shards, number_of_replicas: replicas };
  const says = { index_patterns: patterns, priority: 100, template: { settings } };
  return { how: 'put', path: `_index_template/${OWN}`, file: 'template.json', says };
}

const RETRY = { count: 5, delay: '1h' };

/** How they age. What moves an index to warm or cold nodes is OpenSearch Service's own. */
function policy({ lifecycle }: OpenSearch, patterns: readonly string[]): SetUpRequest {
  const tiers = [
    { name: 'hot', until: lifecycle?.hot, actions: [] },
    { name: 'warm', until: lifecycle?.warm, actions: [{ warm_migration: {}, retry: RETRY }] },
    { name: 'cold', until: lifecycle?.cold, actions: [{ cold_migration: { timestamp_field: '@timestamp' }, retry: RETRY }] },
  ].filter(({ until }) => until !== undefined);
  const end = { name: 'delete', actions: [lifecycle?.cold ? { cold_delete: {} } : { delete: {} }], transitions: [] };
  const states = tiers.map(({ name, until, actions }, index) => ({
    name,
    actions,
    transitions: [{ state_name: tiers[index + 1]?.name ?? end.name, conditions: { min_index_age: `${daysOf(until)}d` } }],
  }));
  const says = {
    policy: {
      description: 'how indexes age',
      default_state: 'hot',
      states: [...states, end],
      ism_template: [{ index_patterns: patterns, priority: 100 }],
    },
  };
  return { how: 'policy', path: `_plugins/_ism/policies/${OWN}`, file: 'lifecycle.json', says, more: 'PUT' };
}

/** How many snapshots stay whatever their age: where none has been taken for long, the old ones are all there is. */
const FEWEST_SNAPSHOTS = 7;

/** Where snapshots go, and when they come and go. Whoever names a role to the service has to be mapped to `manage_snapshots`, though an administrator may everything. */
function snapshotRequests(store: OpenSearch, { at, keep }: Required<IndexSnapshots>, patterns: readonly string[]): readonly SetUpRequest[] {
  const settings = { bucket: UNKNOWN.bucket, region: UNKNOWN.region, role_arn: UNKNOWN.snapshotRole };
  const [hour, minute] = String(at).split(':').map(Number);
  const schedule = { cron: { expression: `${minute} ${hour} * * *`, timezone: Platform.of(store).locale.timeZone } };
  const says = {
    description: 'daily snapshots',
    enabled: true,
    creation: { schedule, time_limit: '12h' },
    deletion: { schedule, condition: { max_age: `${daysOf(keep)}d`, min_count: FEWEST_SNAPSHOTS }, time_limit: '1h' },
    snapshot_config: {
      repository: OWN,
      indices: snapshotIndexes(store, patterns),
      ignore_unavailable: true,
      include_global_state: false,
      date_format: 'uuuu-MM-dd-HH-mm',
      date_format_timezone: schedule.cron.timezone,
    },
  };
  const manages = { backend_roles: [UNKNOWN.role] };
  const path = '_plugins/_security/api/rolesmapping/manage_snapshots';
  return [
    { how: 'mapping', path, file: 'mapping.manage_snapshots.json', says: manages, more: snapshotVariables(store).administrator },
    { how: 'repository', path: `_snapshot/${OWN}`, file: 'repository.json', says: { type: 's3', settings } },
    { how: 'policy', path: `_plugins/_sm/policies/${OWN}`, file: 'snapshots.json', says, more: 'POST' },
  ];
}

/**
 * All that are written; where some are warm, by their day those that are surely hot still, because the service refuses a snapshot of both. An index moves when it is
 * as old as `hot`, and its day may be a day ahead of it.
 */
function snapshotIndexes({ lifecycle }: OpenSearch, patterns: readonly string[]): readonly string[] {
  if (!lifecycle?.warm) return patterns;
  const hot = Math.min(daysOf(lifecycle.hot), LONGEST_HOT);
  const days = Array.from({ length: Math.max(1, hot - 1) }, (_, ago) => (ago === 0 ? '{now/d}' : `{now/d-${ago}d}`));
  return patterns.flatMap(pattern => days.map(day => `<${pattern}${day}>`));
}

/** The most days for which an index may be hot where snapshots have to name each of them. */
export const LONGEST_HOT = 366;

/** What is written is looked at by the checks, too, which say what is wrong with it. */
function daysOf(length: Duration | undefined): number {
  return length instanceof Duration ? length.toDays() : Number.NaN;
}
