import { type Inventory, KAFKA_OWNER, type Kafka, kafkaClients, kafkaUser, type Relation, type Site, Topic, type Workload } from '@clinfra/core';

/** One entry of a Kafka cluster's list: somebody may do something to what is called that, or begins so. */
export interface Acl {
  readonly principal: string;
  readonly operation: 'read' | 'write' | 'describe';
  readonly type: 'topic' | 'group' | 'cluster' | 'transactional-id';
  readonly name: string;
  readonly pattern: 'literal' | 'prefixed';
}

/** What a cluster's list is to say of the platform's own users, which are told by their names. */
export interface AccessList {
  readonly owner: string;
  readonly entries: readonly Acl[];
}

/**
 * Where nothing stands of a resource, Kafka may let everybody in (`allow.everyone.if.no.acl.found`). So something stands of every one: what nobody has is granted
 * to nobody. It holds whatever the cluster is configured to do.
 */
const CLOSED: readonly Acl[] = (
  [
    ['topic', '*'],
    ['group', '*'],
    ['transactional-id', '*'],
    ['cluster', 'kafka-cluster'],
  ] as const
).map(([type, name]) => ({ principal: `User:${KAFKA_OWNER}`, operation: 'describe', type, name, pattern: 'literal' }));

/** The list of a cluster on a site, from the edges of the workloads there. What closes it comes first. */
export function accessList(inventory: Inventory, site: Site, store: Kafka): AccessList {
  const clients = kafkaClients(inventory, site, store);
  return { owner: `User:${KAFKA_OWNER}`, entries: [...CLOSED, ...clients.flatMap(workload => aclsOf(store, workload))] };
}

/** The user before may do the same, because pods that run still log in as it. */
function aclsOf(store: Kafka, workload: Workload): readonly Acl[] {
  const edges = workload.relations.flatMap(({ kind, to }) => (to instanceof Topic && to.kafka === store ? [{ kind, topic: to.name }] : []));
  const all = [...edges.flatMap(({ kind, topic }) => ofTopic(kind, topic)), ...(edges.some(({ kind }) => kind === 'consumes') ? ofGroups(workload.name) : [])];
  // Who publishes to a topic and consumes it is told of it once.
  const may = [...new Map(all.map(right => [JSON.stringify(right), right])).values()];
  const known = [store.passwords, store.passwords - 1].filter(number => number > 0);
  return known.flatMap(number => may.map(right => ({ principal: `User:${kafkaUser(workload, number)}`, ...right })));
}

type Right = Omit<Acl, 'principal'>;

/** Who may write to a topic may also do so once only; that takes nothing more. */
function ofTopic(kind: Relation['kind'], name: string): readonly Right[] {
  const of = (operation: Acl['operation']): Right => ({ operation, type: 'topic', name, pattern: 'literal' });
  return [of(kind === 'publishes' ? 'write' : 'read'), of('describe')];
}

/** Consumer groups bear the workload's name, so that no workload takes another one's messages away. */
function ofGroups(workload: string): readonly Right[] {
  const of = (name: string, pattern: Acl['pattern']): readonly Right[] =>
    (['read', 'describe'] as const).map(operation => ({ operation, type: 'group', name, pattern }));
  return [...of(workload, 'literal'), ...of(`${workload}-`, 'prefixed')];
}
