import { cluster, hours, Inventory, Platform, Secret, Site, secretsManager, vault } from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';

const LOCALE = { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' } as const;

describe('a secret', () => {
  it('is asked for every hour, in its newest version, and kept from deletion', () => {
    const { platform } = aPlatform();
    expect(new Secret(platform, 'sms', { keys: ['api-key'] })).toMatchObject({ refresh: hours(1), version: undefined, deletionProtection: true });
  });

  it('has a name of its own for each platform, environment and site', () => {
    const platform = new Platform('ward', { environment: 'staging', locale: LOCALE, owner: 'ward', residency: {} });
    const site = new Site(platform, 'basement', { hosting: cluster({ context: 'basement', jurisdiction: 'IE' }), zones: ['a'] });
    expect(new Secret(platform, 'sms', { keys: ['api-key'] }).nameAt(site)).toBe('ward/staging/basement/sms');
  });

  it('is found in the inventory, and with the workload what it takes of it', () => {
    const { platform, ehr, worker } = aPlatform();
    const secret = new Secret(platform, 'sms', { keys: ['api-key', 'sender'] });
    expect(ehr.uses(secret, { SMS_API_KEY: 'api-key' }).uses(secret, { SMS_SENDER: 'sender' })).toBe(ehr);
    expect(new Inventory(platform).secrets).toEqual([secret]);
    expect(ehr.secrets).toEqual([
      { secret, variables: { SMS_API_KEY: 'api-key' } },
      { secret, variables: { SMS_SENDER: 'sender' } },
    ]);
    expect(worker.secrets).toEqual([]);
  });
});

describe('a source of secrets', () => {
  it('is none unless the site names one', () => {
    expect(aPlatform().site.secrets).toBeUndefined();
  });

  it('is Secrets Manager, or a Vault with its usual mounts', () => {
    expect(secretsManager()).toEqual({ kind: 'secrets-manager' });
    expect(vault({ server: 'https://vault.example.ie', role: 'reader' })).toEqual({
      kind: 'vault',
      server: 'https://vault.example.ie',
      role: 'reader',
      path: 'secret',
      login: 'kubernetes',
    });
  });
});
