import { parseIpv6Range, parseRange } from '@clinfra/core';
import type { PlannedResource, PlanValue } from '@clinfra/plan';

/** What must hold for every resource of a type. */
interface CommonRule {
  /** Whether the service is one for all regions; everything else names its region. */
  readonly global?: true;
  /**
   * Where it may stand besides the region of the site in whose component it is: a copy in the region of another declared site, or in us-east-1 what CloudFront
   * reads there and nowhere else.
   */
  readonly elsewhere?: 'another-site' | 'us-east-1';
  /** Why it has no tags, where AWS has none for it. */
  readonly untagged?: true;
  /** Inputs that must have these values, whatever the platform. */
  readonly must?: Readonly<Record<string, PlanValue>>;
  /** Inputs that must have one of these values. */
  readonly among?: Readonly<Record<string, readonly PlanValue[]>>;
  /** Inputs that must be there, with whatever value. */
  readonly present?: readonly string[];
  /** Whether it is a list of settings that must refuse connections without TLS. */
  readonly onlyTls?: true;
  /** Types that must stand beside it in the same component, because without them it would not be safe. */
  readonly beside?: readonly string[];
}

/** It holds no data; inputs that name a key by which it is encrypted are judged all the same. */
interface DatalessRule extends CommonRule {
  readonly holdsData?: never;
  readonly keys?: readonly string[];
}

/** It holds data, is protected where the store or the stage says so, and says by which inputs it is encrypted with a key of the platform, or what does it instead. */
interface DataRule extends CommonRule {
  readonly holdsData: true;
  readonly keys?: readonly [string, ...string[]];
  readonly encryptedBy?: string;
}

type TypeRule = DatalessRule | (DataRule & (Required<Pick<DataRule, 'keys'>> | Required<Pick<DataRule, 'encryptedBy'>>));

