import { isFields } from '../fields';

/** What names a resource, is a property of its owner, follows from what stands beside it, or would put a secret into the state. */
const CLOSED = new Set([
  // names, and where it stands
  ...['region', 'identifier', 'clusterIdentifier', 'clusterName', 'replicationGroupId', 'name', 'namePrefix', 'bucket', 'bucketPrefix', 'nodeGroupName'],
  ...[
    'nodeGroupNamePrefix',
    'addonName',
    'aliases',
    'domainName',
    'subjectAlternativeNames',
    'validationMethod',
    'keyAlgorithm',
    'vpcId',
    'vpcs',
    'loadBalancerArn',
  ],
  ...[
    'availabilityZone',
    'availabilityZoneId',
    'dbSubnetGroupName',
    'subnetGroupName',
    'subnets',
    'subnetIds',
    'subnetMappings',
    'cidrBlock',
    'ipv6CidrBlock',
    'scope',
  ],
  // of databases, caches and brokers
  ...['engine', 'engineVersion', 'kafkaVersion', 'instanceClass', 'dbClusterInstanceClass', 'nodeType', 'port', 'numberOfBrokerNodes', 'numNodeGroups'],
  ...['replicasPerNodeGroup', 'allocatedStorage', 'storageType', 'iops', 'storageThroughput', 'family', 'description', 'promotionTier', 'backupWindow'],
  ...['preferredBackupWindow', 'maintenanceWindow', 'preferredMaintenanceWindow', 'snapshotWindow', 'dbParameterGroupName', 'dbClusterParameterGroupName'],
  ...[
    'parameterGroupName',
    'parameterGroupFamily',
    'clusterMode',
    'configurationInfo',
    'serverlessV2ScalingConfiguration',
    'storageMode',
    'brokerName',
    'engineType',
    'deploymentMode',
    'hostInstanceType',
    'configuration',
    'maintenanceWindowStartTime',
    'users',
    'globalClusterIdentifier',
  ],
  ...['masterUsername', 'username', 'masterPassword', 'masterPasswordWo', 'password', 'passwordWo', 'authToken', 'databaseName', 'dbName'],
  ...['clusterConfig', 'ebsOptions', 'vpcOptions', 'offPeakWindowOptions'],
  // of clusters, their nodes and what is bound to them
  ...['version', 'addonVersion', 'kubernetesNetworkConfig', 'bootstrapSelfManagedAddons', 'computeConfig', 'storageConfig', 'remoteNetworkConfig'],
  ...[
    'scalingConfig',
    'instanceTypes',
    'instanceType',
    'amiType',
    'releaseVersion',
    'diskSize',
    'labels',
    'taints',
    'launchTemplate',
    'imageId',
    'tagSpecifications',
  ],
  ...['loadBalancerType', 'targetType', 'protocol', 'protocolVersion', 'defaultActions', 'idleTimeout', 'enableCrossZoneLoadBalancing', 'objectLockEnabled'],
  // of what is asked and delivered
  ...[
    'destination',
    'fqdn',
    'ipAddress',
    'resourcePath',
    'searchString',
    'type',
    'requestInterval',
    'failureThreshold',
    'regions',
    'enableSni',
    'enabled',
    'priceClass',
  ],
  ...['keyUsage', 'customerMasterKeySpec', 'multiRegion'],
  // of roles, by whose whole name policies go and which may do what follows from edges, and of secrets, which stand at each site by themselves
  ...['path', 'inlinePolicies', 'managedPolicyArns', 'replicas'],
]);

