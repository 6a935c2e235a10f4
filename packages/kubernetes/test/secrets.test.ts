import { aws, cluster, hours, minutes, Secret, type SecretProps, type SecretSource, Site, seconds, secretsManager, vault } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, containerOf, podOf, type Rendered, renderedDomain } from './rendered';

const HOSTING = aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } });
const CLUSTER = cluster({ context: 'basement', jurisdiction: 'IE' });
const VAULT = vault({ server: 'https://vault.example.ie:8200', role: 'external-secrets' });

interface Changes {
  readonly props?: Partial<SecretProps>;
  readonly source?: SecretSource;
  readonly hosting?: Site['hosting'];
}

/** Two services of one namespace that take different keys of a secret, and a third that takes none. */
function rendered({ props = {}, source = secretsManager(), hosting = HOSTING }: Changes = {}): Rendered {
  const platform = anEmptyPlatform();
  const site = new Site(platform, 'dublin', { hosting, zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], secrets: source });
  const clinical = aDomain(platform, 'clinical');
  const sms = new Secret(platform, 'sms', { keys: ['api-key', 'sender', 'report-url'], ...props });
  aService(clinical, 'reports').uses(sms, { SMS_REPORTS: 'report-url' });
  aService(clinical, 'ehr').uses(sms, { SMS_API_KEY: 'api-key', SMS_ALSO: 'api-key' });
  aService(clinical, 'labs');
  return renderedDomain(platform, clinical, site);
}

describe('what brings a secret to a namespace', () => {
  it('is one object that copies the keys that are taken there, and no other', () => {
    expect(rendered().get('ExternalSecret', 'secret-sms')).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      metadata: { namespace: 'clinical', labels: { 'app.kubernetes.io/name': 'sms', 'app.kubernetes.io/component': 'secret' } },
      spec: {
        refreshInterval: '1h0m0s',
        secretStoreRef: { kind: 'SecretStore', name: 'secrets' },
        target: { name: 'secret-sms', creationPolicy: 'Owner' },
        data: [
          { secretKey: 'api-key', remoteRef: { key: 'ward/production/dublin/sms', property: 'api-key' } },
          { secretKey: 'report-url', remoteRef: { key: 'ward/production/dublin/sms', property: 'report-url' } },
        ],
      },
    });
  });

  it('finds Secrets Manager in the region of the site, with the identity of External Secrets and no key', () => {
    expect(rendered().get('SecretStore', 'secrets').spec).toEqual({ provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } } });
  });

  it.each([
    ['a site on a cluster', CLUSTER],
    ['a site on AWS', HOSTING],
  ])('finds the Vault of %s, with the identity of External Secrets and no key', (_, hosting) => {
    expect(rendered({ source: VAULT, hosting }).get('SecretStore', 'secrets').spec).toEqual({
      provider: {
        vault: {
          server: 'https://vault.example.ie:8200',
          path: 'secret',
          version: 'v2',
          auth: { kubernetes: { mountPath: 'kubernetes', role: 'external-secrets' } },
        },
      },
    });
  });

  it.each([
    [seconds(90), '1m30s'],
    [minutes(1), '1m0s'],
    [minutes(61), '1h1m0s'],
    [hours(24), '24h0m0s'],
    [seconds(59), '59s'],
  ])('writes %s as External Secrets writes it back', (refresh, text) => {
    expect(at(rendered({ props: { refresh } }).get('ExternalSecret', 'secret-sms'), 'spec', 'refreshInterval')).toBe(text);
  });

  it('is not there where no workload takes a secret', () => {
    const platform = anEmptyPlatform();
    const site = new Site(platform, 'dublin', { hosting: HOSTING, zones: ['eu-west-1a'], secrets: secretsManager() });
    const clinical = aDomain(platform, 'clinical');
    const business = aDomain(platform, 'business');
    aService(clinical, 'ehr').uses(new Secret(platform, 'sms', { keys: ['api-key'] }), { SMS_API_KEY: 'api-key' });
    aService(business, 'billing');
    expect(renderedDomain(platform, business, site).names('SecretStore')).toEqual([]);
    expect(renderedDomain(platform, business, site).names('ExternalSecret')).toEqual([]);
    expect(renderedDomain(platform, clinical, site).names('SecretStore')).toEqual(['secrets']);
  });

  it('stands before the workloads that wait for it, and after the namespace', () => {
    const kinds = rendered().manifests.map(({ kind }) => kind);
    expect(kinds.indexOf('Namespace')).toBeLessThan(kinds.indexOf('SecretStore'));
    expect(kinds.indexOf('SecretStore')).toBeLessThan(kinds.indexOf('ExternalSecret'));
    expect(kinds.indexOf('ExternalSecret')).toBeLessThan(kinds.indexOf('Deployment'));
  });

  it('needs no way through the network of the namespace, because External Secrets stands outside it', () => {
    const policies = JSON.stringify(rendered().manifests.filter(({ kind }) => kind === 'NetworkPolicy'));
    expect(policies).not.toContain('external-secrets');
    const { spec } = rendered({ source: VAULT }).get('NetworkPolicy', 'ehr');
    expect(spec).not.toHaveProperty('egress');
  });
});