/** Every type of resource that a site may register. A type that is missing here is refused: whoever adds one says what must hold for it. */
export const RULES: Readonly<Record<string, TypeRule>> = {
  'acm/certificate:Certificate': { must: { validationMethod: 'DNS' } },
  'acm/certificateValidation:CertificateValidation': { untagged: true },
  // What is kept, how long and for whom stands in the tests of `cdn-settings`.
  // A plan backs up nothing that no selection names.
  'backup/plan:Plan': { present: ['rules.0.targetVaultName', 'rules.0.lifecycle.deleteAfter', 'rules.0.scheduleExpressionTimezone'] },
  'backup/restoreTestingPlan:RestoreTestingPlan': { present: ['scheduleExpressionTimezone', 'recoveryPointSelection.includeVaults'] },
  // By ARN, or a disk by its tags: the provider demands exactly one of the two.
  'backup/restoreTestingSelection:RestoreTestingSelection': { untagged: true, present: ['protectedResourceType'] },
  'backup/selection:Selection': { untagged: true, present: ['resources'] },
  'backup/vault:Vault': { keys: ['kmsKeyArn'], holdsData: true, elsewhere: 'another-site', beside: ['backup/vaultPolicy:VaultPolicy'] },
  'backup/vaultLockConfiguration:VaultLockConfiguration': { untagged: true, must: { minRetentionDays: 7 }, elsewhere: 'another-site' },
  'backup/vaultPolicy:VaultPolicy': { untagged: true, present: ['policy'], elsewhere: 'another-site' },
  // What is secret in it stands in Secrets Manager and is named, or is made there by AWS; what it makes with a key of the platform has a test in `packages/aws`.
  'cloudformation/stack:Stack': { present: ['templateBody'] },
  'cloudfront/cachePolicy:CachePolicy': { global: true, untagged: true },
  'cloudfront/distribution:Distribution': {
    global: true,
    must: { 'viewerCertificate.minimumProtocolVersion': 'TLSv1.2_2021', 'origins.0.customOriginConfig.originProtocolPolicy': 'https-only' },
    present: ['defaultCacheBehavior.responseHeadersPolicyId', 'webAclId'],
  },
  'cloudfront/originAccessControl:OriginAccessControl': { global: true, untagged: true, must: { signingBehavior: 'always' } },
  'cloudfront/originRequestPolicy:OriginRequestPolicy': { global: true, untagged: true },
  'cloudfront/responseHeadersPolicy:ResponseHeadersPolicy': { global: true, untagged: true, present: ['securityHeadersConfig'] },
  'cloudwatch/logDelivery:LogDelivery': { present: ['recordFields'] },
  'cloudwatch/logDeliveryDestination:LogDeliveryDestination': {},
  'cloudwatch/logDeliverySource:LogDeliverySource': {},
  'cloudwatch/compositeAlarm:CompositeAlarm': { present: ['alarmActions.0', 'alarmDescription'] },
  'cloudwatch/dashboard:Dashboard': { untagged: true },
  'cloudwatch/eventRule:EventRule': {},
  'cloudwatch/eventTarget:EventTarget': { untagged: true },
  'appautoscaling/policy:Policy': { untagged: true, must: { policyType: 'TargetTrackingScaling' } },
  'appautoscaling/target:Target': {},
  // The least that AWS knows of who is told.
  'budgets/budget:Budget': { global: true, present: ['limitAmount', 'notifications.0.subscriberEmailAddresses.0'] },
  'cfg/conformancePack:ConformancePack': { untagged: true, present: ['templateBody'] },
  'cfg/deliveryChannel:DeliveryChannel': { untagged: true, keys: ['s3KmsKeyArn'] },
  'cfg/recorder:Recorder': { untagged: true, must: { 'recordingGroup.allSupported': true } },
  'cfg/recorderStatus:RecorderStatus': { untagged: true, must: { isEnabled: true } },
  'cloudtrail/trail:Trail': { keys: ['kmsKeyId'], must: { isMultiRegionTrail: true, includeGlobalServiceEvents: true, enableLogFileValidation: true } },
  'cloudwatch/logGroup:LogGroup': { keys: ['kmsKeyId'] },
  'cloudwatch/metricAlarm:MetricAlarm': { present: ['alarmDescription', 'treatMissingData', 'threshold'] },
  'cloudwatch/logStream:LogStream': { untagged: true },
  'cloudwatch/logResourcePolicy:LogResourcePolicy': { untagged: true, present: ['policyDocument'] },
  'ecr/lifecyclePolicy:LifecyclePolicy': { untagged: true, present: ['policy'] },
  'ecr/pullThroughCacheRule:PullThroughCacheRule': { untagged: true },
  'ecr/registryScanningConfiguration:RegistryScanningConfiguration': { untagged: true, present: ['rules.0.scanFrequency'] },
  'ecr/replicationConfiguration:ReplicationConfiguration': { untagged: true },
  'ecr/repository:Repository': {
    keys: ['encryptionConfigurations.0.kmsKey'],
    must: { imageTagMutability: 'IMMUTABLE', 'imageScanningConfiguration.scanOnPush': true, forceDelete: false },
    holdsData: true,
  },
  'ecr/repositoryCreationTemplate:RepositoryCreationTemplate': {
    untagged: true,
    keys: ['encryptionConfigurations.0.kmsKey'],
    must: { imageTagMutability: 'IMMUTABLE' },
    present: ['repositoryPolicy'],
  },
  'ecr/repositoryPolicy:RepositoryPolicy': { untagged: true, present: ['policy'] },
  'docdb/cluster:Cluster': {
    keys: ['kmsKeyId'],
    must: { storageEncrypted: true, manageMasterUserPassword: true, deletionProtection: true },
    holdsData: true,
  },
  // Disk and password are the cluster's, and so is the protection.
  'docdb/clusterInstance:ClusterInstance': {},
  'docdb/clusterParameterGroup:ClusterParameterGroup': { onlyTls: true },
  'docdb/subnetGroup:SubnetGroup': {},
  'ec2/defaultSecurityGroup:DefaultSecurityGroup': { must: { ingress: [], egress: [] } },
  'ec2/eip:Eip': {},
  'ec2/flowLog:FlowLog': { must: { trafficType: 'ALL' } },
  'ec2/internetGateway:InternetGateway': {},
  'ec2/launchTemplate:LaunchTemplate': {
    keys: ['blockDeviceMappings.0.ebs.kmsKeyId'],
    must: { 'blockDeviceMappings.0.ebs.encrypted': 'true', 'metadataOptions.httpTokens': 'required', 'metadataOptions.httpPutResponseHopLimit': 1 },
  },
  'ec2/natGateway:NatGateway': {},
  'ec2/networkAcl:NetworkAcl': { present: ['subnetIds', 'ingress', 'egress'] },
  'ec2/route:Route': { untagged: true },
  'ec2/routeTable:RouteTable': {},
  'ec2/routeTableAssociation:RouteTableAssociation': { untagged: true },
  'ec2/securityGroup:SecurityGroup': {},
  'ec2/subnetCidrReservation:SubnetCidrReservation': { untagged: true, must: { reservationType: 'explicit' } },
  'ec2/tag:Tag': { untagged: true },
  'ec2/subnet:Subnet': { must: { mapPublicIpOnLaunch: false } },
  'ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation': { untagged: true, must: { assignGeneratedIpv6CidrBlock: true } },
  'ec2/vpc:Vpc': {},
  // A policy of its own, or everybody's credentials could carry data out by it.
  'ec2/vpcEndpoint:VpcEndpoint': { present: ['policy'] },
  'ec2/vpcPeeringConnection:VpcPeeringConnection': { present: ['peerRegion'] },
  'ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter': {},
  'ec2transitgateway/peeringAttachment:PeeringAttachment': { present: ['peerRegion'] },
  'ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter': {},
  'ec2transitgateway/route:Route': { untagged: true },
  // An attachment that it accepts by itself could be anybody's.
  'ec2transitgateway/transitGateway:TransitGateway': { must: { autoAcceptSharedAttachments: 'disable' } },
  'ec2transitgateway/vpcAttachment:VpcAttachment': {},
  'eks/accessEntry:AccessEntry': {},
  'eks/accessPolicyAssociation:AccessPolicyAssociation': { untagged: true },
  'eks/addon:Addon': { present: ['addonVersion'] },
  'eks/cluster:Cluster': {
    keys: ['encryptionConfig.provider.keyArn'],
    holdsData: true,
    must: { 'vpcConfig.endpointPrivateAccess': true, 'vpcConfig.endpointPublicAccess': false, 'accessConfig.authenticationMode': 'API' },
  },
  'eks/nodeGroup:NodeGroup': { present: ['launchTemplate.id', 'labels'] },
  'eks/podIdentityAssociation:PodIdentityAssociation': {},
  'elasticache/parameterGroup:ParameterGroup': {},
  'elasticache/replicationGroup:ReplicationGroup': {
    keys: ['kmsKeyId'],
    must: { atRestEncryptionEnabled: true, transitEncryptionEnabled: true, transitEncryptionMode: 'required' },
    holdsData: true,
  },
  'elasticache/subnetGroup:SubnetGroup': {},
  'elasticache/user:User': {},
  'elasticache/userGroup:UserGroup': {},
  'guardduty/detector:Detector': { must: { enable: true } },
  'guardduty/detectorFeature:DetectorFeature': { untagged: true, must: { status: 'ENABLED' } },
  'iam/instanceProfile:InstanceProfile': { global: true },
  // The most that a role may do.
  'iam/policy:Policy': { global: true, present: ['policy'] },
  'iam/role:Role': { global: true },
  'iam/rolePolicy:RolePolicy': { global: true, untagged: true },
  'iam/rolePolicyAttachment:RolePolicyAttachment': { global: true, untagged: true },
  'lambda/permission:Permission': { untagged: true, among: { principal: ['secretsmanager.amazonaws.com', 'sns.amazonaws.com'] }, present: ['sourceArn'] },
  'kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': {
    keys: ['serverSideEncryption.keyArn', 'extendedS3Configuration.kmsKeyArn'],
    must: { 'serverSideEncryption.enabled': true },
    holdsData: true,
  },
  'kms/alias:Alias': { untagged: true },
  // A word and what KMS makes of it, which the engine keeps as a secret.
  'kms/ciphertext:Ciphertext': { untagged: true },
  'kms/key:Key': { must: { enableKeyRotation: true }, present: ['policy'], holdsData: true, encryptedBy: 'it is the key itself' },
  'lb/listener:Listener': {},
  'lb/listenerRule:ListenerRule': {},
  'lb/loadBalancer:LoadBalancer': { must: { enableDeletionProtection: true }, present: ['securityGroups'] },
  'lb/targetGroup:TargetGroup': { must: { targetType: 'ip' } },
  'mq/broker:Broker': {
    keys: ['encryptionOptions.kmsKeyId'],
    must: { publiclyAccessible: false, 'encryptionOptions.useAwsOwnedKey': false, autoMinorVersionUpgrade: true, 'logs.general': true },
    present: ['configuration.id'],
    holdsData: true,
  },
  'mq/configuration:Configuration': { present: ['data'] },
  'msk/cluster:Cluster': {
    keys: ['encryptionInfo.encryptionAtRestKmsKeyArn'],
    must: {
      'encryptionInfo.encryptionInTransit.clientBroker': 'TLS',
      'encryptionInfo.encryptionInTransit.inCluster': true,
      'clientAuthentication.unauthenticated': false,
      'brokerNodeGroupInfo.connectivityInfo.publicAccess.type': 'DISABLED',
    },
    holdsData: true,
  },
  'msk/configuration:Configuration': { untagged: true },
  'msk/singleScramSecretAssociation:SingleScramSecretAssociation': { untagged: true, present: ['clusterArn', 'secretArn'] },
  'msk/topic:Topic': { untagged: true, holdsData: true, encryptedBy: 'the disks of its cluster' },
  'opensearch/domain:Domain': {
    keys: ['encryptAtRest.kmsKeyId'],
    must: {
      'encryptAtRest.enabled': true,
      'nodeToNodeEncryption.enabled': true,
      'domainEndpointOptions.enforceHttps': true,
      'domainEndpointOptions.tlsSecurityPolicy': 'Policy-Min-TLS-1-2-PFS-2023-10',
      'advancedSecurityOptions.enabled': true,
      'advancedSecurityOptions.internalUserDatabaseEnabled': false,
      'advancedSecurityOptions.anonymousAuthEnabled': false,
      'softwareUpdateOptions.autoSoftwareUpdateEnabled': true,
    },
    present: ['accessPolicies', 'vpcOptions.subnetIds', 'vpcOptions.securityGroupIds', 'logPublishingOptions.3'],
    holdsData: true,
  },
  'rds/cluster:Cluster': {
    keys: ['kmsKeyId', 'masterUserSecretKmsKeyId'],
    must: { storageEncrypted: true, manageMasterUserPassword: true, iamDatabaseAuthenticationEnabled: true, deletionProtection: true },
    holdsData: true,
  },
  // Disk and password are the cluster's, and so is the protection.
  'rds/clusterInstance:ClusterInstance': { keys: ['performanceInsightsKmsKeyId'], must: { publiclyAccessible: false } },
  'rds/clusterParameterGroup:ClusterParameterGroup': { onlyTls: true },
  'rds/clusterSnapshot:ClusterSnapshot': { holdsData: true, encryptedBy: 'the key of its cluster', present: ['tags.release-version'] },
  'rds/instance:Instance': {
    keys: ['kmsKeyId', 'performanceInsightsKmsKeyId', 'masterUserSecretKmsKeyId'],
    must: {
      storageEncrypted: true,
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: true,
      publiclyAccessible: false,
      deletionProtection: true,
    },
    holdsData: true,
  },
  'rds/parameterGroup:ParameterGroup': { onlyTls: true },
  'rds/proxy:Proxy': { must: { requireTls: true, defaultAuthScheme: 'IAM_AUTH', debugLogging: false } },
  'rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup': { untagged: true },
  'rds/proxyEndpoint:ProxyEndpoint': { must: { targetRole: 'READ_ONLY' } },
  'rds/proxyTarget:ProxyTarget': { untagged: true },
  'rds/snapshot:Snapshot': { holdsData: true, encryptedBy: 'the key of its server', present: ['tags.release-version'] },
  'rds/subnetGroup:SubnetGroup': {},
  's3/bucket:Bucket': {
    must: { forceDestroy: false },
    present: ['bucket', 'tags.purpose'],
    beside: [
      's3/bucketPublicAccessBlock:BucketPublicAccessBlock',
      's3/bucketOwnershipControls:BucketOwnershipControls',
      's3/bucketPolicy:BucketPolicy',
      's3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
      's3/bucketVersioning:BucketVersioning',
    ],
    holdsData: true,
    encryptedBy: 'its BucketServerSideEncryptionConfiguration',
  },
  's3/bucketCorsConfiguration:BucketCorsConfiguration': { untagged: true },
  's3/bucketReplicationConfig:BucketReplicationConfig': {
    untagged: true,
    keys: ['rules.0.destination.encryptionConfiguration.replicaKmsKeyId'],
  },
  's3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': { untagged: true },
  's3/bucketLogging:BucketLogging': { untagged: true, present: ['targetBucket'] },
  'cloudfront/monitoringSubscription:MonitoringSubscription': { global: true, untagged: true },
  's3/bucketMetric:BucketMetric': { untagged: true },
  's3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': { untagged: true, present: ['rule.defaultRetention.mode'] },
  's3/bucketOwnershipControls:BucketOwnershipControls': { untagged: true, must: { 'rule.objectOwnership': 'BucketOwnerEnforced' } },
  's3/bucketPolicy:BucketPolicy': { untagged: true, present: ['policy'] },
  's3/bucketPublicAccessBlock:BucketPublicAccessBlock': {
    untagged: true,
    must: { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
  },
  // Which buckets may do without a key of the platform stands in `bucket-purpose.ts`, and a test of its own holds them to it.
  's3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': {
    untagged: true,
    present: ['rules.0.applyServerSideEncryptionByDefault.sseAlgorithm'],
  },
  's3/bucketVersioning:BucketVersioning': { untagged: true, must: { 'versioningConfiguration.status': 'Enabled' } },
  'route53/healthCheck:HealthCheck': { global: true, must: { enableSni: true } },
  'route53/hostedZoneDnsSec:HostedZoneDnsSec': { global: true, untagged: true },
  'route53/keySigningKey:KeySigningKey': { global: true, untagged: true },
  'route53/queryLog:QueryLog': { global: true, untagged: true },
  'route53/record:Record': { global: true, untagged: true },
  'route53/zone:Zone': { global: true, must: { forceDestroy: false }, holdsData: true, encryptedBy: 'Route 53; names are public' },
  'securityhub/account:Account': { untagged: true },
  'securityhub/standardsSubscription:StandardsSubscription': { untagged: true },
  'secretsmanager/secretRotation:SecretRotation': { untagged: true },
  'secretsmanager/secret:Secret': { keys: ['kmsKeyId'], must: { recoveryWindowInDays: 30 }, holdsData: true },
  'sns/topic:Topic': { keys: ['kmsMasterKeyId'], beside: ['sns/topicPolicy:TopicPolicy'] },
  'sns/topicPolicy:TopicPolicy': { untagged: true, present: ['policy'] },
  'sns/topicSubscription:TopicSubscription': { untagged: true, among: { protocol: ['email', 'https', 'lambda', 'sms', 'sqs'] } },
  'scheduler/schedule:Schedule': { untagged: true, present: ['scheduleExpressionTimezone', 'target.roleArn'] },
  'sfn/stateMachine:StateMachine': { present: ['definition', 'roleArn'] },
  'sqs/queue:Queue': { keys: ['kmsMasterKeyId'] },
  'sqs/queuePolicy:QueuePolicy': { untagged: true, present: ['policy'] },
  'wafv2/ipSet:IpSet': {},
  'wafv2/webAcl:WebAcl': { must: { 'visibilityConfig.sampledRequestsEnabled': false }, present: ['rules', 'dataProtectionConfig'] },
  'wafv2/webAclAssociation:WebAclAssociation': { untagged: true },
  'wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration': { untagged: true, present: ['redactedFields'] },
  'vpc/securityGroupEgressRule:SecurityGroupEgressRule': { present: ['referencedSecurityGroupId'] },
  'vpc/securityGroupIngressRule:SecurityGroupIngressRule': {},
};

/** Tags that say whose a resource is. */
const TAGS = ['platform', 'environment', 'site', 'owner', 'managed-by'] as const;
const KEY = /^\$\{aws:kms\/(key:Key|replicaKey:ReplicaKey)::[^}]+\.arn\}$/;
const SECRET = /password$|secret$|authToken$|privateKey$/i;
/** Inputs by which anything on AWS is encrypted or made public, whatever its type. */
const KEY_INPUT = /(^|\.)(\w*[kK]ms\w*(Key|KeyId|KeyArn|MasterKeyId)|kmsKey)$/;
const ENCRYPTION = /(^|\.)(\w*[eE]ncrypted|\w*EncryptionEnabled|encryptionEnabled)$/;
const PUBLIC =
  /(^|\.)(publiclyAccessible|mapPublicIpOnLaunch|assignIpv6AddressOnCreation|associatePublicIpAddress|assignPublicIp|endpointPublicAccess|mapCustomerOwnedIpOnLaunch)$/;

