import { cluster, days, Edge, hours, MultiRegionFailover, Secret, type SecretProps, seconds, secretsManager, type Vault, vault } from '@clinfra/core';
import { aDomain, aService, aSite, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const HERE = { site: { secrets: secretsManager() } } as const;

/** A ward whose service takes the key of a secret, with one thing changed. */
function withSecret(props: Partial<SecretProps> = {}, add: (ward: Ward, secret: Secret) => unknown = () => undefined, name = 'sms') {
  return aWard(HERE, ward => {
    const secret = new Secret(ward.platform, name, { keys: ['api-key'], ...props });
    ward.ehr.uses(secret, { SMS_API_KEY: 'api-key' });
    add(ward, secret);
  });
}

/** A ward whose site takes its secrets from a Vault with one thing wrong. */
function withVault(changes: Partial<Record<keyof Vault, unknown>>) {
  return aWard({ site: { secrets: untyped({ ...vault({ server: 'https://vault.example.ie:8200', role: 'external-secrets' }), ...changes }) } });
}

describe('secrets', () => {
  it('are nothing to remark where all is said, from Secrets Manager or from a Vault', () => {
    expect(messagesOf(withSecret())).toEqual([]);
    expect(messagesOf(withSecret({ version: 3, refresh: hours(24) }))).toEqual([]);
    expect(messagesOf(withVault({}))).toEqual([]);
    expect(messagesOf(withVault({ server: 'https://10.1.2.3', path: 'teams/care', login: 'kubernetes-basement' }))).toEqual([]);
  });

  findsExactly([
    {
      what: 'a secret without a key',
      declare: () => aWard(HERE, ({ platform }) => new Secret(platform, 'sms', { keys: untyped<[string]>([]) })),
      expect: [
        'warning: secrets.sms: must be used by a workload, got no use of it; let a workload use it, or remove it [secrets]',
        'secrets.sms.keys: must name at least one key, got an empty list; write the fields that it has at its source [secrets]',
      ],
    },
    ...['api.key', 'api key', '', untyped<string>(3)].map((key, index) => ({
      what: `a key that is no field, ${String(index)}`,
      declare: () => withSecret({ keys: ['api-key', key] }),
      expect: [`secrets.sms.keys[1]: must be 1 to 253 letters, digits, hyphens and underscores, got ${JSON.stringify(key)}; rename the field [secrets]`],
    })),
    {
      what: '[X3] that is renewed by what is no function, and by the hour',
      declare: () => withSecret({ rotation: { function: 'arn:aws:lambda:renew', every: hours(1) } }),
      expect: [
        'secrets.sms.rotation.every: must be whole days from 1 to 1000, got 1h; write it as days(30) [secrets]',
        'secrets.sms.rotation.function: must be the name of a Lambda function, got "arn:aws:lambda:renew"; write it without region and account [secrets]',
      ],
    },
    {
      what: '[X3] that is renewed every three years',
      declare: () => withSecret({ rotation: { function: 'renew', every: days(1095) } }),
      expect: ['secrets.sms.rotation.every: must be whole days from 1 to 1000, got 1095d; write it as days(30) [secrets]'],
    },
    {
      what: '[X3] that is renewed, and of which an old version is used',
      declare: () => withSecret({ version: 3, rotation: { function: 'renew', every: days(30) } }),
      expect: ['secrets.sms.rotation: must be left out where a version is named, which a new value does not have, got both; leave one of them out [secrets]'],
    },
    {
      what: '[X3] that is renewed in a Vault',
      declare: () =>
        aWard({ site: { secrets: vault({ server: 'https://vault.example.ie:8200', role: 'reader' }) } }, ({ platform, ehr }) => {
          const sms = new Secret(platform, 'sms', { keys: ['api-key'], rotation: { function: 'renew', every: days(30) } });
          ehr.uses(sms, { SMS_API_KEY: 'api-key' });
        }),
      expect: [
        'secrets.sms.rotation: must be left out where sites.dublin takes secrets from a Vault, which renews its own, got a function; leave it out [secrets]',
      ],
    },
    {
      what: 'a key twice',
      declare: () => withSecret({ keys: ['api-key', 'api-key'] }),
      expect: ['secrets.sms.keys[1]: must be named once, got "api-key"; leave it out [secrets]'],
    },
    {
      what: 'a secret that nobody uses',
      declare: () => aWard(HERE, ({ platform }) => new Secret(platform, 'sms', { keys: ['api-key'] })),
      expect: ['warning: secrets.sms: must be used by a workload, got no use of it; let a workload use it, or remove it [secrets]'],
    },
    {
      what: 'a key that the secret does not have',
      declare: () => withSecret({}, ({ ehr }, secret) => ehr.uses(secret, { SMS_USER: 'user' })),
      expect: ['clinical.ehr.uses.SMS_USER: must be a key of secrets.sms (api-key), got "user"; correct it, or add the key to the secret [secrets]'],
    },
    {
      what: 'a use that takes nothing',
      declare: () => withSecret({}, ({ notifier }, secret) => notifier.uses(secret, {})),
      expect: ['clinical.notifier.uses: must name what it takes of secrets.sms, got no variable; write it as { SMS_API_KEY: "api-key" } [secrets]'],
    },
    {
      what: 'a secret by its name',
      declare: () => aWard(HERE, ({ ehr }) => ehr.uses(untyped<Secret>('sms'), { SMS_API_KEY: 'api-key' })),
      expect: ['clinical.ehr.uses: must take a secret declared on platform ward, got "sms"; pass a Secret that was declared there [secrets]'],
    },
    {
      what: 'a secret of another platform',
      declare: () => aWard(HERE, ({ ehr }) => ehr.uses(new Secret(aWard(), 'sms', { keys: ['api-key'] }), { SMS_API_KEY: 'api-key' })),
      expect: [
        'clinical.ehr.uses: must take a secret declared on platform ward, got secrets.sms of another platform; pass a Secret that was declared there [secrets]',
      ],
    },
    {
      what: 'a use on a site that names no source, beside one that does',
      declare: () =>
        withSecret({}, ({ platform, site }, secret) => {
          const cork = aSite(platform, 'cork');
          const research = aDomain(platform, 'research', { sites: [site, cork] });
          aService(research, 'labs').uses(secret, { SMS_API_KEY: 'api-key' });
        }),
      expect: [
        'clinical.ehr.uses: must be where secrets come from somewhere, got sites.cork, which names no source; give that site secrets: secretsManager() or vault({ server, role }), and run External Secrets there [secrets]',
        'research.labs.uses: must be where secrets come from somewhere, got sites.cork, which names no source; give that site secrets: secretsManager() or vault({ server, role }), and run External Secrets there [secrets]',
      ],
    },
    {
      what: 'a name with capitals',
      declare: () => withSecret({}, undefined, 'SmsProvider'),
      expect: ['secrets.SmsProvider.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "SmsProvider"; rename it [names]'],
    },
    {
      what: 'a name that is too long',
      declare: () => withSecret({}, undefined, 's'.repeat(64)),
      expect: [`secrets.${'s'.repeat(64)}.name: must have at most 63 characters, got 64; shorten it [name-length]`],
    },
    {
      what: 'two secrets of one name',
      declare: () => withSecret({}, ({ platform, notifier }) => notifier.uses(new Secret(platform, 'sms', { keys: ['api-key'] }), { SMS_API_KEY: 'api-key' })),
      expect: ['secrets.sms.name: must be unique among secrets, got "sms", one of 2 with the first at secrets.sms; rename all but one [duplicates]'],
    },
    {
      what: "a name that meets an edge's certificate",
      declare: () =>
        withSecret(
          {},
          ({ platform, clinical, ehr }) => new Edge(platform, 'secret-api', { domain: clinical, host: 'ward.example.ie', issuer: 'letsencrypt' }).exposes(ehr),
          'api-tls',
        ),
      expect: [
        'secrets.api-tls.name: must leave names to what has them in its namespace, got secret-api-tls, the certificate of secret-api; rename the secret or the edge [derived-names]',
      ],
    },
    {
      what: 'a refresh within a minute',
      declare: () => withSecret({ refresh: seconds(30) }),
      expect: [
        'secrets.sms.refresh: must be a length of time of at least 1m, got 30s; write it as hours(1); every request to the source is paid for [figures]',
      ],
    },
    {
      what: 'a refresh that makes no sense',
      declare: () => withSecret({ refresh: hours(-1) }),
      expect: ['secrets.sms.refresh: must be zero or more, got hours(-1); correct the figure [quantity]'],
    },
    ...[0, 1.5, untyped<number>('AWSCURRENT')].map(version => ({
      what: `the version ${String(version)}`,
      declare: () => withSecret({ version }),
      expect: [
        `secrets.sms.version: must be a whole number of at least 1, got ${JSON.stringify(version)}; write the number of the version, or leave it out for the newest [figures]`,
      ],
    })),
    {
      what: 'a place that may be deleted in production',
      declare: () => withSecret({ deletionProtection: false }),
      expect: [
        'secrets.sms.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
      ],
    },
  ]);
});

describe('variables from secrets', () => {
  findsExactly([
    {
      what: 'a name with a hyphen',
      declare: () => withSecret({}, ({ ehr }, secret) => ehr.uses(secret, { 'SMS-KEY': 'api-key' })),
      expect: ['clinical.ehr.uses.SMS-KEY: must be named with letters, digits and underscores, no digit first, got "SMS-KEY"; rename it [variables]'],
    },
    {
      what: 'the same variable from two secrets',
      declare: () => withSecret({}, ({ platform, ehr }) => ehr.uses(new Secret(platform, 'fax', { keys: ['api-key'] }), { SMS_API_KEY: 'api-key' })),
      expect: ['clinical.ehr.uses.SMS_API_KEY: must be set by one thing alone, got SMS_API_KEY for secrets.sms and secrets.fax; rename it [variables]'],
    },
    {
      what: "a connection's variable",
      declare: () => withSecret({}, ({ ehr }, secret) => ehr.uses(secret, { RECORDS_HOST: 'api-key' })),
      expect: ['clinical.ehr.uses.RECORDS_HOST: must be set by one thing alone, got RECORDS_HOST for stores.records and secrets.sms; rename it [variables]'],
    },
    {
      what: 'a plain variable of the same name',
      declare: () =>
        aWard({ ...HERE, ehr: { variables: { SMS_SENDER: 'ward' } } }, ({ platform, ehr }) =>
          ehr.uses(new Secret(platform, 'sms', { keys: ['api-key'] }), { SMS_SENDER: 'api-key' }),
        ),
      expect: [
        'clinical.ehr.variables.SMS_SENDER: must leave what the platform sets to it, got SMS_SENDER for secrets.sms; rename it, or leave it out [variables]',
      ],
    },
  ]);
});

describe('sources of secrets', () => {
  const servers = [
    'http://vault.example.ie',
    'vault.example.ie',
    'https://vault',
    'https://vault.example.ie/v1',
    'https://vault.example.ie:0',
    untyped<string>(undefined),
  ];
  findsExactly([
    {
      what: 'a source that is none',
      declare: () => aWard({ site: { secrets: untyped('external-secrets') } }),
      expect: ['sites.dublin.secrets: must be secretsManager() or vault(...), got "external-secrets"; use one of the two [secret-source]'],
    },
    {
      what: 'Secrets Manager at a site on a cluster',
      declare: () =>
        aWard({}, ({ platform, site }) => {
          const standby = aSite(platform, 'basement', {}, { hosting: cluster({ context: 'basement', jurisdiction: 'IE' }), secrets: secretsManager() });
          new MultiRegionFailover(platform, 'failover', { active: site, standby });
        }),
      expect: [
        'sites.basement.secrets: must be a Vault on a cluster that exists, where External Secrets has no role of AWS, got secretsManager(); use vault({ server, role }) [secret-source]',
      ],
    },
    ...servers.map(server => ({
      what: `a Vault at ${String(server)}`,
      declare: () => withVault({ server }),
      expect: [
        `sites.dublin.secrets.server: must be the address of Vault with https, got ${server === undefined ? 'nothing' : JSON.stringify(server)}; write it as https://vault.example.sd:8200 [secret-source]`,
      ],
    })),
    {
      what: 'a Vault with a password in its address, which is not printed',
      declare: () => withVault({ server: 'https://root:hunter2@vault.example.ie' }),
      expect: [
        'sites.dublin.secrets.server: must be the address of Vault with https, got an address with a name or password in it; write it as https://vault.example.sd:8200 [secret-source]',
      ],
    },
    {
      what: 'more secrets than the policy of a role can name',
      declare: () =>
        aWard(HERE, ({ platform, ehr }) => {
          for (let n = 100; n < 220; n++) ehr.uses(new Secret(platform, `sms-${n}`, { keys: ['api-key'] }), { [`SMS_${n}`]: 'api-key' });
        }),
      expect: [
        'sites.dublin.secrets: must let a policy of 10240 characters name every secret, got 11292 for 120 secrets; keep what belongs together as keys of one secret [secret-source]',
      ],
    },
    {
      what: 'a Vault without a role',
      declare: () => withVault({ role: '' }),
      expect: ['sites.dublin.secrets.role: must be the name of a role in Vault, got ""; name the role of its Kubernetes login [secret-source]'],
    },
    {
      what: 'a Vault with a slash before its path',
      declare: () => withVault({ path: '/secret' }),
      expect: ['sites.dublin.secrets.path: must be where Vault mounts it, without slashes around it, got "/secret"; write it as secret [secret-source]'],
    },
    {
      what: 'a Vault with a login that is none',
      declare: () => withVault({ login: '' }),
      expect: ['sites.dublin.secrets.login: must be where Vault mounts it, without slashes around it, got ""; write it as kubernetes [secret-source]'],
    },
  ]);
});
