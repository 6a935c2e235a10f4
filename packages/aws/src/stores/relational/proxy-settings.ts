import type { DatabaseProxy, RelationalStore } from '@clinfra/core';
import type { SiteFacts } from '../../site-facts';

const FAMILIES = { postgres: 'POSTGRESQL', mysql: 'MYSQL' } as const satisfies Record<RelationalStore['kind'], string>;

/** What a proxy is called in RDS, and by its log. */
export function proxyName(facts: SiteFacts, { name }: Pick<RelationalStore, 'name'>): string {
  return facts.physicalName([name, 'proxy'], 60);
}

/** What a proxy is: clients come with TLS and with a token of IAM, and the proxy goes on with one of its own. */
export function proxySettings({ kind, proxy }: Pick<RelationalStore, 'kind' | 'proxy'>, name: string) {
  return {
    name,
    engineFamily: FAMILIES[kind],
    defaultAuthScheme: 'IAM_AUTH',
    requireTls: true,
    // It would write every statement with its values, which are those of patients.
    debugLogging: false,
    ...(proxy && { idleClientTimeout: proxy.idleTimeout.toSeconds() }),
  };
}

/** How many connections it opens to each server, and how long a client waits for one. */
export function sharedConnections({ connections, idle, borrowTimeout }: DatabaseProxy) {
  return { maxConnectionsPercent: connections.toNumber(), maxIdleConnectionsPercent: idle.toNumber(), connectionBorrowTimeout: borrowTimeout.toSeconds() };
}
