import { at, isFields, listOf } from '../fields';
import type { Fields, JudgedObject } from './objects';

/** Where each kind keeps the template of its pods; a Pod is one itself. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['Pod', []],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['Rollout', ['spec', 'template']],
]);

/** The pods that an object makes. */
export interface AddedPods {
  /** The path of the object. */
  readonly path: string;
  readonly spec: Fields;
  readonly labels: Fields;
  readonly annotations: Fields;
  /** How many there are; one for each run of what runs. */
  readonly count: number;
}

export interface AddedContainer {
  readonly path: string;
  readonly container: Fields;
  readonly role: 'main' | 'init' | 'sidecar';
}

export function podsIn({ path, kind, object }: JudgedObject): AddedPods | undefined {
  const where = TEMPLATES.get(kind);
  const template = where && at(object, where);
  if (!isFields(template) || !isFields(template.spec)) return undefined;
  const { replicas, parallelism } = isFields(object.spec) ? object.spec : {};
  const count = [replicas, parallelism].find((value): value is number => Number.isInteger(value) && Number(value) >= 0) ?? 1;
  return { path, spec: template.spec, labels: fieldsAt(template, 'labels'), annotations: fieldsAt(template, 'annotations'), count };
}

function fieldsAt(template: Fields, field: string): Fields {
  const found = at(template, ['metadata', field]);
  return isFields(found) ? found : {};
}

export function containersIn({ path, spec }: AddedPods): readonly AddedContainer[] {
  const named = (list: unknown, role: (container: Fields) => AddedContainer['role']) =>
    listOf(list).map(container => ({ path: `${path}.${String(container.name)}`, container, role: role(container) }));
  return [...named(spec.containers, () => 'main'), ...named(spec.initContainers, ({ restartPolicy }) => (restartPolicy === 'Always' ? 'sidecar' : 'init'))];
}
