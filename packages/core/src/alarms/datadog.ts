/** Where an account of Datadog is kept, as Datadog calls its places. */
export type DatadogSite = 'us1' | 'us3' | 'us5' | 'eu1' | 'ap1';

/** An account of Datadog that may read figures of AWS. Its agent in clusters is not part of this. */
export interface Datadog {
  /**
   * The external id that Datadog gives when the AWS account is added there: 32 letters and figures. It is no secret; without it any customer of Datadog could have
   * Datadog read this account.
   */
  readonly externalId: string;
  /**
   * Where the account of Datadog is kept: figures and names of resources go there, no data of anybody.
   * @default 'us1'
   */
  readonly site?: DatadogSite;
}
