import type { Platform } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import { type PlannedResource, type PlanValue, planOf } from '@clinfra/plan';
import { references } from '../reference';
import { unheardAlarms, unknownDimensions } from './alarm-faults';
import { faultsOfPlan } from './plan-faults';
import { shapeFaults } from './sdk-shapes';

const TODAY = { today: '2026-11-23' };

type Change = (resource: PlannedResource) => PlannedResource | undefined;
type Fixture = readonly [why: string, type: string, name: string | undefined, change: Change, faults: readonly string[]];

const withInputs =
  (inputs: Readonly<Record<string, PlanValue>>): Change =>
  resource => ({ ...resource, inputs: { ...resource.inputs, ...inputs } });

const without =
  (...names: readonly string[]): Change =>
  resource => ({ ...resource, inputs: Object.fromEntries(Object.entries(resource.inputs).filter(([name]) => !names.includes(name))) });

const withoutOption =
  (option: keyof PlannedResource): Change =>
  resource =>
    Object.fromEntries(Object.entries(resource).filter(([name]) => name !== option)) as unknown as PlannedResource;

/** Opens the policy of a resource: its statements are told what to be. */
const withStatement =
  (statement: Readonly<Record<string, unknown>>): Change =>
  resource => {
    const policy = JSON.parse(String(resource.inputs.policy));
    return withInputs({ policy: JSON.stringify({ ...policy, Statement: [{ ...policy.Statement[0], Condition: undefined, ...statement }] }) })(resource);
  };

const ANYBODY = { Sid: 'Open', Effect: 'Allow', Principal: { AWS: '*' }, Resource: '*' };

/** A platform with what it registers, in which one resource can be made wrong. */
class Planned {
  private constructor(
    readonly platform: Platform,
    readonly resources: readonly PlannedResource[],
  ) {}

  static async of(platform: Platform): Promise<Planned> {
    return new Planned(platform, (await planOf(platform, TODAY)).resources);
  }

  faults(): readonly string[] {
    return faultsOfPlan(this.platform, this.resources);
  }

  /** What is said once the first resource of that type, or the named one, is another. */
  faultsAfter(type: string, name: string | undefined, change: Change): readonly string[] {
    const chosen = this.resources.find(resource => resource.type === `aws:${type}` && (name === undefined || resource.name === name));
    if (!chosen) throw new Error(`no ${type} ${name ?? ''}`);
    const changed = this.resources.flatMap(resource => (resource === chosen ? (change(resource) ?? []) : [resource]));
    return faultsOfPlan(this.platform, changed).map(fault => fault.replace(`${type} ${chosen.name}: `, ''));
  }
}

