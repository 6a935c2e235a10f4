const bucket = ['bucket', 'expectedBucketOwner'];
const group = ['name', 'namePrefix', 'family', 'description'];
const named = ['name', 'namePrefix'];

/**
 * The properties whose change makes the provider create a resource anew, by type; a path means all that is within it. For the data stores, volumes and keys
 * the real provider confirms them in a test (`test/engine/aws/replacements.judge.ts`). A type that is not here is replaced when its name or region changes, and otherwise updated in place.
 */
export const REPLACED_BY: Readonly<Record<string, readonly string[]>> = {
  'aws:acm/certificate:Certificate': ['domainName', 'validationMethod', 'subjectAlternativeNames', 'keyAlgorithm', 'certificateAuthorityArn'],
  'aws:appautoscaling/policy:Policy': ['name', 'resourceId', 'scalableDimension', 'serviceNamespace'],
  'aws:appautoscaling/target:Target': ['resourceId', 'scalableDimension', 'serviceNamespace'],
  'aws:backup/selection:Selection': ['name', 'planId', 'iamRoleArn', 'resources', 'notResources', 'conditions', 'selectionTags'],
  'aws:backup/restoreTestingPlan:RestoreTestingPlan': ['name'],
  'aws:backup/restoreTestingSelection:RestoreTestingSelection': ['name', 'restoreTestingPlanName', 'protectedResourceType'],
  'aws:backup/vaultLockConfiguration:VaultLockConfiguration': ['backupVaultName', 'changeableForDays', 'maxRetentionDays', 'minRetentionDays'],
  'aws:backup/vaultPolicy:VaultPolicy': ['backupVaultName'],
  'aws:backup/vault:Vault': ['name', 'kmsKeyArn'],
  'aws:cfg/conformancePack:ConformancePack': ['name'],
  'aws:cloudtrail/trail:Trail': ['name'],
  'aws:cloudwatch/logStream:LogStream': ['name', 'logGroupName'],
  'aws:cloudwatch/dashboard:Dashboard': ['dashboardName'],
  'aws:cloudwatch/eventRule:EventRule': [...named, 'eventBusName'],
  'aws:cloudwatch/eventTarget:EventTarget': ['rule', 'targetId', 'eventBusName'],
  'aws:cloudwatch/logGroup:LogGroup': [...named, 'logGroupClass'],
  'aws:cloudwatch/metricAlarm:MetricAlarm': ['name'],
  'aws:docdb/cluster:Cluster': [
    ...['clusterIdentifier', 'clusterIdentifierPrefix', 'engine', 'kmsKeyId', 'storageEncrypted', 'masterUsername', 'dbSubnetGroupName'],
    ...['availabilityZones', 'snapshotIdentifier', 'port'],
  ],
  'aws:docdb/clusterInstance:ClusterInstance': ['clusterIdentifier', 'identifier', 'identifierPrefix', 'engine', 'availabilityZone'],
  'aws:docdb/clusterParameterGroup:ClusterParameterGroup': group,
  'aws:docdb/subnetGroup:SubnetGroup': named,
  'aws:ebs/defaultKmsKey:DefaultKmsKey': ['keyArn'],
  'aws:ebs/volume:Volume': ['availabilityZone', 'encrypted', 'kmsKeyId', 'snapshotId', 'multiAttachEnabled', 'outpostArn'],
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': ['vpcId'],
  'aws:ec2/eip:Eip': ['domain', 'networkBorderGroup', 'publicIpv4Pool', 'address', 'customerOwnedIpv4Pool'],
  'aws:ec2/flowLog:FlowLog': [
    ...['vpcId', 'subnetId', 'eniId', 'trafficType', 'logDestination', 'logDestinationType', 'logFormat', 'iamRoleArn', 'maxAggregationInterval'],
    ...['deliverCrossAccountRole', 'destinationOptions', 'transitGatewayId', 'transitGatewayAttachmentId'],
  ],
  'aws:ec2/natGateway:NatGateway': ['subnetId', 'allocationId', 'connectivityType', 'privateIp'],
  'aws:ec2/networkAcl:NetworkAcl': ['vpcId'],
  'aws:ec2/route:Route': ['routeTableId', 'destinationCidrBlock', 'destinationIpv6CidrBlock', 'destinationPrefixListId'],
  'aws:ec2/routeTable:RouteTable': ['vpcId'],
  'aws:ec2/routeTableAssociation:RouteTableAssociation': ['subnetId', 'gatewayId'],
  'aws:ec2/securityGroup:SecurityGroup': [...named, 'description', 'vpcId'],
  'aws:ec2/subnetCidrReservation:SubnetCidrReservation': ['subnetId', 'cidrBlock', 'reservationType', 'description'],
  'aws:ec2/subnet:Subnet': ['vpcId', 'cidrBlock', 'availabilityZone', 'availabilityZoneId', 'ipv6Native', 'outpostArn'],
  'aws:ec2/vpc:Vpc': ['cidrBlock', 'ipv4IpamPoolId', 'ipv4NetmaskLength'],
  'aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation': [
    ...['vpcId', 'assignGeneratedIpv6CidrBlock', 'ipv6CidrBlock', 'ipv6IpamPoolId', 'ipv6NetmaskLength', 'ipv6Pool'],
  ],
  'aws:ec2/vpcEndpoint:VpcEndpoint': ['vpcId', 'serviceName', 'vpcEndpointType', 'serviceRegion'],
  'aws:ec2/vpcPeeringConnection:VpcPeeringConnection': ['vpcId', 'peerVpcId', 'peerOwnerId', 'peerRegion'],
  'aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter': ['vpcPeeringConnectionId'],
  'aws:ec2transitgateway/peeringAttachment:PeeringAttachment': ['transitGatewayId', 'peerTransitGatewayId', 'peerAccountId', 'peerRegion'],
  'aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter': ['transitGatewayAttachmentId'],
  'aws:ec2transitgateway/route:Route': ['destinationCidrBlock', 'transitGatewayAttachmentId', 'transitGatewayRouteTableId', 'blackhole'],
  'aws:ec2transitgateway/transitGateway:TransitGateway': ['multicastSupport'],
  'aws:ec2transitgateway/vpcAttachment:VpcAttachment': ['transitGatewayId', 'vpcId'],
  'aws:ecr/lifecyclePolicy:LifecyclePolicy': ['repository', 'policy'],
  'aws:ecr/pullThroughCacheRule:PullThroughCacheRule': ['ecrRepositoryPrefix', 'upstreamRegistryUrl', 'upstreamRepositoryPrefix'],
  'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate': ['prefix'],
  'aws:ecr/repositoryPolicy:RepositoryPolicy': ['repository'],
  'aws:ecr/repository:Repository': ['name', 'encryptionConfigurations'],
  'aws:eks/accessEntry:AccessEntry': ['clusterName', 'principalArn', 'type'],
  'aws:eks/accessPolicyAssociation:AccessPolicyAssociation': ['clusterName', 'principalArn', 'policyArn', 'accessScope'],
  'aws:eks/addon:Addon': ['clusterName', 'addonName'],
  'aws:eks/cluster:Cluster': [
    ...['name', 'roleArn', 'bootstrapSelfManagedAddons', 'accessConfig.bootstrapClusterCreatorAdminPermissions', 'outpostConfig'],
    ...['kubernetesNetworkConfig.ipFamily', 'kubernetesNetworkConfig.serviceIpv4Cidr'],
  ],
  'aws:eks/nodeGroup:NodeGroup': [
    ...['clusterName', 'nodeGroupName', 'nodeGroupNamePrefix', 'nodeRoleArn', 'subnetIds', 'amiType', 'capacityType', 'diskSize', 'instanceTypes'],
    ...['launchTemplate.id', 'launchTemplate.name', 'remoteAccess'],
  ],
  'aws:eks/podIdentityAssociation:PodIdentityAssociation': ['clusterName', 'namespace', 'serviceAccount'],
  'aws:elasticache/parameterGroup:ParameterGroup': ['name', 'family', 'description'],
  'aws:elasticache/replicationGroup:ReplicationGroup': [
    ...['replicationGroupId', 'atRestEncryptionEnabled', 'kmsKeyId', 'subnetGroupName', 'port', 'dataTieringEnabled', 'snapshotArns', 'snapshotName'],
    ...['networkType', 'securityGroupNames', 'transitEncryptionEnabled'],
  ],
  'aws:elasticache/subnetGroup:SubnetGroup': ['name'],
  'aws:elasticache/user:User': ['userId', 'userName'],
  'aws:elasticache/userGroup:UserGroup': ['userGroupId'],
  'aws:guardduty/detectorFeature:DetectorFeature': ['detectorId', 'name'],
  'aws:iam/instanceProfile:InstanceProfile': [...named, 'path'],
  'aws:iam/openIdConnectProvider:OpenIdConnectProvider': ['url'],
  'aws:iam/policy:Policy': [...named, 'path', 'description'],
  'aws:iam/role:Role': [...named, 'path'],
  'aws:iam/rolePolicy:RolePolicy': [...named, 'role'],
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ['role', 'policyArn'],
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': ['name', 'destination', 'kinesisSourceConfiguration'],
  'aws:kms/alias:Alias': named,
  'aws:kms/key:Key': ['customKeyStoreId', 'customerMasterKeySpec', 'keyUsage', 'multiRegion', 'xksKeyId'],
  'aws:kms/replicaKey:ReplicaKey': ['primaryKeyArn'],
  'aws:lambda/permission:Permission': ['action', 'function', 'principal', 'sourceArn', 'sourceAccount', 'statementId', 'qualifier'],
  'aws:lb/listener:Listener': ['loadBalancerArn'],
  'aws:lb/loadBalancer:LoadBalancer': [...named, 'internal', 'loadBalancerType', 'customerOwnedIpv4Pool'],
  'aws:lb/targetGroup:TargetGroup': [...named, 'port', 'protocol', 'protocolVersion', 'targetType', 'vpcId', 'ipAddressType'],
  'aws:mq/broker:Broker': [
    ...['brokerName', 'dataReplicationPrimaryBrokerArn', 'deploymentMode', 'encryptionOptions', 'engineType', 'publiclyAccessible', 'subnetIds'],
  ],
  'aws:msk/cluster:Cluster': [
    ...['clusterName', 'brokerNodeGroupInfo.azDistribution', 'brokerNodeGroupInfo.clientSubnets', 'brokerNodeGroupInfo.securityGroups'],
    ...['encryptionInfo.encryptionAtRestKmsKeyArn', 'encryptionInfo.encryptionInTransit.inCluster'],
  ],
  'aws:msk/configuration:Configuration': ['name', 'kafkaVersions'],
  'aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation': ['clusterArn', 'secretArn'],
  'aws:msk/topic:Topic': ['clusterArn', 'name', 'replicationFactor'],
  'aws:opensearch/domain:Domain': ['domainName', 'encryptAtRest.kmsKeyId'],
  'aws:rds/cluster:Cluster': [
    ...['clusterIdentifier', 'clusterIdentifierPrefix', 'engine', 'engineMode', 'kmsKeyId', 'storageEncrypted', 'masterUsername', 'databaseName'],
    ...['dbSubnetGroupName', 'availabilityZones', 'snapshotIdentifier', 'sourceRegion', 'dbSystemId'],
  ],
  'aws:rds/clusterInstance:ClusterInstance': ['clusterIdentifier', 'identifier', 'identifierPrefix', 'engine', 'dbSubnetGroupName', 'availabilityZone'],
  'aws:rds/clusterParameterGroup:ClusterParameterGroup': group,
  'aws:rds/clusterSnapshot:ClusterSnapshot': ['dbClusterIdentifier', 'dbClusterSnapshotIdentifier'],
  'aws:rds/globalCluster:GlobalCluster': ['globalClusterIdentifier', 'engine', 'databaseName', 'storageEncrypted', 'sourceDbClusterIdentifier'],
  'aws:rds/instance:Instance': [
    ...['engine', 'kmsKeyId', 'storageEncrypted', 'username', 'dbName', 'availabilityZone', 'characterSetName', 'ncharCharacterSetName', 'timezone'],
    ...['snapshotIdentifier', 'restoreToPointInTime', 's3Import', 'backupTarget'],
  ],
  'aws:rds/optionGroup:OptionGroup': [...named, 'engineName', 'majorEngineVersion', 'optionGroupDescription'],
  'aws:rds/parameterGroup:ParameterGroup': group,
  'aws:rds/proxy:Proxy': ['engineFamily', 'vpcSubnetIds'],
  'aws:rds/snapshot:Snapshot': ['dbInstanceIdentifier', 'dbSnapshotIdentifier'],
  'aws:rds/subnetGroup:SubnetGroup': named,
  'aws:route53/record:Record': ['zoneId', 'name'],
  'aws:route53/healthCheck:HealthCheck': ['type', 'requestInterval', 'measureLatency'],
  'aws:route53/zone:Zone': ['name', 'delegationSetId'],
  'aws:s3/bucket:Bucket': ['bucket', 'bucketPrefix', 'objectLockEnabled'],
  'aws:s3/bucketCorsConfiguration:BucketCorsConfiguration': bucket,
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': bucket,
  'aws:s3/bucketLogging:BucketLogging': bucket,
  'aws:cloudfront/monitoringSubscription:MonitoringSubscription': ['distributionId'],
  'aws:s3/bucketMetric:BucketMetric': ['bucket', 'name'],
  'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': bucket,
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': ['bucket'],
  'aws:s3/bucketPolicy:BucketPolicy': ['bucket'],
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': ['bucket'],
  'aws:s3/bucketReplicationConfig:BucketReplicationConfig': ['bucket'],
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': bucket,
  'aws:s3/bucketVersioning:BucketVersioning': bucket,
  'aws:scheduler/schedule:Schedule': [...named, 'groupName'],
  'aws:secretsmanager/secret:Secret': named,
  'aws:secretsmanager/secretRotation:SecretRotation': ['secretId'],
  'aws:secretsmanager/secretVersion:SecretVersion': ['secretId', 'secretString', 'secretBinary'],
  'aws:sns/topic:Topic': [...named, 'fifoTopic'],
  'aws:sns/topicSubscription:TopicSubscription': ['topic', 'protocol', 'endpoint'],
  'aws:sqs/queue:Queue': [...named, 'fifoQueue'],
  'aws:sqs/queuePolicy:QueuePolicy': ['queueUrl'],
  'aws:ssm/parameter:Parameter': ['name', 'dataType'],
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': ['securityGroupId'],
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': ['securityGroupId'],
  'aws:wafv2/ipSet:IpSet': ['name', 'scope', 'ipAddressVersion'],
  'aws:wafv2/webAcl:WebAcl': ['name', 'scope'],
};

