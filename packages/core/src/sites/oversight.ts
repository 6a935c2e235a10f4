import { SEVEN_YEARS } from '../stores/audit-trail';
import type { Duration } from '../units';

/**
 * What watches over the account of a site on AWS. An account has most of it once in a region: turn off what your organization runs in it already, and what
 * another environment in the same account sets.
 */
export interface Oversight {
  /**
   * Whether CloudTrail notes who did what in the account, in all regions, and who read or wrote an object of a bucket with health data or audit events; signed,
   * in a bucket whose objects are locked. Of the sites of a platform one has it.
   * @default true
   */
  readonly trail?: boolean;
  /**
   * How long that is kept and locked. Less than seven years is a weakened default (`audit-retention`).
   * @default days(2557), seven years
   */
  readonly trailRetention?: Duration;
  /**
   * Whether AWS Config records how every resource is set and has been, and judges it by rules about encryption, publicity, versions and passwords.
   * @default true
   */
  readonly configuration?: boolean;
  /**
   * Whether GuardDuty looks for intruders in calls to AWS, in requests to EKS and S3, in log-ins to databases and on disks.
   * @default true
   */
  readonly threats?: boolean;
  /**
   * Whether Security Hub gathers what all of these find and holds it against AWS's own practices and the CIS benchmark. It reads what `configuration` records.
   * @default true
   */
  readonly findings?: boolean;
}

/** What watches over a site, with what was left out. */
export function oversightFrom(oversight: Oversight | undefined): Required<Oversight> | undefined {
  return oversight && { trail: true, trailRetention: SEVEN_YEARS, configuration: true, threats: true, findings: true, ...oversight };
}
