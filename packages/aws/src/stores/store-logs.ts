import type { Store } from '@clinfra/core';
import type { LogGroup } from '@pulumi/aws/cloudwatch';
import type { ComponentResource } from '@pulumi/pulumi';
import type { EncryptionKey } from '../encryption/encryption-key';
import { encryptedLogGroup } from '../log-group';
import type { StoreContext } from './store-context';
import { type StoreKeyUse, storeKey } from './store-key';

/** The key of a store, and the logs that it encrypts. */
export interface KeyAndLogs<Log extends string> {
  readonly key: EncryptionKey;
  /** They stand before the store, whose service would make them itself, plain and everlasting. */
  readonly logGroups: Readonly<Record<Log, LogGroup>>;
}

export interface StoreLogsUse<Log extends string> extends Omit<StoreKeyUse, 'logGroups'> {
  /** What each log is called in CloudWatch, by its name within the store. */
  readonly logs: Readonly<Record<Log, string>>;
}

/** What a store begins with that writes logs. */
export function keyAndLogs<Log extends string>(
  store: Store,
  context: StoreContext,
  { logs, ...use }: StoreLogsUse<Log>,
  parent: ComponentResource,
): KeyAndLogs<Log> {
  const { facts } = context;
  const names = Object.entries<string>(logs);
  const key = storeKey(store, context, { ...use, logGroups: names.map(([, logName]) => logName) }, parent);
  const groups = names.map(([log, logName]) => {
    const name = `${facts.prefix}-${store.name}-${log}`;
    return [log, encryptedLogGroup(name, { facts, logName, keyArn: key.arn }, parent)] as const;
  });
  return { key, logGroups: Object.fromEntries(groups) as Record<Log, LogGroup> };
}