/** The same for objects of Kubernetes that hold data: what the API server does not let change. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  'kubernetes:core/v1:PersistentVolumeClaim': [
    ...['accessModes', 'dataSource', 'dataSourceRef', 'selector', 'storageClassName', 'volumeMode', 'volumeName'].map(property => `spec.${property}`),
  ],
};
const OBJECT_IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

/** What cannot be taken back: a resource that loses one of these is made anew, while a change of it is made in place. */
const REPLACED_WITHOUT: Readonly<Record<string, readonly string[]>> = {
  'aws:eks/cluster:Cluster': ['encryptionConfig'],
};

/** Whether a change at this path of a resource of that type, such as `brokerNodeGroupInfo.clientSubnets[0]`, makes a new resource. */
export function replaces(token: string, path: string, gone: boolean): boolean {
  const plain = path.replace(/\[\d+\]/g, '');
  const within = (property: string) => plain === property || plain.startsWith(`${property}.`);
  if (gone && REPLACED_WITHOUT[token]?.includes(plain)) return true;
  if (token.startsWith('kubernetes:')) return [...OBJECT_IDENTITY, ...(IMMUTABLE[token] ?? [])].some(within);
  return within('region') || (REPLACED_BY[token] ?? ['name', 'namePrefix']).some(within);
}
