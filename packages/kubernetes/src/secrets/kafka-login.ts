import type { Domain, Kafka, Workload } from '@clinfra/core';
import { hours, kafkaSecretName, Topic } from '@clinfra/core';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { pulledSecret } from './pulled-secret';

/** The fields of a login as MSK wants them. */
export const LOGIN_KEYS = { user: 'username', password: 'password' } as const;

/** The Secret with which a workload logs in to a Kafka cluster. Another number of the passwords is another object, so that its pods are made anew. */
export function kafkaLoginName(store: Kafka, { name }: Workload): string {
  return `store-${store.name}.${name}.${store.passwords}`;
}

/** What brings to a namespace the logins of its workloads, each to be taken by the one whose it is. */
export function kafkaLogins(view: SiteView, domain: Domain, workloads: readonly Workload[]): readonly Manifest[] {
  return workloads.flatMap(workload => {
    const clusters = workload.relations.flatMap(({ to }) => (to instanceof Topic && view.givesPasswords(to.kafka) ? [to.kafka] : []));
    return [...new Set(clusters)].map(store =>
      pulledSecret({
        name: kafkaLoginName(store, workload),
        namespace: domain.name,
        labels: domainLabels(view, domain, workload.name, 'secret'),
        refresh: hours(1),
        from: kafkaSecretName(view.site, store, workload),
        keys: Object.values(LOGIN_KEYS),
      }),
    );
  });
}
