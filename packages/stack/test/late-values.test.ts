import { createHash } from 'node:crypto';
import { Inventory } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import { record } from '@clinfra/plan';
import { deploy, LateValueError, type LateValues, registerCharts } from '@clinfra/stack';
import { Instance } from '@pulumi/aws/rds';
import { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource, type Output, secret } from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';

interface Late {
  readonly late: LateValues;
  readonly endpoint: Output<string>;
  readonly port: Output<number>;
  readonly size: Output<number>;
}

/** Registers the charts that are written with values of a database that are known only after apply; resolves with what is registered of the cluster. */
async function registeredCharts(write: (late: Late) => readonly Chart[]) {
  const { resources } = await record({ project: 'test', stack: 'late' }, () => {
    const parent = new ComponentResource('test:Parent', 'parent');
    const provider = new Provider('cluster', { kubeconfig: '{}' });
    const { endpoint, port, allocatedStorage } = new Instance('records', { instanceClass: 'db.t4g.micro', password: secret('hunter2') });
    registerCharts(late => write({ late, endpoint, port, size: allocatedStorage }), { name: 'own', parent, provider });
  });
  return resources.filter(({ type }) => type.startsWith('kubernetes:'));
}

/** One object with such content. */
function aThing(content: object): Chart {
  const chart = new Chart(new App(), 'own');
  new ApiObject(chart, 'object', { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'thing' }, ...content });
  return chart;
}

