import type { PolicyDocument } from '../identity/policy-document';

/**
 * Who may tell by a topic: alarms of the account, and rules on its events. EventBridge does not say for whom it publishes, so that a condition on the account would
 * keep all of it out. Whoever speaks without TLS is refused, and nobody subscribes from elsewhere.
 */
export function topicPolicy(topicArn: string, accountId: string, region: string): PolicyDocument {
  const own = { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${accountId}:alarm:*` } };
  const Action = ['sns:Publish'];
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Alarms', Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' }, Action, Resource: topicArn, Condition: own },
      { Sid: 'Events', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action, Resource: topicArn },
      {
        Sid: 'EncryptedOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action,
        Resource: topicArn,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
