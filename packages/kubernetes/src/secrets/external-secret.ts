import { ClinicalService, type Domain, type Duration, keysOfSignals, type Secret, secretsOf, Worker, type Workload } from '@clinfra/core';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { secretName } from './secret-name';
import { SECRET_STORE, secretStore } from './secret-store';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IExternalSecret = import('@kubernetes-models/external-secrets/external-secrets.io/v1', { with: { 'resolution-mode': 'import' }}).IExternalSecret;

/** What brings secrets to a namespace: its store, and what its workloads take of each secret. Nothing where they take none. */
export function externalSecrets(view: SiteView, domain: Domain, workloads: readonly Workload[]): readonly Manifest[] {
  const taken = takenBy(workloads);
  const { secrets: source } = view.site;
  if (taken.size === 0 || source === undefined) return [];
  return [secretStore(view, domain, source), ...[...taken].map(([secret, keys]) => externalSecret(view, domain, secret, keys))];
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

/** Copies the keys of a secret from its source into a Secret that belongs to this object, and keeps them fresh. */
function externalSecret(view: SiteView, domain: Domain, secret: Secret, taken: ReadonlySet<string>): Manifest {
  const name = secretName(view, secret);
  const key = secret.nameAt(view.site);
  const version = secret.version === undefined ? {} : { version: String(secret.version) };
  // In the order of the declaration, so that it does not depend on who takes a key first.
  const keys = secret.keys.filter(declared => taken.has(declared));
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace: domain.name, labels: domainLabels(view, domain, secret.name, 'secret') },
    spec: {
      refreshInterval: asGo(secret.refresh),
      secretStoreRef: { kind: 'SecretStore', name: SECRET_STORE },
      target: { name, creationPolicy: 'Owner' },
      data: keys.map(property => ({ secretKey: property, remoteRef: { key, property, ...version } })),
    },
  } satisfies IExternalSecret;
}

/** As Go writes a length of time itself: External Secrets writes its objects back, and another spelling would differ from what was sent for ever. */
function asGo(length: Duration): string {
  const total = length.toSeconds();
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
