import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, promises, readFile, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Provider } from '@pulumi/aws';
import { SecurityGroup, Subnet, Vpc } from '@pulumi/aws/ec2';
import { Key } from '@pulumi/aws/kms';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import * as pulumi from '@pulumi/pulumi';
import { late, named, recorded } from './recorded';

class Group extends pulumi.ComponentResource {
  constructor(type: string, name: string, args: pulumi.Inputs = {}, opts?: pulumi.ComponentResourceOptions) {
    super(type, name, args, opts);
    this.registerOutputs();
  }
}

describe('what a recording says of a resource', () => {
  it('gives the type, the name and the inputs', async () => {
    const { resources } = await recorded(() => new Vpc('main', { cidrBlock: '10.0.0.0/16', tags: { owner: 'ops' } }) && undefined);
    expect(resources).toEqual([
      {
        type: 'aws:ec2/vpc:Vpc',
        name: 'main',
        urn: 'urn:pulumi:test::clinic::aws:ec2/vpc:Vpc::main',
        dependsOn: [],
        inputs: { cidrBlock: '10.0.0.0/16', tags: { owner: 'ops' } },
      },
    ]);
  });

  it('gives the URN of the engine, with the types of all parents', async () => {
    const recording = await recorded(() => {
      const site = new Group('clinfra:aws:Site', 'khartoum');
      const network = new Group('clinfra:aws:Network', 'network', {}, { parent: site });
      new Vpc('main', {}, { parent: network });
    });
    expect(named(recording, 'main')).toMatchObject({
      urn: 'urn:pulumi:test::clinic::clinfra:aws:Site$clinfra:aws:Network$aws:ec2/vpc:Vpc::main',
      parent: 'urn:pulumi:test::clinic::clinfra:aws:Site$clinfra:aws:Network::network',
    });
    expect(named(recording, 'khartoum')).not.toHaveProperty('parent');
  });

  it('gives a component its URN and inputs but no placeholders', async () => {
    const recording = await recorded(() => {
      const network = new Group('clinfra:aws:Network', 'network', { zones: 3 });
      return { urn: network.urn };
    });
    expect(named(recording, 'network').inputs).toEqual({ zones: 3 });
    expect(recording.outputs).toEqual({ urn: 'urn:pulumi:test::clinic::clinfra:aws:Network::network' });
  });

  it('names the provider by its URN, and none where it is the default', async () => {
    const recording = await recorded(() => {
      const provider = new Provider('khartoum', { region: 'me-central-1' });
      const network = new Group('clinfra:aws:Network', 'network', {}, { provider });
      new Vpc('inherited', {}, { parent: network });
      new Vpc('default');
    });
    expect(named(recording, 'inherited').provider).toBe('urn:pulumi:test::clinic::pulumi:providers:aws::khartoum');
    expect(named(recording, 'default')).not.toHaveProperty('provider');
  });

  it('takes the region from the resource, else from its provider, else says nothing', async () => {
    const recording = await recorded(() => {
      const provider = new Provider('khartoum', { region: 'me-central-1' });
      new Vpc('own', { region: 'eu-west-1' }, { provider });
      new Vpc('inherited', {}, { provider });
      new ConfigMap('neither', { data: {} });
    });
    expect(['own', 'inherited', 'neither'].map(name => named(recording, name).region)).toEqual(['eu-west-1', 'me-central-1', undefined]);
  });

  it('takes the region of a default provider from the configuration of the stack', async () => {
    const program = () => {
      new Vpc('default');
      new Vpc('own', { region: 'eu-north-1' });
      new Vpc('explicit', {}, { provider: new Provider('khartoum', { region: 'me-central-1' }) });
      new Vpc('silent', {}, { provider: new Provider('anywhere', {}) });
      new ConfigMap('elsewhere', { data: {} });
    };
    const recording = await recorded(program, { config: { 'aws:region': 'eu-west-1', region: 'eu-south-1' } });
    const regions = ['default', 'own', 'explicit', 'silent', 'elsewhere'].map(name => named(recording, name).region);
    expect(regions).toEqual(['eu-west-1', 'eu-north-1', 'me-central-1', undefined, undefined]);
  });

  it('lists what must exist first, once each and sorted', async () => {
    const recording = await recorded(() => {
      const zebra = new Key('zebra');
      const vpc = new Vpc('main', { cidrBlock: '10.0.0.0/16' });
      new Subnet('subnet', { vpcId: vpc.id, cidrBlock: pulumi.interpolate`${vpc.cidrBlock}`, tags: { key: zebra.arn } }, { dependsOn: [zebra, vpc] });
    });
    expect(named(recording, 'subnet').dependsOn).toEqual(['urn:pulumi:test::clinic::aws:ec2/vpc:Vpc::main', 'urn:pulumi:test::clinic::aws:kms/key:Key::zebra']);
  });

  it('gives the options that are set, and no others', async () => {
    const recording = await recorded(() => {
      const old = new Key('old');
      new Key(
        'kept',
        {},
        {
          protect: true,
          retainOnDelete: true,
          deleteBeforeReplace: true,
          ignoreChanges: ['tags'],
          replaceOnChanges: ['policy'],
          deletedWith: old,
          import: 'key-1',
          aliases: [{ name: 'former' }],
          customTimeouts: { create: '1h' },
        },
      );
    });
    const oldUrn = 'urn:pulumi:test::clinic::aws:kms/key:Key::old';
    expect(Object.keys(named(recording, 'old'))).toEqual(['type', 'name', 'urn', 'dependsOn', 'inputs']);
    expect(named(recording, 'kept')).toMatchObject({
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: true,
      ignoreChanges: ['tags'],
      replaceOnChanges: ['policy'],
      deletedWith: oldUrn,
      import: 'key-1',
      aliases: [{ name: 'former' }],
      customTimeouts: { create: '1h' },
    });
  });

  it("keeps a component's former type and leaves out those that a provider's SDK adds", async () => {
    const recording = await recorded(() => {
      new Group('clinfra:aws:Network', 'network', {}, { aliases: [{ type: 'old:aws:Network' }] });
      new Deployment('ehr', { spec: { selector: {}, template: {} } });
    });
    expect(named(recording, 'network').aliases).toEqual([{ type: 'old:aws:Network' }]);
    expect(named(recording, 'ehr')).not.toHaveProperty('aliases');
  });

  it('gives the id of what is only read', async () => {
    const recording = await recorded(() => {
      const vpc = Vpc.get('shared', 'vpc-1');
      new Subnet('subnet', { vpcId: vpc.id, tags: { arn: vpc.arn } });
    });
    expect(named(recording, 'shared').read).toBe('vpc-1');
    expect(named(recording, 'subnet').inputs).toEqual({ vpcId: 'vpc-1', tags: { arn: late('aws:ec2/vpc:Vpc::shared.arn') } });
  });

  it('writes assets, archives and whole resources as something to read', async () => {
    class Bundle extends pulumi.CustomResource {}
    const recording = await recorded(() => {
      const vpc = new Vpc('main');
      const archive = new pulumi.asset.AssetArchive({
        'index.js': new pulumi.asset.StringAsset('exports.handler = 1'),
        lib: new pulumi.asset.FileArchive('./lib'),
      });
      new Bundle('test:index:Bundle', 'bundle', { archive, file: new pulumi.asset.FileAsset('./a.txt'), vpc });
    });
    expect(named(recording, 'bundle').inputs).toEqual({
      archive: { archive: { assets: { 'index.js': { asset: { text: 'exports.handler = 1' } }, lib: { archive: { path: './lib' } } } } },
      file: { asset: { path: './a.txt' } },
      vpc: late('aws:ec2/vpc:Vpc::main.id'),
    });
  });

  it('gives the program its configuration, and none of the process', async () => {
    process.env.PULUMI_CONFIG = JSON.stringify({ 'clinic:active': 'from the process', 'clinic:other': 'from the process' });
    try {
      const { outputs } = await recorded(
        () => ({ active: new pulumi.Config().get('active'), zone: new pulumi.Config('dns').get('zone'), other: new pulumi.Config().get('other') ?? 'none' }),
        {
          config: { active: 'port-sudan', 'dns:zone': 'sd' },
        },
      );
      expect(outputs).toEqual({ active: 'port-sudan', other: 'none', zone: 'sd' });
    } finally {
      delete process.env.PULUMI_CONFIG;
    }
  });

  it('applies the transformations of the program', async () => {
    const recording = await recorded(() => {
      pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props: { ...props, tags: { owner: 'ops' } }, opts }));
      const vpc = new Vpc('main', {});
      return { owner: vpc.tags.apply(tags => tags?.owner) };
    });
    expect(named(recording, 'main').inputs).toEqual({ tags: { owner: 'ops' } });
    expect(recording.outputs).toEqual({ owner: 'ops' });
  });
});

