import type { PlanValue } from './planned-resource';

/** Whether a value that becomes another makes a new resource. */
export type Condition = (change: { readonly from: PlanValue | undefined; readonly to: PlanValue | undefined }) => boolean;

interface Decision {
  readonly paths: readonly string[];
  /** As in the generated table: `any`, `none`, or kinds of changes; where only the values tell, what they tell. */
  readonly when: string | Condition;
}

const AURORA_STORAGE: ReadonlySet<PlanValue> = new Set(['aurora', 'aurora-iopt1']);

/** What the provider that was asked does not know or cannot compare, each for a reason; it goes before the generated table. */
export const DECIDED_REPLACEMENTS: Readonly<Record<string, readonly Decision[]>> = {
  // One of two words, for which there is no question; AWS changes it by `UpdateRestoreTestingPlan`.
  'aws:backup/restoreTestingPlan:RestoreTestingPlan': [{ paths: ['recoveryPointSelection.algorithm'], when: 'none' }],
  // One of few words, for which there is no question; AWS has no call that changes it.
  'aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination': [{ paths: ['outputFormat'], when: 'any' }],
  // It goes with other properties, without which it cannot be asked about; AWS is told the whole alarm at once (`PutMetricAlarm`).
  'aws:cloudwatch/metricAlarm:MetricAlarm': [{ paths: ['metricName'], when: 'none' }],
  // Newer than the provider that was asked; the next one protects a cluster in place.
  'aws:eks/cluster:Cluster': [{ paths: ['deletionProtection'], when: 'none' }],
  'aws:elasticache/replicationGroup:ReplicationGroup': [
    // A cache goes from Redis to Valkey as it is, and in no other direction. The table has only what is true of every value.
    { paths: ['engine'], when: ({ from, to }) => !(from === 'redis' && to === 'valkey') },
    // The provider compares versions, and refuses to where one of the two is not given.
    { paths: ['engineVersion'], when: 'lowered' },
  ],
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': [
    // The provider knows no stream without a destination and its block, so that neither can be asked about alone; its schema has a new stream for another destination.
    { paths: ['destination', 'extendedS3Configuration'], when: 'any' },
  ],
  // Newer than the provider that was asked. The next one makes a topic anew by these; partitions are added in place, and Kafka refuses to take one away.
  'aws:msk/topic:Topic': [
    { paths: ['clusterArn', 'name', 'replicationFactor'], when: 'any' },
    { paths: ['partitionCount', 'configs'], when: 'none' },
  ],
  // The port of targets makes new ones in the provider's schema, as their protocol and network do; it was asked of a group that must have all three.
  'aws:lb/targetGroup:TargetGroup': [{ paths: ['port', 'protocol', 'vpcId'], when: 'any' }],
  // Aurora changes its kind of storage as it is, other clusters do not; each has names of its own for them.
  'aws:rds/cluster:Cluster': [{ paths: ['storageType'], when: ({ from, to }) => ![from, to].every(kind => AURORA_STORAGE.has(kind ?? 'aurora')) }],
  // Newer than the provider that was asked; AWS changes it by `ModifyDBProxy`.
  'aws:rds/proxy:Proxy': [{ paths: ['defaultAuthScheme'], when: 'none' }],
  // Newer than the provider that was asked; S3 is told the whole of it at once (`PutBucketEncryption`).
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': [{ paths: ['rules.blockedEncryptionTypes'], when: 'none' }],
  // The provider asks AWS whether a definition is one; AWS changes it by `UpdateStateMachine`.
  'aws:sfn/stateMachine:StateMachine': [{ paths: ['definition'], when: 'none' }],
  // Too large to be asked about in a time that anybody waits; the provider's schema has a new one for these.
  'aws:wafv2/webAcl:WebAcl': [
    { paths: ['name', 'namePrefix', 'scope'], when: 'changed given' },
    {
      paths: [
        ...['associationConfig', 'captchaConfig', 'challengeConfig', 'customResponseBodies', 'dataProtectionConfig', 'defaultAction'],
        ...['description', 'ruleJson', 'rules', 'tags', 'tokenDomains', 'visibilityConfig'],
      ],
      when: 'none',
    },
  ],
};
