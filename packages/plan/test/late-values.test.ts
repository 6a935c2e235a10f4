import { Certificate } from '@pulumi/aws/acm';
import { Subnet, Vpc } from '@pulumi/aws/ec2';
import { Cluster, NodeGroup } from '@pulumi/aws/eks';
import { Key } from '@pulumi/aws/kms';
import { LoadBalancer } from '@pulumi/aws/lb';
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

describe('an output of another stack', () => {
  const output = (name: string) => late(`pulumi:pulumi:StackReference::org/net/prod.outputs.${name}`);

  it('stands as a placeholder with its name, however it is asked for', async () => {
    const recording = await recorded(async () => {
      const network = new pulumi.StackReference('org/net/prod');
      const vpcId = network.getOutput('vpcId');
      new Subnet('a', { vpcId, tags: { vpc: vpcId, zone: network.requireOutput('zone'), cidr: pulumi.interpolate`${network.outputs.cidr}/24` } });
      return {
        details: await network.getOutputDetails('vpc-id'),
        value: await network.getOutputValue('name'),
        required: await network.requireOutputValue('hasNoName'),
        applied: network.outputs.apply(outputs => outputs.region),
        whole: network.outputs,
        name: network.name,
      };
    });
    expect(named(recording, 'a').inputs).toEqual({
      vpcId: output('vpcId'),
      tags: { vpc: output('vpcId'), zone: output('zone'), cidr: `${output('cidr')}/24` },
    });
    expect(named(recording, 'a').dependsOn).toEqual(['urn:pulumi:test::clinic::pulumi:pulumi:StackReference::org/net/prod']);
    expect(recording.outputs).toEqual({
      details: { value: output('vpc-id') },
      value: output('name'),
      required: output('hasNoName'),
      applied: output('region'),
      whole: { '*': output('*') },
      name: 'org/net/prod',
    });
  });

  it('is named by the resource that refers to the stack', async () => {
    const { outputs } = await recorded(() => ({ id: new pulumi.StackReference('net', { name: 'org/net/prod' }).getOutput('id') }));
    expect(outputs).toEqual({ id: late('pulumi:pulumi:StackReference::net.outputs.id') });
  });
});

describe('a callback that fails on a value known only after apply', () => {
  const failure = (program: () => unknown) =>
    recorded(program).then(
      () => undefined,
      (error: unknown) => error,
    );
  const balancer = () => new LoadBalancer('edge', {});
  const MAPPINGS = late('aws:lb/loadBalancer:LoadBalancer::edge.subnetMappings');
  const advice = 'read its parts as properties (output.list[0].name), which a plan follows, or let the callback pass a text on as it is';

  it('says on which, and keeps its own error as the cause', async () => {
    const error = await failure(() => void balancer().subnetMappings.apply(mappings => mappings.map(({ subnetId }) => subnetId)));
    expect(error).toMatchObject({
      message: `a callback failed on ${MAPPINGS}, which is known only after apply and stands in a plan as this text: mappings.map is not a function; ${advice}`,
      cause: { name: 'TypeError', message: 'mappings.map is not a function' },
      stack: expect.stringMatching(/^Error: a callback failed on .*\n {4}at .*late-values\.test\.ts/),
    });
  });

  it('says so too where it takes its time, and of each among several', async () => {
    const error = await failure(() => void pulumi.all([balancer().subnetMappings, { id: cluster().id }]).apply(async ([mappings]) => mappings.map(() => 1)));
    expect(error).toHaveProperty(
      'message',
      `a callback failed on ${MAPPINGS}, ${late('aws:eks/cluster:Cluster::main.id')}, which are known only after apply and stand in a plan as these texts: mappings.map is not a function; ${advice}`,
    );
  });

  it('says nothing of it where the value is known, or the error is its own', async () => {
    const own = new Error('no mapping');
    const known = await failure(() => void pulumi.output('known').apply(text => (text as unknown as string[]).map(String)));
    expect(known).toHaveProperty('message', 'text.map is not a function');
    expect(await failure(() => void balancer().subnetMappings.apply(() => Promise.reject(own)))).toBe(own);
  });

  it('is spared by what it advises', async () => {
    const { outputs } = await recorded(() => {
      const { subnetMappings } = balancer();
      return {
        first: subnetMappings[0]?.subnetId,
        all: subnetMappings.apply(mappings => (Array.isArray(mappings) ? mappings.map(({ subnetId }) => subnetId) : mappings)),
      };
    });
    expect(outputs).toEqual({ first: `${MAPPINGS.slice(0, -1)}[0].subnetId}`, all: MAPPINGS });
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
