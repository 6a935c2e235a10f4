import { DataTier, hours, MultiRegionFailover, minutes, Platform, percent } from '@clinfra/core';
import { aDomain, aService, aSite, aWard, HEARD, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const FRANKFURT = { region: 'eu-central-1', cidr: '10.1.0.0/16' } as const;
const GERMAN_ZONES = { zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] } as const;
const ABROAD = { hosting: FRANKFURT, site: GERMAN_ZONES } as const;

describe('residency', () => {
  const policy = (residency: unknown) => aWard({ platform: { residency } });
  const phiIn = (...countries: readonly string[]) => ({ residency: { phi: countries } });
  findsExactly([
    {
      what: 'health data that may stand nowhere in particular',
      declare: () => policy({}),
      expect: [
        "ward.residency.phi: must say where health data may stand, because stores hold it, got nothing; add the countries, as in { phi: ['SD'] } [residency]",
      ],
    },
    {
      what: 'health data that may stand nowhere',
      declare: () => policy({ phi: [] }),
      expect: ['ward.residency.phi: must name at least one country, got an empty list; add the country, or leave the class out [residency]'],
    },
    {
      what: 'a country by its name',
      declare: () => policy({ phi: ['Ireland', 'IE'] }),
      expect: ['ward.residency.phi: must name countries by their two capital letters, got "Ireland"; write it as SD [residency]'],
    },
    {
      what: 'a country in small letters',
      declare: () => policy({ phi: ['IE'], pii: ['ie'] }),
      expect: ['ward.residency.pii: must name countries by their two capital letters, got "ie"; write it as SD [residency]'],
    },
    {
      what: 'a class that is none',
      declare: () => policy({ phi: ['IE'], PHI: ['IE'] }),
      expect: ['ward.residency.PHI: must be one of audit, financial, operational, phi, pii, public, got "PHI"; correct the name [shapes]'],
    },
    {
      what: 'no policy',
      declare: () => policy(undefined),
      expect: ['ward.residency: must be an object, got nothing; write it as { ... } [shapes]'],
    },
    {
      what: 'every store abroad',
      declare: () => aWard(ABROAD),
      expect: [
        'stores.bus.admissions.holds: must keep phi in IE, got stores.bus.admissions -> sites.dublin -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.bus.holds: must keep phi in IE, got stores.bus -> sites.dublin -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.records.holds: must keep phi in IE, got stores.records -> sites.dublin -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.sessions.holds: must keep phi in IE, got stores.sessions -> sites.dublin -> DE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: 'a class other than health data abroad',
      declare: () => aWard({ platform: { residency: { phi: ['IE'], audit: ['SD'] } }, records: { holds: ['phi', 'audit'] } }),
      expect: [
        'stores.records.holds: must keep audit in SD, got stores.records -> sites.dublin -> IE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: 'a replica abroad',
      declare: () =>
        aWard(
          { records: { holds: ['pii'] }, sessions: { holds: ['operational'] }, platform: { residency: { phi: ['IE'], pii: ['IE'] } } },
          ({ site, platform }) => {
            new MultiRegionFailover(platform, 'failover', { active: site, standby: aSite(platform, 'frankfurt', FRANKFURT) });
          },
        ),
      expect: [
        'stores.bus.admissions.holds: must keep phi in IE, got stores.bus.admissions -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.bus.holds: must keep phi in IE, got stores.bus -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.records.holds: must keep pii in IE, got stores.records -> backup at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.records.holds: must keep pii in IE, got stores.records -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: 'a site that is attested to stand elsewhere',
      declare: () => aWard({ platform: phiIn('SD'), hosting: { attestation: { jurisdiction: 'AE', evidence: 'letter of the authority', by: 'operations' } } }),
      expect: [
        'stores.bus.admissions.holds: must keep phi in SD, got stores.bus.admissions -> sites.dublin -> AE; place it on sites there, or attest the site with evidence [residency]',
        'stores.bus.holds: must keep phi in SD, got stores.bus -> sites.dublin -> AE; place it on sites there, or attest the site with evidence [residency]',
        'stores.records.holds: must keep phi in SD, got stores.records -> sites.dublin -> AE; place it on sites there, or attest the site with evidence [residency]',
        'stores.sessions.holds: must keep phi in SD, got stores.sessions -> sites.dublin -> AE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: 'a tier on two sites, one of them abroad',
      declare: () => {
        const platform = new Platform('clinic', {
          environment: 'production',
          locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
          owner: 'clinic',
          residency: { phi: ['IE'] },
          objectives: { availability: percent(99.9), rto: hours(1), rpo: minutes(5) },
          alarms: HEARD,
        });
        const sites = [aSite(platform, 'dublin', { cidr: '10.0.0.0/16' }), aSite(platform, 'frankfurt', FRANKFURT)];
        const waiting = new DataTier(platform, 'shared', { sites }).redis('waiting', { holds: ['phi'] });
        aService(aDomain(platform, 'care', { sites }), 'intake').reads(waiting);
        return platform;
      },
      expect: [
        'shared.waiting.holds: must keep phi in IE, got shared.waiting -> sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: 'a service on two joined sites, of which one that may answer for the other is abroad',
      declare: () =>
        aWard(
          { site: { mesh: { join: { gateway: ['10.0.0.0/24'] } } }, kafka: { holds: ['operational'] }, events: { holds: ['operational'] } },
          ({ platform }) => {
            aSite(platform, 'frankfurt', FRANKFURT, { mesh: { join: { gateway: ['10.1.0.0/24'] } } });
          },
        ),
      expect: ['records', 'sessions'].map(
        store =>
          `stores.${store}.holds: must keep phi in IE, got stores.${store} -> sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]`,
      ),
    },
    {
      what: 'a store that holds nothing',
      declare: () => aWard({ records: { holds: untyped([]) } }),
      expect: [
        'stores.records.holds: must name at least one class of data (phi, pii, financial, audit, operational, public), got an empty list; say what is in it [residency]',
      ],
    },
    {
      what: 'a store that does not say what it holds',
      declare: () => aWard({ sessions: { holds: untyped(undefined) } }),
      expect: ["stores.sessions.holds: must be a list, got nothing; write it as ['audit'] [shapes]"],
    },
    {
      what: 'a store of a class that is none',
      declare: () => aWard({ records: { holds: untyped(['phi', 'medical']) } }),
      expect: [
        'stores.records.holds: must name classes of data (phi, pii, financial, audit, operational, public), got "medical"; correct the class [residency]',
      ],
    },
    {
      what: 'a topic of a class that is none',
      declare: () => aWard({ events: { holds: untyped(['medical']) } }),
      expect: [
        'stores.bus.admissions.holds: must name classes of data (phi, pii, financial, audit, operational, public), got "medical"; correct the class [residency]',
      ],
    },
    {
      what: 'a topic of a class that its cluster does not hold',
      declare: () => aWard({ events: { holds: ['phi', 'audit'] } }),
      expect: [
        'stores.bus.admissions.holds: must hold only what its cluster holds ("phi"), got "audit"; add it to holds of stores.bus, or use another cluster [residency]',
      ],
    },
    {
      what: 'synthetic data in production',
      declare: () => aWard({ platform: { data: 'synthetic' } }),
      expect: [`ward.data: must be 'real' in production, got "synthetic"; leave it out, because residency binds production [residency]`],
    },
    {
      what: 'data that is neither',
      declare: () => aWard({ platform: { environment: 'staging', data: 'fake' } }),
      expect: ['ward.data: must be one of real, synthetic, got "fake"; choose one of them [choices]'],
    },
    {
      what: 'real data abroad in staging',
      declare: () => aWard({ ...ABROAD, platform: { environment: 'staging' }, records: { holds: ['public'] }, sessions: { holds: ['public'] } }),
      expect: [
        'stores.bus.admissions.holds: must keep phi in IE, got stores.bus.admissions -> sites.dublin -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.bus.holds: must keep phi in IE, got stores.bus -> sites.dublin -> DE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
  ]);
});
