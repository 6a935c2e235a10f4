import { type ClinicalService, cluster, DnsZone, type DnsZoneProps, Edge, loadBalancer, MultiRegionFailover, type ServiceAddress } from '@clinfra/core';
import { aDomain, aService, aSite, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const BALANCED = { site: { loadBalancers: {} } } as const;

const aZone = ({ platform }: Ward, props: Partial<DnsZoneProps> = {}) => new DnsZone(platform, 'hosts', { domain: 'ward.ie', ...props });

function hl7(ward: Ward, address: ServiceAddress, domain = ward.clinical, name = 'hl7'): ClinicalService {
  return aService(domain, name, { port: 2575, protocol: 'tcp', exposure: loadBalancer({ from: ['10.64.0.0/12'], address }) });
}

const withAddress = (address: (ward: Ward) => ServiceAddress) => aWard(BALANCED, ward => hl7(ward, address(ward)));

describe('names of services', () => {
  findsExactly([
    {
      what: 'a zone by its id',
      declare: () => withAddress(() => ({ zone: untyped('Z0123456789'), host: 'hl7.ward.ie' })),
      expect: [
        'clinical.hl7.exposure.address.zone: must be a zone of platform ward, got "Z0123456789"; pass a DnsZone that was declared there [service-address]',
      ],
    },
    {
      what: 'a host outside the zone',
      declare: () => withAddress(ward => ({ zone: aZone(ward), host: 'hl7.hospital.ie' })),
      expect: [
        'clinical.hl7.exposure.address.host: must be a host in lowercase in "ward.ie", the domain of hosts, got "hl7.hospital.ie"; use a host below it [service-address]',
      ],
    },
    {
      what: 'a host that is none',
      declare: () => withAddress(ward => ({ zone: aZone(ward), host: '-.ward.ie' })),
      expect: [
        'clinical.hl7.exposure.address.host: must be a host in lowercase in "ward.ie", the domain of hosts, got "-.ward.ie"; use a host below it [service-address]',
      ],
    },
    {
      what: 'a name for two services',
      declare: () =>
        aWard(BALANCED, ward => {
          const zone = aZone(ward);
          hl7(ward, { zone, host: 'hl7.ward.ie' });
          hl7(ward, { zone, host: 'hl7.ward.ie' }, ward.clinical, 'orders');
        }),
      expect: [
        'clinical.orders.exposure.address.host: must be the host of one way in, got "hl7.ward.ie", as of clinical.hl7; use another host [service-address]',
      ],
    },
    {
      what: 'the name of an edge',
      declare: () =>
        aWard(BALANCED, ward => {
          const zone = aZone(ward);
          hl7(ward, { zone, host: 'api.ward.ie' });
          new Edge(ward.platform, 'public', { domain: ward.clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws: { zone } }).exposes(ward.ehr);
        }),
      expect: ['clinical.hl7.exposure.address.host: must be the host of one way in, got "api.ward.ie", as of public; use another host [service-address]'],
    },
    {
      what: 'a site on a cluster that exists',
      declare: () =>
        aWard(BALANCED, ward => {
          const here = aSite(ward.platform, 'kilkenny', {}, { hosting: cluster({ context: 'kilkenny', jurisdiction: 'IE' }), loadBalancers: {} });
          new MultiRegionFailover(ward.platform, 'failover', { active: ward.site, standby: here });
          hl7(ward, { zone: aZone(ward), host: 'hl7.ward.ie' }, aDomain(ward.platform, 'ways', { sites: [here] }));
        }),
      expect: [
        'ways.hl7.exposure.address: must stand on sites on AWS alone, got sites.kilkenny, hosted by "cluster"; leave it out, and make its address known yourself [service-address]',
      ],
    },
    {
      what: 'one public name for two sites',
      declare: () =>
        aWard({ ...BALANCED, platform: { residency: { phi: ['IE', 'GB'] } } }, ward => {
          aSite(ward.platform, 'cork', { region: 'eu-west-2' }, BALANCED.site);
          hl7(ward, { zone: aZone(ward), host: 'hl7.ward.ie' });
        }),
      expect: [
        'clinical.hl7.exposure.address: must lead to one site, or be in a private zone, which answers at each with its own, got sites.dublin, sites.cork; use a private zone [service-address]',
      ],
    },
  ]);
});
