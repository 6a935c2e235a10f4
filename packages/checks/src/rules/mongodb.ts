import { type AwsRegion, type Inventory, MONGODB_CLASSES, type MongoDb } from '@clinfra/core';
import { managedDocuments } from '../databases';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { count, show } from '../show';
import { sitesOf } from '../standing';
import { isWhole } from '../whole';

export const mongodb = rule(
  'mongodb',
  'a database of documents stands on a machine, in zones and in a region where DocumentDB is offered, because AWS refuses anything else half-way',
  function* ({ inventory }) {
    for (const store of managedDocuments(inventory)) {
      yield* machine(store);
      yield* ground(store, inventory);
    }
  },
);

/** The regions that Amazon's documents name for DocumentDB. It is offered in more of them as time goes by, so that another one is only doubtful. */
const REGIONS: ReadonlySet<AwsRegion> = new Set([
  'af-south-1',
  'ap-east-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-south-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'me-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
]);

function* machine({ path, instanceClass }: MongoDb): Generator<Fault> {
  // Of a size that is none the rule on choices reports.
  if (instanceClass === undefined || MONGODB_CLASSES.has(instanceClass)) return;
  yield error(`${path}.instanceClass`, 'be a machine that DocumentDB offers', show(instanceClass), 'write it as db.r6g.large, or leave it out');
}

function* ground(store: MongoDb, inventory: Inventory): Generator<Fault> {
  for (const site of sitesOf(inventory, store)) {
    if (site.hosting?.kind !== 'aws') continue;
    const { region } = site.hosting;
    if (Array.isArray(site.zones) && site.zones.length === 1 && isWhole(store.replicas) && store.replicas > 0) {
      const got = `${count(1, 'zone')} at ${site.path}`;
      yield error(`${store.path}.replicas`, 'have a second zone for a replica', got, 'add a zone, or set it to 0 where care does not depend on it');
    }
    if (!REGIONS.has(region)) {
      const must = `stand in a region that is known to have DocumentDB at ${site.path}`;
      yield warning(store.path, must, show(region), 'see in the console whether it is offered there, or give the address of one that exists');
    }
  }
}
