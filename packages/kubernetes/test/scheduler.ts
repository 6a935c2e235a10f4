/**
 * A small scheduler by the rules of Kubernetes' own, which knows nothing of what renders the pods: required anti-affinity and topology spread
 * (`DoNotSchedule`), with the labels, taints and domains that count. What is only preferred places nothing and refuses nothing, and is left out.
 */

type Labels = Readonly<Record<string, string>>;

export interface Node {
  readonly name: string;
  readonly labels: Labels;
  /** As a node is marked that does not answer: its pods are given up, and nothing new is placed there. */
  readonly unreachable?: boolean;
}

export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: string;
  readonly minDomains?: number;
  readonly labelSelector?: { readonly matchLabels?: Labels };
  readonly matchLabelKeys?: readonly string[];
  readonly nodeTaintsPolicy?: string;
}

export interface AntiAffinityTerm {
  readonly topologyKey: string;
  readonly labelSelector: { readonly matchLabels?: Labels };
}

/** What of a pod matters for where it can stand. */
export interface PodShape {
  readonly labels: Labels;
  readonly spread: readonly SpreadConstraint[];
  readonly apart: readonly AntiAffinityTerm[];
}

interface Placed {
  readonly pod: PodShape;
  readonly node: Node;
}

export class Cluster {
  readonly #pods: Placed[] = [];
  #nodes: readonly Node[];

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
  }

  /** Places a pod on the first node that may have it, the emptiest first; false where none may. */
  place(pod: PodShape): boolean {
    const node = [...this.#nodes].sort((a, b) => this.#load(a) - this.#load(b)).find(one => !one.unreachable && this.#admits(one, pod));
    if (node) this.#pods.push({ pod, node });
    return node !== undefined;
  }

  count(labels: Labels): number {
    return this.#pods.filter(({ pod }) => matches(labels, pod.labels)).length;
  }

  /** Takes one pod with the labels away, of the zone that is named or, where there is none, of any. */
  remove(labels: Labels, zone?: string): void {
    const among = this.#pods.filter(({ pod }) => matches(labels, pod.labels));
    const chosen = among.find(({ node }) => node.labels[ZONE] === zone) ?? among[0];
    if (chosen) this.#pods.splice(this.#pods.indexOf(chosen), 1);
  }

  /** A zone is lost with its pods. Its nodes are gone, or they are still listed and do not answer. */
  lose(zone: string, nodes: 'gone' | 'unreachable'): void {
    const lost = (node: Node) => node.labels[ZONE] === zone;
    for (const placed of [...this.#pods]) if (lost(placed.node)) this.#pods.splice(this.#pods.indexOf(placed), 1);
    this.#nodes = nodes === 'gone' ? this.#nodes.filter(node => !lost(node)) : this.#nodes.map(node => (lost(node) ? { ...node, unreachable: true } : node));
  }

  #load(node: Node): number {
    return this.#pods.filter(placed => placed.node.name === node.name).length;
  }

  #admits(node: Node, pod: PodShape): boolean {
    return pod.apart.every(term => this.#apart(node, pod, term)) && pod.spread.every(constraint => this.#spread(node, pod, constraint));
  }

  /** Nobody who is selected may stand in the same domain, and who stands there may not object either. */
  #apart(node: Node, pod: PodShape, { topologyKey, labelSelector }: AntiAffinityTerm): boolean {
    const domain = node.labels[topologyKey];
    const here = this.#pods.filter(placed => placed.node.labels[topologyKey] === domain);
    return !here.some(placed => matches(labelSelector.matchLabels ?? {}, placed.pod.labels) || objects(placed.pod, pod, topologyKey));
  }

  #spread(node: Node, pod: PodShape, constraint: SpreadConstraint): boolean {
    if (constraint.whenUnsatisfiable !== 'DoNotSchedule') return true;
    const { topologyKey, maxSkew, minDomains = 1, nodeTaintsPolicy = 'Ignore' } = constraint;
    const own = node.labels[topologyKey];
    if (own === undefined) return false;
    const counted = this.#nodes.filter(one => one.labels[topologyKey] !== undefined && (nodeTaintsPolicy === 'Ignore' || !one.unreachable));
    const domains = new Map<string | undefined, number>(counted.map(one => [one.labels[topologyKey], 0]));
    const selector = selectorOf(pod, constraint);
    for (const { pod: other, node: at } of this.#pods) {
      const domain = at.labels[topologyKey];
      if (counted.some(one => one.name === at.name) && matches(selector, other.labels)) domains.set(domain, (domains.get(domain) ?? 0) + 1);
    }
    const least = domains.size < minDomains ? 0 : Math.min(...domains.values());
    const itself = matches(selector, pod.labels) ? 1 : 0;
    return (domains.get(own) ?? 0) + itself - least <= maxSkew;
  }
}

export const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';

/** Nodes over zones, so many in each. */
export function nodesIn(zones: readonly string[], each: number): readonly Node[] {
  return zones.flatMap(zone => Array.from({ length: each }, (_, n) => ({ name: `${zone}-${n}`, labels: { [ZONE]: zone, [HOST]: `${zone}-${n}` } })));
}

function selectorOf(pod: PodShape, { labelSelector, matchLabelKeys = [] }: SpreadConstraint): Labels {
  const own = matchLabelKeys.flatMap(key => (pod.labels[key] === undefined ? [] : [[key, pod.labels[key]] as const]));
  return { ...labelSelector?.matchLabels, ...Object.fromEntries(own) };
}

function objects(standing: PodShape, newcomer: PodShape, topologyKey: string): boolean {
  return standing.apart.some(term => term.topologyKey === topologyKey && matches(term.labelSelector.matchLabels ?? {}, newcomer.labels));
}

function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value);
}
