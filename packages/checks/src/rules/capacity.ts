import {
  ClinicalService,
  Cpu,
  cores,
  gib,
  podRequests,
  podsDuringRelease,
  type Quota,
  Size,
  type SizingBound,
  type VolumeClaim,
  volumesOf,
  Worker,
  type Workload,
} from '@clinfra/core';
import { addedShares } from '../added/shares';
import { error, type Fault } from '../finding';
import { compare } from '../order';
import { rule } from '../rule';
import { show } from '../show';
import { type SidecarRequests, sidecarsOf } from '../sidecars';
import { isWhole } from '../whole';

export const capacity = rule(
  'capacity',
  'the quota of a domain admits all its workloads at their maximum and during a rolling update, because a refused pod is an outage that begins under load',
  function* ({ inventory }) {
    for (const domain of inventory.domains) {
      const sidecar = sidecarsOf(inventory, domain);
      const shares = [
        ...inventory.workloadsOf(domain).flatMap(workload => shareOf(workload, sidecar)),
        ...inventory.claimsOf(domain).flatMap(claimed),
        ...inventory.additionsOf(domain).flatMap(addition => addedShares(inventory, addition)),
      ];
      for (const measure of MEASURES) yield* covers(`${domain.path}.quota.${measure.name}`, measure, domain.quota, shares);
    }
  },
);

/** What one workload takes at most. */
export interface Share {
  readonly name: string;
  readonly pods: number;
  readonly cpu: Cpu;
  readonly memory: Size;
  /** Of all its pods together. */
  readonly storage: Size;
}

/** One figure of a quota, in whole numbers of its smallest unit. */
interface Measure {
  readonly name: keyof Quota;
  /** What the figure is, for messages. */
  readonly noun: string;
  /** The admitted amount; undefined when it is no such figure. */
  readonly admitted: (value: unknown) => bigint | undefined;
  readonly taken: (share: Share) => bigint;
  readonly print: (amount: bigint) => string;
  readonly remedy: string;
}

const MEASURES: readonly Measure[] = [
  {
    name: 'cpu',
    noun: 'processor time',
    admitted: value => (value instanceof Cpu ? value.amount : undefined),
    taken: ({ cpu, pods }) => cpu.amount * BigInt(pods),
    print: amount => String(Cpu.of({ amount, problem: undefined })),
    remedy: 'write it as cores(20)',
  },
  {
    name: 'memory',
    noun: 'an amount of memory',
    admitted: value => (value instanceof Size ? value.amount : undefined),
    taken: ({ memory, pods }) => memory.amount * BigInt(pods),
    print: amount => String(Size.of({ amount, problem: undefined })),
    remedy: 'write it as gib(40)',
  },
  {
    name: 'storage',
    noun: 'a size',
    admitted: value => (value instanceof Size ? value.amount : undefined),
    taken: ({ storage }) => storage.amount,
    print: amount => String(Size.of({ amount, problem: undefined })),
    remedy: 'write it as gib(100)',
  },
  {
    name: 'pods',
    noun: 'a whole number',
    admitted: value => (isWhole(value) ? BigInt(value) : undefined),
    taken: ({ pods }) => BigInt(pods),
    print: String,
    remedy: 'write a whole number of pods',
  },
];

/** A pod is counted with the sidecar of its mesh. Workloads whose own figures are wrong are left to the rules about those. */
export function shareOf(workload: Workload, sidecar: SidecarRequests | undefined): readonly Share[] {
  const requests = podRequests(workload, mainRequests(workload));
  const pods = podsOf(workload);
  if (!requests || pods === 0) return [];
  const pod = sidecar ? { cpu: requests.cpu.plus(sidecar.cpu), memory: requests.memory.plus(sidecar.memory) } : requests;
  return [{ name: workload.name, pods, ...pod, storage: disksOf(workload).times(pods) }];
}

/** What the disks of each pod claim. */
function disksOf(workload: Workload): Size {
  const disks = volumesOf(workload).flatMap(volume =>
    volume?.kind === 'scratch' && volume.medium === 'disk' && volume.size instanceof Size ? [volume.size] : [],
  );
  return disks.reduce((sum, size) => sum.plus(size), gib(0));
}

/** A claim stands once, whoever mounts it. */
function claimed({ name, size }: VolumeClaim): readonly Share[] {
  return size instanceof Size ? [{ name, pods: 0, cpu: cores(0), memory: gib(0), storage: size }] : [];
}

/** The most that the main container may come to request: more than its size, where recommendations are applied. */
function mainRequests(workload: Workload): SizingBound | undefined {
  const sizing = workload instanceof ClinicalService || workload instanceof Worker ? workload.sizing : {};
  return sizing.apply === undefined ? workload.resources?.requests : (sizing.max ?? workload.domain.limits.max);
}

/** The most pods of a workload that there can be at once, those of an update or a release included. */
export function podsOf(workload: Workload): number {
  if (!(workload instanceof ClinicalService || workload instanceof Worker)) return 1;
  const { max } = workload.scale;
  return isWhole(max) && max > 0 ? podsDuringRelease(workload, max) : 0;
}

const NAMED = 3;

function* covers(path: string, { admitted, taken, print, remedy, name, noun }: Measure, quota: Quota, shares: readonly Share[]): Generator<Fault> {
  const value: unknown = quota?.[name];
  if (value instanceof Cpu || value instanceof Size ? value.problem : false) return;
  const most = admitted(value);
  // A domain without volumes needs no storage, and what is no size at all is reported with the figures.
  if (name === 'storage' && most === undefined) return;
  if (most === undefined || (most <= 0n && name !== 'storage')) {
    yield error(path, most === undefined ? `be ${noun}` : 'be more than zero', show(value), remedy);
    return;
  }
  const parts = shares.map(share => ({ name: share.name, amount: taken(share) })).filter(({ amount }) => amount > 0n);
  const sum = parts.reduce((total, { amount }) => total + amount, 0n);
  if (sum <= most) return;
  const largest = parts.sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : compare(a.name, b.name))).slice(0, NAMED);
  const named = largest.map(part => `${part.name} ${print(part.amount)}`).join(', ');
  yield error(
    path,
    name === 'storage' ? 'cover every volume at maximum scale' : 'cover every pod at maximum scale',
    `${print(most)} for ${print(sum)} (${parts.length > NAMED ? 'most by ' : ''}${named})`,
    name === 'storage' ? 'raise it or claim less' : 'raise it or lower scale.max',
  );
}
