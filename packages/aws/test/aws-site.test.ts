import { cluster, DataTier, Site } from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { SiteFacts } from '../src/site-facts';
import { aSite, recordSite } from './recorded';

describe('a site on AWS', () => {
  it('hands out a kubeconfig without a secret', async () => {
    const site = await recordSite(aSite('production').platform);
    const config = JSON.parse(String(site.outputs.kubeconfig));
    expect(config.clusters[0].cluster).toEqual({
      server: '${aws:eks/cluster:Cluster::ward-dublin.endpoint}',
      'certificate-authority-data': '${aws:eks/cluster:Cluster::ward-dublin.certificateAuthority.data}',
    });
    expect(Object.keys(config.users[0].user)).toEqual(['exec']);
  });

  it('knows where each store answers that was made on it', async () => {
    const site = await recordSite(aPlatform().platform);
    expect(Object.keys(site.outputs.addresses ?? {})).toEqual(['events', 'records', 'sessions']);
    expect(site.outputs.addresses).not.toMatchObject({ records: null });
  });

  it('makes no store that exists already or stands elsewhere', async () => {
    const { platform, site, stores } = aSite('production');
    stores.postgres('registry', { holds: ['operational'], existing: { host: 'db.example', cidr: '10.9.0.0/24' } });
    const elsewhere = new Site(platform, 'cork', { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }), zones: ['one'] });
    new DataTier(platform, 'away', { sites: [elsewhere] }).postgres('ledger', { holds: ['financial'] });
    const recorded = await recordSite(platform, { site });
    expect([...recorded.all('rds/instance:Instance'), ...recorded.all('rds/cluster:Cluster')]).toEqual([]);
    expect(recorded.outputs.addresses).toEqual({ registry: null, ledger: null });
  });

  it('names the user of each workload with an edge to a cache, and of no other', async () => {
    const { platform, sessions, records } = aPlatform();
    const recorded = await recordSite(platform, {}, site => ({ cache: site.address(sessions)?.users ?? null, database: site.address(records)?.users ?? null }));
    const user = recorded.one('elasticache/user:User', 'ward-dublin-sessions-clinical.ehr').inputs.userName;
    expect(recorded.outputs).toMatchObject({ cache: { 'clinical.ehr': user }, database: null });
    expect(Object.keys((recorded.outputs.cache ?? {}) as object)).toEqual(['clinical.ehr']);
  });

  it('is refused where the site is hosted otherwise', () => {
    const { platform } = aSite('production');
    const other = new Site(platform, 'cork', { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }), zones: ['one'] });
    expect(() => new SiteFacts(other)).toThrow('sites.cork is hosted by cluster; only a site on AWS has resources there');
  });

  it('tags what it makes with whose it is, in characters that tags may have', () => {
    const { platform, site } = aSite('staging');
    expect(new SiteFacts(site).tags).toEqual({ platform: 'ward', environment: 'staging', site: 'dublin', owner: 'ward-platform', 'managed-by': 'clinfra' });
    Object.defineProperty(platform, 'owner', { value: 'أطباء <on call>, ward!' });
    expect(new SiteFacts(site).tags.owner).toBe('أطباء _on call__ ward_');
  });
});
