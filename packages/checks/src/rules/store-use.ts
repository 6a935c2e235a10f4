import {
  CAPABILITIES,
  ClinicalService,
  carrierOf,
  Declaration,
  Exchange,
  ExternalHost,
  type Inventory,
  isChannel,
  isStore,
  Queue,
  type Relation,
  type RelationKind,
  type Store,
  type Target,
  Topic,
  Workload,
} from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';

export const storeUse = rule(
  'store-use',
  'every edge leads to something of this platform that allows it, and every store and topic has a use at both ends',
  function* ({ inventory }) {
    for (const relation of inventory.relations) yield* edge(relation, inventory);
    const delivered = new Set(inventory.edges.flatMap(({ aws }) => aws?.cdn?.caches.map(({ bucket }) => bucket) ?? []));
    for (const store of inventory.stores) {
      // A bucket that a CDN delivers needs no workload.
      if (store.kind === 'bucket' && delivered.has(store)) continue;
      if (!isIdle(store, inventory)) continue;
      if (store.kind === 'kafka') yield warning(store.path, 'have a topic', 'none', 'add one, or remove the cluster');
      else if (store.kind === 'rabbitmq') yield warning(store.path, 'have a queue', 'none', 'add one, or remove the broker');
      else yield warning(store.path, 'be used by a workload', 'no edge to it', 'let a workload read or write it, or remove it');
    }
    for (const topic of inventory.topics) yield* ends(topic, inventory);
  },
);

function isIdle(store: Store, inventory: Inventory): boolean {
  if (store.kind === 'kafka') return store.topics.length === 0;
  return store.kind === 'rabbitmq' ? store.queues.length === 0 : !inventory.incoming(store).some(({ kind }) => kind !== 'administers');
}

/** What each method may lead to, in words. */
const LEADS_TO = {
  calls: 'a service with a port',
  reads: 'a database, cache, bucket or OpenSearch',
  writes: 'a database, cache, bucket, audit trail or OpenSearch',
  publishes: 'a topic or an exchange',
  consumes: 'a topic or a queue',
  reaches: 'an external host',
  administers: 'a relational database',
} as const satisfies Record<RelationKind, string>;

function* edge({ from, kind, to }: Relation, inventory: Inventory): Generator<Fault> {
  const path = `${from.path}.${kind}`;
  // Callers without types can pass anything.
  const target: unknown = to;
  if (!(target instanceof Declaration) || target.node.root !== inventory.platform) {
    yield error(path, `lead to something declared on platform ${inventory.platform.name}`, showOn(inventory.platform, target), 'pass what was declared there');
  } else if (!allowed(to).includes(kind)) {
    yield error(path, `lead to ${LEADS_TO[kind]}`, `${describe(target)} ${show(target)}`, 'use the method that fits it');
  } else if ((kind === 'writes' || kind === 'publishes') && accessOf(to) === 'read-only') {
    yield error(path, 'leave what is declared read-only unchanged', show(target), "read or consume it only, or declare it 'read-write'");
  }
}

function allowed(to: Target): readonly RelationKind[] {
  if (isStore(to)) return CAPABILITIES[to.kind];
  if (to instanceof Topic) return ['publishes', 'consumes'];
  if (to instanceof Exchange) return ['publishes'];
  if (to instanceof Queue) return ['consumes'];
  if (to instanceof ClinicalService) return ['calls'];
  return to instanceof ExternalHost ? ['reaches'] : [];
}

function describe(declaration: Declaration): string {
  if (declaration instanceof Workload || declaration instanceof ExternalHost) return declaration.kind.replaceAll('-', ' ');
  if (isStore(declaration)) return declaration.kind.replaceAll('-', ' ');
  return declaration.constructor.name.toLowerCase();
}

function accessOf(to: Target): 'read-write' | 'read-only' | undefined {
  if (isChannel(to)) return carrierOf(to).access;
  return isStore(to) ? to.access : undefined;
}

function* ends(topic: Topic, inventory: Inventory): Generator<Fault> {
  const kinds = new Set(inventory.incoming(topic).map(({ kind }) => kind));
  const published = kinds.has('publishes');
  const consumed = kinds.has('consumes');
  if (!published && !consumed) {
    yield warning(topic.path, 'be used by a workload', 'no edge to it', 'let a workload publish to it or consume it, or remove it');
    // At a cluster that exists already, the other end may be somebody else's.
  } else if (topic.kafka.existing === undefined && published !== consumed) {
    const [must, got] = published ? ['be consumed by a workload', 'publishers only'] : ['be published to by a workload', 'consumers only'];
    yield warning(topic.path, must, got, 'add the other end, or remove the topic');
  }
}