/** Registers one object with such content, and resolves with what its content became. */
async function registered(content: (late: Late) => object) {
  const [thing] = await registeredCharts(late => [aThing(content(late))]);
  return thing?.inputs;
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

  const MADE =
    'own/thing.spec.it: must carry a value known only after apply unchanged, got what was made of one: hashed, encoded, cut or spelled in another way';
  const CALCULATED = 'own/thing.spec.it: must pass a late number on as it is, got a number calculated from one';
  const TEXT_OF_OUTPUT =
    'own/thing.spec.it: must carry a value known only after apply unchanged, got the text of an Output (`${output}` or JSON.stringify of one); pass the Output through text() first';
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  /** What may become of the token of a text; each is refused, also where the token itself arrives beside it. */
  const ofTexts: readonly (readonly [string, (token: string) => unknown])[] = [
    ['hashed', sha256],
    ['encoded as base64', base64],
    ['encoded as base64 behind one letter', token => base64(`a${token}`)],
    ['encoded as base64 behind two letters', token => base64(`ab${token}`)],
    ['encoded as base64 twice', token => base64(base64(token))],
    ['encoded as base64 in lines', token => base64('x'.repeat(70) + token).replace(/.{76}/g, '$&\n')],
    ['encoded as hexadecimal', token => Buffer.from(token).toString('hex')],
    ['cut to its first letter', token => token.slice(0, 1)],
    ['cut to its beginning', token => token.slice(0, 10)],
    ['cut to its middle', token => token.slice(8, 11)],
    ['cut to its end', token => token.slice(13)],
    ['cut where a label ends', token => ('p'.repeat(55) + token).slice(0, 63)],
    ['put into capitals', token => token.toUpperCase()],
    ['turned round', token => [...token].reverse().join('')],
    ['spelled with another letter', token => token.replace(token.charAt(3), '_')],
    ['counted', token => token.length],
    ['looked into', token => token.startsWith('m')],
  ];

  it.each(ofTexts)('is refused with its path when it was %s', async (_, bend) => {
    const alone = await registered(({ late, endpoint }) => ({ spec: { it: bend(late.text(endpoint, 'host')) } })).catch(problem => problem);
    const beside = await registered(({ late, endpoint }) => {
      const host = late.text(endpoint, 'host');
      return { spec: { host, it: bend(host) } };
    }).catch(problem => problem);
    for (const error of [alone, beside]) {
      expect(error).toBeInstanceOf(LateValueError);
      expect(error.message.split('\n').slice(1)).toContain(`  ${typeof bend('') === 'number' ? CALCULATED : MADE} [late-value]`);
    }
  });

  const bent: readonly (readonly [string, (late: Late) => object, string])[] = [
    [
      'dropped',
      ({ late, endpoint }) => ({ spec: { it: late.text(endpoint, 'records.host') === '' } }),
      'records.host: must arrive unchanged in a manifest, got a value that was hashed, encoded or dropped on the way',
    ],
    [
      'used as a key',
      ({ late, endpoint }) => ({ spec: { it: { [late.text(endpoint, 'host')]: true } } }),
      'own/thing.spec.it: must have keys that are known before apply, got a value known only after apply',
    ],
    [
      'used as a key, as a number',
      ({ late, port }) => ({ spec: { it: { [late.number(port, 'port')]: true } } }),
      'own/thing.spec.it: must have keys that are known before apply, got a value known only after apply',
    ],
    [
      'used as a key, cut',
      ({ late, endpoint }) => ({ spec: { it: { [late.text(endpoint, 'host').slice(0, 2)]: true } } }),
      'own/thing.spec.it: must have keys',
    ],
    ['multiplied', ({ late, port }) => ({ spec: { it: late.number(port, 'port') * 2 } }), CALCULATED],
    ['halved', ({ late, port }) => ({ spec: { it: late.number(port, 'port') / 2 } }), CALCULATED],
    [
      'added to, beside another number',
      ({ late, port, size }) => {
        const [a, b] = [late.number(port, 'port'), late.number(size, 'size')];
        return { spec: { a, b, it: b + 1 } };
      },
      CALCULATED,
    ],
    [
      'added to, so that it meets another number',
      ({ late, port, size }) => {
        const [a, b] = [late.number(port, 'port'), late.number(size, 'size')];
        return { spec: { a, b, it: b + 7919 } };
      },
      CALCULATED,
    ],
    [
      'written into a text, as a number',
      ({ late, port }) => {
        const n = late.number(port, 'port');
        return { spec: { n, it: `http://records:${n}/` } };
      },
      MADE,
    ],
    ['written as the text of an Output', ({ endpoint }) => ({ spec: { it: `${endpoint}:5432` } }), TEXT_OF_OUTPUT],
    ['written as the JSON of an Output', ({ endpoint }) => ({ spec: { it: JSON.stringify({ endpoint }) } }), TEXT_OF_OUTPUT],
    ['written as the text of an Output, cut', ({ endpoint }) => ({ spec: { it: `${endpoint}`.slice(0, 30) } }), TEXT_OF_OUTPUT],
    ['written as the text of an Output, in capitals', ({ endpoint }) => ({ spec: { it: `${endpoint}`.toUpperCase() } }), TEXT_OF_OUTPUT],
    ['written as the text of an Output, in base64', ({ endpoint }) => ({ spec: { it: base64(`${endpoint}`) } }), TEXT_OF_OUTPUT],
    ['written as the text of an Output, in base64 behind a letter', ({ endpoint }) => ({ spec: { it: base64(`u${endpoint}`) } }), TEXT_OF_OUTPUT],
    ['written as the text of an Output, in base64 behind two letters', ({ endpoint }) => ({ spec: { it: base64(`us${endpoint}`) } }), TEXT_OF_OUTPUT],
    [
      'given as an Output',
      ({ endpoint }) => ({ spec: { it: endpoint } }),
      'own/object: must be a plain value or a late one, got an Output; pass it through text() or number()',
    ],
    [
      'made the name of its object',
      ({ late, endpoint }) => ({ metadata: { name: late.text(endpoint, 'records.host') } }),
      'own/<records.host>.metadata.name: must be known before apply, got a value known only after apply',
    ],
    [
      'made a part of a namespace',
      ({ late, endpoint }) => ({ metadata: { name: 'thing', namespace: `of-${late.text(endpoint, 'records.host')}` } }),
      'own/of-<records.host>/thing.metadata.namespace: must be known before apply, got a value known only after apply',
    ],
    [
      'made the kind of its object',
      ({ late, endpoint }) => ({ kind: late.text(endpoint, 'records.host') }),
      'own/thing.kind: must be known before apply, got a value known only after apply',
    ],
  ];

  it.each(bent)('is refused with its path when it was %s', async (_, content, line) => {
    const error = await registered(content).catch(problem => problem);
    expect(error).toBeInstanceOf(LateValueError);
    expect(error.message.split('\n').slice(1)).toContainEqual(expect.stringContaining(`  ${line}`));
  });

  it('reports every place at once', async () => {
    const error = await registered(({ late, endpoint }) => ({ spec: { a: late.text(endpoint, 'a').slice(0, 16), b: `${endpoint}` } })).catch(
      problem => problem,
    );
    expect((error as LateValueError).problems.map(({ path }) => path)).toEqual(['own/thing.spec.a', 'own/thing.spec.b', 'a']);
  });

  it('is refused where charts are not the same each time they are written', async () => {
    let written = 0;
    const error = await registeredCharts(() => (written++ === 0 ? [aThing({})] : [])).catch(problem => problem);
    expect((error as LateValueError).problems).toEqual([{ path: 'own', must: 'have the same objects each time they are written', got: '1 and then 0' }]);
  });

  it('is refused with its path where an addition made something of it', async () => {
    const platform = nilecare('production');
    const domain = new Inventory(platform).domains.find(({ name }) => name === 'clinical');
    const records = new Inventory(platform).stores.find(({ name }) => name === 'records');
    domain?.adds('viewer', ({ host }) => {
      const address = (records && host(records)) ?? '';
      return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'viewer' }, data: { address, checksum: sha256(address) } }];
    });
    const error = await record({ project: 'test', stack: 'late' }, () => deploy(platform, { today: '2026-11-23' })).catch(problem => problem);
    expect((error as LateValueError).problems?.map(({ path }) => path) ?? error).toEqual(['khartoum/clinical/viewer.data.checksum']);
  });
});
