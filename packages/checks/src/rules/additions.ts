import type { Addition, Inventory } from '@clinfra/core';
import { type JudgedObject, objectsOf } from '../added/objects';
import { type Refusal, refusedByBaseline, refusedByRestricted } from '../added/pod-security';
import { type AddedPods, containersIn, podsIn } from '../added/pods';
import { at, isFields, listOf } from '../fields';
import { error, type Fault } from '../finding';
import { LABEL_VALUE } from '../label-value';
import { rule } from '../rule';
import { holdsSecret, namesSecret } from '../secret-text';
import { show } from '../show';
import { isText } from '../text';
import { imageFaults } from './image';

export const additions = rule(
  'additions',
  'what is added to a domain stands in its namespace, means its own pods alone, holds no secret, and makes pods that the API server admits',
  function* ({ inventory }) {
    for (const addition of inventory.additions) {
      const { objects, others, failure } = objectsOf(inventory, addition);
      if (failure !== undefined) yield error(addition.path, 'give a list of objects', failure, 'return the objects, as manifestsOf(() => chart) does');
      for (const { path, value } of others) {
        yield error(path, 'be an object of Kubernetes', show(value), 'give it apiVersion, kind and metadata.name');
      }
      for (const object of objects) yield* objectFaults(inventory, addition, object);
    }
  },
);

/** Kinds that stand in no namespace and that charts bring along; others of that sort the API server refuses. */
const OF_THE_CLUSTER = new Set([
  ...['Namespace', 'Node', 'PersistentVolume', 'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'StorageClass', 'PriorityClass'],
  ...['IngressClass', 'GatewayClass', 'RuntimeClass', 'CSIDriver', 'APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ClusterIssuer', 'ClusterSecretStore', 'ClusterPolicy'],
]);

function* objectFaults(inventory: Inventory, addition: Addition, judged: JudgedObject): Generator<Fault> {
  const { path, kind, object } = judged;
  const { namespace } = object.metadata;
  if (OF_THE_CLUSTER.has(kind))
    yield error(path, 'stand in the namespace of its domain', `a ${kind}, which stands in none`, 'apply it apart from the platform');
  if (kind === 'Secret')
    yield error(path, 'be no Secret, whose values stand in manifests and states', 'a Secret', 'declare a Secret, and let a workload use it');
  if (namespace !== undefined && namespace !== addition.domain.name) {
    yield error(`${path}.metadata.namespace`, `be ${show(addition.domain)} or left out`, show(namespace), 'add it to the domain of that name');
  }
  yield* labelFaults(`${path}.metadata.labels`, object.metadata.labels);
  yield* plain(path, object);
  yield* meansOurs(inventory, addition, judged);
  const pods = podsIn(judged);
  if (pods) yield* podFaults(inventory, addition, pods);
}

const OURS = /^clinfra\.io\//;

function* labelFaults(path: string, labels: unknown): Generator<Fault> {
  for (const [key, value] of Object.entries(isFields(labels) ? labels : {})) {
    if (OURS.test(key)) yield error(`${path}.${key}`, 'be left to the platform', show(value), 'take it out');
    else if (!isText(value, LABEL_VALUE)) {
      yield error(`${path}.${key}`, 'be at most 63 letters, digits, dots, dashes and underscores, a letter or digit at both ends', show(value), 'shorten it');
    }
  }
}

/** No object of Kubernetes is deeper, and one that holds itself is. */
const DEEPEST = 40;

function* plain(path: string, value: unknown, depth = 0): Generator<Fault> {
  if (typeof value === 'string' && holdsSecret(value)) {
    yield error(path, 'hold no secret', 'contents that look like one', 'take it out, declare a Secret, and name the Secret that it becomes');
  }
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  const isPlain = typeof value === 'object' && (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value)));
  if (isPlain && depth < DEEPEST) for (const [key, item] of Object.entries(value)) yield* plain(`${path}.${key}`, item, depth + 1);
  else yield error(path, 'be what JSON can say', show(value), 'resolve it before it is given');
}

const NAME_LABEL = 'app.kubernetes.io/name';
const SCALERS = new Set(['HorizontalPodAutoscaler', 'ScaledObject', 'VerticalPodAutoscaler']);

/** Services, policies and budgets of the platform go by the name of a workload, and each workload has one autoscaler. */
function* meansOurs(inventory: Inventory, { domain }: Addition, judged: JudgedObject): Generator<Fault> {
  const workloads = new Set(inventory.workloadsOf(domain).map(({ name }) => name));
  const isOurs = (name: unknown) => typeof name === 'string' && workloads.has(name);
  const { path, kind, object } = judged;
  const label = podsIn(judged)?.labels[NAME_LABEL];
  if (isOurs(label)) {
    yield error(`${path}.labels.${NAME_LABEL}`, 'be none of the platform', `${show(label)}, a workload of ${show(domain)}`, 'call it otherwise');
  }
  for (const selector of [
    ['spec', 'selector'],
    ['spec', 'selector', 'matchLabels'],
  ]) {
    const selected = at(object, [...selector, NAME_LABEL]);
    const selects = kind === 'Service' || kind === 'PodDisruptionBudget' || kind === 'ServiceMonitor' || kind === 'PodMonitor';
    if (selects && isOurs(selected)) {
      yield error(
        `${path}.${selector.join('.')}`,
        'mean pods of the addition',
        `${show(selected)}, a workload of ${show(domain)}`,
        'declare it by the workload',
      );
    }
  }
  const target = at(object, ['spec', kind === 'VerticalPodAutoscaler' ? 'targetRef' : 'scaleTargetRef', 'name']);
  if (SCALERS.has(kind) && isOurs(target)) {
    yield error(`${path}.spec`, 'scale pods of the addition', `${show(target)}, a workload of ${show(domain)}`, 'declare scale or sizing of the workload');
  }
}

function* podFaults(inventory: Inventory, { domain }: Addition, pods: AddedPods): Generator<Fault> {
  yield* labelFaults(`${pods.path}.labels`, pods.labels);
  if (domain.podSecurity !== 'privileged') yield* refusals(refusedByBaseline(pods), 'baseline');
  if (domain.podSecurity === 'restricted') yield* refusals(refusedByRestricted(pods), 'restricted');
  for (const { path, container } of containersIn(pods)) {
    yield* imageFaults(`${path}.image`, container.image, inventory.platform.stage);
    for (const { name, value } of listOf(container.env)) {
      if (typeof value !== 'string' || value === '' || !namesSecret(String(name)) || holdsSecret(value)) continue;
      yield error(`${path}.env.${String(name)}`, 'be no secret', 'a value that looks like one', 'take it from a Secret by secretKeyRef');
    }
  }
}

function* refusals(found: Iterable<Refusal>, standard: string): Generator<Fault> {
  for (const { path, must, got } of found)
    yield error(path, `${must}, as the standard ${standard} of the domain asks`, got, 'put it right, or the API server refuses the pod');
}
