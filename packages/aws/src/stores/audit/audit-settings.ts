import type { AuditTrail } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import type { PolicyDocument } from '../../identity/policy-document';
import type { SiteFacts } from '../../site-facts';

/** What the stream of an audit trail is called; permissions name it. */
export function auditStreamName(facts: SiteFacts, { name }: Pick<AuditTrail, 'name'>): string {
  return facts.physicalName([name], 64);
}

/** Once a minute or five mebibytes, a line for each event, by the day; what could not be delivered stands apart and is kept alike. */
export function auditDelivery(logGroupName: Input<string>, logStreamName: Input<string>) {
  const parameters = [{ parameterName: 'Delimiter', parameterValue: '\\n' }];
  return {
    prefix: 'events/!{timestamp:yyyy/MM/dd}/',
    errorOutputPrefix: 'failed/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/',
    compressionFormat: 'GZIP',
    bufferingInterval: 60,
    bufferingSize: 5,
    processingConfiguration: { enabled: true, processors: [{ type: 'AppendDelimiterToRecord', parameters }] },
    cloudwatchLoggingOptions: { enabled: true, logGroupName, logStreamName },
  };
}

/** To add objects to the one bucket and to say what failed; what is there cannot be read. What opens the key is its own policy. */
export function auditDeliveryPolicy(bucketArn: string, logGroupArn: string): PolicyDocument {
  const inBucket = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Add', Effect: 'Allow', Action: ['s3:AbortMultipartUpload', 's3:PutObject'], Resource: `${bucketArn}/*` },
      { Sid: 'Look', Effect: 'Allow', Action: inBucket, Resource: bucketArn },
      { Sid: 'SayWhatFailed', Effect: 'Allow', Action: ['logs:PutLogEvents'], Resource: `${logGroupArn}:log-stream:*` },
    ],
  };
}
