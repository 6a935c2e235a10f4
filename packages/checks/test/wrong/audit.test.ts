import { type AuditTrailProps, cluster, days, hours, type Oversight } from '@clinfra/core';
import { aSite, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

function withTrail(props: Partial<AuditTrailProps> = {}) {
  return aWard({}, ({ stores, ehr }) => ehr.writes(stores.auditTrail('access', { holds: ['audit', 'phi'], ...props })));
}

function watched(oversight: Oversight) {
  return aWard({ site: { oversight } });
}

describe('an audit trail', () => {
  findsExactly([
    {
      what: '[X6] that says of itself that it is something else',
      declare: () => withTrail({ holds: ['phi'] }),
      expect: ['stores.access.holds: must hold audit, got "phi"; add \'audit\', or keep the data in a bucket [audit]'],
    },
    {
      what: '[X6] that is kept for hours',
      declare: () => withTrail({ retention: hours(36) }),
      expect: [
        'stores.access.retention: must be whole days from 1 to 36500, got 36h; write it as days(2557) for seven years [audit]',
        'stores.access.retention: must be at least 2557d in production, got 36h; keep it seven years, or waive audit-retention with a reason and an end [audit-retention]',
      ],
    },
    {
      what: '[X6] that is kept for a year',
      declare: () => withTrail({ retention: days(365) }),
      expect: [
        'stores.access.retention: must be at least 2557d in production, got 365d; keep it seven years, or waive audit-retention with a reason and an end [audit-retention]',
      ],
    },
    {
      what: '[X6] that nobody writes',
      declare: () => aWard({}, ({ stores }) => stores.auditTrail('access', { holds: ['audit'] })),
      expect: ['warning: stores.access: must be used by a workload, got no edge to it; let a workload read or write it, or remove it [store-use]'],
    },
    {
      what: '[X6] that a workload reads',
      declare: () => aWard({}, ({ stores, ehr }) => ehr.reads(untyped(stores.auditTrail('access', { holds: ['audit'] })))),
      expect: [
        'clinical.ehr.reads: must lead to a database, cache, bucket or OpenSearch, got audit trail stores.access; use the method that fits it [store-use]',
      ],
    },
    {
      what: '[R7] of people of another country',
      declare: () =>
        aWard({ platform: { residency: { phi: ['IE'], audit: ['FR'] } } }, ({ stores, ehr }) => ehr.writes(stores.auditTrail('access', { holds: ['audit'] }))),
      expect: [
        'stores.access.holds: must keep audit in FR, got stores.access -> sites.dublin -> IE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: '[X6] on a cluster, where none is made',
      declare: () =>
        aWard({ site: { hosting: cluster({ context: 'ward', jurisdiction: 'IE' }) }, records: AWAY, sessions: AWAY, kafka: AWAY }, ({ stores, ehr }) =>
          ehr.writes(stores.auditTrail('access', { holds: ['audit'] })),
        ),
      expect: [
        'stores.access: must be left out at sites.dublin, where no audit trail is made, got one; write into a bucket with a lock, or place the tier on AWS [placement]',
      ],
    },
  ]);
});

const AWAY = { existing: { host: 'stores.example.ie', cidr: '10.9.1.0/28' } } as const;

describe('what watches over a site', () => {
  findsExactly([
    {
      what: '[C5] where no account is',
      declare: () =>
        aWard({
          site: { hosting: cluster({ context: 'ward', jurisdiction: 'IE' }), oversight: {} },
          records: AWAY,
          sessions: AWAY,
          kafka: AWAY,
        }),
      expect: ['sites.dublin.oversight: must be left out where no account of AWS is, got "cluster"; leave it out [audit]'],
    },
    {
      what: '[X6] with a trail that is kept for a month',
      declare: () => watched({ trailRetention: days(30) }),
      expect: [
        'sites.dublin.oversight.trailRetention: must be at least 2557d in production, got 30d; keep it seven years, or waive audit-retention with a reason and an end [audit-retention]',
      ],
    },
    {
      what: '[X6] with a trail that is kept for ever',
      declare: () => watched({ trailRetention: days(40_000) }),
      expect: ['sites.dublin.oversight.trailRetention: must be whole days from 1 to 36500, got 40000d; write it as days(2557) for seven years [audit]'],
    },
    {
      what: 'with findings about what nobody records',
      declare: () => watched({ configuration: false }),
      expect: [
        'sites.dublin.oversight.findings: must be false where nothing is recorded, because it reads that, got true; turn configuration on, or findings off [audit]',
      ],
    },
    {
      what: 'in part',
      declare: () => watched({ threats: untyped('some') }),
      expect: ['sites.dublin.oversight.threats: must be true or false, got "some"; leave it out [audit]'],
    },
    {
      what: 'twice',
      declare: () =>
        aWard({ site: { oversight: {} } }, ({ platform, clinical, databases, stores, site }) => {
          for (const placed of [clinical, databases, stores]) Object.assign(placed, { declaredSites: [site] });
          aSite(platform, 'frankfurt', { region: 'eu-central-1' }, { oversight: {} });
        }),
      expect: ['sites.frankfurt.oversight.trail: must be false where that of sites.dublin sees all regions, got true; leave it to one of them [audit]'],
    },
  ]);
});
