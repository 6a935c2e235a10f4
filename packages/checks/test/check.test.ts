import { check, message, RULES } from '@clinfra/checks';
import { cores, DataTier, days, Edge, ExternalHost, gib, type Platform, percent, ScheduledTask, seconds } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { aDomain, aService, aSite, aWard, QUOTA, untyped } from './a-ward';
import { messagesOf, TODAY } from './wrong-declarations';

/** Twenty faults, each in another place. */
function everythingWrong(): Platform {
  const changes = {
    platform: { owner: '', locale: { timeZone: 'Mars/Olympus', language: 'en_IE', country: 'IE' }, residency: { phi: ['IE', 'Ireland'] } },
    hosting: { cidr: '10.0.0.0/8', nodes: { min: 9, max: 3 } },
    clinical: { podSecurity: 'baseline', quota: { ...QUOTA, storage: gib(-1) }, limits: { max: { cpu: cores(0), memory: gib(4) } } },
    records: { storage: gib(1), deletionProtection: false },
    sessions: { shards: 0 },
    events: { partitions: 0 },
    ehr: { port: 0, image: '', scale: { min: 3, max: 2, cpu: percent(0) }, variables: { DB_PASSWORD: 'hunter2' } },
    notifier: { availability: { disruption: { maxUnavailable: 0 } } },
  } as const;
  return aWard(changes, ({ platform, clinical }) => {
    new ScheduledTask(clinical, 'nightly', { image: 'registry.example/nightly:1', schedule: 'daily' });
    new ExternalHost(platform, 'sms', { host: 'sms' });
  });
}

const TWENTY_FAULTS = [
  'clinical.ehr.image: must be an image reference, got ""; write it as registry.example/name:1.0.0 [image]',
  'clinical.ehr.port: must be a whole number from 1 to 65535, got 0; write the port [figures]',
  'clinical.ehr.scale.cpu: must be a whole percentage from 1% to 100%, got 0%; write it as percent(70) [scale-range]',
  'clinical.ehr.scale.max: must be at least min (3), got 2; raise max or lower min [scale-range]',
  'clinical.ehr.variables.DB_PASSWORD: must be no secret, got a value that looks like one; take it out, declare a Secret, and let the workload use it [plain-secret]',
  'clinical.limits.max.cpu: must be more than zero, got 0; write it as cores(0.5) [resources]',
  'clinical.nightly.schedule: must have five fields, got "daily"; write it as 0 2 * * * [schedule]',
  'clinical.notifier.availability.disruption.maxUnavailable: must be a whole number of at least 1, or a whole share from 1% to 100%, got 0; let one go, or no node can ever be drained [availability]',
  `clinical.podSecurity: must be 'restricted' in production, got "baseline"; leave it out, or waive pod-security with a reason and an end [pod-security]`,
  'clinical.quota.storage: must be zero or more, got gib(-1); correct the figure [quantity]',
  'sites.dublin.hosting.cidr: must be a /16 to a /24, got "10.0.0.0/8"; choose a size that AWS takes and zones fit in [network]',
  'sites.dublin.hosting.nodes.max: must be at least min (9), got 3; raise max or lower min [node-groups]',
  'sms.host: must be a full host name, got "sms"; write it as sms.example.sd, without protocol or port [external-host]',
  'stores.bus.admissions.partitions: must be a whole number of at least 1, got 0; write how many consumers may share the work [figures]',
  'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
  'stores.records.storage: must be a size from 20Gi to 64Ti, got 1Gi; choose a size that RDS offers [figures]',
  'stores.sessions.shards: must be a whole number from 1 to 500, got 0; choose a number that ElastiCache takes [figures]',
  'ward.locale.timeZone: must be a time zone of the IANA database, got "Mars/Olympus"; write it as Africa/Khartoum [locale]',
  'ward.owner: must name who answers, in at most 256 letters, digits, spaces and _.:/=+-@, got ""; name the team [owner]',
  'ward.residency.phi: must name countries by their two capital letters, got "Ireland"; write it as SD [residency]',
];

