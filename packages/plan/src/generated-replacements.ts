// Made by `npm run generate:replacements` from what terraform-provider-aws 5.100.0 answers of the types of @pulumi/aws 7.48.0.

/**
 * Of each type, the paths of its properties by which of their changes make a new resource: `any` or `none`; or those that are listed, of which `on` and `off` are those
 * of a switch, and `given-true` is that of one which was not given before. What the provider does not know or refuses to compare is `unasked`.
 */
export const GENERATED_REPLACEMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'aws:acm/certificate:Certificate': {
    any: `certificateAuthorityArn validationOptions`,
    changed: `validationOptions.domainName validationOptions.validationDomain`,
    'changed given': `domainName keyAlgorithm subjectAlternativeNames validationMethod`,
    none: `certificateBody certificateChain earlyRenewalDuration options.* privateKey tags`,
    unasked: `options.export privateKeyWo privateKeyWoVersion`,
  },
  'aws:acm/certificateValidation:CertificateValidation': {
    any: `certificateArn validationRecordFqdns`,
  },
  'aws:appautoscaling/policy:Policy': {
    any: `name resourceId scalableDimension serviceNamespace`,
    none: `policyType stepScalingPolicyConfiguration.* targetTrackingScalingPolicyConfiguration.*`,
    unasked: `predictiveScalingPolicyConfiguration`,
  },
  'aws:appautoscaling/target:Target': {
    any: `resourceId scalableDimension serviceNamespace`,
    none: `maxCapacity minCapacity roleArn suspendedState.* tags`,
  },
  'aws:backup/plan:Plan': {
    any: `name`,
    none: `advancedBackupSettings.* rules.* tags`,
    unasked: `rules.scanActions rules.targetLogicallyAirGappedBackupVaultArn scanSettings`,
  },
  'aws:backup/restoreTestingPlan:RestoreTestingPlan': {
    any: `name`,
    none: `recoveryPointSelection recoveryPointSelection.excludeVaults recoveryPointSelection.includeVaults recoveryPointSelection.recoveryPointTypes recoveryPointSelection.selectionWindowDays scheduleExpression scheduleExpressionTimezone startWindowHours tags`,
    unasked: `recoveryPointSelection.algorithm`,
  },
  'aws:backup/restoreTestingSelection:RestoreTestingSelection': {
    any: `name protectedResourceType restoreTestingPlanName`,
    none: `iamRoleArn protectedResourceArns protectedResourceConditions.* restoreMetadataOverrides validationWindowHours`,
  },
  'aws:backup/selection:Selection': {
    any: `iamRoleArn name planId resources selectionTags`,
    changed: `conditions.stringEquals.key conditions.stringEquals.value conditions.stringLikes.key conditions.stringLikes.value conditions.stringNotEquals.key conditions.stringNotEquals.value conditions.stringNotLikes.key conditions.stringNotLikes.value selectionTags.key selectionTags.type selectionTags.value`,
    'changed given': `notResources`,
    given: `conditions`,
    removed: `conditions.stringEquals conditions.stringLikes conditions.stringNotEquals conditions.stringNotLikes`,
  },
  'aws:backup/vault:Vault': {
    any: `name`,
    'changed given': `kmsKeyArn`,
    none: `forceDestroy tags`,
  },
  'aws:backup/vaultLockConfiguration:VaultLockConfiguration': {
    any: `backupVaultName changeableForDays maxRetentionDays minRetentionDays`,
  },
  'aws:backup/vaultPolicy:VaultPolicy': {
    any: `backupVaultName`,
    none: `policy`,
  },
  'aws:budgets/budget:Budget': {
    'changed given': `accountId name namePrefix`,
    none: `autoAdjustData.* budgetType costFilters.* costTypes.* limitAmount limitUnit notifications.* plannedLimits.* tags timePeriodEnd timePeriodStart timeUnit`,
    unasked: `billingViewArn filterExpression metrics`,
  },
  'aws:cfg/conformancePack:ConformancePack': {
    any: `name`,
    none: `deliveryS3Bucket deliveryS3KeyPrefix inputParameters.* templateBody templateS3Uri`,
  },
  'aws:cfg/deliveryChannel:DeliveryChannel': {
    any: `name`,
    none: `s3BucketName s3KeyPrefix s3KmsKeyArn snapshotDeliveryProperties.* snsTopicArn`,
  },
  'aws:cfg/recorder:Recorder': {
    any: `name`,
    none: `recordingGroup.* recordingMode.* roleArn`,
  },
  'aws:cfg/recorderStatus:RecorderStatus': {
    none: `isEnabled name`,
  },
  'aws:cloudformation/stack:Stack': {
    any: `name onFailure timeoutInMinutes`,
    'changed given removed-true': `disableRollback`,
    none: `capabilities iamRoleArn notificationArns parameters policyBody policyUrl tags templateBody templateUrl`,
  },
  'aws:cloudfront/cachePolicy:CachePolicy': {
    none: `comment defaultTtl maxTtl minTtl name parametersInCacheKeyAndForwardedToOrigin.*`,
  },
  'aws:cloudfront/distribution:Distribution': {
    'changed given removed-true': `staging`,
    none: `aliases comment continuousDeploymentPolicyId customErrorResponses.* defaultCacheBehavior.* defaultRootObject enabled httpVersion isIpv6Enabled loggingConfig.* orderedCacheBehaviors.* originGroups.* origins.* priceClass restrictions.* retainOnDelete tags viewerCertificate.* waitForDeployment webAclId`,
    unasked: `anycastIpListId cacheTagConfig connectionFunctionAssociation origins.customOriginConfig.ipAddressType origins.customOriginConfig.originMtlsConfig origins.responseCompletionTimeout origins.vpcOriginConfig.ownerAccountId viewerMtlsConfig`,
  },
  'aws:cloudfront/monitoringSubscription:MonitoringSubscription': {
    any: `distributionId`,
    none: `monitoringSubscription.*`,
  },
  'aws:cloudfront/originAccessControl:OriginAccessControl': {
    none: `description name originAccessControlOriginType signingBehavior signingProtocol`,
  },
  'aws:cloudfront/originRequestPolicy:OriginRequestPolicy': {
    none: `comment cookiesConfig.* headersConfig.* name queryStringsConfig.*`,
  },
  'aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy': {
    none: `comment corsConfig.* customHeadersConfig.* name removeHeadersConfig.* securityHeadersConfig.* serverTimingHeadersConfig.*`,
  },
  'aws:cloudtrail/trail:Trail': {
    any: `name`,
    none: `advancedEventSelectors.* cloudWatchLogsGroupArn cloudWatchLogsRoleArn enableLogFileValidation enableLogging eventSelectors.* includeGlobalServiceEvents insightSelectors.* isMultiRegionTrail isOrganizationTrail kmsKeyId s3BucketName s3KeyPrefix snsTopicName tags`,
  },
  'aws:cloudwatch/compositeAlarm:CompositeAlarm': {
    any: `alarmName`,
    'changed given removed-false': `actionsEnabled`,
    none: `actionsSuppressor.* alarmActions alarmDescription alarmRule insufficientDataActions okActions tags`,
  },
  'aws:cloudwatch/dashboard:Dashboard': {
    any: `dashboardName`,
    none: `dashboardBody`,
  },
  'aws:cloudwatch/eventRule:EventRule': {
    any: `eventBusName`,
    'changed given': `name namePrefix`,
    none: `description eventPattern forceDestroy isEnabled roleArn scheduleExpression state tags`,
  },
  'aws:cloudwatch/eventTarget:EventTarget': {
    any: `eventBusName rule`,
    'changed given': `targetId`,
    none: `appsyncTarget.* arn batchTarget.* deadLetterConfig.* ecsTarget.* forceDestroy httpTarget.* input inputPath inputTransformer.* kinesisTarget.* redshiftTarget.* retryPolicy.* roleArn runCommandTargets.* sagemakerPipelineTarget.* sqsTarget.*`,
  },
  'aws:cloudwatch/logDelivery:LogDelivery': {
    any: `deliveryDestinationArn deliverySourceName`,
    none: `fieldDelimiter recordFields s3DeliveryConfigurations tags`,
  },
  'aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination': {
    any: `name`,
    given: `deliveryDestinationConfiguration.destinationResourceArn`,
    none: `deliveryDestinationConfiguration tags`,
    unasked: `outputFormat`,
  },
  'aws:cloudwatch/logDeliverySource:LogDeliverySource': {
    any: `logType name resourceArn`,
    none: `tags`,
  },
  'aws:cloudwatch/logGroup:LogGroup': {
    'changed given': `logGroupClass name namePrefix`,
    none: `kmsKeyId retentionInDays skipDestroy tags`,
    unasked: `deletionProtectionEnabled`,
  },
  'aws:cloudwatch/logResourcePolicy:LogResourcePolicy': {
    any: `policyName`,
    none: `policyDocument`,
    unasked: `resourceArn`,
  },
  'aws:cloudwatch/logStream:LogStream': {
    any: `logGroupName name`,
  },
  'aws:cloudwatch/metricAlarm:MetricAlarm': {
    any: `name`,
    none: `actionsEnabled alarmActions alarmDescription comparisonOperator datapointsToAlarm dimensions evaluateLowSampleCountPercentiles evaluationPeriods extendedStatistic insufficientDataActions metricQueries metricQueries.accountId metricQueries.expression metricQueries.id metricQueries.label metricQueries.metric.* metricQueries.period metricQueries.returnData namespace okActions period statistic tags threshold thresholdMetricId treatMissingData unit`,
    unasked: `evaluationCriteria evaluationInterval metricName warmUpConfiguration`,
  },
  'aws:docdb/cluster:Cluster': {
    any: `engine port restoreToPointInTime restoreToPointInTime.restoreToTime restoreToPointInTime.restoreType restoreToPointInTime.sourceClusterIdentifier`,
    'changed given': `availabilityZones clusterIdentifier clusterIdentifierPrefix dbSubnetGroupName kmsKeyId masterUsername snapshotIdentifier`,
    'changed given removed-true': `restoreToPointInTime.useLatestRestorableTime storageEncrypted`,
    none: `allowMajorVersionUpgrade applyImmediately backupRetentionPeriod clusterMembers dbClusterParameterGroupName deletionProtection enabledCloudwatchLogsExports engineVersion finalSnapshotIdentifier globalClusterIdentifier manageMasterUserPassword masterPassword masterPasswordWo masterPasswordWoVersion preferredBackupWindow preferredMaintenanceWindow skipFinalSnapshot storageType tags vpcSecurityGroupIds`,
    unasked: `networkType serverlessV2ScalingConfiguration`,
  },
  'aws:docdb/clusterInstance:ClusterInstance': {
    any: `clusterIdentifier engine`,
    'changed given': `availabilityZone identifier identifierPrefix`,
    none: `applyImmediately autoMinorVersionUpgrade caCertIdentifier copyTagsToSnapshot enablePerformanceInsights instanceClass performanceInsightsKmsKeyId preferredMaintenanceWindow promotionTier tags`,
    unasked: `certificateRotationRestart`,
  },
  'aws:docdb/clusterParameterGroup:ClusterParameterGroup': {
    any: `description family`,
    'changed given': `name namePrefix`,
    none: `parameters.* tags`,
  },
  'aws:docdb/subnetGroup:SubnetGroup': {
    'changed given': `name namePrefix`,
    none: `description subnetIds tags`,
  },
  'aws:ebs/volume:Volume': {
    any: `availabilityZone outpostArn`,
    'changed given': `encrypted kmsKeyId snapshotId`,
    'changed given removed-true': `multiAttachEnabled`,
    none: `finalSnapshot iops size tags throughput type`,
    unasked: `volumeInitializationRate`,
  },
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': {
    'changed given': `vpcId`,
    none: `egress ingress revokeRulesOnDelete tags`,
  },
  'aws:ec2/eip:Eip': {
    any: `address`,
    'changed given': `domain ipamPoolId networkBorderGroup publicIpv4Pool`,
    none: `associateWithPrivateIp customerOwnedIpv4Pool instance networkInterface tags`,
  },
  'aws:ec2/flowLog:FlowLog': {
    any: `deliverCrossAccountRole destinationOptions destinationOptions.fileFormat eniId iamRoleArn logDestinationType maxAggregationInterval subnetId trafficType transitGatewayAttachmentId transitGatewayId vpcId`,
    'changed given': `logDestination logFormat`,
    'changed given removed-true': `destinationOptions.hiveCompatiblePartitions destinationOptions.perHourPartition`,
    none: `tags`,
    unasked: `regionalNatGatewayId tagFieldSpecifications`,
  },
  'aws:ec2/internetGateway:InternetGateway': {
    none: `tags vpcId`,
  },
  'aws:ec2/launchTemplate:LaunchTemplate': {
    'changed given': `name namePrefix`,
    none: `blockDeviceMappings.* capacityReservationSpecification.* cpuOptions.* creditSpecification.* defaultVersion description disableApiStop disableApiTermination ebsOptimized enclaveOptions.* hibernationOptions.* iamInstanceProfile.* imageId instanceInitiatedShutdownBehavior instanceMarketOptions.* instanceRequirements.* instanceType kernelId keyName licenseSpecifications.* maintenanceOptions.* metadataOptions.* monitoring.* networkInterfaces.* placement.* privateDnsNameOptions.* ramDiskId securityGroupNames tagSpecifications.* tags updateDefaultVersion userData vpcSecurityGroupIds`,
    unasked: `cpuOptions.nestedVirtualization networkInterfaces.enaQueueCount networkPerformanceOptions placement.groupId secondaryInterfaces`,
  },
  'aws:ec2/natGateway:NatGateway': {
    any: `allocationId connectivityType subnetId`,
    'changed given': `privateIp`,
    none: `secondaryAllocationIds secondaryPrivateIpAddresses tags`,
    unasked: `availabilityMode availabilityZoneAddresses secondaryPrivateIpAddressCount vpcId`,
  },
  'aws:ec2/networkAcl:NetworkAcl': {
    any: `vpcId`,
    none: `egress ingress subnetIds tags`,
  },
  'aws:ec2/route:Route': {
    any: `destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId routeTableId`,
    none: `carrierGatewayId coreNetworkArn egressOnlyGatewayId gatewayId localGatewayId natGatewayId networkInterfaceId transitGatewayId vpcEndpointId vpcPeeringConnectionId`,
    unasked: `odbNetworkArn`,
  },
  'aws:ec2/routeTable:RouteTable': {
    any: `vpcId`,
    none: `propagatingVgws routes tags`,
  },
  'aws:ec2/routeTableAssociation:RouteTableAssociation': {
    any: `gatewayId subnetId`,
    none: `routeTableId`,
  },
  'aws:ec2/securityGroup:SecurityGroup': {
    any: `description`,
    'changed given': `name namePrefix vpcId`,
    none: `egress ingress revokeRulesOnDelete tags`,
  },
  'aws:ec2/subnet:Subnet': {
    any: `cidrBlock outpostArn vpcId`,
    'changed given': `availabilityZone availabilityZoneId`,
    'changed given removed-true': `ipv6Native`,
    none: `assignIpv6AddressOnCreation customerOwnedIpv4Pool enableDns64 enableLniAtDeviceIndex enableResourceNameDnsARecordOnLaunch enableResourceNameDnsAaaaRecordOnLaunch ipv6CidrBlock mapCustomerOwnedIpOnLaunch mapPublicIpOnLaunch privateDnsHostnameTypeOnLaunch tags`,
    unasked: `ipv4IpamPoolId ipv4NetmaskLength ipv6IpamPoolId ipv6NetmaskLength`,
  },
  'aws:ec2/subnetCidrReservation:SubnetCidrReservation': {
    any: `cidrBlock description reservationType subnetId`,
  },
  'aws:ec2/tag:Tag': {
    any: `key resourceId`,
    none: `value`,
  },
  'aws:ec2/vpc:Vpc': {
    any: `instanceTenancy ipv4IpamPoolId ipv4NetmaskLength`,
    'changed given': `cidrBlock`,
    none: `assignGeneratedIpv6CidrBlock enableDnsHostnames enableDnsSupport enableNetworkAddressUsageMetrics ipv6CidrBlock ipv6CidrBlockNetworkBorderGroup ipv6IpamPoolId ipv6NetmaskLength tags`,
  },
  'aws:ec2/vpcEndpoint:VpcEndpoint': {
    any: `resourceConfigurationArn serviceName serviceNetworkArn vpcEndpointType vpcId`,
    'changed given': `serviceRegion`,
    none: `autoAccept dnsOptions.* ipAddressType policy privateDnsEnabled routeTableIds securityGroupIds subnetConfigurations.* subnetIds tags`,
    unasked: `dnsOptions.privateDnsPreference dnsOptions.privateDnsSpecifiedDomains`,
  },
  'aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation': {
    any: `ipv6IpamPoolId ipv6NetmaskLength vpcId`,
    'changed given': `ipv6CidrBlock ipv6Pool`,
    'changed given-true': `assignGeneratedIpv6CidrBlock`,
  },
  'aws:ec2/vpcPeeringConnection:VpcPeeringConnection': {
    any: `peerVpcId vpcId`,
    'changed given': `peerOwnerId peerRegion`,
    none: `accepter.* autoAccept requester.* tags`,
  },
  'aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter': {
    any: `vpcPeeringConnectionId`,
    none: `accepter.* autoAccept requester.* tags`,
  },
  'aws:ec2transitgateway/peeringAttachment:PeeringAttachment': {
    any: `options options.dynamicRouting peerRegion peerTransitGatewayId transitGatewayId`,
    'changed given': `peerAccountId`,
    none: `tags`,
  },
  'aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter': {
    any: `transitGatewayAttachmentId`,
    none: `tags`,
  },
  'aws:ec2transitgateway/route:Route': {
    any: `destinationCidrBlock transitGatewayAttachmentId transitGatewayRouteTableId`,
    'changed given-true removed-true': `blackhole`,
  },
  'aws:ec2transitgateway/transitGateway:TransitGateway': {
    any: `multicastSupport`,
    none: `amazonSideAsn autoAcceptSharedAttachments defaultRouteTableAssociation defaultRouteTablePropagation description dnsSupport securityGroupReferencingSupport tags transitGatewayCidrBlocks vpnEcmpSupport`,
    unasked: `encryptionSupport`,
  },
  'aws:ec2transitgateway/vpcAttachment:VpcAttachment': {
    any: `transitGatewayId vpcId`,
    none: `applianceModeSupport dnsSupport ipv6Support securityGroupReferencingSupport subnetIds tags transitGatewayDefaultRouteTableAssociation transitGatewayDefaultRouteTablePropagation`,
  },
  'aws:ecr/lifecyclePolicy:LifecyclePolicy': {
    any: `policy repository`,
  },
  'aws:ecr/pullThroughCacheRule:PullThroughCacheRule': {
    any: `ecrRepositoryPrefix upstreamRegistryUrl upstreamRepositoryPrefix`,
    none: `credentialArn customRoleArn`,
  },
  'aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration': {
    none: `rules.* scanType`,
  },
  'aws:ecr/replicationConfiguration:ReplicationConfiguration': {
    none: `replicationConfiguration.*`,
  },
  'aws:ecr/repository:Repository': {
    any: `encryptionConfigurations encryptionConfigurations.encryptionType name`,
    'changed given': `encryptionConfigurations.kmsKey`,
    none: `forceDelete imageScanningConfiguration.* imageTagMutability tags`,
    unasked: `imageTagMutabilityExclusionFilters`,
  },
  'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate': {
    any: `prefix`,
    none: `appliedFors customRoleArn description encryptionConfigurations.* imageTagMutability lifecyclePolicy repositoryPolicy resourceTags`,
    unasked: `imageTagMutabilityExclusionFilters`,
  },
  'aws:ecr/repositoryPolicy:RepositoryPolicy': {
    any: `repository`,
    none: `policy`,
  },
  'aws:eks/accessEntry:AccessEntry': {
    any: `clusterName principalArn type`,
    none: `kubernetesGroups tags userName`,
  },
  'aws:eks/accessPolicyAssociation:AccessPolicyAssociation': {
    any: `accessScope accessScope.namespaces accessScope.type clusterName policyArn principalArn`,
  },
  'aws:eks/addon:Addon': {
    any: `addonName clusterName`,
    none: `addonVersion configurationValues podIdentityAssociations.* preserve resolveConflictsOnCreate resolveConflictsOnUpdate serviceAccountRoleArn tags`,
    unasked: `namespaceConfig`,
  },
  'aws:eks/cluster:Cluster': {
    any: `name outpostConfig.controlPlaneInstanceType outpostConfig.controlPlanePlacement.groupName remoteNetworkConfig remoteNetworkConfig.remoteNodeNetworks.cidrs remoteNetworkConfig.remotePodNetworks.cidrs roleArn`,
    'changed given': `kubernetesNetworkConfig.ipFamily kubernetesNetworkConfig.serviceIpv4Cidr`,
    'changed given removed-false': `bootstrapSelfManagedAddons`,
    'changed given removed-true': `accessConfig.bootstrapClusterCreatorAdminPermissions`,
    'changed removed': `computeConfig.nodeRoleArn`,
    none: `accessConfig accessConfig.authenticationMode computeConfig computeConfig.nodePools enabledClusterLogTypes encryptionConfig.provider.* encryptionConfig.resources forceUpdateVersion kubernetesNetworkConfig kubernetesNetworkConfig.elasticLoadBalancing outpostConfig.outpostArns remoteNetworkConfig.remotePodNetworks storageConfig storageConfig.blockStorage tags upgradePolicy.* version vpcConfig.* zonalShiftConfig.*`,
    removed: `encryptionConfig outpostConfig outpostConfig.controlPlanePlacement remoteNetworkConfig.remoteNodeNetworks`,
    unasked: `computeConfig.enabled controlPlaneScalingConfig defaultAddonsToRemoves deletionProtection kubeApiServerConfig kubeControllerManagerConfig kubeSchedulerConfig kubernetesNetworkConfig.elasticLoadBalancing.enabled outpostConfig.controlPlanePlacement.spreadLevel outpostConfig.etcdInstanceType outpostConfig.etcdPlacement storageConfig.blockStorage.enabled vpcConfig.controlPlaneEgressMode`,
  },
  'aws:eks/nodeGroup:NodeGroup': {
    any: `clusterName nodeRoleArn remoteAccess remoteAccess.ec2SshKey remoteAccess.sourceSecurityGroupIds subnetIds`,
    'changed given': `amiType capacityType diskSize instanceTypes launchTemplate.id launchTemplate.name nodeGroupName nodeGroupNamePrefix`,
    none: `forceUpdateVersion labels launchTemplate launchTemplate.version nodeRepairConfig.* releaseVersion scalingConfig.* tags taints.* updateConfig.* version`,
    unasked: `nodeRepairConfig.maxParallelNodesRepairedCount nodeRepairConfig.maxParallelNodesRepairedPercentage nodeRepairConfig.maxUnhealthyNodeThresholdCount nodeRepairConfig.maxUnhealthyNodeThresholdPercentage nodeRepairConfig.nodeRepairConfigOverrides updateConfig.updateStrategy warmPoolConfig`,
  },
  'aws:eks/podIdentityAssociation:PodIdentityAssociation': {
    any: `clusterName namespace serviceAccount`,
    none: `roleArn tags`,
    unasked: `disableSessionTags policy targetRoleArn`,
  },
  'aws:elasticache/parameterGroup:ParameterGroup': {
    any: `description family name`,
    none: `parameters.* tags`,
  },
  'aws:elasticache/replicationGroup:ReplicationGroup': {
    any: `engine kmsKeyId port replicationGroupId snapshotArns snapshotName`,
    'changed given': `atRestEncryptionEnabled dataTieringEnabled globalReplicationGroupId networkType securityGroupNames subnetGroupName`,
    none: `applyImmediately authToken authTokenUpdateStrategy autoMinorVersionUpgrade automaticFailoverEnabled clusterMode description finalSnapshotIdentifier ipDiscovery logDeliveryConfigurations.* maintenanceWindow multiAzEnabled nodeType notificationTopicArn numCacheClusters numNodeGroups parameterGroupName preferredCacheClusterAzs replicasPerNodeGroup securityGroupIds snapshotRetentionLimit snapshotWindow tags transitEncryptionEnabled transitEncryptionMode userGroupIds`,
    unasked: `authTokenWo authTokenWoVersion durability engineVersion nodeGroupConfigurations`,
  },
  'aws:elasticache/subnetGroup:SubnetGroup': {
    any: `name`,
    none: `description subnetIds tags`,
  },
  'aws:elasticache/user:User': {
    any: `userId userName`,
    none: `accessString authenticationMode.* engine noPasswordRequired passwords tags`,
    unasked: `passwordsWo passwordsWoVersion`,
  },
  'aws:elasticache/userGroup:UserGroup': {
    any: `userGroupId`,
    none: `engine tags userIds`,
  },
  'aws:guardduty/detector:Detector': {
    none: `datasources.* enable findingPublishingFrequency tags`,
  },
  'aws:guardduty/detectorFeature:DetectorFeature': {
    any: `additionalConfigurations additionalConfigurations.name detectorId name`,
    none: `additionalConfigurations.status status`,
  },
  'aws:iam/instanceProfile:InstanceProfile': {
    any: `path`,
    'changed given': `name namePrefix`,
    none: `role tags`,
  },
  'aws:iam/policy:Policy': {
    any: `description path`,
    'changed given': `name namePrefix`,
    none: `policy tags`,
    unasked: `delayAfterPolicyCreationInMs`,
  },
  'aws:iam/role:Role': {
    any: `path`,
    'changed given': `name namePrefix`,
    none: `assumeRolePolicy description forceDetachPolicies inlinePolicies.* managedPolicyArns maxSessionDuration permissionsBoundary tags`,
  },
  'aws:iam/rolePolicy:RolePolicy': {
    any: `role`,
    'changed given': `name namePrefix`,
    none: `policy`,
  },
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': {
    any: `policyArn role`,
  },
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': {
    any: `elasticsearchConfiguration.s3BackupMode elasticsearchConfiguration.vpcConfig elasticsearchConfiguration.vpcConfig.roleArn elasticsearchConfiguration.vpcConfig.securityGroupIds elasticsearchConfiguration.vpcConfig.subnetIds extendedS3Configuration.dynamicPartitioningConfiguration icebergConfiguration.catalogArn icebergConfiguration.destinationTableConfigurations kinesisSourceConfiguration kinesisSourceConfiguration.kinesisStreamArn kinesisSourceConfiguration.roleArn mskSourceConfiguration mskSourceConfiguration.authenticationConfiguration mskSourceConfiguration.authenticationConfiguration.connectivity mskSourceConfiguration.authenticationConfiguration.roleArn mskSourceConfiguration.mskClusterArn mskSourceConfiguration.readFromTimestamp mskSourceConfiguration.topicName name opensearchConfiguration.s3BackupMode opensearchConfiguration.vpcConfig opensearchConfiguration.vpcConfig.roleArn opensearchConfiguration.vpcConfig.securityGroupIds opensearchConfiguration.vpcConfig.subnetIds opensearchserverlessConfiguration.s3BackupMode opensearchserverlessConfiguration.vpcConfig opensearchserverlessConfiguration.vpcConfig.roleArn opensearchserverlessConfiguration.vpcConfig.securityGroupIds opensearchserverlessConfiguration.vpcConfig.subnetIds`,
    'changed given': `httpEndpointConfiguration.secretsManagerConfiguration.enabled redshiftConfiguration.secretsManagerConfiguration.enabled snowflakeConfiguration.secretsManagerConfiguration.enabled splunkConfiguration.secretsManagerConfiguration.enabled`,
    'changed given removed-true': `extendedS3Configuration.dynamicPartitioningConfiguration.enabled`,
    none: `arn destinationId elasticsearchConfiguration.bufferingInterval elasticsearchConfiguration.bufferingSize elasticsearchConfiguration.cloudwatchLoggingOptions.* elasticsearchConfiguration.clusterEndpoint elasticsearchConfiguration.domainArn elasticsearchConfiguration.indexName elasticsearchConfiguration.indexRotationPeriod elasticsearchConfiguration.processingConfiguration.* elasticsearchConfiguration.retryDuration elasticsearchConfiguration.roleArn elasticsearchConfiguration.s3Configuration.* elasticsearchConfiguration.typeName extendedS3Configuration.bucketArn extendedS3Configuration.bufferingInterval extendedS3Configuration.bufferingSize extendedS3Configuration.cloudwatchLoggingOptions.* extendedS3Configuration.compressionFormat extendedS3Configuration.customTimeZone extendedS3Configuration.dataFormatConversionConfiguration.* extendedS3Configuration.dynamicPartitioningConfiguration.retryDuration extendedS3Configuration.errorOutputPrefix extendedS3Configuration.fileExtension extendedS3Configuration.kmsKeyArn extendedS3Configuration.prefix extendedS3Configuration.processingConfiguration.* extendedS3Configuration.roleArn extendedS3Configuration.s3BackupConfiguration.* extendedS3Configuration.s3BackupMode httpEndpointConfiguration httpEndpointConfiguration.accessKey httpEndpointConfiguration.bufferingInterval httpEndpointConfiguration.bufferingSize httpEndpointConfiguration.cloudwatchLoggingOptions.* httpEndpointConfiguration.name httpEndpointConfiguration.processingConfiguration.* httpEndpointConfiguration.requestConfiguration.* httpEndpointConfiguration.retryDuration httpEndpointConfiguration.roleArn httpEndpointConfiguration.s3BackupMode httpEndpointConfiguration.s3Configuration.* httpEndpointConfiguration.secretsManagerConfiguration httpEndpointConfiguration.secretsManagerConfiguration.roleArn httpEndpointConfiguration.secretsManagerConfiguration.secretArn httpEndpointConfiguration.url icebergConfiguration.bufferingInterval icebergConfiguration.bufferingSize icebergConfiguration.cloudwatchLoggingOptions.* icebergConfiguration.destinationTableConfigurations.databaseName icebergConfiguration.destinationTableConfigurations.s3ErrorOutputPrefix icebergConfiguration.destinationTableConfigurations.tableName icebergConfiguration.destinationTableConfigurations.uniqueKeys icebergConfiguration.processingConfiguration.* icebergConfiguration.retryDuration icebergConfiguration.roleArn icebergConfiguration.s3BackupMode icebergConfiguration.s3Configuration.* opensearchConfiguration.bufferingInterval opensearchConfiguration.bufferingSize opensearchConfiguration.cloudwatchLoggingOptions.* opensearchConfiguration.clusterEndpoint opensearchConfiguration.documentIdOptions.* opensearchConfiguration.domainArn opensearchConfiguration.indexName opensearchConfiguration.indexRotationPeriod opensearchConfiguration.processingConfiguration.* opensearchConfiguration.retryDuration opensearchConfiguration.roleArn opensearchConfiguration.s3Configuration.* opensearchConfiguration.typeName opensearchserverlessConfiguration.bufferingInterval opensearchserverlessConfiguration.bufferingSize opensearchserverlessConfiguration.cloudwatchLoggingOptions.* opensearchserverlessConfiguration.collectionEndpoint opensearchserverlessConfiguration.indexName opensearchserverlessConfiguration.processingConfiguration.* opensearchserverlessConfiguration.retryDuration opensearchserverlessConfiguration.roleArn opensearchserverlessConfiguration.s3Configuration.* redshiftConfiguration redshiftConfiguration.cloudwatchLoggingOptions.* redshiftConfiguration.clusterJdbcurl redshiftConfiguration.copyOptions redshiftConfiguration.dataTableColumns redshiftConfiguration.dataTableName redshiftConfiguration.password redshiftConfiguration.processingConfiguration.* redshiftConfiguration.retryDuration redshiftConfiguration.roleArn redshiftConfiguration.s3BackupConfiguration.* redshiftConfiguration.s3BackupMode redshiftConfiguration.s3Configuration.* redshiftConfiguration.secretsManagerConfiguration redshiftConfiguration.secretsManagerConfiguration.roleArn redshiftConfiguration.secretsManagerConfiguration.secretArn redshiftConfiguration.username serverSideEncryption.* snowflakeConfiguration snowflakeConfiguration.accountUrl snowflakeConfiguration.bufferingInterval snowflakeConfiguration.bufferingSize snowflakeConfiguration.cloudwatchLoggingOptions.* snowflakeConfiguration.contentColumnName snowflakeConfiguration.dataLoadingOption snowflakeConfiguration.database snowflakeConfiguration.keyPassphrase snowflakeConfiguration.metadataColumnName snowflakeConfiguration.privateKey snowflakeConfiguration.processingConfiguration.* snowflakeConfiguration.retryDuration snowflakeConfiguration.roleArn snowflakeConfiguration.s3BackupMode snowflakeConfiguration.s3Configuration.* snowflakeConfiguration.schema snowflakeConfiguration.secretsManagerConfiguration snowflakeConfiguration.secretsManagerConfiguration.roleArn snowflakeConfiguration.secretsManagerConfiguration.secretArn snowflakeConfiguration.snowflakeRoleConfiguration.* snowflakeConfiguration.snowflakeVpcConfiguration.* snowflakeConfiguration.table snowflakeConfiguration.user splunkConfiguration splunkConfiguration.bufferingInterval splunkConfiguration.bufferingSize splunkConfiguration.cloudwatchLoggingOptions.* splunkConfiguration.hecAcknowledgmentTimeout splunkConfiguration.hecEndpoint splunkConfiguration.hecEndpointType splunkConfiguration.hecToken splunkConfiguration.processingConfiguration.* splunkConfiguration.retryDuration splunkConfiguration.s3BackupMode splunkConfiguration.s3Configuration.* splunkConfiguration.secretsManagerConfiguration splunkConfiguration.secretsManagerConfiguration.roleArn splunkConfiguration.secretsManagerConfiguration.secretArn tags versionId`,
    removed: `elasticsearchConfiguration icebergConfiguration opensearchConfiguration opensearchserverlessConfiguration`,
    unasked: `destination extendedS3Configuration icebergConfiguration.appendOnly`,
  },
  'aws:kms/alias:Alias': {
    'changed given': `name namePrefix`,
    none: `targetKeyId`,
  },
  'aws:kms/ciphertext:Ciphertext': {
    any: `context keyId plaintext`,
    unasked: `plaintextWo plaintextWoVersion`,
  },
  'aws:kms/key:Key': {
    any: `customKeyStoreId customerMasterKeySpec keyUsage xksKeyId`,
    'changed given': `multiRegion`,
    none: `bypassPolicyLockoutSafetyCheck deletionWindowInDays description enableKeyRotation isEnabled policy rotationPeriodInDays tags`,
  },
  'aws:kms/replicaKey:ReplicaKey': {
    any: `primaryKeyArn`,
    none: `bypassPolicyLockoutSafetyCheck deletionWindowInDays description enabled policy tags`,
  },
  'aws:lambda/permission:Permission': {
    any: `action eventSourceToken function functionUrlAuthType principal principalOrgId qualifier sourceAccount sourceArn`,
    'changed given': `statementId statementIdPrefix`,
    unasked: `invokedViaFunctionUrl`,
  },
  'aws:lb/listener:Listener': {
    any: `loadBalancerArn`,
    none: `alpnPolicy certificateArn defaultActions.* mutualAuthentication.* port protocol routingHttpRequestXAmznMtlsClientcertHeaderName routingHttpRequestXAmznMtlsClientcertIssuerHeaderName routingHttpRequestXAmznMtlsClientcertLeafHeaderName routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName routingHttpRequestXAmznMtlsClientcertSubjectHeaderName routingHttpRequestXAmznMtlsClientcertValidityHeaderName routingHttpRequestXAmznTlsCipherSuiteHeaderName routingHttpRequestXAmznTlsVersionHeaderName routingHttpResponseAccessControlAllowCredentialsHeaderValue routingHttpResponseAccessControlAllowHeadersHeaderValue routingHttpResponseAccessControlAllowMethodsHeaderValue routingHttpResponseAccessControlAllowOriginHeaderValue routingHttpResponseAccessControlExposeHeadersHeaderValue routingHttpResponseAccessControlMaxAgeHeaderValue routingHttpResponseContentSecurityPolicyHeaderValue routingHttpResponseServerEnabled routingHttpResponseStrictTransportSecurityHeaderValue routingHttpResponseXContentTypeOptionsHeaderValue routingHttpResponseXFrameOptionsHeaderValue sslPolicy tags tcpIdleTimeoutSeconds`,
    unasked: `defaultActions.jwtValidation`,
  },
  'aws:lb/listenerRule:ListenerRule': {
    any: `listenerArn`,
    none: `actions.* conditions.* priority tags`,
    unasked: `actions.jwtValidation conditions.hostHeader.regexValues conditions.httpHeader.regexValues conditions.pathPattern.regexValues conditions.sourceIp.ipAddressType transforms`,
  },
  'aws:lb/loadBalancer:LoadBalancer': {
    any: `customerOwnedIpv4Pool loadBalancerType`,
    'changed given': `internal name namePrefix`,
    none: `accessLogs.* clientKeepAlive connectionLogs.* desyncMitigationMode dnsRecordClientRoutingPolicy dropInvalidHeaderFields enableCrossZoneLoadBalancing enableDeletionProtection enableHttp2 enableTlsVersionAndCipherSuiteHeaders enableWafFailOpen enableXffClientPort enableZonalShift enforceSecurityGroupInboundRulesOnPrivateLinkTraffic idleTimeout ipAddressType ipamPools.* minimumLoadBalancerCapacity.* preserveHostHeader securityGroups subnetMappings.* subnets tags xffHeaderProcessingMode`,
    unasked: `enablePrefixForIpv6SourceNat healthCheckLogs secondaryIpsAutoAssignedPerSubnet`,
  },
  'aws:lb/targetGroup:TargetGroup': {
    any: `targetType`,
    'changed given': `ipAddressType name namePrefix protocolVersion`,
    none: `connectionTermination deregistrationDelay healthCheck.* lambdaMultiValueHeadersEnabled loadBalancingAlgorithmType loadBalancingAnomalyMitigation loadBalancingCrossZoneEnabled preserveClientIp proxyProtocolV2 slowStart stickiness.* tags targetFailovers.* targetGroupHealth.* targetHealthStates.*`,
    unasked: `port protocol targetControlPort vpcId`,
  },
  'aws:mq/broker:Broker': {
    any: `brokerName dataReplicationPrimaryBrokerArn deploymentMode encryptionOptions engineType ldapServerMetadata`,
    'changed given': `encryptionOptions.kmsKeyId subnetIds`,
    'changed given removed-false': `encryptionOptions.useAwsOwnedKey`,
    'changed given removed-true': `publiclyAccessible`,
    none: `applyImmediately authenticationStrategy autoMinorVersionUpgrade configuration.* dataReplicationMode engineVersion hostInstanceType ldapServerMetadata.hosts ldapServerMetadata.roleBase ldapServerMetadata.roleName ldapServerMetadata.roleSearchMatching ldapServerMetadata.roleSearchSubtree ldapServerMetadata.serviceAccountPassword ldapServerMetadata.serviceAccountUsername ldapServerMetadata.userBase ldapServerMetadata.userRoleName ldapServerMetadata.userSearchMatching ldapServerMetadata.userSearchSubtree logs.* maintenanceWindowStartTime.* securityGroups storageType tags users.*`,
    unasked: `resourceShareArns`,
  },
  'aws:mq/configuration:Configuration': {
    any: `engineType engineVersion name`,
    none: `authenticationStrategy data description tags`,
    unasked: `skipDestroy`,
  },
  'aws:msk/cluster:Cluster': {
    any: `brokerNodeGroupInfo brokerNodeGroupInfo.azDistribution brokerNodeGroupInfo.clientSubnets brokerNodeGroupInfo.securityGroups clusterName encryptionInfo`,
    'changed given': `encryptionInfo.encryptionAtRestKmsKeyArn`,
    'changed given removed-false': `encryptionInfo.encryptionInTransit.inCluster`,
    lowered: `kafkaVersion`,
    none: `brokerNodeGroupInfo.connectivityInfo.* brokerNodeGroupInfo.instanceType brokerNodeGroupInfo.storageInfo.* clientAuthentication.* configurationInfo.* encryptionInfo.encryptionInTransit.clientBroker enhancedMonitoring loggingInfo.* numberOfBrokerNodes openMonitoring.* storageMode tags`,
    removed: `encryptionInfo.encryptionInTransit`,
    unasked: `brokerNodeGroupInfo.connectivityInfo.networkType rebalancing`,
  },
  'aws:msk/configuration:Configuration': {
    any: `kafkaVersions name`,
    none: `description serverProperties`,
  },
  'aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation': {
    any: `clusterArn secretArn`,
  },
  'aws:msk/topic:Topic': {
    unasked: `clusterArn configs name partitionCount replicationFactor`,
  },
  'aws:opensearch/domain:Domain': {
    any: `domainName vpcOptions`,
    'changed given': `encryptAtRest.kmsKeyId`,
    none: `accessPolicies advancedOptions advancedSecurityOptions advancedSecurityOptions.anonymousAuthEnabled advancedSecurityOptions.internalUserDatabaseEnabled advancedSecurityOptions.masterUserOptions.* autoTuneOptions.* clusterConfig.* cognitoOptions.* domainEndpointOptions.* ebsOptions.* encryptAtRest engineVersion ipAddressType logPublishingOptions.* nodeToNodeEncryption offPeakWindowOptions.* snapshotOptions.* softwareUpdateOptions.* tags vpcOptions.securityGroupIds vpcOptions.subnetIds`,
    off: `advancedSecurityOptions.enabled encryptAtRest.enabled nodeToNodeEncryption.enabled`,
    unasked: `advancedSecurityOptions.jwtOptions aimlOptions deploymentStrategyOptions identityCenterOptions`,
  },
  'aws:rds/cluster:Cluster': {
    any: `engine engineMode restoreToPointInTime restoreToPointInTime.restoreToTime restoreToPointInTime.restoreType restoreToPointInTime.sourceClusterIdentifier restoreToPointInTime.sourceClusterResourceId s3Import.bucketName s3Import.bucketPrefix s3Import.ingestionRole s3Import.sourceEngine s3Import.sourceEngineVersion sourceRegion`,
    'changed given': `availabilityZones clusterIdentifier clusterIdentifierPrefix clusterScalabilityType databaseName dbSubnetGroupName dbSystemId kmsKeyId masterUsername snapshotIdentifier storageEncrypted storageType`,
    'changed given removed-true': `restoreToPointInTime.useLatestRestorableTime`,
    none: `allocatedStorage allowMajorVersionUpgrade applyImmediately backtrackWindow backupRetentionPeriod caCertificateIdentifier clusterMembers copyTagsToSnapshot databaseInsightsMode dbClusterInstanceClass dbClusterParameterGroupName dbInstanceParameterGroupName deleteAutomatedBackups deletionProtection domain domainIamRoleName enableGlobalWriteForwarding enableHttpEndpoint enableLocalWriteForwarding enabledCloudwatchLogsExports engineLifecycleSupport engineVersion finalSnapshotIdentifier globalClusterIdentifier iamDatabaseAuthenticationEnabled iamRoles iops manageMasterUserPassword masterPassword masterPasswordWo masterPasswordWoVersion masterUserSecretKmsKeyId monitoringInterval monitoringRoleArn networkType performanceInsightsEnabled performanceInsightsKmsKeyId performanceInsightsRetentionPeriod port preferredBackupWindow preferredMaintenanceWindow replicationSourceIdentifier scalingConfiguration.* serverlessv2ScalingConfiguration.* skipFinalSnapshot tags vpcSecurityGroupIds`,
    removed: `s3Import`,
    unasked: `autoMinorVersionUpgrade warningEventCategories`,
  },
  'aws:rds/clusterInstance:ClusterInstance': {
    any: `clusterIdentifier customIamInstanceProfile engine`,
    'changed given': `availabilityZone dbSubnetGroupName identifier identifierPrefix`,
    none: `applyImmediately autoMinorVersionUpgrade caCertIdentifier copyTagsToSnapshot dbParameterGroupName engineVersion forceDestroy instanceClass monitoringInterval monitoringRoleArn performanceInsightsEnabled performanceInsightsKmsKeyId performanceInsightsRetentionPeriod preferredBackupWindow preferredMaintenanceWindow promotionTier publiclyAccessible tags`,
    unasked: `warningEventCategories`,
  },
  'aws:rds/clusterParameterGroup:ClusterParameterGroup': {
    any: `description family`,
    'changed given': `name namePrefix`,
    none: `parameters.* tags`,
  },
  'aws:rds/clusterSnapshot:ClusterSnapshot': {
    any: `dbClusterIdentifier dbClusterSnapshotIdentifier`,
    none: `sharedAccounts tags`,
  },
  'aws:rds/globalCluster:GlobalCluster': {
    any: `globalClusterIdentifier`,
    'changed given': `databaseName engine sourceDbClusterIdentifier storageEncrypted`,
    none: `deletionProtection engineLifecycleSupport engineVersion forceDestroy tags`,
  },
  'aws:rds/instance:Instance': {
    any: `customIamInstanceProfile restoreToPointInTime s3Import.bucketName s3Import.bucketPrefix s3Import.ingestionRole s3Import.sourceEngine s3Import.sourceEngineVersion`,
    'changed given': `availabilityZone backupTarget characterSetName dbName engine kmsKeyId ncharCharacterSetName snapshotIdentifier timezone username`,
    'changed given removed-true': `storageEncrypted`,
    none: `allocatedStorage allowMajorVersionUpgrade applyImmediately autoMinorVersionUpgrade backupRetentionPeriod backupWindow blueGreenUpdate.* caCertIdentifier copyTagsToSnapshot customerOwnedIpEnabled databaseInsightsMode dbSubnetGroupName dedicatedLogVolume deleteAutomatedBackups deletionProtection domain domainAuthSecretArn domainDnsIps domainFqdn domainIamRoleName domainOu enabledCloudwatchLogsExports engineLifecycleSupport engineVersion finalSnapshotIdentifier iamDatabaseAuthenticationEnabled identifier identifierPrefix instanceClass iops licenseModel maintenanceWindow manageMasterUserPassword masterUserSecretKmsKeyId maxAllocatedStorage monitoringInterval monitoringRoleArn multiAz networkType optionGroupName parameterGroupName password passwordWo passwordWoVersion performanceInsightsEnabled performanceInsightsKmsKeyId performanceInsightsRetentionPeriod port publiclyAccessible replicaMode replicateSourceDb restoreToPointInTime.restoreTime restoreToPointInTime.sourceDbInstanceAutomatedBackupsArn restoreToPointInTime.sourceDbInstanceIdentifier restoreToPointInTime.sourceDbiResourceId restoreToPointInTime.useLatestRestorableTime skipFinalSnapshot storageThroughput storageType tags upgradeStorageConfig vpcSecurityGroupIds`,
    removed: `s3Import`,
    unasked: `warningEventCategories`,
  },
  'aws:rds/parameterGroup:ParameterGroup': {
    any: `description family`,
    'changed given': `name namePrefix`,
    none: `parameters.* skipDestroy tags`,
  },
  'aws:rds/proxy:Proxy': {
    any: `engineFamily vpcSubnetIds`,
    none: `auths.* debugLogging idleClientTimeout name requireTls roleArn tags vpcSecurityGroupIds`,
    unasked: `defaultAuthScheme endpointNetworkType targetConnectionNetworkType`,
  },
  'aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup': {
    any: `dbProxyName`,
    none: `connectionPoolConfig.*`,
  },
  'aws:rds/proxyEndpoint:ProxyEndpoint': {
    any: `dbProxyEndpointName dbProxyName targetRole vpcSubnetIds`,
    none: `tags vpcSecurityGroupIds`,
  },
  'aws:rds/proxyTarget:ProxyTarget': {
    any: `dbClusterIdentifier dbInstanceIdentifier dbProxyName targetGroupName`,
  },
  'aws:rds/snapshot:Snapshot': {
    any: `dbInstanceIdentifier dbSnapshotIdentifier`,
    none: `sharedAccounts tags`,
  },
  'aws:rds/subnetGroup:SubnetGroup': {
    'changed given': `name namePrefix`,
    none: `description subnetIds tags`,
  },
  'aws:route53/healthCheck:HealthCheck': {
    any: `referenceName requestInterval routingControlArn type`,
    'changed given removed-true': `measureLatency`,
    none: `childHealthThreshold childHealthchecks cloudwatchAlarmName cloudwatchAlarmRegion disabled enableSni failureThreshold fqdn insufficientDataHealthStatus invertHealthcheck ipAddress port regions resourcePath searchString tags triggers`,
  },
  'aws:route53/hostedZoneDnsSec:HostedZoneDnsSec': {
    any: `hostedZoneId`,
    none: `signingStatus`,
  },
  'aws:route53/keySigningKey:KeySigningKey': {
    any: `hostedZoneId name`,
    none: `keyManagementServiceArn status`,
  },
  'aws:route53/queryLog:QueryLog': {
    any: `cloudwatchLogGroupArn zoneId`,
  },
  'aws:route53/record:Record': {
    any: `name zoneId`,
    none: `aliases.* allowOverwrite cidrRoutingPolicy.* failoverRoutingPolicies.* geolocationRoutingPolicies.* geoproximityRoutingPolicy.* healthCheckId latencyRoutingPolicies.* multivalueAnswerRoutingPolicy records setIdentifier ttl type weightedRoutingPolicies.*`,
  },
  'aws:route53/zone:Zone': {
    any: `delegationSetId name`,
    none: `comment forceDestroy tags vpcs.*`,
    unasked: `enableAcceleratedRecovery`,
  },
  'aws:s3/bucket:Bucket': {
    any: `objectLockConfiguration.objectLockEnabled`,
    'changed given': `bucket bucketPrefix objectLockEnabled`,
    none: `accelerationStatus acl corsRules.* forceDestroy grants.* lifecycleRules.* logging.* objectLockConfiguration objectLockConfiguration.rule.* policy replicationConfiguration.* requestPayer serverSideEncryptionConfiguration.* tags versioning.* website.*`,
    unasked: `bucketNamespace serverSideEncryptionConfiguration.rule.blockedEncryptionTypes`,
  },
  'aws:s3/bucketCorsConfiguration:BucketCorsConfiguration': {
    any: `bucket expectedBucketOwner`,
    none: `corsRules.*`,
  },
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': {
    any: `bucket`,
    'changed given': `expectedBucketOwner`,
    none: `rules rules.abortIncompleteMultipartUpload.* rules.expiration rules.expiration.date rules.expiration.days rules.expiration.expiredObjectDeleteMarker rules.filter.* rules.id rules.noncurrentVersionExpiration.* rules.noncurrentVersionTransitions rules.noncurrentVersionTransitions.newerNoncurrentVersions rules.noncurrentVersionTransitions.noncurrentDays rules.noncurrentVersionTransitions.storageClass rules.prefix rules.status rules.transitions rules.transitions.date rules.transitions.days rules.transitions.storageClass timeouts.*`,
    unasked: `transitionDefaultMinimumObjectSize`,
  },
  'aws:s3/bucketLogging:BucketLogging': {
    any: `bucket expectedBucketOwner`,
    none: `targetBucket targetGrants.* targetObjectKeyFormat.* targetPrefix`,
  },
  'aws:s3/bucketMetric:BucketMetric': {
    any: `bucket name`,
    none: `filter.*`,
  },
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': {
    any: `bucket expectedBucketOwner objectLockEnabled`,
    none: `rule.* token`,
  },
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': {
    any: `bucket`,
    none: `rule.*`,
  },
  'aws:s3/bucketPolicy:BucketPolicy': {
    any: `bucket`,
    none: `policy`,
  },
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': {
    any: `bucket`,
    none: `blockPublicAcls blockPublicPolicy ignorePublicAcls restrictPublicBuckets`,
    unasked: `skipDestroy`,
  },
  'aws:s3/bucketReplicationConfig:BucketReplicationConfig': {
    any: `bucket`,
    none: `role rules.* token`,
  },
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': {
    any: `bucket expectedBucketOwner`,
    none: `rules.*`,
    unasked: `rules.blockedEncryptionTypes`,
  },
  'aws:s3/bucketVersioning:BucketVersioning': {
    any: `bucket expectedBucketOwner`,
    none: `mfa versioningConfiguration.*`,
  },
  'aws:scheduler/schedule:Schedule': {
    'changed given': `groupName name namePrefix`,
    none: `description endDate flexibleTimeWindow.* kmsKeyArn scheduleExpression scheduleExpressionTimezone startDate state target.*`,
    unasked: `actionAfterCompletion`,
  },
  'aws:secretsmanager/secret:Secret': {
    'changed given': `name namePrefix`,
    none: `description forceOverwriteReplicaSecret kmsKeyId policy recoveryWindowInDays replicas.* tags`,
    unasked: `type`,
  },
  'aws:secretsmanager/secretRotation:SecretRotation': {
    any: `secretId`,
    none: `rotateImmediately rotationLambdaArn rotationRules.*`,
    unasked: `externalSecretRotationMetadatas externalSecretRotationRoleArn`,
  },
  'aws:securityhub/account:Account': {
    'changed given removed-false': `enableDefaultStandards`,
    none: `autoEnableControls controlFindingGenerator`,
  },
  'aws:securityhub/standardsSubscription:StandardsSubscription': {
    any: `standardsArn`,
  },
  'aws:sfn/stateMachine:StateMachine': {
    any: `type`,
    'changed given': `name namePrefix`,
    none: `encryptionConfiguration.* loggingConfiguration.* publish roleArn tags tracingConfiguration.*`,
    unasked: `definition`,
  },
  'aws:sns/topic:Topic': {
    'changed given': `name namePrefix`,
    'changed given removed-true': `fifoTopic`,
    none: `applicationFailureFeedbackRoleArn applicationSuccessFeedbackRoleArn applicationSuccessFeedbackSampleRate deliveryPolicy displayName firehoseFailureFeedbackRoleArn firehoseSuccessFeedbackRoleArn firehoseSuccessFeedbackSampleRate httpFailureFeedbackRoleArn httpSuccessFeedbackRoleArn httpSuccessFeedbackSampleRate kmsMasterKeyId lambdaFailureFeedbackRoleArn lambdaSuccessFeedbackRoleArn lambdaSuccessFeedbackSampleRate policy signatureVersion sqsFailureFeedbackRoleArn sqsSuccessFeedbackRoleArn sqsSuccessFeedbackSampleRate tags tracingConfig`,
    unasked: `archivePolicy contentBasedDeduplication fifoThroughputScope`,
  },
  'aws:sns/topicPolicy:TopicPolicy': {
    any: `arn`,
    none: `policy`,
  },
  'aws:sns/topicSubscription:TopicSubscription': {
    any: `endpoint protocol topic`,
    none: `confirmationTimeoutInMinutes deliveryPolicy endpointAutoConfirms filterPolicy rawMessageDelivery redrivePolicy replayPolicy subscriptionRoleArn`,
    unasked: `filterPolicyScope`,
  },
  'aws:sqs/queue:Queue': {
    'changed given': `name namePrefix`,
    'changed given removed-true': `fifoQueue`,
    none: `deduplicationScope delaySeconds fifoThroughputLimit kmsDataKeyReusePeriodSeconds kmsMasterKeyId maxMessageSize messageRetentionSeconds policy receiveWaitTimeSeconds redriveAllowPolicy redrivePolicy sqsManagedSseEnabled tags visibilityTimeoutSeconds`,
    unasked: `contentBasedDeduplication`,
  },
  'aws:sqs/queuePolicy:QueuePolicy': {
    any: `queueUrl`,
    none: `policy`,
  },
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': {
    any: `securityGroupId`,
    'given removed': `cidrIpv4 cidrIpv6 prefixListId referencedSecurityGroupId`,
    none: `description fromPort ipProtocol tags toPort`,
  },
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': {
    any: `securityGroupId`,
    'given removed': `cidrIpv4 cidrIpv6 prefixListId referencedSecurityGroupId`,
    none: `description fromPort ipProtocol tags toPort`,
  },
  'aws:wafv2/ipSet:IpSet': {
    any: `ipAddressVersion scope`,
    'changed given': `name namePrefix`,
    none: `addresses description tags`,
  },
  'aws:wafv2/webAcl:WebAcl': {
    unasked: `associationConfig captchaConfig challengeConfig customResponseBodies dataProtectionConfig defaultAction description name namePrefix ruleJson rules scope tags tokenDomains visibilityConfig`,
  },
  'aws:wafv2/webAclAssociation:WebAclAssociation': {
    any: `resourceArn webAclArn`,
  },
  'aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration': {
    any: `logDestinationConfigs resourceArn`,
    none: `loggingFilter.* redactedFields.*`,
  },
};
