// Records one program after the other and says how each ended. An error that reaches the process ends it, and so the list.
import { readFile } from 'node:fs/promises';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import * as pulumi from '@pulumi/pulumi';
import { record } from '../../src/record';

const error = new Error('the original');
const fail = (): never => {
  throw error;
};
const rejected = (): Promise<string> => Promise.reject(error);

const programs: Record<string, () => unknown> = {
  throws: fail,
  rejects: rejected,
  apply: () => pulumi.output(1).apply(fail),
  asyncApply: () => void pulumi.output(1).apply(async () => fail()),
  resourceApply: () => void new ConfigMap('a').metadata.name.apply(fail),
  registersInFailingApply: () => void new ConfigMap('a').id.apply(id => new ConfigMap(id, { data: fail() })),
  input: () => new ConfigMap('a', { data: rejected().then(value => ({ value })) }),
  nestedInput: () => new ConfigMap('a', { data: { value: rejected() } }),
  output: () => ({ value: rejected() }),
  outputOfPromise: () => void pulumi.output(rejected()),
  dependsOn: () => new ConfigMap('b', {}, { dependsOn: rejected() as unknown as Promise<pulumi.Resource> }),
  initialize: () => {
    class Component extends pulumi.ComponentResource {
      protected override async initialize(): Promise<void> {
        fail();
      }
    }
    new Component('a:b:C', 'c');
  },
  timer: () => new Promise(() => setTimeout(fail, 5)),
  floating: () => {
    void rejected();
    return new Promise(() => undefined);
  },
  unawaited: () => void readFile(__filename).then(fail),
  // It goes on after its recording has failed: with a resource, an output and an error more.
  stubborn: () => {
    setTimeout(() => new ConfigMap('b').id.apply(fail), 20);
    return fail();
  },
  // It has ended well by then: told is whoever made the resource.
  late: () => {
    const made = new Promise(resolve => setTimeout(resolve, 20)).then(() => new ConfigMap('late'));
    made.catch(caught => console.log(JSON.stringify(['late itself', String(caught)])));
  },
  duplicate: () => [new ConfigMap('a'), new ConfigMap('a')],
  invoke: () => pulumi.runtime.invoke('test:index:ask', {}),
  transform: () => new ConfigMap('a', {}, { transforms: [() => undefined] }),
  waits: () => {
    new ConfigMap('b', { data: new Promise<Record<string, string>>(() => undefined) });
    new ConfigMap('a', { data: new Promise<Record<string, string>>(() => undefined) });
  },
  starves: () => new Promise(() => undefined),
  logs: () => pulumi.log.error('no zone is left'),
  works: () => {
    pulumi.log.warn('noise');
    pulumi.log.info('noise');
    return { known: new ConfigMap('a').id, gone: undefined };
  },
};

/** How a recording ended, and what the next one in the same process saw. */
async function ending(program: () => unknown): Promise<object> {
  const started = performance.now();
  const ended = await record({ project: 'clinic', stack: 'test' }, program).then(
    ({ resources }) => `recorded ${resources.length}`,
    (caught: unknown) => (caught === error ? 'original' : String(caught)),
  );
  const prompt = performance.now() - started < 1_000;
  // Whatever would still end the process gets the time to.
  await new Promise(resolve => setTimeout(resolve, 40));
  const next = await record({ project: 'clinic', stack: 'test' }, () => new ConfigMap('next') && undefined);
  return { ended, prompt, next: next.resources.map(({ name }) => name), changes: Object.keys(error) };
}

async function main(): Promise<void> {
  for (const [name, program] of Object.entries(programs)) console.log(JSON.stringify([name, await ending(program)]));
}

void main();
