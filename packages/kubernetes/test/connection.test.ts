import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { existingAddresses } from '../src';
import { rendered, renderedDomain } from './rendered';

describe('the connection to a store', () => {
  it('stands in every namespace that uses the store, and in no other', () => {
    const { platform, site, clinical, records } = aPlatform();
    const business = aDomain(platform, 'business');
    aService(business, 'billing').reads(records);
    expect(renderedDomain(platform, business, site).names('ConfigMap')).toEqual(['store-records']);
    expect(renderedDomain(platform, clinical, site).names('ConfigMap')).toEqual(['store-records', 'store-sessions', 'store-events']);
    expect(renderedDomain(platform, aDomain(platform, 'empty'), site).names('ConfigMap')).toEqual([]);
  });

  it('says where the store answers', () => {
    expect(rendered().get('ConfigMap', 'store-records')).toMatchObject({
      metadata: { namespace: 'clinical' },
      data: { host: 'records.example', readerHost: 'records-ro.example', port: '5432' },
    });
  });

  it('carries an address that is known later as it is, whatever it looks like', () => {
    const token = ' known later: <host.1>\n0';
    const objects = rendered(undefined, () => ({ host: token, readerHost: token }));
    expect(objects.get('ConfigMap', 'store-events').data).toEqual({ host: token, readerHost: token, port: '9098' });
    const others = objects.manifests.filter(manifest => !manifest.metadata.name.startsWith('store-'));
    expect(JSON.stringify(others)).not.toContain('known later');
  });

  it('is left out where nobody knows the address, while workloads still ask for it', () => {
    const objects = rendered(undefined, store => (store.name === 'records' ? undefined : { host: 'h', readerHost: 'r' }));
    expect(objects.names('ConfigMap')).toEqual(['store-sessions', 'store-events']);
    expect(JSON.stringify(objects.get('Deployment', 'ehr'))).toContain('store-records');
  });
});

describe('the address of a store that exists already', () => {
  const existing = (host: string, readerHost?: string) => ({ host, ...(readerHost ? { readerHost } : {}), port: 5433, cidr: '10.20.0.0/24' });
  const { stores, records } = aPlatform();

  it('is what was declared, the reader the writer unless there is another', () => {
    expect(existingAddresses(stores.postgres('old', { holds: ['phi'], existing: existing('db.example') }))).toEqual({
      host: 'db.example',
      readerHost: 'db.example',
    });
    expect(existingAddresses(stores.postgres('older', { holds: ['phi'], existing: existing('db.example', 'ro.example') }))).toEqual({
      host: 'db.example',
      readerHost: 'ro.example',
    });
  });

  it('has the port behind each broker of a Kafka cluster', () => {
    const kafka = stores.kafka('bus', { holds: ['phi'], existing: existing('b1.example, b2.example:9092') });
    expect(existingAddresses(kafka)?.host).toBe('b1.example:5433,b2.example:9092');
  });

  it('is not known of a store that the platform makes', () => {
    expect(existingAddresses(records)).toBeUndefined();
  });
});
