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

type Asked = { readonly cpu: Cpu; readonly memory: Size };
const spelledAmounts = new WeakMap<Asked, Amounts>();

export function amounts(asked: Asked): Amounts {
  const known = spelledAmounts.get(asked);
  if (known) return known;
  const made = kept({ cpu: asked.cpu.toKubernetes(), memory: asked.memory.toKubernetes() });
  spelledAmounts.set(asked, made);
  return made;
}
