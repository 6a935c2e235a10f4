import { type DataTier, Domain, type Inventory, Kafka, RabbitMq, RelationalDeclaration, type Store, StoreAdministration } from '@clinfra/core';
import { managedDatabases } from '../databases';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';

export const administration = rule(
  'administration',
  'the users of databases, the queues of brokers and the ACLs of Kafka clusters are made by Jobs, in a namespace where nobody else can start pods, because these can administer the stores',
  function* ({ inventory }) {
    for (const tier of inventory.tiers) if (tier.administration) yield* ground(tier, tier.administration.domain, inventory);
    for (const domain of administering(inventory)) yield* alone(domain, inventory);
    for (const store of managedDatabases(inventory)) {
      if (store.tier.administration || !inventory.incoming(store).some(({ kind }) => kind !== 'administers')) continue;
      const must = `say where the users of ${store.path} are made`;
      yield warning(`${store.tier.path}.administration`, must, 'nothing', 'give a domain of its own, or make them by hand after each change of an edge');
    }
    for (const store of inventory.stores) {
      if (!(store instanceof RabbitMq) || store.existing || store.tier.administration || store.queues.length === 0) continue;
      if (!sitesOf(inventory, store).some(({ hosting }) => hosting?.kind === 'aws')) continue;
      const must = `say where the exchanges and queues of ${store.path} are made`;
      yield warning(`${store.tier.path}.administration`, must, 'nothing', 'give a domain of its own, or make them by hand after each change');
    }
    for (const store of inventory.stores) {
      if (!isGuarded(store) || store.tier.administration || !sitesOf(inventory, store).some(({ hosting }) => hosting?.kind === 'aws')) continue;
      const must = `say where it is written what clients may do in ${store.path}`;
      yield warning(`${store.tier.path}.administration`, must, 'nothing', 'give a domain of its own, or write its ACLs by hand after each change of an edge');
    }
  },
);

function* ground(tier: DataTier, domain: unknown, inventory: Inventory): Generator<Fault> {
  const path = `${tier.path}.administration.domain`;
  if (!(domain instanceof Domain) || domain.node.root !== inventory.platform) {
    const shown = showOn(inventory.platform, domain);
    yield error(path, `be a domain of platform ${inventory.platform.name}`, shown, 'pass a Domain that was declared there');
    return;
  }
  const administered = inventory.stores.some(
    store => store.tier === tier && !store.existing && (store instanceof RelationalDeclaration || store instanceof RabbitMq || isGuarded(store)),
  );
  const missing = administered ? sitesOf(inventory, tier).filter(site => !sitesOf(inventory, domain).includes(site)) : [];
  if (missing.length > 0)
    yield error(path, `stand on ${show(missing)} too`, `${show(domain)} on ${show(sitesOf(inventory, domain))}`, 'place both on the same sites');
}

/** Whether what clients may do there stands in the store itself. */
function isGuarded(store: Store): boolean {
  return store instanceof Kafka && store.givesPasswords;
}

function administering({ tiers, domains }: Inventory): readonly Domain[] {
  return domains.filter(domain => tiers.some(tier => tier.administration?.domain === domain));
}

function* alone(domain: Domain, inventory: Inventory): Generator<Fault> {
  const others = [...inventory.workloadsOf(domain).filter(workload => !(workload instanceof StoreAdministration)), ...inventory.additionsOf(domain)];
  for (const other of others) {
    yield error(other.path, `stand elsewhere than in ${domain.path}, whose pods can administer stores`, 'there', 'declare it in another domain');
  }
}
