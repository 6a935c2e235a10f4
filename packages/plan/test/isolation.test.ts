import { Vpc } from '@pulumi/aws/ec2';
import { Key } from '@pulumi/aws/kms';
import * as pulumi from '@pulumi/pulumi';
import * as log from '@pulumi/pulumi/log';
import * as rpc from '@pulumi/pulumi/runtime/rpc';
import { record } from '../src/record';
import { recorded } from './recorded';

const urns = async (stack: string, program: () => unknown) => (await record({ project: 'clinic', stack }, program)).resources.map(({ urn }) => urn);

describe('recordings in one process', () => {
  it('know nothing of each other, one after the other', async () => {
    expect(await urns('one', () => new Vpc('main') && undefined)).toEqual(['urn:pulumi:one::clinic::aws:ec2/vpc:Vpc::main']);
    expect(await urns('two', () => new Vpc('main') && undefined)).toEqual(['urn:pulumi:two::clinic::aws:ec2/vpc:Vpc::main']);
  });

  it('take turns when they are asked for at once', async () => {
    const running: string[] = [];
    const program = (name: string) => async () => {
      running.push(`${name} begins in ${pulumi.getStack()}`);
      await new Promise(resolve => setTimeout(resolve, name === 'a' ? 10 : 0));
      new Vpc(name);
      running.push(`${name} ends in ${pulumi.getStack()}`);
    };
    const all = await Promise.all(['a', 'b', 'c'].map(name => urns(`stack-${name}`, program(name))));
    expect(all).toEqual(['a', 'b', 'c'].map(name => [`urn:pulumi:stack-${name}::clinic::aws:ec2/vpc:Vpc::${name}`]));
    expect(running).toEqual(['a', 'b', 'c'].flatMap(name => [`${name} begins in stack-${name}`, `${name} ends in stack-${name}`]));
  });

  it('do not suffer from one that fails among them', async () => {
    const fails = recorded(() => {
      throw new Error('mine');
    });
    const works = recorded(() => new Vpc('main') && undefined);
    await expect(fails).rejects.toThrow('mine');
    expect((await works).resources).toHaveLength(1);
  });

  it('do not get what a failed one still registers', async () => {
    const fails = recorded(() => {
      setTimeout(() => new Vpc('straggler'), 5);
      throw new Error('mine');
    });
    const works = recorded(async () => {
      await new Promise(resolve => setTimeout(resolve, 20));
      new Vpc('main');
    });
    await expect(fails).rejects.toThrow('mine');
    expect((await works).resources.map(({ name }) => name)).toEqual(['main']);
  });

  it('refuse to run inside each other, where they would wait for ever', async () => {
    await expect(recorded(() => recorded(() => undefined))).rejects.toThrow('record was called inside a recorded program; record one program after the other');
  });

  it('refuse a resource of another copy of the SDK, whose errors and outputs they would not see', async () => {
    let OtherKey = Key;
    jest.isolateModules(() => {
      OtherKey = require('@pulumi/aws/kms').Key;
    });
    expect(OtherKey).not.toBe(Key);
    await expect(recorded(() => new OtherKey('foreign') && undefined)).rejects.toThrow(
      'foreign (aws:kms/key:Key) is made with another copy of @pulumi/pulumi than the one that records it; install one version only',
    );
  });

  it('are not held up by fake timers', async () => {
    jest.useFakeTimers();
    try {
      expect((await recorded(() => new Vpc('main') && undefined)).resources).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe("Pulumi's own mocks", () => {
  const mocked = async () => {
    await pulumi.runtime.setMocks(
      { newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { ...inputs, arn: 'mocked' } }), call: () => ({}) },
      'mocks',
      'mocked',
    );
    const key = new Key('key');
    return new Promise(resolve => pulumi.all([key.urn, key.id, key.arn]).apply(values => resolve(values)));
  };
  const values = ['urn:pulumi:mocked::mocks::aws:kms/key:Key::key', 'key-id', 'mocked'];

  it('work as ever after a recording, and before', async () => {
    expect(await mocked()).toEqual(values);
    expect((await recorded(() => ({ arn: new Key('key').arn }))).outputs).not.toEqual({ arn: 'mocked' });
    expect(await mocked()).toEqual(values);
    await expect(recorded(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    expect(await mocked()).toEqual(values);
  });

  it('work beside a recording that is under way', async () => {
    let proceed: () => void = () => undefined;
    const gate = new Promise<void>(resolve => {
      proceed = resolve;
    });
    const recording = recorded(async () => {
      await gate;
      new Vpc('main');
    });
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(await mocked()).toEqual(values);
    proceed();
    expect((await recording).resources.map(({ name }) => name)).toEqual(['main']);
  });

  it('find the SDK as it was', async () => {
    const state = () => [
      pulumi.output(1).apply,
      rpc.transferProperties,
      log.warn,
      Object.getOwnPropertyDescriptor(globalThis, 'stackResource'),
      process.listenerCount('unhandledRejection'),
    ];
    const before = state();
    let during = before;
    await recorded(() => {
      during = state();
    });
    expect(state()).toEqual(before);
    expect(during).not.toEqual(before);
  });
});
