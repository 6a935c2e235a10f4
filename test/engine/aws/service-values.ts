import { clusterAccess } from './clusters';
import type { Made } from './made';
import { isList, isObject, type Wire, type WireObject } from './wire';

type Values = Readonly<Record<string, Wire>>;

const PORTS: Readonly<Record<string, number>> = { mysql: 3306, mariadb: 3306, 'aurora-mysql': 3306, postgres: 5432, 'aurora-postgresql': 5432 };

/** What services say of their resources beyond what follows from the names and types of properties. */
export const SERVICE_VALUES: Readonly<Record<string, (made: Made) => Values>> = {
  'aws:acm/certificate:Certificate': certificate,
  'aws:cloudfront/distribution:Distribution': made => ({ domainName: `d${made.hex(13)}.cloudfront.net`, hostedZoneId: 'Z2FDTNDATAQYW2', status: 'Deployed' }),
  'aws:docdb/cluster:Cluster': databaseCluster,
  'aws:docdb/clusterInstance:ClusterInstance': databaseMember,
  'aws:ec2/eip:Eip': made => ({ allocationId: made.id, publicIp: publicAddress(made), domain: 'vpc' }),
  'aws:ec2/natGateway:NatGateway': made => ({ publicIp: publicAddress(made), networkInterfaceId: `eni-${made.hex(17)}` }),
  'aws:ec2/subnet:Subnet': made => ({ availabilityZoneId: `${made.region.replace(/[a-z]*-|-/g, '')}-az1`, ownerId: made.account }),
  'aws:ec2/vpcEndpoint:VpcEndpoint': made => {
    const service = made.text('serviceName').split('.').at(-1) ?? '';
    if (made.text('vpcEndpointType') !== 'Interface') return { dnsEntries: [] };
    const dnsName = `${service === 's3' ? '*.' : ''}${made.id}-${made.hex(8)}.${service}.${made.region}.vpce.amazonaws.com`;
    return { dnsEntries: [{ dnsName, hostedZoneId: `Z${made.hex(13).toUpperCase()}` }] };
  },
  'aws:ec2/launchTemplate:LaunchTemplate': () => ({ defaultVersion: 1, latestVersion: 1 }),
  'aws:ecr/repository:Repository': made => ({
    registryId: made.account,
    repositoryUrl: `${made.account}.dkr.ecr.${made.region}.amazonaws.com/${made.text('name')}`,
  }),
  'aws:cloudformation/stack:Stack': stack,
  'aws:eks/cluster:Cluster': kubernetesCluster,
  'aws:eks/nodeGroup:NodeGroup': made => ({
    resources: [{ autoscalingGroups: [{ name: `eks-${made.text('nodeGroupName')}-${made.hex(8)}` }], remoteAccessSecurityGroupId: '' }],
    instanceTypes: ['t3.medium'],
    status: 'ACTIVE',
  }),
  'aws:elasticache/replicationGroup:ReplicationGroup': replicationGroup,
  'aws:elasticache/serverlessCache:ServerlessCache': made => {
    const address = (kind: string) => `${made.text('name')}${kind}-${made.hex(6)}.serverless.${made.region}.cache.amazonaws.com`;
    return { endpoints: [{ address: address(''), port: 6379 }], readerEndpoints: [{ address: address(''), port: 6380 }], status: 'available' };
  },
  'aws:iam/role:Role': made => ({ uniqueId: `AROA${made.hex(17).toUpperCase()}`, createDate: BEGINNING }),
  'aws:kms/alias:Alias': made => ({ targetKeyArn: `arn:aws:kms:${made.region}:${made.account}:key/${made.text('targetKeyId').split('/').at(-1)}` }),
  'aws:kms/key:Key': made => ({ keyId: made.id }),
  'aws:lb/loadBalancer:LoadBalancer': made => ({ dnsName: `${made.text('name')}-${made.hex(9)}.elb.${made.region}.amazonaws.com` }),
  'aws:mq/broker:Broker': broker,
  'aws:msk/cluster:Cluster': kafka,
  'aws:opensearch/domain:Domain': made => ({ endpoint: `vpc-${made.text('domainName')}-${made.hex(26)}.${made.region}.es.amazonaws.com` }),
  'aws:rds/cluster:Cluster': databaseCluster,
  'aws:rds/clusterInstance:ClusterInstance': databaseMember,
  'aws:rds/instance:Instance': database,
  'aws:rds/proxy:Proxy': made => ({ endpoint: `${made.text('name')}.proxy-c${made.hex(10)}.${made.region}.rds.amazonaws.com` }),
  'aws:route53/record:Record': made => ({ fqdn: made.text('name') }),
  'aws:route53/zone:Zone': made => {
    const nameServers = ['com', 'net', 'org', 'co.uk'].map((end, index) => `ns-${index + 1}.awsdns-0${index}.${end}`);
    return { zoneId: made.id, nameServers, primaryNameServer: nameServers[0] ?? '' };
  },
  'aws:s3/bucket:Bucket': made => ({
    bucketDomainName: `${made.text('bucket')}.s3.amazonaws.com`,
    bucketRegionalDomainName: `${made.text('bucket')}.s3.${made.region}.amazonaws.com`,
    bucketRegion: made.region,
  }),
  'aws:sqs/queue:Queue': made => ({ url: made.id }),
};

