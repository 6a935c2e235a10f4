import { cluster, cores, gib, MultiRegionFailover, mib, minutes, Site, type SiteProps, seconds } from '@clinfra/core';
import { aService, aSite, aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const meshed = (changes: WardChanges = {}, add?: Parameters<typeof aWard>[1]) => aWard({ ...changes, site: { mesh: {}, ...changes.site } }, add);

describe('a mesh', () => {
  const having = (mesh: unknown, more: Partial<SiteProps> = {}) => aWard({ site: { mesh: untyped<NonNullable<SiteProps['mesh']>>(mesh), ...more } });
  const proxy = { requests: { cpu: cores(0.1), memory: mib(128) }, limits: { cpu: cores(1), memory: gib(1) } };
  const joining = (join: unknown) =>
    aWard(
      { site: { mesh: untyped<NonNullable<SiteProps['mesh']>>({ join }) } },
      ({ platform, site }) =>
        new MultiRegionFailover(platform, 'failover', {
          active: site,
          standby: aSite(
            platform,
            'cork',
            { region: 'eu-west-2', attestation: { jurisdiction: 'IE', evidence: 'a contract', by: 'operations' } },
            { mesh: { join: { gateway: ['10.1.0.0/16'] } } },
          ),
        }),
    );
  findsExactly([
    {
      what: 'a revision that is no name',
      declare: () => having({ revision: '1.29' }),
      expect: ['sites.dublin.mesh.revision: must be the name of a revision of Istio, got "1.29"; write it as 1-29 [mesh]'],
    },
    {
      what: 'a sidecar without an amount of memory',
      declare: () => having({ proxy: { ...proxy, requests: { cpu: cores(0.1) } } }),
      expect: ['sites.dublin.mesh.proxy.requests.memory: must be an amount of memory, more than zero, got nothing; write it as mib(128) [mesh]'],
    },
    {
      what: 'a sidecar that asks for more than it may take',
      declare: () => having({ proxy: { ...proxy, requests: { cpu: cores(1.5), memory: mib(128) } } }),
      expect: ['sites.dublin.mesh.proxy.requests.cpu: must be at most its limit (1), got 1500m; lower the request or raise the limit [mesh]'],
    },
    {
      what: 'a sidecar that the API server would refuse',
      declare: () => having({ proxy: { ...proxy, limits: { cpu: cores(3), memory: gib(1) } } }),
      expect: ['clinical', 'databases'].map(
        domain => `sites.dublin.mesh.proxy.limits.cpu: must stay within ${domain}.limits.max.cpu (2), got 3; ask for less, or raise limits.max [mesh]`,
      ),
    },
    {
      what: 'a cluster that is too old for sidecars that end with their Job',
      declare: () => {
        const existing = { host: 'stores.ward.ie', cidr: '10.9.0.0/24' };
        const hosting = cluster({ context: 'dublin', jurisdiction: 'IE', kubernetesVersion: '1.28' });
        return meshed({ records: { existing }, sessions: { existing }, kafka: { existing }, site: { hosting }, ehr: { stop: { drain: seconds(0) } } });
      },
      expect: ['sites.dublin.hosting.kubernetesVersion: must be at least 1.29 for the sidecars of a mesh, got "1.28"; raise it, or leave mesh out [mesh]'],
    },
    {
      what: 'a gateway for other sites at no address',
      declare: () => joining({ gateway: [] }),
      expect: ['sites.dublin.mesh.join.gateway: must name at least one address range, got an empty list; write where the east-west gateway answers [mesh]'],
    },
    {
      what: 'a gateway for other sites at an address that is none',
      declare: () => joining({ gateway: ['10.20.0.1/16'], region: 'eu west' }),
      expect: [
        'sites.dublin.mesh.join.gateway[0]: must be an address range, got "10.20.0.1/16"; write it as 10.20.0.0/20, with no bits set behind the prefix [mesh]',
        'sites.dublin.mesh.join.region: must be the value of a label of nodes, got "eu west"; write it as khartoum [mesh]',
      ],
    },
    {
      what: 'a gateway for other sites where nothing makes its load balancer',
      declare: () => joining({}),
      expect: [
        'sites.dublin.mesh.join: must stand where a load balancer can be made for its gateway, got nothing there that makes one; set loadBalancers on the site, or write where a gateway of your own answers [mesh]',
      ],
    },
    {
      what: 'a gateway for other sites that nobody makes',
      declare: () =>
        aWard({ site: { mesh: { join: { gateway: ['10.0.0.0/24'] } } } }, ({ platform, site }) => {
          const hosting = cluster({ context: 'cork', jurisdiction: 'IE' });
          new MultiRegionFailover(platform, 'failover', {
            active: site,
            standby: new Site(platform, 'cork', { hosting, zones: ['rack'], mesh: { join: {} } }),
          });
        }),
      expect: ['sites.cork.mesh.join.gateway: must name at least one address range, got nothing; write where the east-west gateway answers [mesh]'],
    },
    {
      what: 'a gateway for other sites outside the network to which they are led',
      declare: () => joining({ gateway: ['10.0.0.0/19', '10.9.0.0/24', '10.0.0.0/15'] }),
      expect: ['"10.9.0.0/24"', '"10.0.0.0/15"'].map(
        (range, index) =>
          `sites.dublin.mesh.join.gateway[${index + 1}]: must lie within the network of the site (10.0.0.0/16), got ${range}; write where the gateway answers in it [mesh]`,
      ),
    },
    {
      what: 'a site that joins nobody',
      declare: () => having({ join: { gateway: ['10.0.0.0/16'] } }),
      expect: ['sites.dublin.mesh.join: must join another site that joins as well, got none; set join on the other sites too, or leave it out [mesh]'],
    },
    {
      what: 'traffic where there is no mesh',
      declare: () => aWard({ ehr: { traffic: { timeout: minutes(1) } } }),
      expect: ['clinical.ehr.traffic: must stand where there is a mesh, as on sites.dublin, got none there; set mesh on the site, or leave it out [mesh]'],
    },
    {
      what: 'figures on the port that callers use',
      declare: () => meshed({ ehr: { metrics: {} }, site: { prometheus: { namespace: 'monitoring', selects: { release: 'prometheus' } } } }),
      expect: [
        'clinical.ehr.metrics.port: must be a port of its own where there is a mesh, as on sites.dublin, got nothing; write the port on which the figures alone are found; callers use the other one by their identity [mesh]',
      ],
    },
    {
      what: 'a workload called as the policy of sidecars',
      declare: () => meshed({}, ({ clinical }) => aService(clinical, 'allow-mesh')),
      expect: [
        'clinical.allow-mesh.name: must leave names to what has them in its namespace, got allow-mesh, the policy of sidecars; rename it [derived-names]',
      ],
    },
    {
      what: '[K1] a quota in which the pods have room, but not their sidecars',
      declare: () => meshed({ clinical: { quota: { cpu: cores(3), memory: gib(200), storage: gib(100), pods: 200 } } }),
      expect: ['clinical.quota.cpu: must cover every pod at maximum scale, got 3 for 4500m (ehr 3500m, notifier 1); raise it or lower scale.max [capacity]'],
    },
  ]);

  it('is left out, and nothing is said of it', () => {
    expect(messagesOf(aWard({ site: { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }) } })).filter(text => text.includes('[mesh]'))).toEqual([]);
  });
});

describe('alerts of security', () => {
  findsExactly([
    {
      what: 'of nothing at all, and by a plain number',
      declare: () => aWard({ clinical: { securityAlerts: { unauthorized: 0, egress: untyped(1_000_000) } } }),
      expect: [
        'clinical.securityAlerts.egress: must be a size of at least 1Ki, got 1000000; write it as mib(1) [figures]',
        'clinical.securityAlerts.unauthorized: must be a whole number of at least 1, got 0; allow one refused log-in at least [figures]',
      ],
    },
  ]);
});
