import type { Stage } from '@clinfra/core';
import { LogGroup } from '@pulumi/aws/cloudwatch';
import type { ComponentResource, Input } from '@pulumi/pulumi';
import type { Facts } from './facts';

/** How long logs are kept, in days as CloudWatch takes them: a year of production, so that what is found late can still be traced. */
export const LOG_DAYS = { development: 30, staging: 90, production: 365 } as const satisfies Record<Stage, number>;

export interface EncryptedLogGroupArgs {
  readonly facts: Facts;
  /** Its name in CloudWatch; where a service decides the name, the group must stand before the service writes, or it makes a plain one. */
  readonly logName: string;
  /** The key that encrypts it; its policy must name the log group. */
  readonly keyArn: Input<string>;
}

/** A log group that is encrypted and forgets in time. */
export function encryptedLogGroup(name: string, { facts, logName, keyArn }: EncryptedLogGroupArgs, parent: ComponentResource): LogGroup {
  const settings = { name: logName, kmsKeyId: keyArn, retentionInDays: LOG_DAYS[facts.stage] };
  return new LogGroup(name, { ...facts.owned(name), ...settings }, { parent });
}
