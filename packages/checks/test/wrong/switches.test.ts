import { type aws, DnsZone, Edge, nginx, ScheduledTask, type SiteProps } from '@clinfra/core';
import { aWard, untyped, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const YES = untyped<boolean>('yes');
const PUBLIC = { host: 'api.ward.ie', issuer: 'letsencrypt' } as const;

/** A ward where something is `'yes'` instead of on, and what is found of it. */
const asked = (what: string, path: string, declare: () => ReturnType<typeof aWard>) => ({
  what,
  declare,
  expect: [`${path}: must be true or false, got "yes"; choose one [switches]`],
});
const ofSite = (site: Partial<SiteProps>) => () => aWard({ site });
const ofHosting = (hosting: Partial<Parameters<typeof aws>[0]>) => () => aWard({ hosting });
const ofEdge =
  (props: Partial<ConstructorParameters<typeof Edge>[2]>, site: Partial<SiteProps> = {}) =>
  () =>
    aWard({ site }, ({ platform, clinical, ehr }: Ward) => {
      const way = new Edge(platform, 'public', { domain: clinical, ...PUBLIC, ...props });
      way.exposes(ehr, { path: '/ehr' });
    });
const onAws = (aws: object) => () =>
  aWard({ site: { loadBalancers: {} } }, ({ platform, clinical, ehr }: Ward) => {
    const zone = new DnsZone(platform, 'hosts', { domain: 'ward.ie' });
    new Edge(platform, 'public', { domain: clinical, ...PUBLIC, aws: { zone, ...aws } }).exposes(ehr, { path: '/ehr' });
  });

describe('what is on or off', () => {
  findsExactly([
    asked('endpoints of a site', 'sites.dublin.hosting.endpoints', ofHosting({ endpoints: YES })),
    asked('IPv6 of a site', 'sites.dublin.hosting.ipv6', ofHosting({ ipv6: YES })),
    asked('snapshots of volumes', 'sites.dublin.hosting.volumeSnapshots', ofHosting({ volumeSnapshots: YES })),
    asked('the plugin of Argo Rollouts', 'sites.dublin.argoRollouts.gatewayApi', ofSite({ argoRollouts: { gatewayApi: YES } })),
    asked('a task that is suspended', 'clinical.digest.suspended', () =>
      aWard({}, ({ clinical }) => new ScheduledTask(clinical, 'digest', { image: 'registry.example/digest:1.0.0', schedule: '0 6 * * *', suspended: YES })),
    ),
    asked('the log of a database', 'stores.records.backup.continuous', () => aWard({ records: { backup: { continuous: YES } } })),
    asked('the log of every store', 'ward.backup.continuous', () => aWard({ platform: { backup: { continuous: YES } } })),
    asked('disks of what stands in clusters', 'ward.backup.cluster.volumes', () => aWard({ platform: { backup: { cluster: { volumes: YES } } } })),
    asked('tiers of a broker', 'stores.bus.tieredStorage', () => aWard({ kafka: { tieredStorage: YES } })),
    asked('the way to HTTPS', 'public.redirectsToHttps', ofEdge({ redirectsToHttps: YES })),
    asked('compression', 'public.compression', ofEdge({ compression: YES })),
    asked('hosts below', 'public.strictTransport.includeSubdomains', ofEdge({ strictTransport: { includeSubdomains: YES } })),
    asked('snippets', 'public.entrance.snippets', ofEdge({ entrance: nginx({ class: 'nginx', namespace: 'nginx-ingress', snippets: YES }) })),
    asked('a firewall that logs', 'public.aws.firewall.logs', onAws({ firewall: { logs: YES } })),
    asked('the time that a health check takes', 'public.aws.health.measuresLatency', onAws({ health: { path: '/ehr/health', measuresLatency: YES } })),
    asked('signed answers', 'hosts.dnssec', () => aWard({}, ({ platform }) => new DnsZone(platform, 'hosts', { domain: 'ward.ie', dnssec: YES }))),
  ]);
});