/** The rule for a resource of AWS; undefined for a type that nobody has judged. */
export function ruleOf({ type }: PlannedResource): TypeRule | undefined {
  const known = type.slice('aws:'.length);
  return Object.hasOwn(RULES, known) ? RULES[known] : undefined;
}

/** What is wrong with a resource of a site in production whose stores keep their deletion protection; nothing where all is well. */
export function faultsOf(resource: PlannedResource, region: string): readonly string[] {
  if (!resource.type.startsWith('aws:')) return [];
  const rule = ruleOf(resource);
  if (!rule) return [`is of a type that nobody has judged; ${ADD}`];
  return [
    ...(resource.parent?.includes('clinfra:aws:') ? [] : ['stands outside the components']),
    ...regionFaults(resource, rule, region),
    ...tagFaults(resource, rule),
    ...keyFaults(resource, rule),
    ...Object.entries(mustOf(resource, rule)).flatMap(([path, value]) =>
      same(valueAt(resource.inputs, path), value) ? [] : [`${path} is not ${JSON.stringify(value)}`],
    ),
    ...Object.entries(rule.among ?? {})
      .filter(([path, values]) => !values.some(value => same(valueAt(resource.inputs, path), value)))
      .map(([path, values]) => `${path} is none of ${values.join(', ')}`),
    ...(rule.present ?? []).filter(path => valueAt(resource.inputs, path) === undefined).map(path => `has no ${path}`),
    ...(rule.onlyTls && !ONLY_TLS.some(parameter => listed(resource.inputs.parameters, parameter)) ? ['accepts connections without TLS'] : []),
    // What is left alone when it leaves the program needs no protection from it.
    ...(rule.holdsData && !resource.protect && !resource.retainOnDelete ? ['is not protected'] : []),
    ...openFaults(resource),
    ...leafFaults(resource, rule),
  ];
}

