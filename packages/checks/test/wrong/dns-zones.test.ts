import { loadBalancer } from '@clinfra/core';
import { aService, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';
import { aZone, BALANCED, wardWith, withZone } from './an-aws-edge';

describe('zones of DNS', () => {
  findsExactly([
    {
      what: 'a domain that is none',
      declare: () => withZone({ domain: 'ward' }),
      expect: ['hosts.domain: must be a domain in lowercase, got "ward"; write it as nilecare.sd [dns-zone]'],
    },
    {
      what: 'a domain in capitals',
      declare: () => withZone({ domain: 'Ward.ie' }),
      expect: ['hosts.domain: must be a domain in lowercase, got "Ward.ie"; write it as nilecare.sd [dns-zone]'],
    },
    {
      what: 'a name for the id of a zone',
      declare: () => withZone({ existing: 'ward.ie' }),
      expect: ['hosts.existing: must be the id of a zone of Route 53, got "ward.ie"; write it as Z0123456789ABCDEFGHIJ [dns-zone]'],
    },
    {
      what: 'an authority by its company name',
      declare: () => withZone({ authorities: ["Let's Encrypt"] }),
      expect: [`hosts.authorities: must name authorities by their domains, got "Let's Encrypt"; write it as amazon.com [dns-zone]`],
    },
    {
      what: 'authorities without the one that signs for a load balancer',
      declare: () => wardWith(ward => ({ zone: aZone(ward, { domain: 'api.ward.ie', authorities: ['letsencrypt.org'] }, 'bound') })),
      expect: ['bound.authorities: must let ACM sign for public, got "letsencrypt.org"; add amazon.com [dns-zone]'],
    },
    {
      what: 'authorities without the one that signs for a service',
      declare: () =>
        aWard(BALANCED, ward => {
          const zone = aZone(ward, { authorities: ['letsencrypt.org'] });
          aService(ward.clinical, 'hl7', { protocol: 'tcp', exposure: loadBalancer({ from: ['10.64.0.0/12'], address: { zone, host: 'hl7.ward.ie' } }) });
        }),
      expect: ['hosts.authorities: must let ACM sign for clinical.hl7, got "letsencrypt.org"; add amazon.com [dns-zone]'],
    },
    {
      what: 'authorities of a private zone',
      declare: () => withZone({ visibility: 'private', authorities: ['amazon.com'] }),
      expect: ['hosts.authorities: must be left out of a private zone, which no authority can ask, got "amazon.com"; leave it out [dns-zone]'],
    },
    {
      what: 'a private zone that exists',
      declare: () => withZone({ visibility: 'private', existing: 'Z0123456789' }),
      expect: ['hosts.existing: must be left out of a private zone, got "Z0123456789" for one that is made anew at each site; leave it out [dns-zone]'],
    },
    {
      what: 'a signed zone that exists',
      declare: () => withZone({ existing: 'Z0123456789', dnssec: true }),
      expect: ['hosts.dnssec: must be left to a public zone that is made here, got true for one that exists already; leave it out [dns-zone]'],
    },
    {
      what: 'a log of questions to a private zone',
      declare: () => withZone({ visibility: 'private', queryLogs: true }),
      expect: ['hosts.queryLogs: must be left to a public zone that is made here, got true for one that is made anew at each site; leave it out [dns-zone]'],
    },
    {
      what: 'addresses of those who ask, logged in another country',
      declare: () => aWard({ platform: { residency: { phi: ['IE'], pii: ['IE', 'GB'] } } }, ward => aZone(ward, { queryLogs: true })),
      expect: ['hosts.queryLogs: must keep pii in IE, GB, got hosts -> log of questions in us-east-1 -> US; leave it out [dns-zone]'],
    },
    {
      what: 'two zones of a domain',
      declare: () => aWard({}, ward => [aZone(ward), aZone(ward, {}, 'others')]),
      expect: ['others.domain: must have one zone of its visibility, got public ward.ie, as hosts has; use the one zone [dns-zone]'],
    },
    {
      what: 'two zones of a name',
      declare: () => aWard({}, ward => [aZone(ward), aZone(ward, { domain: 'ward.example' })]),
      expect: ['hosts.name: must be unique among zones of DNS, got "hosts", one of 2 with the first at hosts; rename all but one [duplicates]'],
    },
    {
      what: 'a visibility that is none',
      declare: () => withZone({ visibility: untyped('internal') }),
      expect: ['hosts.visibility: must be one of public, private, got "internal"; choose one of them [choices]'],
    },
    {
      what: 'a name that AWS does not take',
      declare: () => aWard({}, ward => aZone(ward, {}, 'Hosts')),
      expect: ['Hosts.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "Hosts"; rename it [names]'],
    },
  ]);
});
