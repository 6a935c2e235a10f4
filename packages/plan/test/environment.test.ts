import { cluster, Site } from '@clinfra/core';
import { planJson, planOf } from '@clinfra/plan';
import { Provider as AwsProvider, config } from '@pulumi/aws';
import { Bucket } from '@pulumi/aws/s3';
import { Provider } from '@pulumi/kubernetes';
import { anEmptyPlatform, aPlatform } from '../../../test/fixtures/a-platform';
import { named, recorded } from './recorded';

const TOKEN = 'correct-horse-battery-staple';
const OF_THE_MACHINE = {
  KUBECONFIG: `{ apiVersion: v1, users: [{ user: { token: ${TOKEN} } }] }`,
  PULUMI_K8S_DELETE_UNREACHABLE: 'true',
  PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY: 'false',
  PULUMI_K8S_CLIENT_QPS: '7',
  PULUMI_NODEJS_SKIP_COMPONENT_INPUTS: 'true',
  AWS_REGION: 'ap-south-1',
  AWS_DEFAULT_REGION: 'ap-south-2',
  AWS_PROFILE: 'mine',
};

/** What a body comes to on a machine with these variables. */
async function on<Result>(variables: Readonly<Record<string, string>>, body: () => Promise<Result>): Promise<Result> {
  const former = { ...process.env };
  Object.assign(process.env, variables);
  try {
    return await body();
  } finally {
    for (const name of Object.keys(variables)) {
      if (former[name] === undefined) delete process.env[name];
      else process.env[name] = former[name];
    }
  }
}

describe('the environment of a machine', () => {
  const onCluster = () => {
    const platform = anEmptyPlatform();
    new Site(platform, 'basement', { hosting: cluster({ context: 'basement-1', jurisdiction: 'IE' }), zones: ['a', 'b', 'c'] });
    return platform;
  };
  it.each([
    ['on a cluster that exists', onCluster],
    ['on AWS', () => aPlatform().platform],
  ])('changes nothing in the plan of a platform %s', async (_, declare) => {
    const plan = async () => planJson(await planOf(declare(), { today: '2026-11-23' }));
    const there = await on(OF_THE_MACHINE, plan);
    expect(there).toBe(await on({}, plan));
    expect(there).toContain('pulumi:providers:kubernetes');
    expect(there).not.toContain(TOKEN);
  });

  it('is kept from the providers of any program', async () => {
    const program = () => {
      new Provider('cluster', { kubeClientSettings: {} });
      new AwsProvider('account', {});
      new Bucket('records', { bucket: config.region ?? 'anywhere' });
    };
    const there = await on(OF_THE_MACHINE, () => recorded(program));
    expect(there).toEqual(await recorded(program));
    expect(named(there, 'records').inputs).toEqual({ bucket: 'anywhere' });
  });

  it('is kept from a program however it asks', async () => {
    const program = () => ({
      read: process.env.AWS_REGION ?? 'none',
      has: 'AWS_REGION' in process.env,
      own: Object.hasOwn(process.env, 'AWS_REGION'),
      listed: Object.keys(process.env).includes('AWS_REGION'),
      copied: { ...process.env }.AWS_REGION ?? 'none',
    });
    const hidden = { read: 'none', has: false, own: false, listed: false, copied: 'none' };
    await on(OF_THE_MACHINE, async () => {
      expect((await recorded(program)).outputs).toEqual(hidden);
      expect(program()).toEqual({ read: 'ap-south-1', has: true, own: true, listed: true, copied: 'ap-south-1' });
    });
  });

  it('is there for code outside of the program, also while it is recorded, and the same afterwards', async () => {
    await on(OF_THE_MACHINE, async () => {
      const env = process.env;
      let proceed: () => void = () => undefined;
      const gate = new Promise<void>(resolve => {
        proceed = resolve;
      });
      const recording = recorded(async () => {
        await gate;
        return { region: process.env.AWS_REGION ?? 'none' };
      });
      await new Promise(resolve => setTimeout(resolve, 5));
      expect(process.env).not.toBe(env);
      expect(process.env.AWS_REGION).toBe('ap-south-1');
      process.env.AWS_REGION = 'ap-south-3';
      proceed();
      expect((await recording).outputs).toEqual({ region: 'none' });
      expect(process.env).toBe(env);
      expect(process.env.AWS_REGION).toBe('ap-south-3');
    });
  });

  it('keeps from a program neither its other variables nor those that it sets', async () => {
    const { outputs } = await on({ ...OF_THE_MACHINE, IMAGE_TAG: '1.2.3' }, () =>
      recorded(() => {
        process.env.AWS_REGION ??= 'eu-west-1';
        return { tag: process.env.IMAGE_TAG, region: process.env.AWS_REGION };
      }),
    );
    expect(outputs).toEqual({ tag: '1.2.3', region: 'eu-west-1' });
  });
});
