import { AFTER, BEFORE, type Manifest } from '@clinfra/kubernetes';
import { type ComponentResource, Output, type ProviderResource, type Resource } from '@pulumi/pulumi';
import { LateValueError } from './errors';
import { KubernetesObject } from './kubernetes-object';
import { LATE, type LateValueProblem, type LateValues } from './late-values';
import { WrittenByRollouts } from './rollouts';

/** Objects of one namespace or chart, and where they belong. */
export interface Registration {
  /** What the Pulumi names begin with, so that the same object on two sites is two resources. */
  readonly prefix: string;
  readonly manifests: readonly Manifest[];
  readonly parent: ComponentResource;
  readonly provider: ProviderResource;
  /**
   * What is installed in the cluster: kinds of others' making, pods and load balancers come after it.
   * @default nothing
   */
  readonly after?: readonly Resource[];
}

/** Guards of a namespace: they stand before the first pod, or the pod would start without them. */
const GUARDS: ReadonlySet<string> = new Set(['ResourceQuota', 'LimitRange']);
const POD_OWNERS: ReadonlySet<string> = new Set(['Deployment', 'Rollout', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'ReplicaSet']);

/**
 * Registers finished objects one by one: namespaces, then what guards and configures, then workloads. Every late value of every object is
 * put in its place first; if one was lost or bent, all such places are reported together, with those that were found before, and no object is registered.
 */
export function registerManifests(registrations: readonly Registration[], late: LateValues, found: readonly LateValueProblem[] = []): void {
  const problems = [...found];
  const finished = registrations.map(registration => ({
    ...registration,
    manifests: registration.manifests.map(manifest => withValues(manifest, registration.prefix, late, problems)),
  }));
  problems.push(...late.lost());
  if (problems.length > 0) throw new LateValueError(onePerPlace(problems));
  const ofPrefix = new Map<string, Made>();
  const registering = finished.map(registration => {
    const made = ofPrefix.get(registration.prefix) ?? new Made();
    ofPrefix.set(registration.prefix, made);
    return new Registering(registration, made);
  });
  // What workloads of any namespace wait for stands before the first of them, with what it needs itself.
  for (const one of registering) one.prepare();
  for (const one of registering) one.finish();
}

/** A manifest with its late values in their places; what it is called and what kind it is must be known before. */
function withValues(manifest: Manifest, prefix: string, late: LateValues, problems: LateValueProblem[]): Manifest {
  const path = String(late.named(nameOf(prefix, manifest)));
  const finished = late.replace(manifest, path, problems);
  const { apiVersion, kind, metadata = {} } = finished as Partial<Manifest>;
  const { name, namespace = '' } = metadata as Partial<Manifest['metadata']>;
  for (const [place, value] of Object.entries({ apiVersion, kind, 'metadata.name': name, 'metadata.namespace': namespace })) {
    if (Output.isInstance(value)) problems.push({ path: `${path}.${place}`, must: 'be known before apply', got: LATE });
  }
  return finished;
}

/** What is bent can be found in more than one way. */
function onePerPlace(problems: readonly LateValueProblem[]): readonly LateValueProblem[] {
  const places = new Set<string>();
  return problems.filter(({ path }) => !places.has(path) && places.add(path));
}

/** What has been made of a prefix, known to all its registrations: what stands in no namespace comes before every namespace. */
class Made {
  readonly byKey = new Map<string, Resource>();
  /** By workload, `<namespace>/<name>`: what it waits for. */
  readonly before = new Map<string, Resource[]>();
}

/** The objects of one registration in their order. */
class Registering {
  readonly #guards: Resource[] = [];
  readonly #written: WrittenByRollouts;
  readonly #early: readonly Manifest[];
  readonly #late: readonly Manifest[];

  constructor(
    private readonly registration: Registration,
    private readonly made: Made,
  ) {
    const { manifests } = registration;
    const ordered = [...manifests].sort((a, b) => rank(a) - rank(b));
    const isEarly = (manifest: Manifest) => !POD_OWNERS.has(manifest.kind) || isAwaited(manifest);
    this.#written = new WrittenByRollouts(manifests);
    this.#early = ordered.filter(isEarly);
    this.#late = ordered.filter(manifest => !isEarly(manifest));
  }