/** When everything was made. */
export const BEGINNING = '2026-01-01T00:00:00Z';

function certificate(made: Made): Values {
  const others = made.inputs.subjectAlternativeNames;
  const domains = new Set([made.text('domainName'), ...(isList(others) ? others.map(String) : [])]);
  const domainValidationOptions = [...domains].map(domainName => ({
    domainName,
    resourceRecordName: `_${made.hex(32, domainName)}.${domainName.replace(/^\*\./, '')}.`,
    resourceRecordType: 'CNAME',
    resourceRecordValue: `_${made.hex(32, `${domainName} value`)}.acm-validations.aws.`,
  }));
  return { domainValidationOptions, status: 'PENDING_VALIDATION' };
}

/** What a template says that it answers with: of the secrets that it makes their ARNs. */
function stack(made: Made): Values {
  const { Resources = {}, Outputs = {} } = JSON.parse(made.text('templateBody') || '{}');
  const arnOf = (resource: string) => `arn:aws:secretsmanager:${made.region}:${made.account}:secret:${Resources[resource]?.Properties?.Name}-${made.hex(6)}`;
  const outputs = Object.entries<{ readonly Value: { readonly Ref: string } }>(Outputs).map(([name, { Value }]) => [name, arnOf(Value.Ref)] as const);
  return { outputs: Object.fromEntries(outputs) };
}

function database(made: Made): Values {
  const port = made.value('port') ?? PORTS[made.text('engine')] ?? 5432;
  const address = `${made.text('identifier')}.c${made.hex(11, made.region)}.${made.region}.rds.amazonaws.com`;
  return {
    address,
    port,
    endpoint: `${address}:${String(port)}`,
    hostedZoneId: `Z${made.hex(13).toUpperCase()}`,
    resourceId: made.id,
    engineVersionActual: made.text('engineVersion'),
    status: 'available',
    replicas: [],
    listenerEndpoints: [],
    vpcSecurityGroupIds: [`sg-${made.hex(17)}`],
    masterUserSecrets: managedPassword(made),
  };
}

function databaseCluster(made: Made): Values {
  const host = (kind: string) => `${made.text('clusterIdentifier')}.${kind}c${made.hex(11)}.${made.region}.rds.amazonaws.com`;
  return {
    endpoint: host('cluster-'),
    readerEndpoint: host('cluster-ro-'),
    port: made.value('port') ?? PORTS[made.text('engine')] ?? 27017,
    clusterResourceId: `cluster-${made.hex(20).toUpperCase()}`,
    clusterMembers: [],
    iamRoles: [],
    vpcSecurityGroupIds: [`sg-${made.hex(17)}`],
    availabilityZones: ['a', 'b', 'c'].map(zone => `${made.region}${zone}`),
    masterUserSecrets: managedPassword(made),
  };
}

function databaseMember(made: Made): Values {
  return { endpoint: `${made.text('identifier')}.c${made.hex(11)}.${made.region}.rds.amazonaws.com`, port: 5432, writer: true };
}

function managedPassword(made: Made): Wire {
  if (made.inputs.manageMasterUserPassword !== true) return [];
  const secretArn = `arn:aws:secretsmanager:${made.region}:${made.account}:secret:rds!${made.uuid()}-${made.hex(6)}`;
  return [{ kmsKeyId: made.text('masterUserSecretKmsKeyId'), secretArn, secretStatus: 'active' }];
}

