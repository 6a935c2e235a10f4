import { ClinicalService, type Domain, keysOfSignals, type Secret, secretsOf, Worker, type Workload } from '@clinfra/core';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { kafkaLogins } from './kafka-login';
import { pulledSecret } from './pulled-secret';
import { secretName } from './secret-name';
import { secretStore } from './secret-store';

/** What brings secrets to a namespace: its store, what its workloads take of each secret, and with what they log in. Nothing where they need none. */
export function externalSecrets(view: SiteView, domain: Domain, workloads: readonly Workload[]): readonly Manifest[] {
  const taken = takenBy(workloads);
  const { secrets: source } = view.site;
  const logins = kafkaLogins(view, domain, workloads);
  if ((taken.size === 0 && logins.length === 0) || source === undefined) return [];
  return [secretStore(view, domain, source), ...[...taken].map(([secret, keys]) => externalSecret(view, domain, secret, keys)), ...logins];
}

/** The keys of each secret that some workload takes, or that its scaling is read with; no other value enters the namespace. */
function takenBy(workloads: readonly Workload[]): ReadonlyMap<Secret, ReadonlySet<string>> {
  const taken = new Map<Secret, Set<string>>();
  const take = (secret: Secret, keys: readonly string[]) => {
    const known = taken.get(secret) ?? new Set();
    taken.set(secret, known);
    for (const key of keys) known.add(key);
  };
  for (const workload of workloads) {
    for (const { secret, variables } of secretsOf(workload)) take(secret, Object.values(variables));
    if (!(workload instanceof ClinicalService || workload instanceof Worker)) continue;
    for (const { secret, key } of keysOfSignals(workload.scale.signals)) take(secret, [key]);
  }
  return taken;
}

/** The keys of a declared secret. */
function externalSecret(view: SiteView, domain: Domain, secret: Secret, taken: ReadonlySet<string>): Manifest {
  return pulledSecret({
    name: secretName(view, secret),
    namespace: domain.name,
    labels: domainLabels(view, domain, secret.name, 'secret'),
    refresh: secret.refresh,
    from: secret.nameAt(view.site),
    version: secret.version,
    // In the order of the declaration, so that it does not depend on who takes a key first.
    keys: secret.keys.filter(declared => taken.has(declared)),
  });
}
