import { Inventory } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import type { PlannedResource, PlanValue } from '@clinfra/plan';
import { type RecordedSite, recordEdges, recordSite } from './recorded';
import { faultsOf } from './resource-rules';

const REGION = 'me-south-1';

describe('every resource of NileCare on AWS', () => {
  let production: RecordedSite;
  let development: RecordedSite;
  beforeAll(async () => {
    production = await recordSite(nilecare('production'));
    development = await recordSite(nilecare('development'));
  });

  it('[X4] is encrypted with a key of the platform, speaks TLS only, is private, protected, tagged and stands in its region', () => {
    expect(production.resources.length).toBeGreaterThan(120);
    expect(production.resources.flatMap(resource => faultsOf(resource, REGION).map(fault => `${resource.name}: ${fault}`))).toEqual([]);
  });

  it.each(['development', 'staging'] as const)(
    'holds the same outside production, in %s, where what carries no store may be thrown away',
    async environment => {
      const { resources } = await recordSite(nilecare(environment));
      const faults = resources.flatMap(resource => faultsOf(resource, REGION).map(fault => `${resource.name}: ${fault}`));
      expect(faults).toEqual(['nilecare-bahrain: is not protected', 'nilecare-bahrain-access.logs: is not protected']);
    },
  );

  it('stands on every site of production in that site’s region and in no other', async () => {
    const platform = nilecare('production');
    for (const site of new Inventory(platform).sites) {
      const { resources } = await recordSite(platform, { site });
      const regions = new Set(resources.flatMap(({ inputs }) => (inputs.region === undefined ? [] : [inputs.region])));
      expect([...regions]).toEqual([site.hosting.kind === 'aws' ? site.hosting.region : '']);
    }
  });

  it.each(['development', 'staging', 'production'] as const)('holds the same for the ways in of %s, of which some stand in no region', async environment => {
    const { resources } = await recordEdges(nilecare(environment));
    expect(resources.length).toBeGreaterThan(15);
    const place = ({ parent, inputs }: PlannedResource) => (parent?.includes('PlatformEdge') ? String(inputs.region) : REGION);
    const faults = resources.flatMap(resource => faultsOf(resource, place(resource)).map(fault => `${resource.name}: ${fault}`));
    // Outside production what carries no store may be thrown away.
    expect(faults).toEqual(environment === 'production' ? [] : faults.filter(fault => fault.endsWith('is not protected')));
    const worldwide = resources.filter(({ parent, inputs }) => parent?.includes('PlatformEdge') && inputs.region !== undefined);
    expect(new Set(worldwide.map(({ inputs }) => inputs.region))).toEqual(new Set(environment === 'production' ? ['us-east-1'] : []));
  });

  it('has a name of its own among those of its type', () => {
    const names = production.resources.map(({ type, name }) => `${type} ${name}`);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice.filter(name => name.startsWith('aws:'))).toEqual([]);
  });

  it('says of stores which classes of data they hold', () => {
    const tags = production.one('rds/cluster:Cluster', 'nilecare-khartoum-records').inputs.tags;
    expect(tags).toMatchObject({ 'data-classes': 'phi pii financial', store: 'records', environment: 'production', site: 'khartoum' });
  });

  describe('is refused', () => {
    type Change = (resource: PlannedResource) => PlannedResource;
    const without = (resource: PlannedResource, name: keyof PlannedResource): PlannedResource => {
      const { [name]: _, ...rest } = resource;
      return rest as PlannedResource;
    };
    const withInputs =
      (inputs: Readonly<Record<string, PlanValue>>): Change =>
      resource => ({ ...resource, inputs: { ...resource.inputs, ...inputs } });

    it.each<[why: string, type: string, name: string | undefined, change: Change, faults: readonly string[]]>([
      ['of an unknown type', 'ec2/vpc:Vpc', undefined, vpc => ({ ...vpc, type: 'aws:lightsail/bucket:Bucket' }), ['lightsail/bucket:Bucket is not known']],
      ['in another region', 'ec2/vpc:Vpc', undefined, withInputs({ region: 'eu-west-1' }), ['stands in "eu-west-1"']],
      [
        'with a region where the service has none',
        'iam/role:Role',
        'nilecare-khartoum-nodes',
        withInputs({ region: REGION }),
        ['names a region, and its service has none'],
      ],
      [
        'without a tag',
        'ec2/vpc:Vpc',
        undefined,
        withInputs({ tags: { platform: 'nilecare', environment: 'production', site: 'khartoum', owner: 'x' } }),
        ['has no tag managed-by'],
      ],
      ['outside the components', 'ec2/vpc:Vpc', undefined, vpc => without(vpc, 'parent'), ['stands outside the components']],
      [
        'with a key of AWS',
        'cloudwatch/logGroup:LogGroup',
        'nilecare-khartoum',
        withInputs({ kmsKeyId: 'alias/aws/logs' }),
        ['kmsKeyId is no key of the platform'],
      ],
      [
        'with a setting that may not change',
        'elasticache/replicationGroup:ReplicationGroup',
        undefined,
        withInputs({ transitEncryptionMode: 'preferred' }),
        ['transitEncryptionMode is not "required"'],
      ],
      ['unprotected', 'msk/cluster:Cluster', undefined, cluster => without(cluster, 'protect'), ['is not protected']],
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
        ['cidrIpv4 is open to anywhere'],
      ],
      [
        'with a route from anywhere to what is no gateway',
        'ec2/route:Route',
        'nilecare-khartoum-public',
        route => ({ ...route, inputs: { region: REGION, destinationCidrBlock: '0.0.0.0/0' } }),
        ['destinationCidrBlock is open to anywhere'],
      ],
      ['with a secret', 'rds/cluster:Cluster', undefined, withInputs({ masterPassword: 'planted' }), ['masterPassword holds a secret']],
      [
        'with a password of its own making',
        'rds/cluster:Cluster',
        undefined,
        withInputs({ manageMasterUserPassword: false }),
        ['manageMasterUserPassword is not true'],
      ],
      [
        'open to every account',
        'ec2/vpcEndpoint:VpcEndpoint',
        'nilecare-khartoum-s3',
        endpoint => ({ ...endpoint, inputs: Object.fromEntries(Object.entries(endpoint.inputs).filter(([name]) => name !== 'policy')) }),
        ['has no policy'],
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
      ['public, as a server of its own', 'rds/instance:Instance', undefined, withInputs({ publiclyAccessible: true }), ['publiclyAccessible is not false']],
    ])('%s', (_why, type, name, change, faults) => {
      const resource = (production.all(type).length > 0 ? production : development).one(type, name);
      expect(faultsOf(resource, REGION)).toEqual([]);
      expect(faultsOf(change(resource), REGION)).toEqual(faults);
    });
  });
});
