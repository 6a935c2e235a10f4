import type { Manifest } from '@clinfra/kubernetes';
import { at } from './rendered';

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
  readonly ports?: readonly { readonly port: number }[];
}

interface Peer {
  readonly namespaceSelector?: { readonly matchLabels: Labels };
  readonly podSelector?: { readonly matchLabels: Labels };
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
    return (!peers || peers.some(peer => selects(peer, other))) && (!ports || ports.some(known => known.port === port));
  });
}

function holds(policy: Manifest, direction: Direction, pod: Pod): boolean {
  const types = at(policy, 'spec', 'policyTypes') as readonly string[];
  const labels = (at(policy, 'spec', 'podSelector', 'matchLabels') ?? {}) as Labels;
  return policy.metadata.namespace === pod.namespace && types.includes(direction) && matches(labels, pod.labels);
}

function selects({ namespaceSelector, podSelector }: Peer, pod: Pod): boolean {
  if (!namespaceSelector || !podSelector) return false;
  return matches(namespaceSelector.matchLabels, { 'kubernetes.io/metadata.name': pod.namespace }) && matches(podSelector.matchLabels, pod.labels);
}

function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
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
