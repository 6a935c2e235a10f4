import type { Store } from '@clinfra/core';
import type { ComponentResource } from '@pulumi/pulumi';
import { EncryptionKey, type EncryptionKeyArgs } from '../encryption/encryption-key';
import type { StoreContext } from './store-context';

/** What writes with the key and what is encrypted with it, besides the data. */
export type StoreKeyUse = Pick<EncryptionKeyArgs, 'usedBy' | 'logGroups' | 'writers'>;

/** The key of one store: its data, its snapshots, its logs and its credentials, and nothing of any other store. */
export function storeKey(store: Store, { facts, network }: StoreContext, use: StoreKeyUse, parent: ComponentResource): EncryptionKey {
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
