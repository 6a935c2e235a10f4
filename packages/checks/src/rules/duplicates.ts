import type { Declaration, Inventory } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { groupBy } from '../grouping';
import { byPath } from '../order';
import { rule } from '../rule';
import { show } from '../show';

export const duplicates = rule(
  'duplicates',
  'no two things share a name where the name identifies them, because the second would silently replace the first',
  function* ({ inventory }) {
    for (const { among, declarations, spelling } of groups(inventory)) yield* repeated(among, declarations, spelling);
  },
);

interface Group {
  readonly among: string;
  readonly declarations: readonly Declaration[];
  /** What names are compared by. */
  readonly spelling: (name: string) => string;
}

const asWritten = (name: string): string => name;
/** Kafka refuses topics that differ only in dot and underscore, because its metrics write both alike. */
const asMetric = (name: string): string => name.replaceAll('.', '_');

function* groups(inventory: Inventory): Generator<Group> {
  yield { among: 'sites', declarations: inventory.sites, spelling: asWritten };
  yield { among: 'domains', declarations: inventory.domains, spelling: asWritten };
  yield { among: 'data tiers', declarations: inventory.tiers, spelling: asWritten };
  yield { among: 'the stores of all tiers', declarations: inventory.stores, spelling: asWritten };
  yield { among: 'zones of DNS', declarations: inventory.zones, spelling: asWritten };
  yield { among: 'edges', declarations: inventory.edges, spelling: asWritten };
  yield { among: 'external hosts', declarations: inventory.externalHosts, spelling: asWritten };
  yield { among: 'secrets', declarations: inventory.secrets, spelling: asWritten };
  for (const domain of inventory.domains) {
    yield { among: `the workloads of ${domain.path}`, declarations: inventory.workloadsOf(domain), spelling: asWritten };
    yield { among: `the volumes of ${domain.path}`, declarations: inventory.claimsOf(domain), spelling: asWritten };
    yield { among: `the additions of ${domain.path}`, declarations: inventory.additionsOf(domain), spelling: asWritten };
  }
  for (const store of inventory.stores) {
    if (store.kind === 'rabbitmq') {
      yield { among: `the exchanges of ${store.path}`, declarations: store.exchanges, spelling: asWritten };
      yield { among: `the queues of ${store.path}`, declarations: store.queues, spelling: asWritten };
    }
    if (store.kind === 'kafka') yield { among: `the topics of ${store.path}`, declarations: store.topics, spelling: asMetric };
  }
}

function* repeated(among: string, declarations: readonly Declaration[], spelling: (name: string) => string): Generator<Fault> {
  for (const namesakes of groupBy(declarations, ({ name }) => spelling(name)).values()) {
    if (namesakes.length < 2) continue;
    const [first, ...others] = byPath(namesakes);
    for (const { path, name } of others) {
      const got = `${show(name)}, one of ${namesakes.length} with the first at ${show(first)}`;
      yield error(`${path}.name`, `be unique among ${among}`, got, 'rename all but one');
    }
  }
}