describe('a check', () => {
  it('prints a finding as where, what must hold, what stands there, what to do, and which rule says so', () => {
    const [finding] = check(aWard({ ehr: { scale: { min: 3, max: 2 } } }), { today: TODAY });
    expect(finding).toEqual({
      rule: 'scale-range',
      severity: 'error',
      path: 'clinical.ehr.scale.max',
      must: 'be at least min (3)',
      got: '2',
      remedy: 'raise max or lower min',
    });
    expect(finding && message(finding)).toBe('clinical.ehr.scale.max: must be at least min (3), got 2; raise max or lower min [scale-range]');
  });

  it.each([
    ['the ward of these tests', () => aWard()],
    ['the platform of all tests', () => aPlatform().platform],
  ])('has nothing to say of %s', (_, declare) => {
    expect(messagesOf(declare())).toEqual([]);
  });

  it.each(['development', 'staging', 'production'] as const)('finds no error in NileCare %s', environment => {
    expect(messagesOf(nilecare(environment))).toEqual([]);
  });

  it('[K9] tells all twenty faults of a declaration at once, ordered by place', () => {
    expect(messagesOf(everythingWrong())).toEqual(TWENTY_FAULTS);
  });

  it('orders findings by code units, on any machine', () => {
    const paths = check(everythingWrong(), { today: TODAY }).map(({ path }) => path);
    expect(paths).toEqual([...paths].sort());
  });

  it('says the same twice of one platform, and of another that is declared alike', () => {
    const platform = everythingWrong();
    expect(messagesOf(platform)).toEqual(messagesOf(platform));
    expect(messagesOf(platform)).toEqual(messagesOf(everythingWrong()));
  });

  it('tells each finding once', () => {
    const messages = messagesOf(aWard({}, ({ clinical }) => [1, 2, 3].map(() => aService(clinical, 'labs', { port: 0 }))));
    expect(messages).toEqual([
      'clinical.labs.name: must be unique among the workloads of clinical, got "labs", one of 3 with the first at clinical.labs; rename all but one [duplicates]',
      'clinical.labs.port: must be a whole number from 1 to 65535, got 0; write the port [figures]',
    ]);
  });

  it('does not depend on the order in which things were declared', () => {
    const declared = [
      (platform: Platform) => aSite(platform, 'cork', { cidr: '10.0.16.0/20' }, { zones: ['eu-west-1a', 'eu-west-1a'] }),
      (platform: Platform) => calling(platform, 'one'),
      (platform: Platform) => calling(platform, 'two'),
      (platform: Platform) => new DataTier(platform, 'second').redis('records', { holds: ['operational'] }),
      (platform: Platform) => new DataTier(platform, 'first').redis('records', { holds: ['operational'] }),
      (platform: Platform) => new Edge(platform, 'b', { domain: aDomain(platform, 'b-gate'), host: 'ward.ie', issuer: 'x' }),
      (platform: Platform) => new Edge(platform, 'a', { domain: aDomain(platform, 'a-gate'), host: 'ward.ie', issuer: 'x' }),
    ];
    const declare = (order: readonly ((platform: Platform) => unknown)[]) => aWard({}, ({ platform }) => order.map(one => one(platform)));
    const messages = messagesOf(declare(declared));
    expect(messages.length).toBeGreaterThan(5);
    expect(messagesOf(declare([...declared].reverse()))).toEqual(messages);
  });

  it('[K8] lets a weakened default pass in production only while a waiver says why and until when', () => {
    const platform = aWard({ records: { finalSnapshot: false } }, ({ records }) =>
      records.waive({ rule: 'final-snapshot', reason: 'a copy of the national register', until: '2027-01-31' }),
    );
    const severities = (today: string) => check(platform, { today }).map(({ rule, severity }) => `${rule} ${severity}`);
    expect(severities('2027-01-31')).toEqual(['final-snapshot warning']);
    expect(severities('2027-02-01')).toEqual(['final-snapshot error', 'waiver error']);
  });

  it('leaves weakened defaults alone outside production', () => {
    const weak = { deletionProtection: false, finalSnapshot: false, highAvailability: false, backupRetention: days(1) };
    expect(
      messagesOf(aWard({ platform: { environment: 'development' }, records: weak, sessions: { replicas: 0 }, clinical: { podSecurity: 'baseline' } })),
    ).toEqual([]);
  });

  it('lets synthetic data stand anywhere', () => {
    const zones = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] as const;
    const abroad = { hosting: { region: 'eu-central-1' }, site: { zones } } as const;
    expect(messagesOf(aWard({ platform: { environment: 'staging', data: 'synthetic', residency: {} } }))).toEqual([]);
    expect(messagesOf(aWard({ ...abroad, platform: { environment: 'staging' } }))).not.toEqual([]);
  });

  it('never prints what looks like a secret', () => {
    const messages = messagesOf(aWard({ ehr: { variables: { DB_PASSWORD: 'hunter2', LINK: 'https://me:hunter2@example.ie' } } }));
    expect(messages).toHaveLength(2);
    expect(messages.join()).not.toContain('hunter2');
  });

  it('takes a day that is none as the mistake of its caller', () => {
    for (const today of ['', 'today', '2026-02-30', '2026-1-1', untyped<string>(undefined)]) {
      expect(() => check(aWard(), { today })).toThrow(`check: today must be a date such as 2026-11-23, got ${today}`);
    }
  });
});

