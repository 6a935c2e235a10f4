import {
  type Addition,
  Cpu,
  cores,
  type Domain,
  gib,
  type Inventory,
  PURPOSE_LABEL,
  PURPOSES,
  type Purpose,
  parseCpu,
  parseSize,
  Quantity,
  Size,
} from '@clinfra/core';
import { at } from '../fields';
import { type JudgedObject, objectsOf } from './objects';
import { type AddedContainer, type AddedPods, containersIn, podsIn } from './pods';

/** What an added object takes of its domain's quota. */
export interface AddedShare {
  readonly name: string;
  readonly pods: number;
  readonly cpu: Cpu;
  readonly memory: Size;
  readonly storage: Size;
  /** Whether there is one on each node. */
  readonly onEachNode: boolean;
  /** The nodes for which it asks, among those that the platform tells apart. */
  readonly placement: Purpose | undefined;
}

/** What the objects of an addition take; one that stands at several sites counts once, for each site has a quota of its own. */
export function addedShares(inventory: Inventory, addition: Addition): readonly AddedShare[] {
  const shares = new Map<string, AddedShare>();
  for (const object of objectsOf(inventory, addition).objects) {
    const share = shareOf(object, addition.domain);
    if (share) shares.set(share.name, share);
  }
  return [...shares.values()];
}

function shareOf(object: JudgedObject, { limits }: Domain): AddedShare | undefined {
  const name = `${object.kind}/${object.name}`;
  if (object.kind === 'PersistentVolumeClaim') {
    const storage = amountOf(at(object.object, ['spec', 'resources', 'requests', 'storage']), parseSize) ?? 0n;
    return { name, ...ANYWHERE, pods: 0, cpu: cores(0), memory: gib(0), storage: Size.of({ amount: storage, problem: undefined }) };
  }
  const pods = podsIn(object);
  if (!pods) return undefined;
  const { cpu, memory } = limits.defaults.requests;
  const total = (resource: string, parse: Parse, otherwise: unknown) => ({
    amount: requested(pods, resource, parse, otherwise instanceof Quantity ? otherwise.amount : 0n),
    problem: undefined,
  });
  const figures = { cpu: Cpu.of(total('cpu', parseCpu, cpu)), memory: Size.of(total('memory', parseSize, memory)), storage: gib(0) };
  return { name, pods: pods.count, ...figures, onEachNode: object.kind === 'DaemonSet', placement: placementOf(pods) };
}

const ANYWHERE = { onEachNode: false, placement: undefined } as const;

function placementOf({ spec }: AddedPods): Purpose | undefined {
  const asked = at(spec, ['nodeSelector', PURPOSE_LABEL]);
  return PURPOSES.find(purpose => purpose === asked);
}

type Parse = (text: string) => Quantity;

/** By the rule of Kubernetes: all that run together, or an init container beside the sidecars, whichever asks for most. */
function requested(pods: AddedPods, resource: string, parse: Parse, otherwise: bigint): bigint {
  const of = ({ container }: AddedContainer): bigint => {
    const figure = (part: string) => amountOf(at(container, ['resources', part, resource]), parse);
    return figure('requests') ?? figure('limits') ?? otherwise;
  };
  const containers = containersIn(pods);
  const sum = (role: AddedContainer['role']) => containers.filter(one => one.role === role).reduce((total, one) => total + of(one), 0n);
  const beside = sum('sidecar');
  let most = beside + sum('main');
  for (const one of containers) if (one.role === 'init' && beside + of(one) > most) most = beside + of(one);
  return most;
}

function amountOf(text: unknown, parse: Parse): bigint | undefined {
  if (typeof text !== 'string' && typeof text !== 'number') return undefined;
  const { amount, problem } = parse(String(text));
  return problem ? undefined : amount;
}
