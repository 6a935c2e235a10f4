import { type Duration, minutes, Percent, percent, seconds } from '../units';

/** How RDS Proxy shares the connections of a database among more clients than it could hold. */
export interface DatabaseProxyProps {
  /**
   * How much of what each server holds the proxy may open. The rest is for administrators, and for what goes past the proxy.
   * @default percent(90)
   */
  readonly connections?: Percent;
  /**
   * How much of what each server holds stays open while nobody uses it, so that a rush finds connections that are there. At most `connections`.
   * @default percent(50), or connections where that is less
   */
  readonly idle?: Percent;
  /**
   * How long a client waits for a connection when all of them are at work, before it is refused.
   * @default seconds(30)
   */
  readonly borrowTimeout?: Duration;
  /**
   * After how long without a query a client is cut off. Pools of clients should give their connections up before.
   * @default minutes(30)
   */
  readonly idleTimeout?: Duration;
}

export type DatabaseProxy = Required<DatabaseProxyProps>;

/** The figures of a proxy, with what was not said. */
export function proxyFrom({ connections = percent(90), idle, borrowTimeout = seconds(30), idleTimeout = minutes(30) }: DatabaseProxyProps): DatabaseProxy {
  const half = percent(50);
  const fewer = connections instanceof Percent && !connections.problem && half.exceeds(connections);
  return { connections, idle: idle ?? (fewer ? connections : half), borrowTimeout, idleTimeout };
}
