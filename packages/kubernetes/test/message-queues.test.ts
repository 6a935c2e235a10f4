import { existingAddresses } from '@clinfra/kubernetes';
import { aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, podOf, renderedDomain } from './rendered';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: object };
}

const MADE = { host: 'b-1.mq.eu-west-1.on.aws', readerHost: 'b-1.mq.eu-west-1.on.aws', tokens: 'https://vpce-1.sts.eu-west-1.vpce.amazonaws.com' };
const THERE = { host: 'fax.example.ie', cidr: '10.9.0.0/28', port: 5672 };

describe('a workload with queues of RabbitMQ', () => {
  const { platform, site, stores, clinical, databases } = aPlatform();
  const made = stores.rabbitmq('dispatch', { holds: ['phi'] });
  const there = stores.rabbitmq('fax', { holds: ['phi'], virtualHost: '/', existing: THERE });
  const orders = made.exchange('orders', { holds: ['phi'] });
  const laboratory = made.queue('laboratory', { holds: ['phi'] }).bind(orders, '#');
  const letters = there.queue('letters', { holds: ['phi'] });
  aService(clinical, 'ordering').publishes(orders);
  aService(clinical, 'bench').consumes(laboratory, letters);
  const objects = renderedDomain(platform, clinical, site, store => existingAddresses(store) ?? MADE);
  const learned = (workload: string, pattern: RegExp) =>
    (at(podOf(objects.get('Deployment', workload)), 'containers', 0, 'env') as readonly Variable[])
      .filter(({ name }) => pattern.test(name))
      .map(({ name, value, valueFrom }) => [name, value ?? valueFrom?.configMapKeyRef]);

  it('[D9] learns where the broker is, where its exchange stands there, and where and for whom its token is signed', () => {
    expect(learned('ordering', /^(DISPATCH|ORDERS)_/)).toEqual([
      ['DISPATCH_HOST', { name: 'store-dispatch', key: 'host' }],
      ['DISPATCH_PORT', { name: 'store-dispatch', key: 'port' }],
      ['DISPATCH_VIRTUAL_HOST', 'dispatch'],
      ['DISPATCH_TOKENS', { name: 'store-dispatch', key: 'tokens' }],
      ['DISPATCH_AUDIENCE', 'ward-production-dublin-dispatch'],
      ['DISPATCH_REGION', 'eu-west-1'],
      ['ORDERS_EXCHANGE', 'orders'],
    ]);
    expect(at(objects.get('ConfigMap', 'store-dispatch'), 'data')).toEqual({ host: MADE.host, tokens: MADE.tokens, port: '5671' });
  });

  it('[D9] learns of one that exists already where it is, and brings its own login', () => {
    expect(learned('bench', /^(FAX|LETTERS)_/)).toEqual([
      ['FAX_HOST', { name: 'store-fax', key: 'host' }],
      ['FAX_PORT', { name: 'store-fax', key: 'port' }],
      ['FAX_VIRTUAL_HOST', '/'],
      ['LETTERS_QUEUE', 'letters'],
    ]);
    expect(at(objects.get('ConfigMap', 'store-fax'), 'data')).toEqual({ host: 'fax.example.ie', port: '5672' });
  });

  it('[D9] waits for the Job that makes exchanges and queues, in a namespace that nobody else starts pods in', () => {
    const others = renderedDomain(platform, databases, site, () => MADE);
    const job = others.get('Job', others.names('Job').find(name => name.startsWith('dispatch-topology-')) ?? '');
    expect(job.metadata.annotations?.['clinfra.io/before']?.split(',').sort()).toEqual(['clinical/bench', 'clinical/ordering']);
    const [credentials, main] = [at(podOf(job), 'initContainers', 0), at(podOf(job), 'containers', 0)] as readonly Readonly<Record<string, unknown>>[];
    expect(credentials?.env).toEqual(
      expect.arrayContaining([
        { name: 'SERVER_AUDIENCE', value: 'ward-production-dublin-dispatch' },
        { name: 'AWS_ENDPOINT_URL_STS', valueFrom: { configMapKeyRef: { name: 'store-dispatch', key: 'tokens' } } },
      ]),
    );
    expect(main?.command).toEqual(['node', '/scripts/topology.cjs', '/scripts/definitions.json', '/credentials/secret']);
    const egress = at(others.get('NetworkPolicy', 'dispatch-topology'), 'spec', 'egress') as readonly {
      readonly ports: readonly { readonly port: number }[];
    }[];
    expect(egress.map(({ ports }) => ports.map(({ port }) => port))).toEqual([[443], [443], [80]]);
    expect(JSON.stringify(others.get('NetworkPolicy', 'dispatch-topology'))).not.toContain('5671');
  });

  it('[M1] is let out to the broker, and to where its token is signed', () => {
    const egress = at(objects.get('NetworkPolicy', 'ordering'), 'spec', 'egress') as readonly { readonly ports: readonly { readonly port: number }[] }[];
    expect(egress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual(expect.arrayContaining([5671, 443, 80]));
  });
});
