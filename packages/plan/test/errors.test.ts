import { Vpc } from '@pulumi/aws/ec2';
import { Key } from '@pulumi/aws/kms';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import * as pulumi from '@pulumi/pulumi';
import { recorded } from './recorded';
import { runAlone } from './run-alone';

class Group extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('a:b:Group', name, {}, opts);
  }
}

describe('an error of the program', () => {
  const error = new Error('the original');
  const fail = (): never => {
    throw error;
  };

  it.each<[string, () => unknown]>([
    ['it throws', fail],
    ['it rejects', () => Promise.reject(error)],
    ['a callback throws', () => pulumi.output(1).apply(fail)],
    ['a callback rejects', () => pulumi.output(1).apply(async () => fail())],
    ['a callback on a resource throws', () => void new Vpc('main').arn.apply(fail)],
    ['a later callback throws', () => void new Vpc('main').arn.apply(arn => new Key('key', { description: arn }).arn.apply(fail))],
    ['a callback throws that an input comes from', () => new ConfigMap('x', { data: { a: pulumi.output(1).apply(fail) } })],
  ])('is the one that the recording rejects with when %s', async (_, program) => {
    await expect(recorded(program)).rejects.toBe(error);
    expect(Object.keys(error)).toEqual([]);
  });

  it('is what the first one was', async () => {
    const second = new Error('the second');
    await expect(
      recorded(() => {
        pulumi.output(1).apply(fail);
        pulumi
          .output(1)
          .apply(value => pulumi.output(value))
          .apply(() => Promise.reject(second));
      }),
    ).rejects.toBe(error);
  });

  it('keeps its stack trace', async () => {
    const caught = await recorded(() => {
      throw new Error('with a trace');
    }).catch((reason: unknown) => reason);
    expect(caught).toHaveProperty('stack', expect.stringContaining('errors.test.ts'));
  });
});

// In a process of its own: what would end the process, or be printed by it, can only be seen there.
describe('a process that records programs', () => {
  const { status, stdout, stderr } = runAlone('failing.ts');
  const ends = new Map<string, unknown>(
    stdout
      .split('\n')
      .filter(line => line.startsWith('['))
      .map(line => JSON.parse(line)),
  );
  const ending = (ended: string) => ({ ended, prompt: true, next: ['next'], changes: [] });

  it.each([
    ['throws', 'it throws'],
    ['rejects', 'it rejects'],
    ['apply', 'a callback throws'],
    ['asyncApply', 'a callback rejects'],
    ['resourceApply', 'a callback on a resource throws'],
    ['registersInFailingApply', 'a callback throws while it registers something'],
    ['input', 'the inputs are promised and never come'],
    ['nestedInput', 'one of the inputs is promised and never comes'],
    ['output', 'what it returns holds a rejected promise'],
    ['outputOfPromise', 'an output is made of a rejected promise'],
    ['dependsOn', 'a dependency is promised and never comes'],
    ['initialize', 'a component fails while it initializes'],
    ['timer', 'a timer throws'],
    ['floating', 'a promise that nobody awaits is rejected'],
    ['unawaited', 'it reads a file for which it does not wait, and fails on that'],
    ['stubborn', 'it goes on and fails again'],
  ])('gets the original error of one (%s), at once, when %s', (name, _when) => {
    expect(ends.get(name)).toEqual(ending('original'));
  });

  it.each([
    [
      'duplicate',
      'duplicate resource urn:pulumi:test::clinic::kubernetes:core/v1:ConfigMap::a: two resources have this type, name and parent types, both in the stack; rename one',
    ],
    [
      'invoke',
      'the program asks the provider for test:index:ask (invoke), which needs an account; declare the value, or give the answer in the option "invokes"',
    ],
    ['transform', 'the program uses a transform, which only the engine can run; use transformations, which run in the program'],
    ['logs', 'the program logged an error: no zone is left'],
    [
      'waits',
      'the program never ends: a (kubernetes:core/v1:ConfigMap), b (kubernetes:core/v1:ConfigMap) wait for a value that nothing will give; look for a circular reference or a promise that is not settled',
    ],
    ['starves', 'the program never ends: it waits for something that nothing will give; look for a circular reference or a promise that is not settled'],
  ])('is told in one sentence what is ours to tell: %s', (name, message) => {
    expect(ends.get(name)).toEqual(ending(`Error: ${message}`));
  });

  it('gets the recording of one that works', () => {
    expect(ends.get('works')).toEqual(ending('recorded 1'));
  });

  it('tells of a resource that comes when its recording has ended', () => {
    expect(ends.get('late')).toEqual(ending('recorded 0'));
    expect(ends.get('late itself')).toBe(
      'Error: late (kubernetes:core/v1:ConfigMap) is made after the recording of its program has ended; await what makes it',
    );
  });

  it('lives to the end, and prints nothing that it does not print itself', () => {
    expect({ status, stderr, noise: stdout.split('\n').filter(line => !line.startsWith('[') && line !== '') }).toEqual({ status: 0, stderr: '', noise: [] });
  });
});

describe('two resources of one URN', () => {
  const URN = 'urn:pulumi:test::clinic::a:b:Group$aws:kms/key:Key::dup';

  it('are an error that names both places', async () => {
    const program = () => ['khartoum', 'omdurman'].map(site => new Key('dup', {}, { parent: new Group(site) })) && undefined;
    await expect(recorded(program)).rejects.toThrow(
      `duplicate resource ${URN}: two resources have this type, name and parent types, in khartoum and in omdurman; rename one`,
    );
  });

  it('are an error in the same place', async () => {
    const program = () => {
      const parent = new Group('khartoum');
      new Key('dup', {}, { parent });
      new Key('dup', {}, { parent });
    };
    await expect(recorded(program)).rejects.toThrow(
      `duplicate resource ${URN}: two resources have this type, name and parent types, both in khartoum; rename one`,
    );
  });

  it('are none where a type, a name or the type of a parent differs', async () => {
    const { resources } = await recorded(() => {
      const group = new Group('dup');
      new Key('dup');
      new Key('dup2');
      new Key('dup', {}, { parent: group });
      new Key('dup', {}, { parent: new Group('inner', { parent: group }) });
    });
    expect(new Set(resources.map(({ urn }) => urn)).size).toBe(6);
  });
});