/** Route 53 signs with a pair of keys, which no service can renew in place. */
function mustOf({ inputs }: PlannedResource, { must = {} }: TypeRule): NonNullable<TypeRule['must']> {
  return inputs.keyUsage === 'SIGN_VERIFY' ? { customerMasterKeySpec: 'ECC_NIST_P256' } : must;
}

/** What the author of a new type has to do. */
const ADD =
  'add it to RULES in test/cloud/resource-rules.ts and say whether it holds data, which inputs name its key, what must never be otherwise, and whether AWS tags it';

/** What makes each engine refuse connections without TLS. */
const ONLY_TLS = [
  { name: 'rds.force_ssl', value: '1' },
  { name: 'require_secure_transport', value: '1' },
  { name: 'require_secure_transport', value: 'ON' },
  { name: 'tls', value: 'tls1.2+' },
] as const;

function listed(parameters: PlanValue | undefined, { name, value }: { readonly name: string; readonly value: string }): boolean {
  return Array.isArray(parameters) && parameters.some(one => valueAt(one, 'name') === name && valueAt(one, 'value') === value);
}

function regionFaults({ inputs }: PlannedResource, { global }: TypeRule, region: string): readonly string[] {
  if (global) return inputs.region === undefined ? [] : ['names a region, and its service has none'];
  return inputs.region === region ? [] : [`stands in ${JSON.stringify(inputs.region)}`];
}