/** In cluster mode there is one address for everything, otherwise one for writers and one for readers. */
function replicationGroup(made: Made): Values {
  const name = made.text('replicationGroupId');
  const shards = Number(made.value('numNodeGroups') ?? 1);
  const clusterEnabled = made.text('clusterMode') === 'enabled' || shards > 1;
  const host = (kind: string) => `${kind}${name}.${made.hex(6)}.${made.region}.cache.amazonaws.com`;
  const members = shards * (1 + Number(made.value('replicasPerNodeGroup') ?? Number(made.value('numCacheClusters') ?? 1) - 1));
  return {
    clusterEnabled,
    configurationEndpointAddress: clusterEnabled ? host('clustercfg.') : '',
    primaryEndpointAddress: clusterEnabled ? '' : host('master.'),
    readerEndpointAddress: clusterEnabled ? '' : host('replica.'),
    memberClusters: Array.from({ length: members }, (_, index) => `${name}-${String(index + 1).padStart(3, '0')}`),
    engineVersionActual: made.text('engineVersion'),
    securityGroupIds: [`sg-${made.hex(17)}`],
    port: made.value('port') ?? 6379,
  };
}

/** The control plane of the tests, where there is one for this cluster. */
function kubernetesCluster(made: Made): Values {
  const access = clusterAccess(made.place.clusters, made.text('name'), made.region);
  const host = `${made.hex(32).toUpperCase()}.gr7.${made.region}.eks.amazonaws.com`;
  return {
    endpoint: access?.server ?? `https://${host}`,
    certificateAuthority: { data: access?.authority ?? Buffer.from(`certificate of ${host}`).toString('base64') },
    identities: [{ oidcs: [{ issuer: `https://oidc.eks.${made.region}.amazonaws.com/id/${made.hex(32).toUpperCase()}` }] }],
    status: 'ACTIVE',
    platformVersion: 'eks.1',
  };
}

/** Addresses exist for the ways in that are open. */
function kafka(made: Made): Values {
  const brokers = Number(made.value('numberOfBrokerNodes') ?? 3);
  const hosts = (port: number) =>
    Array.from(
      { length: Math.min(brokers, 3) },
      (_, index) => `b-${index + 1}.${made.text('clusterName')}.${made.hex(6)}.c2.kafka.${made.region}.amazonaws.com:${port}`,
    ).join(',');
  const sasl = at(made.inputs, 'clientAuthentication', 'sasl');
  const clients = at(made.inputs, 'encryptionInfo', 'encryptionInTransit', 'clientBroker');
  const open = { iam: at(sasl, 'iam') === true, scram: at(sasl, 'scram') === true, tls: isObject(at(made.inputs, 'clientAuthentication', 'tls')) };
  const anonymous = at(made.inputs, 'clientAuthentication', 'unauthenticated') === true || !(open.iam || open.scram || open.tls);
  return {
    ...Object.fromEntries([...made.type.properties.keys()].filter(property => property.startsWith('bootstrapBrokers')).map(property => [property, ''])),
    bootstrapBrokersSaslIam: open.iam ? hosts(9098) : '',
    bootstrapBrokersSaslScram: open.scram ? hosts(9096) : '',
    bootstrapBrokersTls: (open.tls || anonymous) && clients !== 'PLAINTEXT' ? hosts(9094) : '',
    bootstrapBrokers: anonymous && (clients === 'PLAINTEXT' || clients === 'TLS_PLAINTEXT') ? hosts(9092) : '',
    clusterUuid: made.id.split('/').at(-1) ?? '',
    currentVersion: `K${made.hex(13).toUpperCase()}`,
  };
}

function broker(made: Made): Values {
  const host = `${made.id}-1.mq.${made.region}.on.aws`;
  return {
    instances: [{ consoleUrl: `https://${host}`, endpoints: [`amqps://${host}:5671`], ipAddress: '10.0.0.10' }],
    securityGroups: [`sg-${made.hex(17)}`],
  };
}

function publicAddress(made: Made): string {
  return `203.0.113.${Number.parseInt(made.hex(2), 16)}`;
}

function at(wire: Wire | undefined, ...keys: readonly string[]): Wire | undefined {
  return keys.reduce<Wire | undefined>((inner, key) => (isObject(inner) ? (inner as WireObject)[key] : undefined), wire);
}
