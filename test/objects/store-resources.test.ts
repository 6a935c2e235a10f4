import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Inventory, RelationalDeclaration, STORE_RESOURCES } from '@clinfra/core';
import { references } from '../reference';

const FOLDER = path.join(__dirname, '../golden/reference-aws/aws');

/** The types that the golden plan has of a store, with tags by which a patch is told of. */
function plannedOf(store: string): readonly string[] {
  const files = readdirSync(FOLDER).filter(file => file.endsWith(`-reference-dublin-${store}.yaml`));
  const resources = files.flatMap(file => readFileSync(path.join(FOLDER, file), 'utf8').split(/^(?=aws:)/m));
  return resources.filter(text => /^ {4}tags:/m.test(text)).map(text => text.slice(0, text.indexOf(' ')));
}

it('the types that a patch of a store may name are those that it becomes', () => {
  const platform = references['reference-aws']?.();
  if (!platform) throw new Error('there is no reference platform on AWS');
  const table: Readonly<Record<string, readonly string[]>> = STORE_RESOURCES;
  const shown = new Set<string>();
  for (const store of new Inventory(platform).stores) {
    const kind = store instanceof RelationalDeclaration ? store.managed : store.kind;
    if (!table[kind] || store.existing) continue;
    shown.add(kind);
    expect({ store: store.name, lacking: table[kind].filter(type => !plannedOf(store.name).includes(type)) }).toEqual({ store: store.name, lacking: [] });
  }
  expect([...shown].sort()).toEqual(Object.keys(STORE_RESOURCES).sort());
});