/** What keeps data and ways to it encrypted, private, watched, and there. */
const GUARDED = new Set([
  ...['storageEncrypted', 'kmsKeyId', 'publiclyAccessible', 'deletionProtection', 'skipFinalSnapshot', 'finalSnapshotIdentifier', 'deleteAutomatedBackups'],
  ...['vpcSecurityGroupIds', 'securityGroupIds', 'securityGroups', 'ingress', 'egress', 'revokeRulesOnDelete', 'iamDatabaseAuthenticationEnabled'],
  ...['iamRoles', 'manageMasterUserPassword', 'masterUserSecretKmsKeyId', 'caCertIdentifier', 'caCertificateIdentifier'],
  ...['transitEncryptionEnabled', 'transitEncryptionMode', 'atRestEncryptionEnabled', 'userGroupIds', 'automaticFailoverEnabled', 'multiAzEnabled', 'multiAz'],
  ...['encryptionOptions', 'logs', 'autoMinorVersionUpgrade', 'authenticationStrategy'],
  ...['clientAuthentication', 'encryptionInfo', 'brokerNodeGroupInfo', 'loggingInfo', 'enabledCloudwatchLogsExports', 'logDeliveryConfigurations'],
  ...['policy', 'enableKeyRotation', 'deletionWindowInDays', 'isEnabled', 'bypassPolicyLockoutSafetyCheck', 'retentionInDays', 'backupRetentionPeriod'],
  ...['snapshotRetentionLimit', 'parameters', 'performanceInsightsKmsKeyId', 'copyTagsToSnapshot', 'skipDestroy', 'logGroupClass', 'monitoringRoleArn'],
  ...['accessPolicies', 'advancedSecurityOptions', 'encryptAtRest', 'nodeToNodeEncryption', 'domainEndpointOptions', 'logPublishingOptions'],
  ...['softwareUpdateOptions', 'cognitoOptions', 'identityCenterOptions'],
  // of buckets, streams and images
  ...['forceDestroy', 'acl', 'grants', 'serverSideEncryptionConfiguration', 'versioning', 'objectLockConfiguration', 'logging', 'loggings', 'lifecycleRules'],
  ...['corsRules', 'replicationConfiguration', 'website', 'serverSideEncryption', 'extendedS3Configuration', 'forceDelete', 'encryptionConfigurations'],
  ...['imageTagMutability', 'imageTagMutabilityExclusionFilters', 'imageScanningConfiguration'],
  // of roles and secrets
  ...['assumeRolePolicy', 'permissionsBoundary', 'maxSessionDuration', 'recoveryWindowInDays', 'forceOverwriteReplicaSecret'],
  // of networks, clusters and their nodes
  ...['enableDnsSupport', 'enableDnsHostnames', 'mapPublicIpOnLaunch', 'assignIpv6AddressOnCreation', 'trafficType', 'logDestination', 'logDestinationType'],
  ...['iamRoleArn', 'roleArn', 'nodeRoleArn', 'serviceAccountRoleArn', 'podIdentityAssociations', 'vpcConfig', 'encryptionConfig', 'enabledClusterLogTypes'],
  ...['accessConfig', 'remoteAccess', 'metadataOptions', 'blockDeviceMappings', 'userData', 'networkInterfaces', 'securityGroupNames', 'keyName'],
  ...['iamInstanceProfile', 'configurationValues'],
  // of ways in
  ...['internal', 'enableDeletionProtection', 'accessLogs', 'connectionLogs', 'dropInvalidHeaderFields', 'desyncMitigationMode', 'preserveHostHeader'],
  ...['enableWafFailOpen', 'xffHeaderProcessingMode', 'enforceSecurityGroupInboundRulesOnPrivateLinkTraffic', 'sslPolicy', 'certificateArn'],
  ...['mutualAuthentication', 'healthCheck', 'preserveClientIp', 'defaultAction', 'rules', 'ruleJson', 'visibilityConfig', 'dataProtectionConfig'],
  ...['associationConfig', 'origins', 'originGroups', 'defaultCacheBehavior', 'orderedCacheBehaviors', 'viewerCertificate', 'webAclId', 'loggingConfig'],
  ...['restrictions', 'customErrorResponses', 'options', 'certificateAuthorityArn', 'privateKey', 'certificateBody', 'disabled', 'invertHealthcheck'],
]);

/** Tags by which bills, policies and people go. */
const OUR_TAGS = /^(?:Name|environment|managed-by|owner|platform|site|store|data-classes|purpose)$|^clinfra|^kubernetes\.io\//;

/** The arguments of a merge that no patch may change. */
export function closedIn(merge: Readonly<Record<string, unknown>>): readonly string[] {
  const { tags } = merge;
  const ours = isFields(tags) ? Object.keys(tags).filter(tag => OUR_TAGS.test(tag)) : [];
  const whole = Object.hasOwn(merge, 'tags') && !isFields(tags) ? ['tags'] : [];
  return [...Object.keys(merge).filter(argument => CLOSED.has(argument)), ...whole, ...ours.map(tag => `tags.${tag}`)];
}

/** Those that take a waiver in production. */
export function guardedIn(patch: unknown): readonly string[] {
  return isFields(patch) && isFields(patch.merge) ? Object.keys(patch.merge).filter(argument => GUARDED.has(argument)) : [];
}
