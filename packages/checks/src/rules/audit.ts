import type { AuditTrail, Inventory, Oversight, Site } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { wholeDays } from '../whole';

const LONGEST = 36_500;

export const audit = rule(
  'audit',
  'what is noted for auditors is noted once, kept as long as it is locked, and says of itself what it is',
  function* ({ inventory }) {
    for (const store of inventory.stores) if (store.kind === 'audit-trail') yield* trail(store);
    for (const site of inventory.sites) if (site.oversight) yield* oversight(site, site.oversight);
    yield* onlyTrail(inventory);
  },
);

function* trail({ path, holds, retention }: AuditTrail): Generator<Fault> {
  if (!holds?.includes('audit')) yield error(`${path}.holds`, 'hold audit', show(holds), "add 'audit', or keep the data in a bucket");
  yield* kept(`${path}.retention`, retention);
}

/** Amounts with a problem of their own are reported by the rule about those. */
function* kept(path: string, retention: Oversight['trailRetention'] | undefined): Generator<Fault> {
  if (retention?.problem) return;
  const locked = wholeDays(retention);
  if (locked !== undefined && locked >= 1 && locked <= LONGEST) return;
  yield error(path, `be whole days from 1 to ${LONGEST}`, show(retention), 'write it as days(2557) for seven years');
}

const PARTS = ['trail', 'configuration', 'threats', 'findings'] as const satisfies readonly (keyof Oversight)[];

function* oversight({ path, hosting }: Site, declared: Required<Oversight>): Generator<Fault> {
  const place = `${path}.oversight`;
  if (hosting?.kind !== 'aws') {
    yield error(place, 'be left out where no account of AWS is', show(hosting?.kind), 'leave it out');
    return;
  }
  for (const part of PARTS) {
    if (typeof declared[part] !== 'boolean') yield error(`${place}.${part}`, 'be true or false', show(declared[part]), 'leave it out');
  }
  yield* kept(`${place}.trailRetention`, declared.trailRetention);
  if (declared.findings === true && declared.configuration === false) {
    yield error(`${place}.findings`, 'be false where nothing is recorded, because it reads that', 'true', 'turn configuration on, or findings off');
  }
}

/** A trail sees every region of the account. */
function* onlyTrail({ sites }: Inventory): Generator<Fault> {
  const [first, ...others] = sites.filter(({ oversight: declared, hosting }) => hosting?.kind === 'aws' && declared?.trail === true);
  for (const { path } of others) {
    yield error(`${path}.oversight.trail`, `be false where that of ${first?.path} sees all regions`, 'true', 'leave it to one of them');
  }
}
