import {
  aws,
  connectionVariables,
  DataTier,
  Edge,
  ExternalHost,
  Inventory,
  jurisdictionOf,
  MultiRegionFailover,
  Platform,
  ScheduledTask,
  Site,
  stageOf,
  variableName,
} from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';

function aSite(platform: Platform, name: string): Site {
  return new Site(platform, name, { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }), zones: ['eu-west-1a'] });
}

describe('an inventory', () => {
  it('lists everything that was declared, in the order in which it was', () => {
    const { platform, site, clinical, databases, stores, records, sessions, kafka, events, ehr, worker } = aPlatform();
    const business = aDomain(platform, 'business');
    const task = new ScheduledTask(business, 'nightly', { image: 'registry.example/nightly:1', schedule: '0 2 * * *' });
    const edge = new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt' }).exposes(ehr);
    const sms = new ExternalHost(platform, 'sms', { host: 'sms.example.ie' });
    const inventory = new Inventory(platform);
    const [users] = inventory.workloadsOf(databases);
    expect(inventory.sites).toEqual([site]);
    expect(inventory.domains).toEqual([clinical, databases, business]);
    expect(inventory.tiers).toEqual([stores]);
    expect(inventory.stores).toEqual([records, sessions, kafka]);
    expect(inventory.topics).toEqual([events]);
    expect(inventory.workloads).toEqual([ehr, worker, users, task]);
    expect(inventory.workloadsOf(business)).toEqual([task]);
    expect(inventory.edges).toEqual([edge]);
    expect(inventory.externalHosts).toEqual([sms]);
  });

  it('knows both ends of every edge', () => {
    const { platform, clinical, records, events, ehr, worker } = aPlatform();
    const gateway = aService(clinical, 'gateway').calls(ehr);
    const inventory = new Inventory(platform);
    expect(inventory.incoming(ehr)).toEqual([{ from: gateway, kind: 'calls', to: ehr }]);
    expect(inventory.incoming(records).map(({ kind }) => kind)).toEqual(['reads', 'writes', 'administers']);
    expect(inventory.incoming(events).map(({ from }) => from)).toEqual([ehr, worker]);
    expect(inventory.incoming(gateway)).toEqual([]);
    expect(inventory.relations).toHaveLength(8);
  });

  it('counts an edge once, however often it is declared', () => {
    const { ehr, records } = aPlatform();
    const before = ehr.relations.length;
    ehr.reads(records).reads(records, records);
    expect(ehr.relations).toHaveLength(before);
  });

  it('places what names no sites on those that serve', () => {
    const { platform, site, clinical, records, events, ehr } = aPlatform();
    const [standby, cold] = [aSite(platform, 'cork'), aSite(platform, 'galway')];
    const edge = new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt' });
    expect(new Inventory(platform).sitesOf(ehr)).toEqual([site, standby, cold]);
    new MultiRegionFailover(platform, 'failover', { active: site, standby, cold });
    const inventory = new Inventory(platform);
    expect([site, standby, cold].map(one => inventory.roleOf(one))).toEqual(['serving', 'standby', 'cold']);
    for (const placed of [clinical, ehr, records, events, edge]) expect(inventory.sitesOf(placed)).toEqual([site]);
  });

  it('places what names its sites there, with everything in it', () => {
    const { platform } = aPlatform();
    const cork = aSite(platform, 'cork');
    const tier = new DataTier(platform, 'archive', { sites: [cork] });
    const topic = tier.kafka('bus', { holds: ['audit'] }).topic('reads', { partitions: 1, key: 'id', holds: ['audit'] });
    const domain = aDomain(platform, 'care', { sites: [cork] });
    const inventory = new Inventory(platform);
    for (const placed of [tier, topic, topic.kafka, domain, aService(domain, 'triage')]) expect(inventory.sitesOf(placed)).toEqual([cork]);
  });
});