describe('what a recording waits for', () => {
  it('records what a callback registers, and what that leads to', async () => {
    const { resources } = await recorded(() => {
      const vpc = new Vpc('main');
      vpc.id.apply(id => {
        const subnet = new Subnet('subnet', { vpcId: id });
        subnet.arn.apply(arn => new SecurityGroup('group', { description: arn }));
      });
    });
    expect(resources.map(({ name }) => name).sort()).toEqual(['group', 'main', 'subnet']);
  });

  it('waits for a callback that takes its time, as the engine does', async () => {
    const { resources } = await recorded(() => {
      new Vpc('main').id.apply(async id => {
        await new Promise(resolve => setTimeout(resolve, 20));
        return new Subnet('late', { vpcId: id }).id;
      });
    });
    expect(resources.map(({ name }) => name)).toEqual(['late', 'main']);
  });

  it.each<readonly [string, () => Promise<unknown>]>([
    ['a file that is read', () => promises.readFile(__filename)],
    ['a file that is read by a callback', () => new Promise(resolve => readFile(__filename, resolve))],
    ['a file that is read as a stream', () => once(createReadStream(__filename).resume(), 'end')],
    ['one file after the other', () => promises.readdir(__dirname).then(() => promises.readFile(__filename))],
    ['a name that is looked up', () => lookup('localhost')],
  ])('waits for %s although the program does not', async (_, request) => {
    const { resources } = await recorded(() => {
      request().then(() => new Vpc('main').id.apply(vpcId => request().then(() => new Subnet('subnet', { vpcId }))));
    });
    expect(resources.map(({ name }) => name)).toEqual(['subnet', 'main']);
  });

  it('waits for no timer, which nobody may ever see end', async () => {
    let timer: NodeJS.Timeout | undefined;
    const started = performance.now();
    await recorded(() => {
      timer = setTimeout(() => undefined, 60_000);
    });
    clearTimeout(timer);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('waits for nothing for ever', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clinfra-'));
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    const program = () => {
      promises.readFile(pipe);
    };
    await expect(recorded(program)).rejects.toThrow(
      'the program never ends: nobody awaits what it reads from a file or looks up, and that takes longer than 3 s; await it',
    );
    // Lets go of who reads it.
    writeFileSync(pipe, '');
    rmSync(folder, { recursive: true });
  });

  it('refuses a resource that comes when it has ended, which would be missing', async () => {
    let late: Promise<unknown> | undefined;
    const { resources } = await recorded(() => {
      late = new Promise(resolve => setTimeout(resolve, 20)).then(() => new Vpc('late'));
      late.catch(() => undefined);
    });
    expect(resources).toEqual([]);
    await expect(late).rejects.toThrow('late (aws:ec2/vpc:Vpc) is made after the recording of its program has ended; await what makes it');
  });

  it('waits for an asynchronous program', async () => {
    const { resources } = await recorded(async () => {
      await new Promise(resolve => setTimeout(resolve, 5));
      new Vpc('main');
    });
    expect(resources).toHaveLength(1);
  });
});

describe('the order of a recording', () => {
  const program = (reversed: boolean) => () => {
    const site = new Group('clinfra:aws:Site', 'site');
    const make = [
      () => new Vpc('a', {}, { parent: site }),
      () => new Vpc('b', { tags: { z: '1', a: '2' } }),
      () => new Group('clinfra:aws:Network', 'network', {}, { parent: site }),
    ];
    for (const one of reversed ? make.reverse() : make) one();
  };

  it('is the same for the same program, whatever the order in which it makes things', async () => {
    const [one, other] = [await recorded(program(false)), await recorded(program(true))];
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  it('puts a parent before its children', async () => {
    const { resources } = await recorded(program(false));
    expect(resources.map(({ name }) => name)).toEqual(['b', 'site', 'a', 'network']);
    expect(parentsFirst(resources.map(({ urn, parent }) => [urn, parent]))).toBe(true);
  });

  it('would put children first if it went by URN alone', async () => {
    const { resources } = await recorded(program(false));
    const byUrn = [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    expect(parentsFirst(byUrn.map(({ urn, parent }) => [urn, parent]))).toBe(false);
  });
});

function parentsFirst(resources: readonly (readonly [urn: string, parent: string | undefined])[]): boolean {
  const seen = new Set<string>();
  return resources.every(([urn, parent]) => {
    seen.add(urn);
    return parent === undefined || seen.has(parent);
  });
}