describe('a plan', () => {
  let production: Planned;
  let development: Planned;
  let reference: Planned;
  beforeAll(async () => {
    production = await Planned.of(nilecare('production'));
    development = await Planned.of(nilecare('development'));
    reference = await Planned.of(references['reference-aws']?.() as Platform);
  });

  it('[X4] without a fault has none', () => {
    expect(production.resources.length).toBeGreaterThan(120);
    expect([production, development, reference].map(planned => planned.faults())).toEqual([[], [], []]);
  });

  it('has resources as the types of the SDK have them, however deep', () => {
    expect([production, development, reference].flatMap(({ resources }) => resources.flatMap(shapeFaults))).toEqual([]);
    const vpc = production.resources.find(({ type }) => type === 'aws:ec2/vpc:Vpc') as PlannedResource;
    const wrong = withInputs({ cidrBlocks: ['10.0.0.0/16'], enableDnsSupport: [], tags: { owner: ['x'] } })(vpc) as PlannedResource;
    expect(shapeFaults(wrong)).toEqual([
      expect.stringContaining('.cidrBlocks: must be a property of aws:ec2/vpc:Vpc, got one that is not'),
      expect.stringContaining('.enableDnsSupport: must be true or false, got a list'),
      expect.stringContaining('.tags.owner: must be a string, got a list'),
    ]);
  });

  it('says of stores which classes of data they hold', () => {
    const tags = production.resources.find(({ type, name }) => type === 'aws:rds/cluster:Cluster' && name === 'nilecare-khartoum-records')?.inputs.tags;
    expect(tags).toMatchObject({ 'data-classes': 'phi pii financial', store: 'records', environment: 'production', site: 'khartoum' });
  });

  it('[O8] hears each alarm of a site by one of its topics, by itself or in a ring', () => {
    expect([production, development, reference].flatMap(({ resources }) => unheardAlarms(resources))).toEqual([]);
    const deaf = reference.resources.map(resource =>
      resource.type.endsWith(':CompositeAlarm') ? (withInputs({ alarmActions: [] })(resource) as PlannedResource) : resource,
    );
    expect(unheardAlarms(deaf)).toContain('reference-production-dublin.records.cpu');
    const alone = reference.resources.filter(({ type }) => !type.endsWith(':CompositeAlarm'));
    expect(unheardAlarms(alone)).toContain('reference-production-dublin.records.cpu');
  });

  it('[O8] looks at stores and streams that stand there, by the names that they have', () => {
    expect([production, development, reference].flatMap(({ resources }) => unknownDimensions(resources))).toEqual([]);
    const renamed = production.resources.map(resource =>
      resource.type === 'aws:rds/cluster:Cluster' ? (withInputs({ clusterIdentifier: 'other' })(resource) as PlannedResource) : resource,
    );
    expect(unknownDimensions(renamed)).toContain('DBClusterIdentifier nilecare-production-khartoum-records');
  });

  it('has each name once among the resources of a type', () => {
    const names = production.resources.filter(({ type }) => type.startsWith('aws:')).map(({ type, name }) => `${type} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  const fixtures: readonly Fixture[] = [
    [
      'of a type that nobody has judged, and tells its author what to do',
      'ec2/internetGateway:InternetGateway',
      undefined,
      gateway => ({ ...gateway, type: 'aws:glacier/vault:Vault' }),
      [
        'glacier/vault:Vault nilecare-khartoum: is of a type that nobody has judged; add it to RULES in test/cloud/resource-rules.ts and say whether it holds data, which inputs name its key, what must never be otherwise, and whether AWS tags it',
      ],
    ],
    [
      'of a type that is a property of every object',
      'ec2/vpc:Vpc',
      undefined,
      vpc => ({ ...vpc, type: 'aws:toString' }),
      [expect.stringMatching(/^toString /)],
    ],
    ['in another region', 'ec2/vpc:Vpc', undefined, withInputs({ region: 'eu-west-1' }), ['stands in "eu-west-1"']],
    ['in the region of the other site', 'rds/cluster:Cluster', undefined, withInputs({ region: 'af-south-1' }), ['stands in "af-south-1"']],
    ['without a region', 'ec2/vpc:Vpc', undefined, without('region'), ['stands in undefined']],
    [
      'with a region where the service has none',
      'iam/role:Role',
      'nilecare-khartoum-nodes',
      withInputs({ region: 'me-south-1' }),
      ['names a region, and its service has none'],
    ],
    [
      'made by no provider of its site',
      'ec2/vpc:Vpc',
      undefined,
      withoutOption('provider'),
      ['is made by the provider of no region, and its site stands in me-south-1'],
    ],
    [
      'without a tag',
      'ec2/vpc:Vpc',
      undefined,
      withInputs({ tags: { platform: 'nilecare', environment: 'production', site: 'khartoum', owner: 'x' } }),
      ['has no tag managed-by'],
    ],
    [
      'outside the components',
      'ec2/internetGateway:InternetGateway',
      undefined,
      withoutOption('parent'),
      ['stands outside the components', 'stands in no site'],
    ],
    [
      'of a store outside the component of that store',
      'rds/cluster:Cluster',
      'nilecare-khartoum-records',
      cluster => ({ ...cluster, parent: String(cluster.parent).replace('$clinfra:aws:AuroraDatabase::nilecare-khartoum-records', '::nilecare-khartoum') }),
      ['stands outside the component of the store records'],
    ],
    [
      'with a key of AWS',
      'cloudwatch/logGroup:LogGroup',
      'nilecare-khartoum',
      withInputs({ kmsKeyId: 'alias/aws/logs' }),
      ['kmsKeyId is no key of the platform'],
    ],
    ['without a key', 'secretsmanager/secret:Secret', undefined, without('kmsKeyId'), ['kmsKeyId is no key of the platform']],
    [
      'with another key where its rule does not speak of one',
      'eks/nodeGroup:NodeGroup',
      undefined,
      withInputs({ remoteAccess: { kmsKeyId: 'alias/aws/ebs' } }),
      ['remoteAccess.kmsKeyId is no key of the platform'],
    ],
    [
      'unencrypted where its rule does not speak of it',
      'eks/nodeGroup:NodeGroup',
      undefined,
      withInputs({ disk: [{ encrypted: false }] }),
      ['disk.0.encrypted is not true'],
    ],
    [
      'public where its rule does not speak of it',
      'eks/nodeGroup:NodeGroup',
      undefined,
      withInputs({ associatePublicIpAddress: true }),
      ['associatePublicIpAddress is not false'],
    ],
    [
      'with a setting that may not change',
      'elasticache/replicationGroup:ReplicationGroup',
      undefined,
      withInputs({ transitEncryptionMode: 'preferred' }),
      ['transitEncryptionMode is not "required"'],
    ],
    ['with data and unprotected', 'msk/cluster:Cluster', undefined, withoutOption('protect'), ['is not protected']],
    ['with the key of what holds data, unprotected', 'kms/key:Key', 'nilecare-khartoum-records', withoutOption('protect'), ['is not protected']],
    [
      'open to anywhere',
      'vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'nilecare-khartoum-records',
      withInputs({ cidrIpv4: '0.0.0.0/0' }),
      ['cidrIpv4 is open to anywhere'],
    ],
    [
      'open to anywhere by a port that is none of the web, although a load balancer has it',
      'vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'nilecare-khartoum-records',
      withInputs({ cidrIpv4: '0.0.0.0/0', description: 'callers', fromPort: 5432, toPort: 5432 }),
      ['cidrIpv4 is open to anywhere', 'lets callers in where no load balancer is'],
    ],
    [
      'open to anywhere as if callers came by a load balancer, where there is none',
      'vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'nilecare-khartoum-records',
      withInputs({ cidrIpv4: '0.0.0.0/0', description: 'callers', fromPort: 443, toPort: 443 }),
      ['lets callers in where no load balancer is'],
    ],
    [
      'open to anywhere by the newer protocol',
      'vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'nilecare-khartoum-records',
      withInputs({ cidrIpv6: '::/0' }),
      ['cidrIpv6 is open to anywhere'],
    ],
    [
      'open to anywhere by the newer protocol in other words',
      'vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'nilecare-khartoum-records',
      withInputs({ cidrIpv6: '0::0/0' }),
      ['cidrIpv6 is open to anywhere'],
    ],
    [
      'open to all addresses of the newer protocol that there are',
      'vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'nilecare-khartoum-records',
      withInputs({ cidrIpv6: '2000::/3' }),
      ['cidrIpv6 is open to anywhere'],
    ],
    [
      'open to half of the internet',
      'vpc/securityGroupIngressRule:SecurityGroupIngressRule',
      'nilecare-khartoum-records',
      withInputs({ cidrIpv4: '128.0.0.0/1' }),
      ['cidrIpv4 is open to anywhere'],
    ],
    [
      'open to anywhere by the newer protocol within a group',
      'ec2/securityGroup:SecurityGroup',
      'nilecare-khartoum-records',
      withInputs({ ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, ipv6CidrBlocks: ['::/0'], description: 'callers' }] }),
      ['ingress.0.ipv6CidrBlocks.0 is open to anywhere'],
    ],
    [
      'that lets stores out to anywhere by the newer protocol',
      'vpc/securityGroupEgressRule:SecurityGroupEgressRule',
      undefined,
      withInputs({ cidrIpv6: '::/0' }),
      ['cidrIpv6 is open to anywhere'],
    ],
    [
      'with a way out by the newer protocol alone',
      'ec2/route:Route',
      'nilecare-khartoum-public',
      resource =>
        withInputs({ destinationIpv6CidrBlock: '::/0', egressOnlyGatewayId: 'eigw-1' })(
          without('destinationCidrBlock', 'gatewayId')(resource) as PlannedResource,
        ),
      ['destinationIpv6CidrBlock is open to anywhere'],
    ],
    [
      'that leads nodes to the internet past their gateways',
      'ec2/route:Route',
      'nilecare-khartoum-private-me-south-1a',
      resource => withInputs({ gatewayId: 'igw-1' })(without('natGatewayId')(resource) as PlannedResource),
      ['destinationCidrBlock is open to anywhere'],
    ],
    [
      'that leads nodes to the internet by the newer protocol',
      'ec2/route:Route',
      'nilecare-khartoum-private-me-south-1a',
      resource =>
        withInputs({ destinationIpv6CidrBlock: '::/0', gatewayId: 'igw-1' })(without('destinationCidrBlock', 'natGatewayId')(resource) as PlannedResource),
      ['destinationIpv6CidrBlock is open to anywhere'],
    ],
    [
      'with a subnet that gives out addresses of the newer protocol',
      'ec2/subnet:Subnet',
      undefined,
      withInputs({ assignIpv6AddressOnCreation: true }),
      ['assignIpv6AddressOnCreation is not false'],
    ],
    [
      'with a route from anywhere to what is no gateway',
      'ec2/route:Route',
      'nilecare-khartoum-public',
      without('gatewayId'),
      ['destinationCidrBlock is open to anywhere'],
    ],
    [
      'with a public subnet that gives out addresses',
      'ec2/subnet:Subnet',
      undefined,
      withInputs({ mapPublicIpOnLaunch: true }),
      ['mapPublicIpOnLaunch is not false'],
    ],
    ['with a secret', 'rds/cluster:Cluster', undefined, withInputs({ masterPassword: 'planted' }), ['masterPassword holds a secret']],
    [
      'with a password of its own making',
      'rds/cluster:Cluster',
      undefined,
      withInputs({ manageMasterUserPassword: false }),
      ['manageMasterUserPassword is not true'],
    ],
    ['with an endpoint open to every account', 'ec2/vpcEndpoint:VpcEndpoint', 'nilecare-khartoum-s3', without('policy'), ['has no policy']],
    [
      'with an endpoint that leads to what nobody has named',
      'ec2/vpcEndpoint:VpcEndpoint',
      'nilecare-khartoum-s3',
      withStatement({ ...ANYBODY, Action: ['s3:GetObject'] }),
      ['statement Open of its policy is open to everybody'],
    ],
    [
      'with a key that anybody may use',
      'kms/key:Key',
      'nilecare-khartoum-records',
      withStatement({ ...ANYBODY, Action: ['kms:Decrypt'] }),
      ['statement Open of its policy is open to everybody'],
    ],
    [
      'with a key that is closed to one account only',
      'kms/key:Key',
      'nilecare-khartoum-records',
      withStatement({ ...ANYBODY, Principal: '*', Action: ['kms:Decrypt'], Condition: { StringNotEquals: { 'aws:PrincipalAccount': '1' } } }),
      ['statement Open of its policy is open to everybody'],
    ],
    ['unencrypted', 'rds/cluster:Cluster', undefined, withInputs({ storageEncrypted: false }), ['storageEncrypted is not true']],
    [
      'reachable without TLS',
      'rds/clusterParameterGroup:ClusterParameterGroup',
      undefined,
      withInputs({ parameters: [] }),
      ['accepts connections without TLS'],
    ],
    [
      'public',
      'rds/clusterInstance:ClusterInstance',
      'nilecare-khartoum-records-2',
      withInputs({ publiclyAccessible: true }),
      ['publiclyAccessible is not false'],
    ],
  ];

  it.each(fixtures)('is refused with a resource %s', (_why, type, name, change, faults) => {
    expect(production.faultsAfter(type, name, change)).toEqual(faults);
  });

  it('is refused with a server of its own that is public, or unprotected though it is no production', () => {
    expect(development.faultsAfter('rds/instance:Instance', undefined, withInputs({ publiclyAccessible: true }))).toEqual(['publiclyAccessible is not false']);
    expect(development.faultsAfter('rds/instance:Instance', undefined, withoutOption('protect'))).toEqual(['is not protected']);
  });

  it('is refused where everybody comes by IPv6 who may not come by IPv4, or to a load balancer without it', () => {
    const named = (name: string, change: Change) => reference.faultsAfter('vpc/securityGroupIngressRule:SecurityGroupIngressRule', name, change);
    const instead: Change = resource => withInputs({ cidrIpv6: '::/0' })(without('cidrIpv4', 'cidrIpv6')(resource) as PlannedResource);
    expect(named('reference-dublin-booking-443-2001-db8-40--/48', instead)).toEqual(['lets everybody in by IPv6 and not by IPv4']);
    expect(named('reference-dublin-devices-443', withInputs({ cidrIpv6: '::/0' }))).toEqual(['lets callers in by IPv6 at a load balancer without it']);
  });

  it('[B4] is refused with a snapshot for a release that goes when the next one comes', () => {
    expect(reference.faultsAfter('rds/snapshot:Snapshot', undefined, withoutOption('retainOnDelete'))).toEqual(['is not protected']);
  });

  it('is refused with a bucket that lacks what closes it, keeps no versions, or has the key of S3', () => {
    const purpose = (resource: PlannedResource) => withInputs({ tags: { ...(resource.inputs.tags as object), purpose: 'data' } })(resource);
    expect(production.faultsAfter('s3/bucketPublicAccessBlock:BucketPublicAccessBlock', 'nilecare-khartoum-images', () => undefined)).toEqual([
      's3/bucket:Bucket nilecare-khartoum-images: has no s3/bucketPublicAccessBlock:BucketPublicAccessBlock beside it',
    ]);
    expect(
      production.faultsAfter(
        's3/bucketVersioning:BucketVersioning',
        'nilecare-khartoum-images',
        withInputs({ versioningConfiguration: { status: 'Suspended' } }),
      ),
    ).toEqual(['versioningConfiguration.status is not "Enabled"']);
    expect(production.faultsAfter('s3/bucket:Bucket', 'nilecare-khartoum-access.logs', purpose)).toEqual(['is encrypted without a key of the platform']);
  });

  it('is refused where a key stands unprotected in production, while outside it what carries no store may be thrown away', () => {
    expect(production.faultsAfter('kms/key:Key', 'nilecare-khartoum', withoutOption('protect'))).toEqual(['is not protected']);
    expect(development.faultsAfter('kms/key:Key', 'nilecare-bahrain', withoutOption('protect'))).toEqual([]);
  });
});
