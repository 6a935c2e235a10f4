import { createHash } from 'node:crypto';
import { record } from '@clinfra/plan';
import { LateValueError, LateValues, registerCharts } from '@clinfra/stack';
import { Instance } from '@pulumi/aws/rds';
import { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, type Output, secret } from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';

interface Late {
  readonly late: LateValues;
  readonly endpoint: Output<string>;
  readonly port: Output<number>;
}

/** Registers one ConfigMap-like object whose content may use values of a database that are known only after apply. */
async function registered(content: (late: Late) => object) {
  const { resources } = await record({ project: 'test', stack: 'late' }, () => {
    const late = new LateValues();
    const parent = new ComponentResource('test:Parent', 'parent');
    const provider = new Provider('cluster', { kubeconfig: '{}' });
    const database = new Instance('records', { instanceClass: 'db.t4g.micro', password: secret('hunter2') });
    const chart = new Chart(new App(), 'own');
    new ApiObject(chart, 'object', {
      apiVersion: 'example.org/v1',
      kind: 'Thing',
      metadata: { name: 'thing' },
      ...content({ late, endpoint: database.endpoint, port: database.port }),
    });
    registerCharts([chart], { name: 'own', parent, provider, late });
  });
  return resources.find(({ type }) => type.endsWith(':Thing'))?.inputs;
}

const ENDPOINT = '${aws:rds/instance:Instance::records.endpoint}';

describe('a value known only after apply', () => {
  it('replaces a whole string', async () => {
    expect(await registered(({ late, endpoint }) => ({ spec: { host: late.text(endpoint, 'host') } }))).toMatchObject({ spec: { host: ENDPOINT } });
  });

  it('replaces parts of a string, in arrays and in text that was made of JSON', async () => {
    const inputs = await registered(({ late, endpoint }) => ({
      spec: {
        urls: [`postgres://${late.text(endpoint, 'url')}/a?replica=${late.text(endpoint, 'url')}`],
        json: JSON.stringify({ host: late.text(endpoint, 'json'), n: 1 }),
      },
    }));
    expect(inputs).toMatchObject({ spec: { urls: [`postgres://${ENDPOINT}/a?replica=${ENDPOINT}`], json: `{"host":"${ENDPOINT}","n":1}` } });
  });

  it('keeps its type where a number is wanted', async () => {
    const inputs = await registered(({ late, port }) => ({ spec: { port: late.number(port, 'port') } }));
    expect(inputs).toMatchObject({ spec: { port: '${aws:rds/instance:Instance::records.port}' } });
  });

  it('stays secret, alone and inside a string', async () => {
    const inputs = await registered(({ late }) => ({
      spec: { alone: late.text(secret('hunter2'), 'alone'), inside: `pw=${late.text(secret('hunter2'), 'inside')}` },
    }));
    expect(inputs).toMatchObject({ spec: { alone: { secret: true }, inside: { secret: true } } });
    expect(JSON.stringify(inputs)).not.toContain('hunter2');
  });

  const bent: readonly (readonly [string, (late: Late) => object, string])[] = [
    [
      'hashed',
      ({ late, endpoint }) => ({ spec: { sum: createHash('sha256').update(late.text(endpoint, 'records.host')).digest('hex') } }),
      'records.host: must arrive unchanged in a manifest, got a value that was hashed, encoded or dropped on the way [late-value]',
    ],
    [
      'dropped',
      ({ late, endpoint }) => ({ spec: { length: late.text(endpoint, 'records.host').length } }),
      'records.host: must arrive unchanged in a manifest, got a value that was hashed, encoded or dropped on the way [late-value]',
    ],
    [
      'encoded as base64',
      ({ late, endpoint }) => ({ data: { host: Buffer.from(late.text(endpoint, 'host')).toString('base64') } }),
      'own/thing.data.host: must carry a value known only after apply unchanged, got its base64 form [late-value]',
    ],
    [
      'encoded as base64 behind one letter',
      ({ late, endpoint }) => ({ data: { host: Buffer.from(`a${late.text(endpoint, 'host')}`).toString('base64') } }),
      'own/thing.data.host: must carry a value known only after apply unchanged, got its base64 form [late-value]',
    ],
    [
      'encoded as base64 behind two letters',
      ({ late, endpoint }) => ({ data: { host: Buffer.from(`ab${late.text(endpoint, 'host')}`).toString('base64') } }),
      'own/thing.data.host: must carry a value known only after apply unchanged, got its base64 form [late-value]',
    ],
    [
      'encoded as hexadecimal',
      ({ late, endpoint }) => ({ data: { host: Buffer.from(late.text(endpoint, 'host')).toString('hex') } }),
      'own/thing.data.host: must carry a value known only after apply unchanged, got its hexadecimal form [late-value]',
    ],
    [
      'cut',
      ({ late, endpoint }) => ({ spec: { host: late.text(endpoint, 'host').slice(0, 16) } }),
      'own/thing.spec.host: must carry a value known only after apply unchanged, got a part of it [late-value]',
    ],
    [
      'put into capitals',
      ({ late, endpoint }) => ({ spec: { host: late.text(endpoint, 'host').toUpperCase() } }),
      'own/thing.spec.host: must carry a value known only after apply unchanged, got it with changed case [late-value]',
    ],
    [
      'used as a key',
      ({ late, endpoint }) => ({ spec: { [late.text(endpoint, 'host')]: true } }),
      'own/thing.spec: must have keys that are known before apply, got a value known only after apply [late-value]',
    ],
    [
      'calculated with',
      ({ late, port }) => ({ spec: { port: late.number(port, 'port') * 2 } }),
      'own/thing.spec.port: must pass a late number on as it is, got a number calculated from one [late-value]',
    ],
    [
      'written as the text of an Output',
      ({ endpoint }) => ({ spec: { host: `${endpoint}:5432` } }),
      'own/thing.spec.host: must carry a value known only after apply unchanged, got the text of an Output (`${output}` or JSON.stringify of one); pass the Output through text() first [late-value]',
    ],
    [
      'written as the JSON of an Output',
      ({ endpoint }) => ({ spec: { items: [JSON.stringify({ endpoint })] } }),
      'own/thing.spec.items[0]: must carry a value known only after apply unchanged, got the text of an Output (`${output}` or JSON.stringify of one); pass the Output through text() first [late-value]',
    ],
  ];

  it.each(bent)('is refused with its path when it was %s', async (_, content, line) => {
    const error = await registered(content).catch(problem => problem);
    expect(error).toBeInstanceOf(LateValueError);
    expect(error.message.split('\n').slice(1)).toContain(`  ${line}`);
  });

  it('reports every place at once', async () => {
    const error = await registered(({ late, endpoint }) => ({ spec: { a: late.text(endpoint, 'a').slice(0, 16), b: `${endpoint}` } })).catch(
      problem => problem,
    );
    expect((error as LateValueError).problems.map(({ path }) => path)).toEqual(['own/thing.spec.a', 'own/thing.spec.b', 'a']);
  });
});