  prepare(): void {
    for (const manifest of this.#early) this.#register(manifest);
  }

  finish(): void {
    for (const manifest of this.#late) this.#register(manifest);
  }

  #register(manifest: Manifest): void {
    const { prefix, parent, provider, after = [] } = this.registration;
    const { byKey, before } = this.made;
    const { kind, metadata } = manifest;
    const namespace = byKey.get(keyOf('Namespace', undefined, metadata.namespace ?? ''));
    const dependsOn = namespace ? [namespace] : [];
    if (usesAddOns(manifest)) dependsOn.push(...after);
    if (POD_OWNERS.has(kind)) dependsOn.push(...this.#guards, ...named(manifest, byKey), ...(before.get(workloadOf(manifest)) ?? []));
    if (kind === 'PersistentVolumeClaim') dependsOn.push(...named(manifest, byKey));
    const { annotations, options } = this.#written.treatmentOf(manifest);
    const object = new KubernetesObject(nameOf(prefix, manifest), annotated(manifest, annotations), { parent, provider, dependsOn, ...options });
    byKey.set(keyOf(kind, metadata.namespace, metadata.name), object);
    if (GUARDS.has(kind) || selectsEveryPod(manifest)) this.#guards.push(object);
    for (const workload of metadata.annotations?.[BEFORE]?.split(',') ?? []) before.set(workload, [...(before.get(workload) ?? []), object]);
  }
}

/** Whether workloads of any namespace wait for it. */
function isAwaited({ metadata }: Manifest): boolean {
  return metadata.annotations?.[BEFORE] !== undefined;
}

/** Of which workload an object with pods is; the name of a Job has a digest. */
function workloadOf({ metadata: { name, namespace, labels } }: Manifest): string {
  return `${namespace}/${labels?.['app.kubernetes.io/name'] ?? name}`;
}

/** The groups of Kubernetes itself whose names look like those of others. */
const BUILT_IN: ReadonlySet<string> = new Set(['networking.k8s.io', 'rbac.authorization.k8s.io', 'scheduling.k8s.io', 'storage.k8s.io', 'policy']);

/** Whether an object is of a kind that somebody else defines, runs pods, which may need a sidecar, or is met by a controller as soon as it is there. */
function usesAddOns({ apiVersion, kind, spec }: Manifest): boolean {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const foreign = group.includes('.') && !BUILT_IN.has(group);
  return foreign || POD_OWNERS.has(kind) || kind === 'Ingress' || (kind === 'Service' && (spec as { readonly type?: string }).type === 'LoadBalancer');
}

function annotated(manifest: Manifest, annotations: Manifest['metadata']['annotations']): Manifest {
  const { metadata } = manifest;
  return annotations ? { ...manifest, metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } } } : manifest;
}

/** The Pulumi name, which is an identity: `khartoum/clinical/ehr`; the kind is in the type. */
export function nameOf(prefix: string, { metadata }: Manifest): string {
  return [prefix, metadata.namespace, metadata.name].filter(Boolean).join('/');
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function rank({ kind }: Manifest): number {
  if (kind === 'Namespace') return 0;
  return POD_OWNERS.has(kind) ? 2 : 1;
}

function selectsEveryPod(manifest: Manifest): boolean {
  const { podSelector } = (manifest as { spec?: { podSelector?: object } }).spec ?? {};
  return manifest.kind === 'NetworkPolicy' && podSelector !== undefined && Object.keys(podSelector).length === 0;
}

/** The kinds that a reference may mean. A Secret may be made by the ExternalSecret of its name. */
const REFERENCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['configMapKeyRef', ['ConfigMap']],
  ['configMapRef', ['ConfigMap']],
  ['configMap', ['ConfigMap']],
  ['secretKeyRef', ['Secret', 'ExternalSecret']],
  ['secretRef', ['Secret', 'ExternalSecret']],
  ['secret', ['Secret', 'ExternalSecret']],
  ['persistentVolumeClaim', ['PersistentVolumeClaim']],
]);

/** What a workload names or is guarded by: its configuration, its identity, its priority, what its release is judged by, the policy that carries its name, and the Jobs that it waits for. */
function named(workload: Manifest, made: ReadonlyMap<string, Resource>): readonly Resource[] {
  const { name, namespace, labels, annotations } = workload.metadata;
  const keys = new Set([keyOf('NetworkPolicy', namespace, labels?.['app.kubernetes.io/name'] ?? name)]);
  for (const job of annotations?.[AFTER]?.split(',') ?? []) {
    const kinds = workload.kind === 'Job' ? ['Deployment', 'Rollout', 'StatefulSet'] : ['Job'];
    for (const kind of kinds) keys.add(keyOf(kind, namespace, job));
  }
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, item] of Object.entries(value)) {
      const referenced = (item as { name?: string; claimName?: string; secretName?: string } | null) ?? {};
      for (const kind of REFERENCES.get(key) ?? []) keys.add(keyOf(kind, namespace, referenced.name ?? referenced.claimName ?? referenced.secretName ?? ''));
      if (key === 'serviceAccountName') keys.add(keyOf('ServiceAccount', namespace, String(item)));
      else if (key === 'storageClassName') keys.add(keyOf('StorageClass', undefined, String(item)));
      else if (key === 'templateName') keys.add(keyOf('AnalysisTemplate', namespace, String(item)));
      else if (key === 'priorityClassName') keys.add(keyOf('PriorityClass', undefined, String(item)));
      visit(item);
    }
  };
  visit((workload as { spec?: unknown }).spec);
  return [...keys].flatMap(key => made.get(key) ?? []);
}
