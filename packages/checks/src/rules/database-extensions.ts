import { type ExtensionHandling, POSTGRES_EXTENSIONS, Postgres } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { printable, show } from '../show';

const KNOWN: Readonly<Record<string, ExtensionHandling>> = POSTGRES_EXTENSIONS;

export const databaseExtensions = rule(
  'database-extensions',
  'every extension of a database is one that AWS has, and somebody is there to create it',
  function* ({ inventory }) {
    for (const store of inventory.stores) if (store instanceof Postgres) yield* extensions(store);
  },
);

function* extensions({ path, extensions: named, existing, tier }: Postgres): Generator<Fault> {
  const place = `${path}.extensions`;
  if (!Array.isArray(named)) {
    yield error(place, 'be a list', show(named), "write it as ['postgis']");
    return;
  }
  if (named.length === 0) return;
  if (existing) yield error(place, 'be left out for a database that exists already', show(named), 'create them there');
  else if (!tier.administration) yield error(place, 'be created by somebody', show(named), `give ${tier.path} an administration`);
  for (const [index, name] of named.entries()) {
    const handling = typeof name === 'string' && Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
    if (handling === undefined) yield error(`${place}[${index}]`, `be one of ${Object.keys(KNOWN).join(', ')}`, show(name), 'choose one of them');
    else if (named.indexOf(name) < index) yield error(`${place}[${index}]`, 'be named once', printable(name), 'leave it out');
    else if (handling !== 'on AWS') yield error(`${place}[${index}]`, 'be one that AWS has', show(name), handling.instead);
  }
}