describe('what is legal', () => {
  const clean = (declare: () => Platform) => () => expect(messagesOf(declare())).toEqual([]);
  const digest = 'a'.repeat(64);

  it.each(['ehr:1', 'registry.example:5000/care/ehr:1.0.0', `ehr@sha256:${digest}`, `registry.example/ehr:1@sha256:${digest}`, 'localhost/my-app__x:v1'])(
    'the image %s',
    image => {
      clean(() => aWard({ ehr: { image } }))();
    },
  );

  it.each(['* * * * *', '*/15 8-17 * * mon-fri', '0 2 29 2 *', '0,30 2 1,15 JAN,jul 0', '5/10 0 31 * *', '0 0 31 2 1'])('the schedule %s', schedule => {
    clean(() => aWard({}, ({ clinical }) => new ScheduledTask(clinical, 'nightly', { image: 'registry.example/nightly:1', schedule })))();
  });

  it.each(['Africa/Khartoum', 'Asia/Kolkata', 'Asia/Calcutta', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'])('the time zone %s', timeZone => {
    clean(() => aWard({ platform: { locale: { timeZone, language: 'en_IE', country: 'IE' } } }))();
  });

  it(
    'a quota that fits to the last pod and the last thousandth of a core',
    clean(() => aWard({ clinical: { quota: { cpu: cores(3), memory: gib(6.25), storage: gib(0), pods: 15 } } })),
  );
  it(
    'figures at both ends of their ranges',
    clean(() =>
      aWard({
        ehr: { port: 65_535, probes: { startup: { period: seconds(1) } } },
        records: { storage: gib(20), replicas: 15, managed: 'aurora', backupRetention: days(35) },
      }),
    ),
  );
  it(
    'the largest site of six zones',
    clean(() =>
      aWard({
        hosting: { cidr: '172.16.0.0/16', nodes: { min: 6, max: 6 } },
        site: { zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1d', 'eu-west-1e', 'eu-west-1f'] },
      }),
    ),
  );
});

describe('the table of rules', () => {
  it('names each rule once, in kebab case, and says in a sentence what it demands', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, about } of RULES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(about).toMatch(/^[a-z].{30,}[^.]$/);
    }
  });
});

/** Two services in a circle. */
function calling(platform: Platform, name: string) {
  const domain = aDomain(platform, name);
  const [left, right] = [aService(domain, 'left'), aService(domain, 'right')];
  return [left.calls(right), right.calls(left)];
}