function tagFaults({ inputs }: PlannedResource, { untagged }: TypeRule): readonly string[] {
  if (untagged) return [];
  return TAGS.filter(tag => !valueAt(inputs, `tags.${tag}`)).map(tag => `has no tag ${tag}`);
}

function keyFaults({ inputs }: PlannedResource, { keys = [] }: TypeRule): readonly string[] {
  return keys.filter(path => !KEY.test(String(valueAt(inputs, path)))).map(path => `${path} is no key of the platform`);
}

/** What no type may have, whether or not its rule speaks of it. */
function leafFaults({ inputs }: PlannedResource, { keys = [], must = {} }: TypeRule): readonly string[] {
  const spoken = new Set([...keys, ...Object.keys(must)]);
  return leavesOf(inputs).flatMap(([path, value]) => {
    if (SECRET.test(path) && typeof value === 'string') return [`${path} holds a secret`];
    if (spoken.has(path)) return [];
    if (KEY_INPUT.test(path) && !KEY.test(String(value))) return [`${path} is no key of the platform`];
    if (ENCRYPTION.test(path) && String(value) !== 'true') return [`${path} is not true`];
    return PUBLIC.test(path) && String(value) !== 'false' ? [`${path} is not false`] : [];
  });
}

/** Ways out are routes to gateways; the one way in from anywhere is to the ports of a load balancer that is meant for everybody. */
function openFaults({ type, inputs }: PlannedResource): readonly string[] {
  return leavesOf(inputs).flatMap(([path, value]) => {
    if (!isAnywhere(value)) return [];
    const wayOut = type === 'aws:ec2/route:Route' && leadsOut(inputs, path);
    const wayIn = type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule' && isForEverybody(inputs, path);
    return wayOut || wayIn ? [] : [`${path} is open to anywhere`];
  });
}

