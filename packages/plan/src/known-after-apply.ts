/** What an output will look like: one value, an object, one with names that nobody knows yet, a list of one element, or nothing at all. */
export type Shape = 'value' | 'nothing' | 'names' | readonly [Shape] | { readonly [key: string]: Shape };
export type Shapes = { readonly [property: string]: Shape };

const value = 'value';
const values = [value] as const;
const masterUserSecrets = [{ kmsKeyId: value, secretArn: value, secretStatus: value }] as const;

/** What every resource of a provider has. */
const ofProvider: { readonly [provider: string]: Shapes } = {
  // Nobody computes tags: those that the program does not set are not there.
  aws: { tags: 'nothing' },
  kubernetes: { metadata: { name: value, namespace: value, uid: value } },
};

/**
 * Outputs that are no plain string, by type. A program that follows properties (`cluster.identities[0].oidcs`) needs no
 * entry: the path is followed as it is read. Needed is one for what callbacks take apart (`apply(ca => ca.data)`), and
 * for what the service adds to an object that the program has set.
 */
const ofType: { readonly [type: string]: Shapes } = {
  'aws:acm/certificate:Certificate': {
    domainValidationOptions: [{ domainName: value, resourceRecordName: value, resourceRecordType: value, resourceRecordValue: value }],
  },
  'aws:docdb/cluster:Cluster': { clusterMembers: values, masterUserSecrets },
  'aws:ec2/vpcEndpoint:VpcEndpoint': { dnsEntries: [{ dnsName: value, hostedZoneId: value }], networkInterfaceIds: values, subnetIds: values },
  'aws:eks/cluster:Cluster': {
    accessConfig: { authenticationMode: value },
    certificateAuthority: { data: value },
    identities: [{ oidcs: [{ issuer: value }] }],
    kubernetesNetworkConfig: { ipFamily: value, serviceIpv4Cidr: value, serviceIpv6Cidr: value },
    vpcConfig: { clusterSecurityGroupId: value, publicAccessCidrs: values, subnetIds: values, vpcId: value },
  },
  'aws:eks/nodeGroup:NodeGroup': {
    instanceTypes: values,
    resources: [{ autoscalingGroups: [{ name: value }], remoteAccessSecurityGroupId: value }],
  },
  'aws:elasticache/cluster:Cluster': { cacheNodes: [{ address: value, availabilityZone: value, id: value, port: value }] },
  'aws:elasticache/replicationGroup:ReplicationGroup': { memberClusters: values, securityGroupIds: values },
  'aws:elasticache/serverlessCache:ServerlessCache': {
    endpoints: [{ address: value, port: value }],
    readerEndpoints: [{ address: value, port: value }],
    securityGroupIds: values,
    subnetIds: values,
  },
  'aws:mq/broker:Broker': { instances: [{ consoleUrl: value, endpoints: values, ipAddress: value }], securityGroups: values, subnetIds: values },
  'aws:msk/cluster:Cluster': { brokerNodeGroupInfo: { securityGroups: values } },
  'aws:rds/cluster:Cluster': { availabilityZones: values, clusterMembers: values, iamRoles: values, masterUserSecrets, vpcSecurityGroupIds: values },
  'aws:rds/instance:Instance': {
    listenerEndpoints: [{ address: value, hostedZoneId: value, port: value }],
    masterUserSecrets,
    replicas: values,
    vpcSecurityGroupIds: values,
  },
  'aws:rds/proxy:Proxy': { vpcSecurityGroupIds: values },
  'aws:route53/zone:Zone': { nameServers: values },
  // No list of names: which of the outputs are secret is as unknown as they are.
  'pulumi:pulumi:StackReference': { outputs: 'names', secretOutputNames: 'nothing' },
};

const known = new Map<string, Shapes>();

/** What is known of the outputs of a type; empty for one whose outputs are all plain values. */
export function shapesOf(type: string): Shapes {
  const shapes = known.get(type) ?? { ...ofProvider[type.slice(0, type.indexOf(':'))], ...ofType[type] };
  known.set(type, shapes);
  return shapes;
}
