import { aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, podOf, renderedDomain } from './rendered';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: object };
}

describe('a workload with a database of documents', () => {
  const { platform, site, stores, clinical } = aPlatform();
  const notes = stores.mongodb('notes', { holds: ['phi'] });
  const elsewhere = stores.mongodb('elsewhere', { holds: ['phi'], existing: { host: 'mongo.example.ie', cidr: '10.9.0.0/28' } });
  aService(clinical, 'writing').writes(notes);
  aService(clinical, 'reading').reads(notes, elsewhere);
  const objects = renderedDomain(platform, clinical, site, () => ({ host: 'writer', readerHost: 'reader' }));
  const learned = (workload: string, start: string) =>
    (at(podOf(objects.get('Deployment', workload)), 'containers', 0, 'env') as readonly Variable[])
      .filter(({ name }) => name.startsWith(start))
      .map(({ name, value, valueFrom }) => [name, value ?? valueFrom?.configMapKeyRef]);

  it('[D3] learns the address of writes, and how to connect there', () => {
    expect(learned('writing', 'NOTES_')).toEqual([
      ['NOTES_HOST', { name: 'store-notes', key: 'host' }],
      ['NOTES_PORT', { name: 'store-notes', key: 'port' }],
      ['NOTES_OPTIONS', 'tls=true&replicaSet=rs0&retryWrites=false'],
    ]);
  });

  it('[D3] learns the address of reads, and how to connect there', () => {
    expect(learned('reading', 'NOTES_')).toEqual([
      ['NOTES_READER_HOST', { name: 'store-notes', key: 'readerHost' }],
      ['NOTES_PORT', { name: 'store-notes', key: 'port' }],
      ['NOTES_READER_OPTIONS', 'tls=true&directConnection=true&readPreference=secondaryPreferred&retryWrites=false'],
    ]);
  });

  it('is not told how to connect to one that exists already, which may be anything that speaks MongoDB', () => {
    expect(learned('reading', 'ELSEWHERE_').map(([name]) => name)).toEqual(['ELSEWHERE_READER_HOST', 'ELSEWHERE_PORT']);
  });

  it('[M1] is let out to the subnets of stores, on its port', () => {
    expect(at(objects.get('NetworkPolicy', 'writing'), 'spec', 'egress', 0, 'ports')).toEqual([{ protocol: 'TCP', port: 27_017 }]);
  });
});
