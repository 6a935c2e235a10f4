import { parameterHandling, type RelationalStore } from '@clinfra/core';
import { managedDatabases } from '../databases';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { printable, show } from '../show';
import { isText } from '../text';

export const databaseParameters = rule(
  'database-parameters',
  'every setting of a database is one that AWS takes there, because it refuses the others, or takes them and does something else',
  function* ({ inventory }) {
    for (const store of managedDatabases(inventory)) {
      for (const [name, value] of Object.entries(store.parameters ?? {})) yield* setting(store, name, value);
    }
  },
);

function* setting(store: RelationalStore, name: string, value: unknown): Generator<Fault> {
  const path = `${store.path}.parameters.${printable(name)}`;
  const handling = parameterHandling(store, name);
  if (typeof value !== 'string') {
    yield error(path, 'be a text', show(value), 'write the value in quotes');
  } else if (!isText(value, /^[\x20-\x7e]+$/)) {
    yield error(path, 'have a value of one line', show(value), 'write the value, or leave it out');
  } else if (handling === undefined) {
    yield error(path, `be a setting of ${store.kind} that may be declared`, show(value), 'leave it out');
  } else if (typeof handling === 'object' && 'fixed' in handling && handling.fixed !== value) {
    yield error(path, `be ${show(handling.fixed)}, which AWS sets where managed is '${store.managed}'`, show(value), handling.instead);
  } else if (typeof handling === 'object' && 'as' in handling && !Object.hasOwn(handling.values, value)) {
    yield error(path, `be one of ${Object.keys(handling.values).join(', ')}, as AWS has ${handling.as} for it`, show(value), 'choose one of them');
  }
}
