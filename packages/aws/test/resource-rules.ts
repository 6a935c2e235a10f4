import type { PlannedResource, PlanValue } from '@clinfra/plan';

/** What must hold for every resource of a type. */
interface TypeRule {
  /** Whether the service is one for all regions; everything else names its region. */
  readonly global?: true;
  /** Why it has no tags, where AWS has none for it. */
  readonly untagged?: true;
  /** Inputs that name the key by which it is encrypted. */
  readonly keys?: readonly string[];
  /** Inputs that must have these values, whatever the platform. */
  readonly must?: Readonly<Record<string, PlanValue>>;
  /** Inputs that must be there, with whatever value. */
  readonly present?: readonly string[];
  /** Whether it is a list of settings that must refuse connections without TLS. */
  readonly onlyTls?: true;
  /** Whether it holds data, and so is protected where the store or the stage says so. */
  readonly holdsData?: true;
}

/** Every type of resource that a site may register. A type that is missing here is refused: whoever adds one says what must hold for it. */
const RULES: Readonly<Record<string, TypeRule>> = {
  'cloudwatch/eventRule:EventRule': {},
  'cloudwatch/eventTarget:EventTarget': { untagged: true },
  'appautoscaling/policy:Policy': { untagged: true, must: { policyType: 'TargetTrackingScaling' } },
  'appautoscaling/target:Target': {},
  'cloudwatch/logGroup:LogGroup': { keys: ['kmsKeyId'] },
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
  'ec2/tag:Tag': { untagged: true },
  'ec2/subnet:Subnet': { must: { mapPublicIpOnLaunch: false } },
  'ec2/vpc:Vpc': {},
  // A policy of its own, or everybody's credentials could carry data out by it.
  'ec2/vpcEndpoint:VpcEndpoint': { present: ['policy'] },
  'ec2/vpcPeeringConnection:VpcPeeringConnection': { present: ['peerRegion'] },
  'ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter': {},
  'eks/accessEntry:AccessEntry': {},
  'eks/accessPolicyAssociation:AccessPolicyAssociation': { untagged: true },
  'eks/addon:Addon': { present: ['addonVersion'] },
  'eks/cluster:Cluster': {
    keys: ['encryptionConfig.provider.keyArn'],
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
  'iam/instanceProfile:InstanceProfile': { global: true },
  'iam/role:Role': { global: true },
  'iam/rolePolicy:RolePolicy': { global: true, untagged: true },
  'iam/rolePolicyAttachment:RolePolicyAttachment': { global: true, untagged: true },
  'kms/alias:Alias': { untagged: true },
  'kms/key:Key': { must: { enableKeyRotation: true }, holdsData: true },
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
  'msk/topic:Topic': { untagged: true, holdsData: true },
  'rds/cluster:Cluster': {
    keys: ['kmsKeyId', 'masterUserSecretKmsKeyId'],
    must: { storageEncrypted: true, manageMasterUserPassword: true, iamDatabaseAuthenticationEnabled: true, deletionProtection: true },
    holdsData: true,
  },
  // Disk and password are the cluster's, and so is the protection.
  'rds/clusterInstance:ClusterInstance': { keys: ['performanceInsightsKmsKeyId'], must: { publiclyAccessible: false } },
  'rds/clusterParameterGroup:ClusterParameterGroup': { onlyTls: true },
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
  'rds/subnetGroup:SubnetGroup': {},
  'secretsmanager/secretRotation:SecretRotation': { untagged: true },
  'secretsmanager/secret:Secret': { keys: ['kmsKeyId'], must: { recoveryWindowInDays: 30 }, holdsData: true },
  'sqs/queue:Queue': { keys: ['kmsMasterKeyId'] },
  'sqs/queuePolicy:QueuePolicy': { untagged: true, present: ['policy'] },
  'vpc/securityGroupEgressRule:SecurityGroupEgressRule': { present: ['referencedSecurityGroupId'] },
  'vpc/securityGroupIngressRule:SecurityGroupIngressRule': {},
};

/** Tags that say whose a resource is. */
const TAGS = ['platform', 'environment', 'site', 'owner', 'managed-by'] as const;
const KEY = /^\$\{aws:kms\/key:Key::[^}]+\.arn\}$/;
const SECRET = /password$|secret$|authToken$|privateKey$/i;

/** What is wrong with a resource of a site in production whose stores keep their deletion protection; nothing where all is well. */
export function faultsOf(resource: PlannedResource, region: string): readonly string[] {
  if (!resource.type.startsWith('aws:')) return [];
  const type = resource.type.slice('aws:'.length);
  const rule = RULES[type];
  if (!rule) return [`${type} is not known`];
  return [
    ...(resource.parent?.includes('clinfra:aws:') ? [] : ['stands outside the components']),
    ...regionFaults(resource, rule, region),
    ...tagFaults(resource, rule),
    ...keyFaults(resource, rule),
    ...Object.entries(rule.must ?? {}).flatMap(([path, value]) =>
      same(valueAt(resource.inputs, path), value) ? [] : [`${path} is not ${JSON.stringify(value)}`],
    ),
    ...(rule.present ?? []).filter(path => valueAt(resource.inputs, path) === undefined).map(path => `has no ${path}`),
    ...(rule.onlyTls && !ONLY_TLS.some(parameter => listed(resource.inputs.parameters, parameter)) ? ['accepts connections without TLS'] : []),
    ...(rule.holdsData && !resource.protect ? ['is not protected'] : []),
    ...openFaults(resource, type),
    ...leavesOf(resource.inputs).flatMap(([path, value]) => (SECRET.test(path) && typeof value === 'string' ? [`${path} holds a secret`] : [])),
  ];
}

/** What makes each engine refuse connections without TLS. */
const ONLY_TLS = [
  { name: 'rds.force_ssl', value: '1' },
  { name: 'require_secure_transport', value: '1' },
  { name: 'require_secure_transport', value: 'ON' },
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

/** Ways out are routes to gateways; there is no way in from anywhere. */
function openFaults({ inputs }: PlannedResource, type: string): readonly string[] {
  return leavesOf(inputs).flatMap(([path, value]) => {
    if (value !== '0.0.0.0/0' && value !== '::/0') return [];
    const wayOut = type === 'ec2/route:Route' && path === 'destinationCidrBlock' && (inputs.gatewayId ?? inputs.natGatewayId) !== undefined;
    return wayOut ? [] : [`${path} is open to anywhere`];
  });
}

function valueAt(value: PlanValue | undefined, path: string): PlanValue | undefined {
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
