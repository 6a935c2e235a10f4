import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from './kubectl';

/** Where two clusters differ, as `Deployment clinical/ehr: spec.replicas`, with both values. */
export interface ObjectDifference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** What differs by nature, by name: what the server gives to each object, and what each tool notes of its own work. */
export const LEFT_OUT: Readonly<Record<string, RegExp>> = {
  'who has set which field': /^metadata\.managedFields$/,
  'identities and versions that the server gives': /^metadata\.(uid|resourceVersion|generation)$/,
  'when it was made': /^metadata\.creationTimestamp$/,
  'what kubectl notes of its last apply': /^metadata\.annotations\.kubectl\.kubernetes\.io\/last-applied-configuration$/,
  'how the Kubernetes provider of Pulumi is to treat it': /^metadata\.annotations\.pulumi\.com\/(waitFor|patchForce)$/,
  'the revision that a controller counts': /^metadata\.annotations\.deployment\.kubernetes\.io\/revision$/,
  'by which a Job knows its pods': /[./]controller-uid$/,
  'what controllers observe': /^status$/,
  'addresses that the server gives': /^spec\.clusterIPs?$/,
};

/** Where an autoscaler owns the number of pods, it differs with the moment. */
function withoutOwnedReplicas(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const owned = new Set(
    objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler').map(({ metadata, spec }) => `${metadata.namespace}/${targetOf(spec)}`),
  );
  return objects.map(object => {
    const { kind, metadata, spec } = object;
    if ((kind !== 'Deployment' && kind !== 'Rollout') || !owned.has(`${metadata.namespace}/${metadata.name}`)) return object;
    return { ...object, spec: { ...(spec as object), replicas: undefined } };
  });
}

function targetOf(spec: unknown): string | undefined {
  return (spec as { readonly scaleTargetRef?: { readonly name: string } }).scaleTargetRef?.name;
}

/** Objects that a cluster makes by itself: two in every namespace, and the address of its own API. */
function isBuiltIn({ kind, metadata: { name, namespace } }: KubernetesObject): boolean {
  if (kind === 'Service') return namespace === 'default' && name === 'kubernetes';
  return (kind === 'ConfigMap' && name === 'kube-root-ca.crt') || (kind === 'ServiceAccount' && name === 'default');
}

/** Field by field, but for what is left out; empty where both sides hold the same objects. */
export function objectDifferences(left: readonly KubernetesObject[], right: readonly KubernetesObject[]): readonly ObjectDifference[] {
  const [leftByName, rightByName] = [left, right].map(byName) as [ReadonlyMap<string, KubernetesObject>, ReadonlyMap<string, KubernetesObject>];
  const names = [...new Set([...leftByName.keys(), ...rightByName.keys()])].sort();
  return names.flatMap(name => compared(`${name}:`, '', leftByName.get(name), rightByName.get(name)));
}

function byName(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  const ours = withoutOwnedReplicas(objects).filter(object => !isBuiltIn(object));
  return new Map(ours.map(object => [`${object.kind} ${[object.metadata.namespace, object.metadata.name].filter(Boolean).join('/')}`, object]));
}

function compared(object: string, path: string, left: unknown, right: unknown): readonly ObjectDifference[] {
  if (Object.values(LEFT_OUT).some(pattern => pattern.test(path)) || isDeepStrictEqual(left, right)) return [];
  if (isContainer(left) && isContainer(right) && Array.isArray(left) === Array.isArray(right)) {
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return keys.flatMap(key => compared(object, path === '' ? key : `${path}.${key}`, Reflect.get(left, key), Reflect.get(right, key)));
  }
  // Annotations that are all left out leave one side without any.
  if (path === 'metadata.annotations') return compared(object, path, left ?? {}, right ?? {});
  return [{ path: `${object} ${path}`.trim(), left, right }];
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
