import type { Manifest } from '@clinfra/kubernetes';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, podOf, renderedDomain } from './rendered';

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly configMapKeyRef?: object };
}

describe('a workload with a store to search in', () => {
  const { platform, site, stores, clinical } = aPlatform();
  const infrastructure = aDomain(platform, 'infrastructure');
  const logs = stores.opensearch('logs', { holds: ['operational'], setUp: { domain: infrastructure, image: 'registry.example/curl:8.16.0' } });
  const elsewhere = stores.opensearch('elsewhere', { holds: ['operational'], existing: { host: 'logs.example.ie', port: 9200, cidr: '10.9.0.0/28' } });
  aService(clinical, 'writing').writes(logs, { prefix: 'writing-' }).writes(elsewhere, { prefix: 'writing-' });
  aService(clinical, 'reading').reads(logs);
  const address = {
    host: 'domain',
    readerHost: 'domain',
    resource: 'arn',
    users: { 'clinical.writing': 'role-of-writing', 'clinical.reading': 'role-of-reading', 'infrastructure.logs-set-up': 'role-of-task' },
    snapshots: { bucket: 'bucket', role: 'arn-of-role' },
  };
  const objectsOf = (domain: typeof clinical) => renderedDomain(platform, domain, site, store => (store === logs ? address : undefined));
  const learned = (workload: Manifest, start: string) =>
    (at(podOf(workload), 'containers', 0, 'env') as readonly Variable[])
      .filter(({ name }) => name.startsWith(start))
      .map(({ name, value, valueFrom }) => [name, value ?? valueFrom?.configMapKeyRef]);

  it('[O5] learns where it is and for which region it signs requests', () => {
    expect(learned(objectsOf(clinical).get('Deployment', 'writing'), 'LOGS_')).toEqual([
      ['LOGS_HOST', { name: 'store-logs', key: 'host' }],
      ['LOGS_PORT', { name: 'store-logs', key: 'port' }],
      ['LOGS_REGION', { name: 'store-logs', key: 'region' }],
    ]);
    expect(objectsOf(clinical).get('ConfigMap', 'store-logs')).toMatchObject({ data: { host: 'domain', port: '443', region: 'eu-west-1', arn: 'arn' } });
    expect(at(objectsOf(clinical).get('ConfigMap', 'store-logs'), 'data')).not.toHaveProperty('snapshotRole');
  });

  it('signs nothing for one that exists already', () => {
    expect(learned(objectsOf(clinical).get('Deployment', 'writing'), 'ELSEWHERE_').map(([name]) => name)).toEqual(['ELSEWHERE_HOST', 'ELSEWHERE_PORT']);
  });

  it('[M1] is let out to the subnets of stores, on its port', () => {
    expect(at(objectsOf(clinical).get('NetworkPolicy', 'reading'), 'spec', 'egress', 0, 'ports')).toEqual([{ protocol: 'TCP', port: 443 }]);
  });

  it('[O5] is told to the store by a task that learns the roles of all', () => {
    const objects = objectsOf(infrastructure);
    const [job = ''] = objects.names('Job');
    expect(learned(objects.get('Job', job), 'LOGS_').slice(3)).toEqual([
      ['LOGS_ARN', { name: 'store-logs', key: 'arn' }],
      ['LOGS_ROLE_0', { name: 'store-logs', key: 'user.clinical.writing', optional: true }],
      ['LOGS_ROLE_1', { name: 'store-logs', key: 'user.clinical.reading', optional: true }],
      ['LOGS_ADMINISTRATOR', { name: 'store-logs', key: 'user.infrastructure.logs-set-up' }],
      ['LOGS_SNAPSHOT_BUCKET', { name: 'store-logs', key: 'snapshotBucket' }],
      ['LOGS_SNAPSHOT_ROLE', { name: 'store-logs', key: 'snapshotRole' }],
    ]);
    expect(objects.get('ConfigMap', 'store-logs')).toMatchObject({
      data: { 'user.clinical.writing': 'role-of-writing', 'user.clinical.reading': 'role-of-reading', snapshotBucket: 'bucket', snapshotRole: 'arn-of-role' },
    });
  });
});
