import { type Declaration, ReleaseTask } from '@clinfra/core';
import { BEFORE } from '@clinfra/kubernetes';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { ADDRESSES, at, type Rendered, renderedDomain, type Ward } from './rendered';

const KNOWN: typeof ADDRESSES = (store, site) => ({
  ...ADDRESSES(store, site),
  host: `${store.name}-proxy.example`,
  readerHost: '',
  administration: { server: `${store.name}.example`, secret: `arn:secret:${store.name}`, secrets: 'https://secrets.example' },
});

/** The objects of the namespace in which the users of the ward's database are made. */
function administered(change: (ward: Ward) => void = () => {}): Rendered {
  const ward = aPlatform();
  change(ward);
  return renderedDomain(ward.platform, ward.databases, ward.site, KNOWN);
}

function jobOf(objects: Rendered) {
  const [name = ''] = objects.names('Job');
  return objects.get('Job', name);
}

describe('the Job that makes the users of a database', () => {
  it('[D6] runs as itself and locked down, with the password in memory alone', () => {
    const pod = at(jobOf(administered()), 'spec', 'template', 'spec');
    expect(pod).toMatchObject({ serviceAccountName: 'records-users', automountServiceAccountToken: false, restartPolicy: 'Never' });
    expect(at(pod, 'volumes')).toEqual(expect.arrayContaining([{ name: 'credentials', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }]));
    const mounts = (container: unknown) => (at(container, 'volumeMounts') as readonly { readonly mountPath: string }[]).map(({ mountPath }) => mountPath);
    expect(mounts(at(pod, 'initContainers', 0))).toEqual(['/tmp', '/credentials']);
    expect(mounts(at(pod, 'containers', 0))).toEqual(['/tmp', '/credentials', '/scripts']);
    for (const container of [at(pod, 'initContainers', 0), at(pod, 'containers', 0)]) {
      expect(at(container, 'securityContext')).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
    }
    expect(administered().names('Secret')).toEqual([]);
  });

  it('[X3] is told where the servers are, past a proxy, and where the password is kept; no other namespace is', () => {
    const ward = aPlatform();
    const connection = (domain: typeof ward.clinical) => at(renderedDomain(ward.platform, domain, ward.site, KNOWN).get('ConfigMap', 'store-records'), 'data');
    expect(connection(ward.databases)).toMatchObject({ server: 'records.example', administrator: 'arn:secret:records', secrets: 'https://secrets.example' });
    expect(Object.keys(connection(ward.clinical) as object)).toEqual(['host', 'readerHost', 'port', 'authorities.pem']);
    const env = at(jobOf(administered()), 'spec', 'template', 'spec', 'containers', 0, 'env') as readonly { readonly name: string }[];
    expect(env.map(({ name }) => name)).toEqual([
      ...['TZ', 'LANG', 'COUNTRY'],
      ...['SERVER_HOST', 'SERVER_PORT', 'SERVER_SECRET', 'AWS_REGION', 'AWS_ENDPOINT_URL_SECRETS_MANAGER'],
    ]);
  });

  it('[D6] reaches the database, its credentials and Secrets Manager, and nothing else', () => {
    const ward = aPlatform();
    const policy = renderedDomain(ward.platform, ward.databases, ward.site, KNOWN).get('NetworkPolicy', 'records-users');
    const egress = at(policy, 'spec', 'egress') as readonly { readonly to: readonly unknown[]; readonly ports: readonly { readonly port: number }[] }[];
    expect(egress.map(({ to, ports }) => [to.length, ...ports.map(({ port }) => port)])).toEqual([
      [3, 5432],
      [1, 80],
      [3, 443],
    ]);
    expect(at(policy, 'spec', 'ingress')).toBeUndefined();
  });

  it('[D6] is waited for by whoever uses the database, in whichever namespace, and by nobody else', () => {
    const job = jobOf(
      administered(({ platform, records, clinical, ehr }) => {
        aService(aDomain(platform, 'business'), 'billing').reads(records);
        new ReleaseTask(clinical, 'migrate', { image: 'registry.example/migrations:1.0.0', before: [ehr] }).writes(records);
      }),
    );
    expect(job.metadata.annotations).toEqual({ [BEFORE]: 'clinical/ehr,clinical/migrate,business/billing' });
  });

  it('[D6] is another Job when the users change, and the same one when nothing that it does has changed', () => {
    const name = (change?: (ward: Ward) => void) => jobOf(administered(change)).metadata.name;
    expect(name()).toMatch(/^records-users-[0-9a-f]{8}$/);
    expect(name(({ clinical, sessions }) => aService(clinical, 'viewer').reads(sessions))).toBe(name());
    expect(name(({ clinical, records }) => aService(clinical, 'viewer').reads(records))).not.toBe(name());
  });

  it('is not there for a database that exists already', () => {
    const ward = aPlatform();
    ward.stores.postgres('archive', { holds: ['phi'], existing: { host: 'archive.example', cidr: '10.9.0.0/24' } });
    expect(ward.databases.node.children.map(child => (child as Declaration).name)).toEqual(['records-users']);
  });
});
