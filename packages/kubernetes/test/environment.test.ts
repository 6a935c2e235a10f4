import { connectionVariables, LOCALE_VARIABLES, minutes, ScheduledTask, type ServiceRateLimit } from '@clinfra/core';
import { aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, containerOf, type Rendered, rendered, renderedDomain, type Ward } from './rendered';

const TASK = { image: 'registry.example/report:1.0.0', schedule: '0 2 * * *' };

describe('the environment of a container', () => {
  it('[S4] has the time zone, the language and the country of the platform, in services, workers and tasks', () => {
    const objects = rendered(({ clinical }) => new ScheduledTask(clinical, 'report', TASK));
    const taskContainer = at(objects.get('CronJob', 'report'), 'spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0);
    for (const container of [containerOf(objects.get('Deployment', 'ehr')), containerOf(objects.get('Deployment', 'notifier')), taskContainer]) {
      expect(at(container, 'env')).toEqual(
        expect.arrayContaining([
          { name: 'TZ', value: 'Europe/Dublin' },
          { name: 'LANG', value: 'en_IE.UTF-8' },
          { name: 'COUNTRY', value: 'IE' },
        ]),
      );
    }
  });

  it('names the address of each service that it calls', () => {
    const objects = rendered(({ clinical, ehr }) => ehr.calls(aService(clinical, 'patient-index', { port: 4711 })));
    expect(variables(objects, 'ehr')).toMatchObject({ PATIENT_INDEX_URL: 'http://patient-index.clinical.svc.cluster.local:4711' });
  });

  it('takes the address of a store from its connection, which must be there', () => {
    expect(variables(rendered(), 'ehr')).toMatchObject({
      RECORDS_HOST: 'store-records/host',
      RECORDS_READER_HOST: 'store-records/readerHost',
      RECORDS_PORT: 'store-records/port',
    });
    expect(JSON.stringify(rendered().get('Deployment', 'ehr'))).not.toContain('"optional"');
  });

  it('does not name the host that takes writes to who only reads, nor the other way about', () => {
    const objects = rendered(({ clinical, records, sessions }) => aService(clinical, 'viewer').reads(records).writes(sessions));
    const names = Object.keys(variables(objects, 'viewer'));
    expect(names).toEqual([
      'TZ',
      'LANG',
      'COUNTRY',
      'RECORDS_READER_HOST',
      'RECORDS_PORT',
      'RECORDS_DATABASE',
      'RECORDS_USER',
      'RECORDS_SSLMODE',
      'RECORDS_SSLROOTCERT',
      'RECORDS_POOL_MIN',
      'RECORDS_POOL_MAX',
      'SESSIONS_HOST',
      'SESSIONS_PORT',
      'SESSIONS_USER',
    ]);
  });

  it('[W9] says how many connections a pod keeps to a database: ten to a hundred, or as the database or the workload has it', () => {
    const objects = rendered(({ clinical, stores }) => {
      aService(clinical, 'reader').reads(stores.postgres('books', { holds: ['phi'] }));
      const letters = stores.postgres('letters', { holds: ['phi'], pool: { max: 8 } });
      aService(clinical, 'viewer').reads(letters);
      aService(clinical, 'editor').reads(letters).writes(letters).pools(letters, { min: 0, max: 30 });
    });
    expect(variables(objects, 'reader')).toMatchObject({ BOOKS_POOL_MIN: '10', BOOKS_POOL_MAX: '100' });
    expect(variables(objects, 'viewer')).toMatchObject({ LETTERS_POOL_MIN: '8', LETTERS_POOL_MAX: '8' });
    expect(variables(objects, 'editor')).toMatchObject({ LETTERS_POOL_MIN: '0', LETTERS_POOL_MAX: '30' });
  });

  it('[X3] says in the words of each engine that a database is known by its certificate, and brings whom to trust', () => {
    const objects = rendered(({ clinical, stores, records, sessions }) => {
      const ledger = stores.mysql('ledger', { holds: ['financial'] });
      const archive = stores.postgres('archive', { holds: ['phi'], existing: { host: 'archive.example', cidr: '10.9.0.0/24' } });
      const proxy = { image: 'registry.example/proxy:1.0.0' };
      const sidecars = { pooler: { ...proxy, connections: true }, cutter: proxy };
      aService(clinical, 'reader', { sidecars }).reads(records, ledger, archive, sessions);
    });
    expect(variables(objects, 'reader')).toMatchObject({
      RECORDS_SSLMODE: 'verify-full',
      RECORDS_SSLROOTCERT: '/etc/databases/records/authorities.pem',
      LEDGER_SSL_MODE: 'VERIFY_IDENTITY',
      LEDGER_SSL_CA: '/etc/databases/ledger/authorities.pem',
    });
    expect(Object.keys(variables(objects, 'reader')).filter(name => /^(ARCHIVE|SESSIONS)_SSL/.test(name))).toEqual([]);
    const pod = at(objects.get('Deployment', 'reader'), 'spec', 'template', 'spec');
    const file = { key: 'authorities.pem', path: 'authorities.pem' };
    const volumes = ['store-records', 'store-ledger'].map(name => ({ name, configMap: { name, items: [file] } }));
    expect(at(pod, 'volumes')).toEqual(expect.arrayContaining(volumes));
    const mounts = ['records', 'ledger'].map(name => ({ name: `store-${name}`, mountPath: `/etc/databases/${name}`, readOnly: true }));
    expect(at(pod, 'containers', 0, 'volumeMounts')).toEqual(expect.arrayContaining(mounts));
    expect(at(pod, 'initContainers', 0, 'volumeMounts')).toEqual(expect.arrayContaining(mounts));
    expect(JSON.stringify(at(pod, 'initContainers', 1))).not.toContain('/etc/databases');
    expect(at(objects.get('ConfigMap', 'store-records'), 'data', 'authorities.pem')).toContain('-----BEGIN CERTIFICATE-----');
    expect(Object.keys(at(objects.get('ConfigMap', 'store-archive'), 'data') as object)).toEqual(['host', 'readerHost', 'port']);
  });

  it('[W9] says how many requests of one caller it answers in which time, to the container that answers them alone', () => {
    const limited = (rateLimit: ServiceRateLimit) =>
      rendered(({ clinical }) => aService(clinical, 'api', { rateLimit, sidecars: { proxy: { image: 'registry.example/proxy:1.0.0' } } }));
    const objects = limited({ requests: 500 });
    expect(variables(objects, 'api')).toMatchObject({ RATE_LIMIT_MAX_REQUESTS: '500', RATE_LIMIT_WINDOW_MS: '900000' });
    expect(variables(limited({ requests: 1000, per: minutes(1) }), 'api')).toMatchObject({ RATE_LIMIT_MAX_REQUESTS: '1000', RATE_LIMIT_WINDOW_MS: '60000' });
    const proxy = at(objects.get('Deployment', 'api'), 'spec', 'template', 'spec', 'initContainers', 0);
    expect(JSON.stringify(proxy)).not.toContain('RATE_LIMIT');
    expect(Object.keys(variables(rendered(), 'ehr')).join()).not.toContain('RATE_LIMIT');
  });

  it('names the brokers of a cluster once, and each topic', () => {
    const change = ({ ehr, kafka }: Ward) => ehr.publishes(kafka.topic('lab.results', { partitions: 1, key: 'id', holds: ['phi'] }));
    expect(variables(rendered(change), 'ehr')).toMatchObject({
      EVENTS_BROKERS: 'store-events/host',
      CLINICAL_EVENTS_TOPIC: 'clinical-events',
      LAB_RESULTS_TOPIC: 'lab.results',
    });
    expect(Object.keys(variables(rendered(change), 'ehr')).filter(name => name.startsWith('EVENTS_'))).toEqual(['EVENTS_BROKERS']);
  });

  it('takes from the connection the name by which a cache knows the workload', () => {
    const users = { 'clinical.ehr': 'ward-ehr', 'business.billing': 'ward-billing' };
    const objects = rendered(undefined, () => ({ host: 'a', readerHost: 'b', users }));
    expect(variables(objects, 'ehr')).toMatchObject({ SESSIONS_USER: 'store-sessions/user.ehr' });
    expect(at(objects.get('ConfigMap', 'store-sessions'), 'data')).toEqual({ host: 'a', readerHost: 'b', port: '6379', 'user.ehr': 'ward-ehr' });
  });

  it('has the names that checks expect, and no others', () => {
    const ward = aPlatform();
    ward.ehr.calls(aService(ward.clinical, 'patient-index'));
    const objects = renderedDomain(ward.platform, ward.clinical, ward.site);
    for (const workload of [ward.ehr, ward.worker]) {
      const expected = [...LOCALE_VARIABLES, ...workload.relations.flatMap(connectionVariables)];
      expect(Object.keys(variables(objects, workload.name)).sort()).toEqual([...new Set(expected)].sort());
    }
  });

  it('holds no name twice, which the API server would refuse', () => {
    const env = at(containerOf(rendered().get('Deployment', 'ehr')), 'env') as readonly { readonly name: string }[];
    expect(new Set(env.map(({ name }) => name)).size).toBe(env.length);
  });
});

describe("a workload's own variables", () => {
  it('stand in a ConfigMap of its name, and start new pods when they change', () => {
    const objects = rendered(({ clinical }) => aService(clinical, 'viewer', { variables: { LOG_LEVEL: 'info' } }));
    expect(objects.get('ConfigMap', 'viewer')).toMatchObject({ metadata: { namespace: 'clinical' }, data: { LOG_LEVEL: 'info' } });
    expect(at(containerOf(objects.get('Deployment', 'viewer')), 'envFrom')).toEqual([{ configMapRef: { name: 'viewer' } }]);
    expect(checksum({ LOG_LEVEL: 'info' })).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum({ LOG_LEVEL: 'debug' })).not.toBe(checksum({ LOG_LEVEL: 'info' }));
  });

  it('start no new pods when they only change places', () => {
    expect(checksum({ A: '1', B: '2' })).toBe(checksum({ B: '2', A: '1' }));
    expect(checksum({ A: '1', B: '2' })).not.toBe(checksum({ A: '2', B: '1' }));
  });

  it('leave no ConfigMap and no checksum behind where there are none', () => {
    const objects = rendered();
    expect(objects.names('ConfigMap')).not.toContain('ehr');
    expect(containerOf(objects.get('Deployment', 'ehr'))).not.toHaveProperty('envFrom');
    expect(at(objects.get('Deployment', 'ehr'), 'spec', 'template', 'metadata')).not.toHaveProperty('annotations');
  });
});

function checksum(values: Readonly<Record<string, string>>): unknown {
  const deployment = rendered(({ clinical }) => aService(clinical, 'viewer', { variables: values })).get('Deployment', 'viewer');
  return at(deployment, 'spec', 'template', 'metadata', 'annotations', 'clinfra.io/variables-checksum');
}

/** The variables by name; one that is read from a ConfigMap as `<ConfigMap>/<key>`. */
function variables(objects: Rendered, workload: string): Readonly<Record<string, unknown>> {
  const env = at(containerOf(objects.get('Deployment', workload)), 'env') as readonly { readonly name: string; readonly value?: string }[];
  return Object.fromEntries(
    env.map(variable => [
      variable.name,
      variable.value ?? `${at(variable, 'valueFrom', 'configMapKeyRef', 'name')}/${at(variable, 'valueFrom', 'configMapKeyRef', 'key')}`,
    ]),
  );
}
