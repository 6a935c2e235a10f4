import { Cpu, Size } from '../units';
import type { Container } from './container';
import type { Workload } from './workload';

/** What a pod reserves. */
export interface PodRequests {
  readonly cpu: Cpu;
  readonly memory: Size;
}

type Requests = Container['resources']['requests'];

/**
 * What the scheduler and quotas count for a pod of the workload, by the rule of Kubernetes: the sidecars run all the time, and beside them
 * either one of the init containers or the main one, whichever asks for most. Undefined where a figure is none.
 */
export function podRequests({ resources, sidecars, initContainers }: Workload, main: Requests | undefined = resources?.requests): PodRequests | undefined {
  const alternating = [main, ...initContainers.map(container => container.resources?.requests)];
  const constant = sidecars.map(container => container.resources?.requests);
  if (![...alternating, ...constant].every(isRequests)) return undefined;
  return {
    cpu: constant.reduce((sum, { cpu }) => sum.plus(cpu), most(alternating.map(({ cpu }) => cpu))),
    memory: constant.reduce((sum, { memory }) => sum.plus(memory), most(alternating.map(({ memory }) => memory))),
  };
}

function most<Amount extends Cpu | Size>(amounts: readonly Amount[]): Amount {
  return amounts.reduce((largest, amount) => (amount.amount > largest.amount ? amount : largest));
}

/** Callers without types can pass anything. */
function isRequests(requests: Requests | undefined): boolean {
  return requests?.cpu instanceof Cpu && requests.memory instanceof Size;
}
