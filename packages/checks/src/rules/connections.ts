import { connectionLimit, type Inventory, Percent, type Relation, RelationalDeclaration, type RelationalStore, type Site } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { compare } from '../order';
import { rule } from '../rule';
import { count } from '../show';
import { isWhole } from '../whole';
import { podsOf } from './capacity';

export const connections = rule(
  'connections',
  'a database that is made on AWS holds the pools of all pods that there can be, or behind a proxy what they keep open, because one that refuses them fails under load',
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
  const most = held(store);
  const incoming = inventory.incoming(store).filter(({ from }) => inventory.sitesOf(from).includes(site));
  const readers = readersOf(store);
  if (most === undefined || !isWhole(readers)) return undefined;
  const reading = incoming.filter(({ kind }) => kind === 'reads');
  const writing = incoming.filter(({ kind }) => kind === 'writes');
  // Without readers the address of reads leads to the server that takes writes.
  return readers === 0 ? tooMany(store, [...reading, ...writing], 1, most) : (tooMany(store, writing, 1, most) ?? tooMany(store, reading, readers, most));
}

/** What a server holds for workloads: of what it holds at all, the share that a proxy may open. */
function held(store: RelationalStore): number | undefined {
  const most = connectionLimit(store);
  const { proxy } = store;
  if (most === undefined || proxy === undefined) return most;
  return proxy.connections instanceof Percent && !proxy.connections.problem ? Math.floor((most * proxy.connections.toNumber()) / 100) : undefined;
}

function readersOf({ managed, replicas }: RelationalStore): number {
  return managed === 'rds' ? 0 : replicas;
}

function tooMany(store: RelationalStore, relations: readonly Relation[], servers: number, most: number): Fault | undefined {
  const opened = new Map<string, number>();
  for (const { from } of relations) {
    const { min, max } = from.poolOf(store);
    // Behind a proxy the connections that a pod opens beyond those that it keeps share what is left.
    const each = store.proxy ? min : max;
    if (isWhole(each)) opened.set(from.path, (opened.get(from.path) ?? 0) + podsOf(from) * each);
  }
  const parts = [...opened].map(([name, amount]): Opened => ({ name, amount }));
  const sum = parts.reduce((total, { amount }) => total + amount, 0);
  if (sum <= most * servers) return undefined;
  const largest = parts.sort((a, b) => b.amount - a.amount || compare(a.name, b.name)).slice(0, NAMED);
  const named = `${parts.length > NAMED ? 'most by ' : ''}${largest.map(({ name, amount }) => `${name} ${amount}`).join(', ')}`;
  const holds = servers === 1 ? `${most}` : `${most * servers} in ${count(servers, 'reader')}`;
  const got = `${sum} for ${holds} (${named})`;
  if (store.proxy)
    return error(`${store.path}.pool.min`, 'let the proxy hold what every pod keeps open at maximum scale', got, 'lower it, or take a larger machine');
  return error(`${store.path}.pool.max`, 'let the server hold the pools of every pod at maximum scale', got, 'lower it, take a larger machine, or add a proxy');
}
