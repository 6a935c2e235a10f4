import type { Manifest } from '@clinfra/kubernetes';
import { at } from '../fixtures/at';

/** A pod as policies see it. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;
type Direction = 'Ingress' | 'Egress';

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port?: number | string; readonly endPort?: number }[];
}

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: unknown;
}

interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: unknown;
}

/** Whether the network lets one pod reach a port of another, as Kubernetes defines it: both sides must allow it where a policy holds. */
export function reaches(manifests: readonly Manifest[], from: Pod, to: Pod, port: number): boolean {
  return allowed(manifests, 'Egress', from, to, port) && allowed(manifests, 'Ingress', to, from, port);
}

function allowed(manifests: readonly Manifest[], direction: Direction, pod: Pod, other: Pod, port: number): boolean {
  const policies = manifests.filter(manifest => manifest.kind === 'NetworkPolicy' && holds(manifest, direction, pod));
  if (policies.length === 0) return true;
  const rules = policies.flatMap(policy => (at(policy, 'spec', direction.toLowerCase()) ?? []) as readonly Rule[]);
  return rules.some(({ from, to, ports }) => {
    const peers = direction === 'Ingress' ? from : to;
    return (!peers || peers.some(peer => selects(peer, other, pod))) && (!ports || ports.some(known => covers(known, port)));
  });
}

/** A port by its name is refused: who reads it here does not know what the pod calls its ports. */
function covers({ port: first, endPort }: NonNullable<Rule['ports']>[number], port: number): boolean {
  if (first === undefined) return true;
  if (typeof first === 'string') throw new Error(`a policy names the port ${first}, which is not read here`);
  return port >= first && port <= (endPort ?? first);
}

function holds(policy: Manifest, direction: Direction, pod: Pod): boolean {
  // What a policy does not say, Kubernetes reads from its rules.
  const types = (at(policy, 'spec', 'policyTypes') ?? ['Ingress', ...(at(policy, 'spec', 'egress') ? ['Egress'] : [])]) as readonly string[];
  return policy.metadata.namespace === pod.namespace && types.includes(direction) && matches((at(policy, 'spec', 'podSelector') ?? {}) as Selector, pod.labels);
}

/** A peer without a selector of namespaces means those of the policy's own. */
function selects({ namespaceSelector, podSelector, ipBlock }: Peer, pod: Pod, owner: Pod): boolean {
  if (ipBlock !== undefined) return false;
  const inNamespace = namespaceSelector ? matches(namespaceSelector, { 'kubernetes.io/metadata.name': pod.namespace }) : pod.namespace === owner.namespace;
  return inNamespace && matches(podSelector ?? {}, pod.labels);
}

function matches({ matchLabels = {}, matchExpressions }: Selector, labels: Labels): boolean {
  if (matchExpressions !== undefined) throw new Error('a policy selects by expressions, which are not read here');
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value);
}

/** The pods that the workloads among the objects start, by the name of the workload. */
export function podsOf(manifests: readonly Manifest[]): ReadonlyMap<string, Pod> {
  const templates = manifests.flatMap(manifest => {
    const template = at(manifest, 'spec', 'template') ?? at(manifest, 'spec', 'jobTemplate', 'spec', 'template');
    return template ? [[manifest.metadata, template] as const] : [];
  });
  return new Map(
    templates.map(([{ name, namespace = '' }, template]) => [`${namespace}/${name}`, { namespace, labels: at(template, 'metadata', 'labels') as Labels }]),
  );
}
