import { type Inventory, nearest } from '@clinfra/core';
import type { StoreAddress } from '@clinfra/kubernetes';
import { backupsOf } from '@clinfra/stack/add-ons';
import { CommandError } from './command';
import { textOf } from './named-file';

/** Addresses of stores by `<site>/<store>`, as the stack's output has them. */
export type Connections = Readonly<Record<string, StoreAddress>>;

/** What a host, an URL, an ARN and brokers that are joined by commas are written with: it goes into manifests as it is. */
const ADDRESS = /^[\w.~:/,[\]-]+$/;

export function readConnections(file: string, inventory: Inventory): Connections {
  const table = tableIn(file, textOf(file));
  const known = namesOf(inventory);
  for (const [name, address] of Object.entries(table)) {
    if (!known.includes(name)) throw new CommandError(`${file}: ${name} must be a store of this stack, got none of that name; ${remedy(known, name)}`);
    requireAddress(`${file}: ${name}`, address);
  }
  return table as Connections;
}

function tableIn(file: string, text: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // What Node says of it quotes the file.
    throw new CommandError(`${file} cannot be read as JSON; write it with: pulumi stack output connections --json`);
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) && Object.keys(parsed).length > 0) return parsed;
  const got = Array.isArray(parsed) ? 'a list' : parsed === null ? 'null' : typeof parsed === 'object' ? '{}' : typeof parsed;
  throw new CommandError(
    `${file} must be a table from <site>/<store> to { host, readerHost }, got ${got}; write it with: pulumi stack output connections --json`,
  );
}

/** What the output of a stack can name: its stores where they stand, and where its clusters are kept. */
function namesOf(inventory: Inventory): readonly string[] {
  const stores = inventory.stores.flatMap(store => inventory.sitesOf(store).map(site => `${site.name}/${store.name}`));
  return [...stores, ...inventory.sites.map(backupsOf)];
}

function remedy(known: readonly string[], name: string): string {
  const near = nearest(known, name);
  return near.length > 0 ? `take it out, or did you mean ${near.join(', ')}` : 'take it out';
}

/** The properties that every address has; the others belong to some kinds of stores. */
function requireAddress(place: string, address: unknown): void {
  if (typeof address !== 'object' || address === null)
    throw new CommandError(`${place} must be { host, readerHost }, got ${address === null ? 'null' : typeof address}`);
  for (const property of ['host', 'readerHost', 'resource', 'tokens'] satisfies (keyof StoreAddress)[]) {
    const value: unknown = Reflect.get(address, property);
    const isOptional = property === 'resource' || property === 'tokens';
    if ((value === undefined && isOptional) || (typeof value === 'string' && ADDRESS.test(value))) continue;
    throw new CommandError(`${place}.${property} must be an address, got ${typeof value === 'string' ? JSON.stringify(value) : typeof value}`);
  }
}
