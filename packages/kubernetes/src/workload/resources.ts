import type { Cpu, Resources, Size } from '@clinfra/core';
import { onceFor } from '../once';
import { kept } from '../yaml/kept';

type Amounts = { readonly cpu: string; readonly memory: string };

/** Requests and limits as a container carries them. */
export interface ContainerResources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** Most workloads share the few tiers; each is spelled once. */
export const resourcesOf = onceFor(({ requests, limits }: Resources): ContainerResources => kept({ requests: amounts(requests), limits: amounts(limits) }));

type Asked = { readonly cpu: Cpu; readonly memory: Size };

export const amounts = onceFor(({ cpu, memory }: Asked): Amounts => kept({ cpu: cpu.toKubernetes(), memory: memory.toKubernetes() }));
