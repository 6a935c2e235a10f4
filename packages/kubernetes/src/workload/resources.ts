import type { Cpu, Resources, Size } from '@clinfra/core';
import { kept } from '../yaml/kept';

type Amounts = { readonly cpu: string; readonly memory: string };

/** Requests and limits as a container carries them. */
export interface ContainerResources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** Most workloads share the few tiers; each is spelled once. */
const spelled = new WeakMap<Resources, ContainerResources>();

export function resourcesOf(resources: Resources): ContainerResources {
  const known = spelled.get(resources);
  if (known) return known;
  const made = kept({ requests: amounts(resources.requests), limits: amounts(resources.limits) });
  spelled.set(resources, made);
  return made;
}

export function amounts({ cpu, memory }: { readonly cpu: Cpu; readonly memory: Size }): Amounts {
  return { cpu: cpu.toKubernetes(), memory: memory.toKubernetes() };
}