/** More addresses than one holder has, however they are written: two halves of the internet are the internet, and `0::/0` is all of it. */
function isAnywhere(value: PlanValue): boolean {
  if (typeof value !== 'string') return false;
  return (parseRange(value)?.prefix ?? NARROW) < WIDEST.ipv4 || (parseIpv6Range(value)?.prefix ?? NARROW) < WIDEST.ipv6;
}

const NARROW = 128;
const WIDEST = { ipv4: 8, ipv6: 20 } as const;

/** By IPv6 only what is seen from the internet has a way: nothing here starts a conversation by it. */
function leadsOut({ gatewayId, natGatewayId, routeTableId }: PlannedResource['inputs'], path: string): boolean {
  const ofPublicSubnets = gatewayId !== undefined && String(routeTableId).endsWith('-public.id}');
  if (path === 'destinationIpv6CidrBlock') return ofPublicSubnets;
  return path === 'destinationCidrBlock' && (ofPublicSubnets || natGatewayId !== undefined);
}

function isForEverybody({ description, fromPort, toPort }: PlannedResource['inputs'], path: string): boolean {
  return ['cidrIpv4', 'cidrIpv6'].includes(path) && description === 'callers' && fromPort === toPort && (fromPort === 443 || fromPort === 80);
}

export function valueAt(value: PlanValue | undefined, path: string): PlanValue | undefined {
  return path.split('.').reduce<unknown>((part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined), value) as
    | PlanValue
    | undefined;
}

function same(a: PlanValue | undefined, b: PlanValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function leavesOf(value: PlanValue, path = ''): readonly (readonly [path: string, value: PlanValue])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, part]) => leavesOf(part as PlanValue, path ? `${path}.${name}` : name));
}
