import type { Percent } from '../units';

/** What an environment may cost. */
export interface Budget {
  /** US dollars a month. */
  readonly monthly: number;
  /**
   * What is counted: all of the account, or what bears the tags of the platform and its environment. Tags count only once whoever pays for the account has
   * switched `platform` and `environment` on as cost allocation tags; until then nothing is ever counted.
   * @default 'account'
   */
  readonly of?: 'account' | 'platform';
  /**
   * The shares of it at which somebody is told what has been spent.
   * @default [percent(50), percent(80), percent(100)]
   */
  readonly spent?: readonly Percent[];
  /**
   * The shares of it at which somebody is told what will have been spent by the end of the month.
   * @default [percent(100)]
   */
  readonly expected?: readonly Percent[];
  /** The addresses that are told by mail, ten at most. */
  readonly notify: readonly [string, ...string[]];
}
