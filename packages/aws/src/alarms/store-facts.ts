import { type AlarmFigures, alarmsOf, type Store, type StoreKind } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';
import type { AlarmFact, AlarmSubject } from './alarm-fact';
import { auditFacts } from './audit-facts';
import { cacheFacts } from './cache-facts';
import { documentFacts } from './document-facts';
import { kafkaFacts } from './kafka-facts';
import { openSearchFacts } from './opensearch-facts';
import { rabbitMqFacts } from './rabbitmq-facts';
import { relationalFacts } from './relational-facts';

type Facts<S extends Store> = (store: S, facts: SiteFacts, figures: Required<AlarmFigures>) => readonly AlarmFact[];

/** What rings of each kind of store. Buckets fill no disk and open no connection; what rings of their copies stands where those are made. */
const FACTS: { readonly [Kind in StoreKind]: Facts<Extract<Store, { kind: Kind }>> } = {
  postgres: relationalFacts,
  mysql: relationalFacts,
  mongodb: documentFacts,
  redis: cacheFacts,
  kafka: kafkaFacts,
  rabbitmq: rabbitMqFacts,
  opensearch: openSearchFacts,
  bucket: () => [],
  'audit-trail': auditFacts,
};

/** What rings of a store at a site; undefined where nothing does. */
export function storeSubject(store: Store, facts: SiteFacts): AlarmSubject | undefined {
  const figures = alarmsOf(store, facts.platform);
  if (!figures) return undefined;
  // A kind and its facts go together, which the type of a lookup does not say.
  const found = (FACTS[store.kind] as Facts<Store>)(store, facts, figures);
  return found.length > 0 ? { name: store.name, facts: found } : undefined;
}
