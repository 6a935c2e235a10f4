import { parseSize, type Size } from '../units';

/** From when on something is told that may be an attack or a leak. */
export interface SecurityAlerts {
  /**
   * How many refused log-ins, answers with 401, a workload may give in five minutes.
   * @default 10
   */
  readonly unauthorized?: number;
  /**
   * How much may leave for third parties in a second, by the workload that sends it.
   * @default a megabyte
   */
  readonly egress?: Size;
}

export function securityAlertsFrom({ unauthorized = 10, egress = parseSize('1M') }: SecurityAlerts = {}): Required<SecurityAlerts> {
  return { unauthorized, egress };
}
