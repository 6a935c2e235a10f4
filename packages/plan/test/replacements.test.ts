import { DURABLE } from '@clinfra/plan';
import { generatedReplacements, isDecided, replaces } from '@clinfra/plan/replacements';

type Values = readonly [from: string | number | boolean | object | undefined, to: string | number | boolean | object | undefined];

const anew = (type: string, path: string, [from, to]: Values) =>
  replaces(type, { path, ...(from !== undefined && { from: from as never }), ...(to !== undefined && { to: to as never }) });

const [DATABASE, AURORA, DOCUMENTS] = ['aws:rds/instance:Instance', 'aws:rds/cluster:Cluster', 'aws:docdb/cluster:Cluster'];
const [CACHE, KAFKA, SEARCH] = ['aws:elasticache/replicationGroup:ReplicationGroup', 'aws:msk/cluster:Cluster', 'aws:opensearch/domain:Domain'];
const [BUCKET, CLUSTER, KEY, SECRET] = ['aws:s3/bucket:Bucket', 'aws:eks/cluster:Cluster', 'aws:kms/key:Key', 'aws:secretsmanager/secret:Secret'];

describe('a store is made anew', () => {
  it.each<[what: string, type: string, path: string, values: Values]>([
    ['by another engine', DATABASE, 'engine', ['postgres', 'mysql']],
    ['unencrypted', DATABASE, 'storageEncrypted', [true, false]],
    ['with another key', DATABASE, 'kmsKeyId', ['arn:1', 'arn:2']],
    ['by another name of its cluster', AURORA, 'clusterIdentifier', ['one', 'two']],
    ['in other subnets of its cluster', DOCUMENTS, 'dbSubnetGroupName', ['one', 'two']],
    ['encrypted at rest', CACHE, 'atRestEncryptionEnabled', [false, true]],
    ['by another engine of a cache than Valkey', CACHE, 'engine', ['valkey', 'redis']],
    ['by another name', KAFKA, 'clusterName', ['one', 'two']],
    ['in other subnets', KAFKA, 'brokerNodeGroupInfo.clientSubnets[1]', ['subnet-1', 'subnet-2']],
    ['in one subnet more', KAFKA, 'brokerNodeGroupInfo.clientSubnets[3]', [undefined, 'subnet-4']],
    ['by an older version of Kafka', KAFKA, 'kafkaVersion', ['3.10.0', '3.9.0']],
    ['without encryption at rest', SEARCH, 'encryptAtRest.enabled', [true, false]],
    ['outside of a network', SEARCH, 'vpcOptions', [{ subnetIds: ['subnet-1'] }, undefined]],
    ['by another name', BUCKET, 'bucket', ['one', 'two']],
    ['with a lock', BUCKET, 'objectLockEnabled', [undefined, true]],
    ['by another name', CLUSTER, 'name', ['one', 'two']],
    ['without its encryption', CLUSTER, 'encryptionConfig', [{ resources: ['secrets'], provider: { keyArn: 'arn:1' } }, undefined]],
    ['in many regions', KEY, 'multiRegion', [undefined, true]],
    ['by another name', SECRET, 'name', ['one', 'two']],
    ['in another region', SECRET, 'region', ['eu-west-1', 'eu-north-1']],
  ])('%s: %s %s', (_, type, path, values) => {
    expect(anew(type, path, values)).toBe(true);
  });
});

describe('a store is changed in place', () => {
  it.each<[what: string, type: string, path: string, values: Values]>([
    ['by another name', DATABASE, 'identifier', ['one', 'two']],
    ['by more of a disk', DATABASE, 'allocatedStorage', [100, 200]],
    ['in other subnets', DATABASE, 'dbSubnetGroupName', ['one', 'two']],
    ['where it no longer names its key, which it keeps', DATABASE, 'kmsKeyId', ['arn:1', undefined]],
    ['by other nodes', CACHE, 'nodeType', ['cache.r7g.large', 'cache.r7g.xlarge']],
    ['by Valkey in the place of Redis', CACHE, 'engine', ['redis', 'valkey']],
    ['by other brokers', KAFKA, 'brokerNodeGroupInfo.instanceType', ['kafka.m7g.large', 'kafka.m7g.xlarge']],
    ['by a newer version of Kafka', KAFKA, 'kafkaVersion', ['3.9.0', '3.10.0']],
    ['by what is within a block that is all changed in place', KAFKA, 'loggingInfo.brokerLogs.s3.prefix', ['one', 'two']],
    ['with encryption at rest', SEARCH, 'encryptAtRest.enabled', [false, true]],
    ['with its encryption', CLUSTER, 'encryptionConfig', [undefined, { resources: ['secrets'], provider: { keyArn: 'arn:1' } }]],
    ['by a tag with an odd name', CLUSTER, 'tags["a.b/c[0]"]', ['one', 'two']],
    ['by another key', SECRET, 'kmsKeyId', ['arn:1', 'arn:2']],
  ])('%s: %s %s', (_, type, path, values) => {
    expect(anew(type, path, values)).toBe(false);
  });
});

describe('what is not known', () => {
  it('counts as what makes a resource anew', () => {
    expect(isDecided(DATABASE, 'inventedYesterday')).toBe(false);
    expect(anew(DATABASE, 'inventedYesterday', [undefined, 1])).toBe(true);
    expect(anew(KAFKA, 'brokerNodeGroupInfo.inventedYesterday', [1, 2])).toBe(true);
    expect(anew(KAFKA, 'brokerNodeGroupInfo', [undefined, { inventedYesterday: 1 }])).toBe(true);
    expect(anew('aws:invented/yesterday:Yesterday', 'anything', [1, 2])).toBe(true);
  });

  it('is no type that holds data', () => {
    const tabled = generatedReplacements();
    expect(Object.keys(DURABLE).filter(type => type.startsWith('aws:') && !Object.hasOwn(tabled, type))).toEqual([]);
  });
});
