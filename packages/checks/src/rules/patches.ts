import { ClinicalService, type PatchedKind, ScheduledTask, Worker, type Workload } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

/** Where each kind keeps the template of its pods. */
const TEMPLATE = {
  Deployment: 'spec.template',
  Rollout: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
} satisfies Record<PatchedKind, string>;

/** What names the object, counts its pods, releases them, or holds their number. */
const OF_THE_OBJECT = [
  ...['apiVersion', 'kind', 'metadata', 'status'],
  ...['selector', 'replicas', 'workloadRef', 'strategy', 'jobTemplate.metadata'].map(field => `spec.${field}`),
  ...['selector', 'manualSelector', 'parallelism', 'completions'].map(field => `spec.jobTemplate.spec.${field}`),
];

/** Below the template: what policies and the mesh go by, what the restricted standard judges, what places pods as the checks have judged it, and lists that would be replaced as a whole. */
const OF_THE_PODS = [
  'metadata',
  ...['securityContext', 'hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace', 'nodeName', 'os'].map(field => `spec.${field}`),
  ...['containers', 'initContainers', 'ephemeralContainers', 'volumes'].map(field => `spec.${field}`),
  ...['topologySpreadConstraints', 'affinity', 'nodeSelector', 'tolerations', 'schedulerName', 'priorityClassName', 'priority'].map(field => `spec.${field}`),
  ...['resources', 'overhead', 'terminationGracePeriodSeconds'].map(field => `spec.${field}`),
  ...['serviceAccountName', 'serviceAccount', 'automountServiceAccountToken'].map(field => `spec.${field}`),
];

export const patches = rule(
  'patches',
  'a patch matches an object and changes neither its name, nor what selects its pods, places them or keeps them safe',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      for (const [index, patch] of workload.patches.entries()) yield* patchAt(`${workload.path}.patches[${index}]`, workload, patch);
    }
  },
);

function* patchAt(path: string, workload: Workload, patch: unknown): Generator<Fault> {
  if (!isObject(patch)) return yield error(path, 'be a kind and what is merged', show(patch), "write it as { kind: 'Deployment', merge: { spec: {} } }");
  const made = kindOf(workload);
  if (made === undefined || patch.kind !== made) {
    yield error(
      `${path}.kind`,
      made ? `be ${made}, which is what the workload becomes` : 'be left out: a release task is a Job that no patch may change',
      show(patch.kind),
      'name that kind or take the patch away',
    );
  } else if (!isObject(patch.merge) || Object.keys(patch.merge).length === 0) {
    yield error(`${path}.merge`, 'be an object with fields', show(patch.merge), 'write it as { spec: { minReadySeconds: 20 } }');
  } else {
    const closed = [...OF_THE_OBJECT, ...OF_THE_PODS.map(field => `${TEMPLATE[made]}.${field}`)];
    yield* plain(`${path}.merge`, patch.merge);
    for (const field of closed) yield* closedAt(`${path}.merge`, patch.merge, field.split('.'));
  }
}

/** No object of Kubernetes is deeper, and one that holds itself is. */
const DEEPEST = 40;

/** What is no JSON cannot be sent, whatever types were silenced to write it. */
function* plain(path: string, value: unknown, depth = 0): Generator<Fault> {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  const isPlain = typeof value === 'object' && (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value)));
  if (isPlain && depth < DEEPEST) for (const [key, item] of Object.entries(value)) yield* plain(`${path}.${key}`, item, depth + 1);
  else yield error(path, 'be what JSON can say', show(value), 'write a text, a number, true, false, null, a list or an object');
}

/** A field may be reached by itself, or be lost with what holds it. */
function* closedAt(path: string, merge: unknown, [field, ...below]: readonly string[]): Generator<Fault> {
  if (field === undefined || !isObject(merge) || !Object.hasOwn(merge, field)) return;
  const value = merge[field];
  if (below.length > 0 && isObject(value)) return yield* closedAt(`${path}.${field}`, value, below);
  yield error(
    `${path}.${field}`,
    'stay as it is rendered: it names the object, selects its pods, places them or keeps them safe',
    Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : show(value),
    'declare it by a property of the workload',
  );
}

/** A release task becomes a Job that is named for its content. */
function kindOf(workload: Workload): PatchedKind | undefined {
  if (workload instanceof ScheduledTask) return 'CronJob';
  if (!(workload instanceof ClinicalService || workload instanceof Worker)) return undefined;
  return workload instanceof ClinicalService && workload.release?.kind !== 'rolling' ? 'Rollout' : 'Deployment';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
