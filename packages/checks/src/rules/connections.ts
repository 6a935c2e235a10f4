import { connectionLimit, type Inventory, type Relation, RelationalDeclaration, type RelationalStore, type Site } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { compare } from '../order';
import { rule } from '../rule';
import { count } from '../show';
import { isWhole } from '../whole';
import { podsOf } from './capacity';

export const connections = rule(
  'connections',
  'a database that is made on AWS holds the pools of all pods that there can be, because one that refuses them fails under load',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (!(store instanceof RelationalDeclaration) || store.existing !== undefined) continue;
      const fault = inventory
        .sitesOf(store)
        .filter(site => site.hosting?.kind === 'aws')
        .map(site => refused(store, site, inventory))
        .find(Boolean);
      if (fault) yield fault;
    }
  },
);

/** What a workload may open to one server. */
interface Opened {
  readonly name: string;
  readonly amount: number;
}

const NAMED = 3;

function refused(store: RelationalStore, site: Site, inventory: Inventory): Fault | undefined {
  const most = connectionLimit(store);
  const incoming = inventory.incoming(store).filter(({ from }) => inventory.sitesOf(from).includes(site));
  const readers = readersOf(store);
  if (most === undefined || !isWhole(readers)) return undefined;
  const reading = incoming.filter(({ kind }) => kind === 'reads');
  const writing = incoming.filter(({ kind }) => kind === 'writes');
  // Without readers the address of reads leads to the server that takes writes.
  return readers === 0 ? tooMany(store, [...reading, ...writing], 1, most) : (tooMany(store, writing, 1, most) ?? tooMany(store, reading, readers, most));
}

function readersOf({ managed, replicas }: RelationalStore): number {
  return managed === 'rds' ? 0 : replicas;
}

function tooMany(store: RelationalStore, relations: readonly Relation[], servers: number, most: number): Fault | undefined {
  const opened = new Map<string, number>();
  for (const { from } of relations) {
    const { max } = from.poolOf(store);
    if (isWhole(max)) opened.set(from.path, (opened.get(from.path) ?? 0) + podsOf(from) * max);
  }
  const parts = [...opened].map(([name, amount]): Opened => ({ name, amount }));
  const sum = parts.reduce((total, { amount }) => total + amount, 0);
  if (sum <= most * servers) return undefined;
  const largest = parts.sort((a, b) => b.amount - a.amount || compare(a.name, b.name)).slice(0, NAMED);
  const named = `${parts.length > NAMED ? 'most by ' : ''}${largest.map(({ name, amount }) => `${name} ${amount}`).join(', ')}`;
  const holds = servers === 1 ? `${most}` : `${most * servers} in ${count(servers, 'reader')}`;
  return error(
    `${store.path}.pool.max`,
    'let the server hold the pools of every pod at maximum scale',
    `${sum} for ${holds} (${named})`,
    'lower it, or take a larger machine',
  );
}
