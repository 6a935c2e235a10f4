import { type Inventory, parameterHandling, type RelationalStore, type Topic } from '@clinfra/core';
import { isWhole } from './whole';

/** A value with which something that was acknowledged may yet be lost. */
export interface Loosened {
  readonly property: string;
  readonly must: string;
  readonly got: unknown;
}

/**
 * The settings by which a database says that a change is written before it is: the values that wait for the disk. Those that would do worse, `fsync` and
 * `full_page_writes`, can be set neither here nor on AWS.
 */
const WAITING: Readonly<Record<RelationalStore['kind'], Readonly<Record<string, readonly string[]>>>> = {
  postgres: { synchronous_commit: ['on', 'remote_apply'] },
  mysql: { innodb_flush_log_at_trx_commit: ['1'], sync_binlog: ['1'] },
};

/** Settings of a database that do not wait for the disk. What AWS sets itself is no setting here, and another value of it a finding of its own. */
export function loosenedSettings(store: RelationalStore): readonly Loosened[] {
  return Object.entries(WAITING[store.kind]).flatMap(([name, waiting]) => {
    const value: unknown = store.parameters?.[name];
    if (typeof value !== 'string' || typeof parameterHandling(store, name) !== 'string' || waiting.includes(value)) return [];
    return [{ property: `parameters.${name}`, must: `be ${waiting.join(' or ')}`, got: value }];
  });
}

/** Copies with which the loss of one broker is the loss of messages that it acknowledged; `minInSyncReplicas` follows from the copies where it is not declared. */
export function loosenedCopies({ replicas, minInSyncReplicas }: Topic): readonly Loosened[] {
  if (!isWhole(replicas) || replicas < 1 || minInSyncReplicas !== 1) return [];
  return [replicas < 3 ? { property: 'replicas', must: 'be at least 3', got: replicas } : { property: 'minInSyncReplicas', must: 'be at least 2', got: 1 }];
}

/** The topics that the platform makes. */
export function madeTopics({ stores }: Inventory): readonly Topic[] {
  return stores.flatMap(store => (store.kind === 'kafka' && store.existing === undefined ? store.topics : []));
}