describe('a container that takes a secret', () => {
  const variable = (name: string, key: string, secret = 'secret-sms') => ({ name, valueFrom: { secretKeyRef: { name: secret, key } } });

  it('gets each key that it takes under its variable, by reference, and nothing else of it', () => {
    const objects = rendered();
    const env = at(containerOf(objects.get('Deployment', 'ehr')), 'env');
    expect(env).toEqual(expect.arrayContaining([variable('SMS_API_KEY', 'api-key'), variable('SMS_ALSO', 'api-key')]));
    expect(JSON.stringify(podOf(objects.get('Deployment', 'ehr')))).not.toContain('report-url');
    expect(JSON.stringify(podOf(objects.get('Deployment', 'labs')))).not.toContain('secret');
  });

  it('refers to the Secret that the ExternalSecret of its namespace makes, which has that key', () => {
    for (const props of [{}, { version: 7 }]) {
      const objects = rendered({ props });
      const [name = ''] = objects.names('ExternalSecret');
      const target = objects.get('ExternalSecret', name);
      expect(at(target, 'spec', 'target', 'name')).toBe(name);
      const made = (at(target, 'spec', 'data') as readonly { readonly secretKey: string }[]).map(({ secretKey }) => secretKey);
      for (const workload of ['ehr', 'reports']) {
        const env = at(containerOf(objects.get('Deployment', workload)), 'env') as readonly unknown[];
        const references = env.map(entry => at(entry, 'valueFrom', 'secretKeyRef')).filter(Boolean) as readonly { name: string; key: string }[];
        expect(references.length).toBeGreaterThan(0);
        for (const reference of references) {
          expect(reference.name).toBe(name);
          expect(made).toContain(reference.key);
        }
      }
    }
  });

  it('starts anew with another version, because the version is in the name; without one nothing in it changes', () => {
    const pod = (props: Partial<SecretProps>) => JSON.stringify(podOf(rendered({ props }).get('Deployment', 'ehr')));
    expect(pod({ version: 7 })).toBe(pod({ version: 7 }));
    expect(pod({ version: 7 })).not.toBe(pod({ version: 8 }));
    expect(pod({ version: 7 })).toMatch(/"secret-sms-[0-9a-f]{8}"/);
    expect(pod({ refresh: hours(2) })).toBe(pod({}));
    const [name = ''] = rendered({ props: { version: 7 } }).names('ExternalSecret');
    expect(at(rendered({ props: { version: 7 } }).get('ExternalSecret', name), 'spec', 'data', 0, 'remoteRef')).toEqual({
      key: 'ward/production/dublin/sms',
      property: 'api-key',
      version: '7',
    });
  });

  it('starts anew with the same version of another source, and not for another way to the same one', () => {
    const names = [secretsManager(), VAULT, { ...VAULT, path: 'other' }].map(source => rendered({ props: { version: 7 }, source }).names('ExternalSecret')[0]);
    expect(new Set(names).size).toBe(3);
    expect(rendered({ props: { version: 7 }, source: { ...VAULT, role: 'other' } }).names('ExternalSecret')[0]).toBe(names[1]);
  });
});

it('[X3] renders no Secret and no value of one, whatever the source', () => {
  for (const source of [secretsManager(), VAULT]) {
    const { manifests } = rendered({ source });
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const external = manifests.filter(({ kind }) => kind === 'ExternalSecret');
    expect(external).toHaveLength(1);
    // Where values could hide: templates, generators and fields that nobody declared.
    for (const { spec } of external) {
      expect(Object.keys(spec as object)).toEqual(['refreshInterval', 'secretStoreRef', 'target', 'data']);
      for (const entry of at(spec, 'data') as readonly object[]) expect(Object.keys(entry)).toEqual(['secretKey', 'remoteRef']);
    }
    expect(JSON.stringify(manifests.filter(({ kind }) => kind === 'SecretStore'))).not.toMatch(/secretRef|secretKey|token|password/i);
  }
});
