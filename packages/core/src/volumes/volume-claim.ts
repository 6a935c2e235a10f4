import type { Backup } from '../backup/backup';
import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import type { DataClass } from '../platform/data-class';
import type { Domain } from '../platform/domain';
import type { Size } from '../units';
import type { DataStorage } from './storage-class';

/**
 * Who may have it at a time: `ReadWriteOnce` the pods of one node, `ReadWriteOncePod` one pod, `ReadWriteMany` all, `ReadOnlyMany` all,
 * without writing. A disk of AWS can be had by one node only.
 */
export type AccessMode = 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' | 'ReadOnlyMany';

export interface VolumeClaimProps {
  /** The classes of data on it; residency follows from them. */
  readonly holds: readonly [DataClass, ...DataClass[]];
  /** Its size, which counts against the storage of the domain's quota. It can be raised later, and never lowered. */
  readonly size: Size;
  /**
   * What kind of storage it is on. It cannot be changed: to move, declare a second claim and copy the data.
   * @default 'standard'
   */
  readonly storage?: DataStorage;
  /**
   * Who may have it at a time.
   * @default 'ReadWriteOnce': a workload of one pod whose update takes the pod before it adds one
   */
  readonly access?: AccessMode;
  /**
   * When AWS Backup backs up its disk on AWS, where that differs from the platform; `'none'` where nobody does.
   * @default what the platform says
   */
  readonly backup?: Backup;
}

/**
 * A volume that outlives its pods, for the workloads of its domain that mount it. What belongs in a database does not belong here: nothing
 * replicates it to another site. When the claim is deleted, what is on it is kept.
 */
export class VolumeClaim extends Patchable<Patch<KindOf<'volume-claim'>>> {
  readonly kind = 'volume-claim';
  readonly domain: Domain;
  readonly holds: readonly DataClass[];
  readonly size: Size;
  readonly storage: DataStorage;
  readonly access: AccessMode;
  readonly backup: Backup | undefined;

  constructor(domain: Domain, name: string, declared: VolumeClaimProps) {
    const props = given('VolumeClaimProps', declared);
    super(within('domain', domain, name), name, props);
    const { holds, size, storage = 'standard', access = 'ReadWriteOnce' } = props;
    this.domain = domain;
    this.holds = holds;
    this.size = size;
    this.storage = storage;
    this.access = access;
    this.backup = props.backup;
  }

  override get path(): string {
    return `${this.domain.path}.volumes.${this.name}`;
  }
}
