import type { Store } from '@clinfra/core';
import type { ComponentResource } from '@pulumi/pulumi';
import { EncryptionKey } from '../encryption/encryption-key';
import type { KeyUser } from '../encryption/key-policy';
import type { StoreContext } from './store-context';

/** The key of one store: its data, its snapshots, its logs and its credentials, and nothing of any other store. */
export function storeKey(
  store: Store,
  { facts, network }: StoreContext,
  use: { readonly usedBy: readonly KeyUser[]; readonly logGroups: readonly string[]; readonly writers?: readonly string[] },
  parent: ComponentResource,
): EncryptionKey {
  const name = `${facts.prefix}-${store.name}`;
  return new EncryptionKey(
    name,
    {
      facts,
      accountId: network.accountId,
      description: `data, snapshots and logs of ${store.name} at ${facts.site.name}`,
      alias: facts.physicalName([store.name], 200),
      tags: facts.ownedBy(store, name).tags,
      protect: store.deletionProtection,
      ...use,
    },
    { parent },
  );
}
