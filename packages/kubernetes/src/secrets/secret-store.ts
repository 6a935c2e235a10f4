import type { Domain, SecretSource, Site } from '@clinfra/core';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type ISecretStore = import('@kubernetes-models/external-secrets/external-secrets.io/v1', { with: { 'resolution-mode': 'import' }}).ISecretStore;
type Provider = NonNullable<ISecretStore['spec']>['provider'];

/** The name of the one store of a namespace. */
export const SECRET_STORE = 'secrets';

/** Where External Secrets finds the secrets of a namespace. It logs in with the identity of its own pods, so that no key stands anywhere. */
export function secretStore(view: SiteView, domain: Domain, source: SecretSource): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name: SECRET_STORE, namespace: domain.name, labels: domainLabels(view, domain, domain.name, 'secret') },
    spec: { provider: providerOf(view.site, source) },
  } satisfies ISecretStore;
}

/** Without settings for the login it is that of External Secrets itself: Pod Identity on AWS, its service account with Vault. */
function providerOf({ hosting, path }: Site, source: SecretSource): Provider {
  if (source.kind === 'vault') {
    const { server, role, path: mount, login } = source;
    return { vault: { server, path: mount, version: 'v2', auth: { kubernetes: { mountPath: login, role } } } };
  }
  if (hosting.kind !== 'aws') throw new Error(`${path} is hosted by ${hosting.kind}; only a site on AWS has Secrets Manager`);
  return { aws: { service: 'SecretsManager', region: hosting.region } };
}
