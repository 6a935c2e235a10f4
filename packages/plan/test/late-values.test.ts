import { Certificate } from '@pulumi/aws/acm';
import { Vpc } from '@pulumi/aws/ec2';
import { Cluster, NodeGroup } from '@pulumi/aws/eks';
import { Key } from '@pulumi/aws/kms';
import { Instance } from '@pulumi/aws/rds';
import { ConfigMap, Namespace, Service } from '@pulumi/kubernetes/core/v1';
import * as pulumi from '@pulumi/pulumi';
import { unknown } from '@pulumi/pulumi/output';
import { late, named, recorded } from './recorded';

const DATABASE = 'aws:rds/instance:Instance::nilecare-khartoum-clinical';

function database(): Instance {
  return new Instance('nilecare-khartoum-clinical', { instanceClass: 'db.r6g.large', engine: 'postgres' });
}
function cluster(): Cluster {
  return new Cluster('main', { roleArn: 'arn:aws:iam::1:role/x', vpcConfig: { subnetIds: ['subnet-1'] } });
}

describe('a value known only after apply', () => {
  it('stands as a placeholder with type, name and property', async () => {
    const recording = await recorded(() => new ConfigMap('connection', { data: { host: database().endpoint } }) && undefined);
    expect(named(recording, 'connection').inputs.data).toEqual({ host: late(`${DATABASE}.endpoint`) });
  });

  it('stands inside longer text, as callbacks and interpolation write it', async () => {
    const { outputs } = await recorded(() => {
      const { endpoint, address } = database();
      return { url: pulumi.interpolate`postgres://${endpoint}/ehr`, upper: address.apply(host => `host=${host}`), json: pulumi.jsonStringify({ endpoint }) };
    });
    expect(outputs).toEqual({
      json: `{"endpoint":"${late(`${DATABASE}.endpoint`)}"}`,
      upper: `host=${late(`${DATABASE}.address`)}`,
      url: `postgres://${late(`${DATABASE}.endpoint`)}/ehr`,
    });
  });

  it('is the id of every resource that has one', async () => {
    const { outputs } = await recorded(() => ({ id: new Key('phi').id }));
    expect(outputs).toEqual({ id: late('aws:kms/key:Key::phi.id') });
  });

  it('is no input: what the program sets is what it reads', async () => {
    const { outputs } = await recorded(() => {
      const vpc = new Vpc('main', { cidrBlock: pulumi.output('10.0.0.0/16'), tags: { owner: 'ops' } });
      return { cidr: vpc.cidrBlock, tags: vpc.tags };
    });
    expect(outputs).toEqual({ cidr: '10.0.0.0/16', tags: { owner: 'ops' } });
  });

  it('is what an input gives that turns out to hold nothing', async () => {
    const { outputs } = await recorded(() => ({
      zone: new Instance('x', { instanceClass: 'x', availabilityZone: pulumi.output(undefined as unknown as string) }).availabilityZone,
    }));
    expect(outputs).toEqual({ zone: late('aws:rds/instance:Instance::x.availabilityZone') });
  });

  it('carries the dependency on its resource', async () => {
    const recording = await recorded(() => new ConfigMap('connection', { data: { host: database().endpoint } }) && undefined);
    expect(named(recording, 'connection').dependsOn).toEqual(['urn:pulumi:test::clinic::aws:rds/instance:Instance::nilecare-khartoum-clinical']);
  });

  it('is followed along properties and indexes without anyone having listed them', async () => {
    const { outputs } = await recorded(() => {
      const service = new Service('gateway', { spec: {} });
      return { host: service.status.loadBalancer.ingress[0]?.hostname, logs: database().replicas[0] };
    });
    expect(outputs).toEqual({
      host: late('kubernetes:core/v1:Service::gateway.status.loadBalancer.ingress[0].hostname'),
      logs: late(`${DATABASE}.replicas[0]`),
    });
  });

  it('has the structure that a callback takes apart', async () => {
    const { outputs } = await recorded(() => {
      const eks = cluster();
      const nodes = new NodeGroup('nodes', {
        clusterName: eks.name,
        nodeRoleArn: 'x',
        subnetIds: ['s'],
        scalingConfig: { desiredSize: 1, maxSize: 1, minSize: 1 },
      });
      const certificate = new Certificate('api', { domainName: 'api.nilecare.sd' });
      return {
        authority: eks.certificateAuthority.apply(authority => authority.data),
        issuer: eks.identities.apply(identities => identities.map(({ oidcs }) => oidcs[0]?.issuer)),
        group: nodes.resources.apply(([first]) => first?.autoscalingGroups[0]?.name),
        secret: database().masterUserSecrets.apply(secrets => secrets.map(({ secretArn }) => secretArn)),
        record: certificate.domainValidationOptions.apply(options => options.map(({ resourceRecordName }) => resourceRecordName)),
      };
    });
    expect(outputs).toEqual({
      authority: late('aws:eks/cluster:Cluster::main.certificateAuthority.data'),
      issuer: [late('aws:eks/cluster:Cluster::main.identities[0].oidcs[0].issuer')],
      group: late('aws:eks/nodeGroup:NodeGroup::nodes.resources[0].autoscalingGroups[0].name'),
      secret: [late(`${DATABASE}.masterUserSecrets[0].secretArn`)],
      record: [late('aws:acm/certificate:Certificate::api.domainValidationOptions[0].resourceRecordName')],
    });
  });

  it('is added to what the program sets of an object', async () => {
    const recording = await recorded(() => {
      const eks = cluster();
      const namespace = new Namespace('clinical', { metadata: { labels: { tier: 'phi' } } });
      return {
        group: eks.vpcConfig.clusterSecurityGroupId,
        subnets: eks.vpcConfig.subnetIds,
        name: namespace.metadata.name,
        labels: namespace.metadata.labels,
      };
    });
    expect(recording.outputs).toEqual({
      group: late('aws:eks/cluster:Cluster::main.vpcConfig.clusterSecurityGroupId'),
      subnets: ['subnet-1'],
      name: late('kubernetes:core/v1:Namespace::clinical.metadata.name'),
      labels: { tier: 'phi' },
    });
    expect(named(recording, 'main').inputs.vpcConfig).toEqual({ subnetIds: ['subnet-1'] });
  });

  it('is nothing where the service computes nothing', async () => {
    const { outputs } = await recorded(() => ({ owner: new Vpc('main').tags.apply(tags => tags?.owner ?? 'nobody') }));
    expect(outputs).toEqual({ owner: 'nobody' });
  });
});

describe('a value that the program itself does not know', () => {
  it('is shown as unknown, and no callback runs on it', async () => {
    let ran = false;
    const recording = await recorded(() => {
      const open = pulumi.output(unknown as unknown as string);
      new ConfigMap('open', {
        data: {
          a: open,
          b: open.apply(value => {
            ran = true;
            return value;
          }),
        },
      });
    });
    expect(named(recording, 'open').inputs.data).toEqual({ a: { unknown: true }, b: { unknown: true } });
    expect(ran).toBe(false);
  });
});
