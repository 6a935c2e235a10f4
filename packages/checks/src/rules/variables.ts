import {
  ClinicalService,
  type Container,
  carrierOf,
  connectionVariables,
  containersOf,
  type Declaration,
  type Inventory,
  isChannel,
  LOCALE_VARIABLES,
  RATE_LIMIT_VARIABLES,
  Secret,
  TRACING_VARIABLES,
  variableName,
  type Workload,
} from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';

/** What sets each variable. */
type Owners = Map<string, Declaration | 'the locale of the platform' | 'its rate limit' | 'the tracing of its site'>;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SPELLING = 'be named with letters, digits and underscores, no digit first';
const LOCALE = LOCALE_VARIABLES.map(name => [name, 'the locale of the platform'] as const);

export const variables = rule(
  'variables',
  'every variable of a container has a legal name and one meaning: none is set twice, by the platform, by two edges, from two secrets, or by hand',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      for (const { path, role, container } of containersOf(workload)) {
        const owners: Owners = new Map([...LOCALE, ...(role === 'main' ? [...limit(workload), ...tracing(inventory, workload)] : [])]);
        // The same edges are not reported once more for each container.
        const found = container.connections ? [...connections(workload, owners, inventory)] : [];
        if (role === 'main') yield* found;
        yield* secrets(role === 'main' ? `${path}.uses` : `${path}.secrets`, container, owners, inventory);
        yield* own(path, container, owners);
      }
    }
  },
);

function limit(workload: Workload): [string, 'its rate limit'][] {
  return workload instanceof ClinicalService && workload.rateLimit ? RATE_LIMIT_VARIABLES.map(name => [name, 'its rate limit']) : [];
}

function tracing(inventory: Inventory, workload: Workload): [string, 'the tracing of its site'][] {
  const traced = sitesOf(inventory, workload).some(site => site.tracing);
  return traced ? TRACING_VARIABLES.map(name => [name, 'the tracing of its site']) : [];
}

/** Two targets whose names differ only in what a variable cannot spell would overwrite each other. */
function* connections({ path, relations }: Workload, owners: Owners, { platform }: Inventory): Generator<Fault> {
  for (const { kind, to } of relations) {
    if (to?.node?.root !== platform) continue;
    for (const name of connectionVariables({ kind, to })) {
      const target = isChannel(to) && name !== `${variableName(to.name)}_${to.kind.toUpperCase()}` ? carrierOf(to) : to;
      const owner = owners.get(name) ?? target;
      owners.set(name, owner);
      if (owner !== target)
        yield error(`${path}.${kind}`, 'give each target variables of its own', `${name} for ${ownerName(owner)} and ${show(target)}`, 'rename one of them');
    }
  }
}

function* secrets(path: string, { secrets: uses }: Container, owners: Owners, { platform }: Inventory): Generator<Fault> {
  for (const { secret, variables: values } of uses) {
    // What is no secret of this platform is reported by the rule on secrets.
    if (!(secret instanceof Secret) || secret.node.root !== platform) continue;
    for (const name of Object.keys(values ?? {})) {
      const place = `${path}.${name}`;
      const owner = owners.get(name);
      owners.set(name, owner ?? secret);
      if (!NAME.test(name)) yield error(place, SPELLING, show(name), 'rename it');
      else if (owner) yield error(place, 'be set by one thing alone', `${name} for ${ownerName(owner)} and ${show(secret)}`, 'rename it');
    }
  }
}

function* own(path: string, { variables: values }: Container, owners: Owners): Generator<Fault> {
  for (const [name, value] of Object.entries(values)) {
    const place = `${path}.variables.${name}`;
    const owner = owners.get(name);
    if (!NAME.test(name)) yield error(place, SPELLING, show(name), 'rename it');
    else if (owner) yield error(place, 'leave what the platform sets to it', `${name} for ${ownerName(owner)}`, 'rename it, or leave it out');
    if (typeof value !== 'string') yield error(place, 'be text', show(value), 'write it in quotes');
  }
}

function ownerName(owner: Declaration | string): string {
  return typeof owner === 'string' ? owner : show(owner);
}
