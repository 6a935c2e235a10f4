import { DATABASE_ADMINISTRATOR, type RelationalStore } from '@clinfra/core';
import { type ComponentResource, type Input, interpolate, type Output, type Resource } from '@pulumi/pulumi';
import { logIns } from '../clients';
import type { StoreContext } from '../store-context';
import type { DatabaseFoundation } from './database-foundation';
import { DatabaseProxy } from './database-proxy';

/** What a database says of itself, whoever manages it. */
export interface DatabaseServers {
  readonly host: Output<string>;
  readonly readerHost: Output<string>;
  /** By which IAM knows it. */
  readonly resourceId: Output<string>;
  readonly target: { readonly dbInstanceIdentifier: Input<string> } | { readonly dbClusterIdentifier: Input<string> };
  /** Whether other servers answer reads than the one that takes writes. */
  readonly hasReaders: boolean;
  /** Where RDS keeps the administrator's password. */
  readonly secretArn: Output<string>;
  /** What must stand before a proxy can lead to it. */
  readonly members?: readonly Resource[];
}

/** By which way workloads come to a database. */
export interface DatabaseEntrance {
  /** Where writes go. */
  readonly host: Output<string>;
  /** Where reads go. */
  readonly readerHost: Output<string>;
  /** What the users that come this way are called in IAM, up to their names. */
  readonly userArns: Output<string>;
  readonly administrator: DatabaseAdministrator;
}

/** How whoever makes the users of a database comes in: to the servers themselves, because a proxy knows identities of IAM alone. */
export interface DatabaseAdministrator {
  readonly server: Output<string>;
  /** The secret in which RDS keeps the password, and the key with which it is encrypted. */
  readonly secretArn: Output<string>;
  readonly keyArn: Output<string>;
  /** What the user is called in IAM, for servers that take nothing but a token from it. */
  readonly userArn: Output<string>;
}

/** The servers themselves, or the proxy before them. One that nobody may use needs none. */
export function databaseEntrance(
  store: RelationalStore,
  context: StoreContext,
  { foundation, servers }: { readonly foundation: DatabaseFoundation; readonly servers: DatabaseServers },
  parent: ComponentResource,
): DatabaseEntrance {
  const { facts, network, uses } = context;
  const { host, readerHost, resourceId, target, hasReaders, secretArn, members = [] } = servers;
  const userArns = interpolate`arn:aws:rds-db:${facts.region}:${network.accountId}:dbuser:${resourceId}`;
  const administrator = { server: host, secretArn, keyArn: foundation.key.arn, userArn: interpolate`${userArns}/${DATABASE_ADMINISTRATOR}` };
  if (foundation.proxyLog === undefined || logIns(uses).length === 0) return { host, readerHost, userArns, administrator };
  const reached = { target, after: members, hasReaders, databaseGroupId: foundation.securityGroupId, databaseUsers: userArns };
  const proxy = new DatabaseProxy(`${facts.prefix}-${store.name}-proxy`, { store, context, ...reached, log: foundation.proxyLog }, { parent });
  return { host: proxy.host, readerHost: proxy.readerHost, userArns: proxy.userArns, administrator };
}
