import { createHash } from 'node:crypto';
import { ALARM_SEVERITIES, type AlarmChannel, type AlarmSeverity, type ResolvedAlarms, type SecretWebChannel } from '@clinfra/core';

/** A channel at which nothing is secret. */
export type OpenChannel = Exclude<AlarmChannel, SecretWebChannel>;

/** Who is told of a severity. */
export interface Subscribed<Channel extends AlarmChannel> {
  readonly severity: AlarmSeverity;
  readonly channel: Channel;
}

/** Who is told of what, the most urgent first, apart by whether the address is a secret. */
export function subscribed({ notify }: Pick<ResolvedAlarms, 'notify'>): {
  readonly open: readonly Subscribed<OpenChannel>[];
  readonly secret: readonly Subscribed<SecretWebChannel>[];
} {
  const all = ALARM_SEVERITIES.flatMap(severity => (notify[severity] ?? []).map(channel => ({ severity, channel })));
  return {
    open: all.flatMap(({ severity, channel }) => (channel.kind === 'secret-web' ? [] : [{ severity, channel }])),
    secret: all.flatMap(({ severity, channel }) => (channel.kind === 'secret-web' ? [{ severity, channel }] : [])),
  };
}

/** What tells a channel from others; a subscription goes by it, so that another one before it in the list changes nothing. */
export function targetOf(channel: OpenChannel): string {
  switch (channel.kind) {
    case 'mail':
      return channel.address;
    case 'text':
      return channel.number;
    case 'web':
      return channel.url;
    case 'queue':
      return channel.queue;
    case 'function':
      return channel.function;
  }
}

const PROTOCOLS = { mail: 'email', text: 'sms', web: 'https', queue: 'sqs', function: 'lambda' } as const satisfies Record<OpenChannel['kind'], string>;

export function protocolOf({ kind }: OpenChannel): string {
  return PROTOCOLS[kind];
}

/** Where SNS sends. What is called by a name stands in the account and the region of the topic, so that nothing is told elsewhere unseen. */
export function endpointOf(channel: OpenChannel, region: string, accountId: string): string {
  switch (channel.kind) {
    case 'queue':
      return `arn:aws:sqs:${region}:${accountId}:${channel.queue}`;
    case 'function':
      return `arn:aws:lambda:${region}:${accountId}:function:${channel.function}`;
    default:
      return targetOf(channel);
  }
}

/**
 * Subscriptions at URLs that are secrets. CloudFormation reads them from Secrets Manager when it makes them; neither the template nor the engine ever has one. A new
 * value is read once the template names another key.
 */
export function secretSubscriptions(secrets: readonly Subscribed<SecretWebChannel>[]): string {
  const severities = [...new Set(secrets.map(({ severity }) => severity))];
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'who is told by HTTPS at an address that is a secret',
    Parameters: Object.fromEntries(severities.map(severity => [severity, { Type: 'String', Description: 'the topic' }])),
    Resources: Object.fromEntries(
      secrets.map(({ severity, channel: { secret, key } }) => [
        `${severity}${createHash('sha256').update(`${secret}/${key}`).digest('hex').slice(0, 8)}`,
        {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: { Ref: severity }, Protocol: 'https', Endpoint: `{{resolve:secretsmanager:${secret}:SecretString:${key}}}` },
        },
      ]),
    ),
  });
}
