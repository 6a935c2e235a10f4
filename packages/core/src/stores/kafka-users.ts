import type { Inventory } from '../platform/inventory';
import { siteName } from '../sites/aws-names';
import type { Site } from '../sites/site';
import type { Workload } from '../workloads/workload';
import type { Kafka } from './kafka';
import { isMadeAt } from './made-at';
import { Topic } from './topic';

/** Nobody's name, in which entries stand that are to be there and give nothing; and how the names of the platform's own users begin. */
export const KAFKA_OWNER = 'clinfra';

/** The workloads of a site with an edge to a topic of the cluster, in the order in which they were declared. */
export function kafkaClients(inventory: Inventory, site: Site, store: Kafka): readonly Workload[] {
  const uses = ({ relations }: Workload) => relations.some(({ to }) => to instanceof Topic && to.kafka === store);
  return inventory.workloads.filter(workload => uses(workload) && inventory.sitesOf(workload).includes(site));
}

/** Whose login is made at a site, and at which cluster. */
export interface KafkaLogin {
  readonly store: Kafka;
  readonly workload: Workload;
}

/** The logins with a password that are made at a site. */
export function kafkaLoginsAt(inventory: Inventory, site: Site): readonly KafkaLogin[] {
  return inventory.stores.flatMap(store =>
    store.kind === 'kafka' && store.givesPasswords && isMadeAt(inventory, site, store)
      ? kafkaClients(inventory, site, store).map(workload => ({ store, workload }))
      : [],
  );
}

/** As whom a workload logs in to a Kafka cluster with a password, by the number of the passwords. */
export function kafkaUser(workload: Workload, passwords: number): string {
  return `${KAFKA_OWNER}.${workload.domain.name}.${workload.name}.${passwords}`;
}

/** What the secret with a workload's name and password is called. MSK reads none whose name begins otherwise. */
export function kafkaSecretName(site: Site, store: Kafka, { domain, name }: Workload): string {
  return `AmazonMSK_${siteName(site)}-${store.name}.${domain.name}.${name}.${store.passwords}`;
}