describe('a declaration', () => {
  it('says where it stands as findings print it', () => {
    const { platform, site, clinical, events, ehr } = aPlatform();
    expect([platform, site, clinical, ehr, events].map(({ path }) => path)).toEqual([
      'ward',
      'sites.dublin',
      'clinical',
      'clinical.ehr',
      'stores.events.clinical-events',
    ]);
  });

  it('keeps its name where another has it already, so that checks can report every one', () => {
    const { platform, clinical } = aPlatform();
    const [second, third] = [aService(clinical, 'ehr'), aService(clinical, 'ehr')];
    expect([second.name, third.name, second.path]).toEqual(['ehr', 'ehr', 'clinical.ehr']);
    expect(new Inventory(platform).workloads).toHaveLength(5);
  });

  it('finds its platform, and refuses a tree that is none', () => {
    const { platform, events } = aPlatform();
    expect(Platform.of(events)).toBe(platform);
  });
});

describe('environments', () => {
  it.each([
    ['production', 'production'],
    ['production-onprem', 'production'],
    ['staging', 'staging'],
    ['staging-load', 'staging'],
    ['development', 'development'],
    ['anything', 'production'],
  ])('%s is as strict as %s', (environment, stage) => {
    expect(stageOf(environment as Parameters<typeof stageOf>[0])).toBe(stage);
  });
});

describe('the law of a site', () => {
  const props = { region: 'me-south-1', nodes: { min: 3, max: 9 } } as const;

  it("is that of its region's country, unless somebody attests another", () => {
    expect(jurisdictionOf(aws(props))).toBe('BH');
    expect(jurisdictionOf(aws({ ...props, attestation: { jurisdiction: 'SD', evidence: 'letter', by: 'operations' } }))).toBe('SD');
  });
});

describe('variables by which a workload learns of its connections', () => {
  it('are spelled from the name of the other end', () => {
    const { ehr, worker } = aPlatform();
    const names = [...ehr.relations, ...worker.relations].map(relation => connectionVariables(relation).join(' '));
    expect(names).toEqual([
      'RECORDS_READER_HOST RECORDS_PORT RECORDS_DATABASE RECORDS_USER RECORDS_SSLMODE RECORDS_SSLROOTCERT RECORDS_POOL_MIN RECORDS_POOL_MAX',
      'SESSIONS_READER_HOST SESSIONS_PORT SESSIONS_USER',
      'RECORDS_HOST RECORDS_PORT RECORDS_DATABASE RECORDS_USER RECORDS_SSLMODE RECORDS_SSLROOTCERT RECORDS_POOL_MIN RECORDS_POOL_MAX',
      'SESSIONS_HOST SESSIONS_PORT SESSIONS_USER',
      'EVENTS_BROKERS CLINICAL_EVENTS_TOPIC',
      'EVENTS_BROKERS CLINICAL_EVENTS_TOPIC',
    ]);
    expect(variableName('lab.results-v2')).toBe('LAB_RESULTS_V2');
  });
});

describe('another copy of @clinfra/core', () => {
  const REMEDY = 'install one version, and let no test reset its modules (jest.resetModules) in between';
  const another = (): typeof import('@clinfra/core') => {
    let copy: typeof import('@clinfra/core') | undefined;
    jest.isolateModules(() => {
      copy = require('@clinfra/core');
    });
    if (copy?.Platform === Platform) throw new Error('it is the same');
    return copy as typeof import('@clinfra/core');
  };

  it('refuses a platform in which it would find nothing', () => {
    const { platform } = aPlatform();
    const copy = another();
    expect(() => new copy.Inventory(platform)).toThrow(
      `ward: must be a platform of the copy of @clinfra/core that reads it, got a platform of another copy of @clinfra/core; ${REMEDY}`,
    );
  });

  it('lets nothing stand in a platform that would not find it', () => {
    const { platform } = aPlatform();
    const copy = another();
    expect(() => aSiteOf(copy, platform)).toThrow(`galway: must stand in a platform, got a platform of another copy of @clinfra/core; ${REMEDY}`);
  });

  it('is no copy where there is no platform at all', () => {
    expect(() => new Inventory(undefined as unknown as Platform)).toThrow(
      'platform: must be a platform of the copy of @clinfra/core that reads it, got nothing; declare one',
    );
  });
});

function aSiteOf({ Site: OtherSite }: typeof import('@clinfra/core'), platform: Platform): Site {
  return new OtherSite(platform, 'galway', { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }), zones: ['eu-west-1a'] });
}
