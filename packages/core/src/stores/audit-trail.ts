import { given } from '../given/given';
import { type Duration, days } from '../units';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';

/** Seven years with their leap days: what regulators of health data ask for. */
export const SEVEN_YEARS = days(2557);

export interface AuditTrailProps extends Omit<StoreProps, 'size' | 'access' | 'existing'> {
  /**
   * How long each event is kept, during which nobody can change or remove it: no workload, no administrator, not the owner of the account. Less than seven
   * years is a weakened default (`audit-retention`).
   * @default days(2557), seven years
   */
  readonly retention?: Duration;
}

/**
 * Where workloads write who saw or changed what. What is written is kept as it is, and nothing that writes can read: Amazon Data Firehose brings it into a
 * bucket whose objects are locked. On a cluster that exists already, write into a bucket with a lock instead.
 */
export class AuditTrail extends StoreDeclaration {
  readonly kind = 'audit-trail';
  readonly retention: Duration;
  /** HTTPS. */
  protected readonly usualPort = 443;

  constructor(tier: DataTier, name: string, declared: AuditTrailProps) {
    const props = given('AuditTrailProps', declared);
    super(tier, name, props);
    const { retention = SEVEN_YEARS } = props;
    this.retention = retention;
  }
}
