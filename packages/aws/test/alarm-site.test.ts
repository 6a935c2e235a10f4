import { aws, DataTier, days, hours, Inventory, type Oversight, Platform, percent, Site, seconds } from '@clinfra/core';
import { balancerSubject } from '../src/alarms/balancer-facts';
import { noticeText } from '../src/alarms/event-notices';
import { backupSubject, clusterSubject, copySubject, networkSubject, snapshotSubject, tellingSubject } from '../src/alarms/site-subjects';
import { noticesOf, subjectsOf } from '../src/alarms/watched';
import { deliverySubject, healthSubject } from '../src/alarms/worldwide-subjects';
import { datadogPolicy, datadogTrust } from '../src/datadog/datadog-policies';
import { SiteFacts } from '../src/site-facts';

interface Shown {
  readonly facts: readonly {
    readonly severity: string;
    readonly name: string;
    readonly rings: string;
    readonly threshold: number;
    readonly points: number;
    readonly period: number;
    readonly silence: string;
  }[];
}

const lines = ({ facts }: Shown) =>
  facts.map(
    ({ severity, name, rings, threshold, points, period, silence }) => `${severity} ${name}: ${rings} ${threshold}, ${points} x ${period} s, ${silence}`,
  );

const BALANCER = { name: '_edge.public', kind: 'application', id: 'app/public/1', targetIds: ['targetgroup/public-443/1'] } as const;

describe('what rings of a site beside its stores', () => {
  it('[C5] is that nobody answers behind a load balancer, that requests fail, and that a firewall refuses most', () => {
    const shares = { failedRequests: percent(5) };
    const firewall = { name: 'public', region: 'eu-west-1' };
    expect(lines(balancerSubject({ ...BALANCER, firewall }, shares))).toEqual([
      'critical nobody: below 1, 2 x 60 s, breaching',
      'critical failing: above 5, 1 x 300 s, notBreaching',
      'high refusing: above 50, 2 x 300 s, notBreaching',
    ]);
    expect(lines(balancerSubject({ ...BALANCER, kind: 'network' }, shares))).toEqual(['critical nobody: below 1, 2 x 60 s, breaching']);
    const [, failing] = balancerSubject(BALANCER, shares).facts;
    expect(failing?.measure).toMatchObject({ metrics: { requests: { namespace: 'AWS/ApplicationELB', dimensions: { LoadBalancer: 'app/public/1' } } } });
  });

  it('[B5] is that no backup was finished for too long, of any kind, and that one could not be restored', () => {
    const watched = { vaultName: 'ward-backups', daily: ['Aurora', 'EBS'], rehearsed: ['Aurora', 'EBS'] } as const;
    const { facts } = backupSubject(watched, { backupGap: hours(26) });
    expect(lines({ facts })).toEqual([
      'high none: below 1, 26 x 3600 s, breaching',
      'high none-aurora: below 1, 26 x 3600 s, breaching',
      'high none-ebs: below 1, 26 x 3600 s, breaching',
      'high restore: above 0, 1 x 3600 s, notBreaching',
    ]);
    expect(facts[1]?.measure).toMatchObject({
      metric: { namespace: 'AWS/Backup', name: 'NumberOfBackupJobsCompleted', dimensions: { ResourceType: 'Aurora' } },
    });
    const [restored] = backupSubject(watched, { backupGap: hours(26) }).seen ?? [];
    expect(restored?.measure).toMatchObject({
      expression: 'SUM(METRICS())',
      metrics: { m2: { name: 'NumberOfRestoreJobsCompleted', dimensions: { ResourceType: 'EBS' } } },
    });
    expect(lines(backupSubject({ vaultName: 'x', daily: [], rehearsed: [] }, { backupGap: hours(26) }))).toEqual([]);
  });

  it('is what EKS tells by itself, the gateways to the internet, and that somebody is not told', () => {
    expect(lines(clusterSubject('ward'))).toEqual([
      'high pending-pods: above 0, 6 x 60 s, missing',
      'high api-errors: above 5, 10 x 60 s, missing',
      `medium storage: above ${8 * 1024 ** 3 * 0.8}, 1 x 300 s, missing`,
      `critical storage-full: above ${8 * 1024 ** 3 * 0.9}, 1 x 300 s, missing`,
    ]);
    expect(lines(networkSubject(['nat-1', 'nat-2']))).toEqual(['high ports: above 0, 1 x 300 s, notBreaching']);
    expect(networkSubject([]).facts).toEqual([]);
    expect(lines(tellingSubject(['critical', 'high']))).toEqual(['high untold: above 0, 1 x 300 s, notBreaching']);
  });

  it('[B2] is a copy of a bucket that is late or fails', () => {
    const subject = copySubject({ store: 'scans', bucket: 'a', copy: 'b', rule: 'all' }, 900);
    expect(lines(subject)).toEqual(['high lag: above 900, 2 x 300 s, notBreaching', 'high failed-copies: above 0, 1 x 300 s, notBreaching']);
    expect(subject.facts[0]?.measure).toMatchObject({ metric: { dimensions: { SourceBucket: 'a', DestinationBucket: 'b', RuleId: 'all' } } });
  });

  it('[O5] is that no snapshot of what is searched was written to its bucket for too long', () => {
    const subject = snapshotSubject({ store: 'logs', bucket: 'kept', filter: 'all' }, { backupGap: hours(26) });
    expect(lines(subject)).toEqual(['high none: below 1, 26 x 3600 s, breaching']);
    expect(subject.facts[0]?.measure).toMatchObject({ metric: { name: 'PutRequests', dimensions: { BucketName: 'kept', FilterId: 'all' } } });
    const watched = (snapshots: 'none' | object) => {
      const { facts } = aSite();
      new DataTier(facts.platform, 'search').opensearch('logs', { holds: ['operational'], snapshots });
      const site = { facts, inventory: new Inventory(facts.platform) };
      return subjectsOf({ ...site, accountId: '111122223333', gatewayIds: [], balancers: [] }).map(({ name }) => name);
    };
    expect(watched({})).toContain('logs.snapshots');
    expect(watched('none')).not.toContain('logs.snapshots');
  });

  it('[O8] stands in the order in which one looks: ways in, stores, backups, what carries them', () => {
    const subjects = subjectsOf({ ...aSite(), accountId: '111122223333', gatewayIds: ['nat-1'], balancers: [BALANCER] });
    expect(subjects.map(({ name }) => name)).toEqual(['_edge.public', 'records', '_backups', '_cluster', '_network', '_alarms']);
  });
});

function aSite(oversight?: Oversight) {
  const platform = new Platform('ward', {
    environment: 'production',
    objectives: { availability: percent(99.9), rto: hours(1), rpo: hours(1) },
    locale: { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' },
    owner: 'ward',
    residency: {},
    alarms: { certificateEnd: days(20) },
  });
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
  const site = new Site(platform, 'dublin', { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }), zones, ...(oversight && { oversight }) });
  new DataTier(platform, 'stores').postgres('records', { holds: ['phi'] });
  return { facts: new SiteFacts(site), inventory: new Inventory(platform) };
}

describe('what rings of what stands once before all sites', () => {
  const figures = { failedRequests: percent(5), originLatency: seconds(3), certificateEnd: days(30) };
  const delivery = { name: 'public', distributionId: 'E1', certificateArn: 'arn:certificate', firewall: { name: 'public' } };

  it('[C5] is of a CDN that requests fail, that it waits for sites, that its firewall refuses most, and that its certificate ends', () => {
    expect(lines(deliverySubject(delivery, figures))).toEqual([
      'critical failing: above 5, 1 x 300 s, notBreaching',
      'high slow: above 3000, 2 x 300 s, notBreaching',
      'high refusing: above 50, 2 x 300 s, notBreaching',
      'medium certificate: below 30, 1 x 86400 s, missing',
    ]);
    expect(lines(deliverySubject({ ...delivery, firewall: undefined }, figures)).join()).not.toContain('refusing');
  });

  it('[C5] goes by figures as AWS keeps them in us-east-1: of the whole world, of few requests nothing, and of a firewall before a CDN without a region', () => {
    const [failing, slow, refused] = deliverySubject(delivery, figures).facts;
    expect(failing?.measure).toMatchObject({
      expression: 'IF(FILL(requests, 0) >= 100, figure, 0)',
      metrics: { figure: { namespace: 'AWS/CloudFront', name: '5xxErrorRate', statistic: 'Average', dimensions: { DistributionId: 'E1', Region: 'Global' } } },
    });
    expect(slow?.measure).toMatchObject({ metrics: { figure: { name: 'OriginLatency', statistic: 'p90' } } });
    expect(refused?.measure).toMatchObject({ metrics: { refused: { dimensions: { WebACL: 'public', Rule: 'ALL' } } } });
    expect(JSON.stringify(refused?.measure)).not.toContain('Region');
  });

  it('[E4] is of each site that it does not answer from outside', () => {
    const subject = healthSubject({ edge: 'public', site: 'dublin', healthCheckId: 'h-1' });
    expect([subject.name, ...lines(subject)]).toEqual(['_health.public.dublin', 'critical down: below 1, 2 x 60 s, missing']);
    expect(subject.facts[0]?.measure).toMatchObject({ metric: { namespace: 'AWS/Route53', dimensions: { HealthCheckId: 'h-1' } } });
  });
});

describe('what is told when it happens', () => {
  it('[B5] [X6] is what no figure shows, by how urgent it is, and of what watches where that is declared', () => {
    const told = (oversight?: Oversight) => noticesOf(aSite(oversight)).map(({ severity, name }) => `${severity} ${name}`);
    const always = ['critical keys', 'medium certificates', 'high databases', 'medium backups', 'medium copies', 'medium restores'];
    expect(told()).toEqual(always);
    expect(told({})).toEqual([...always, 'critical threats-critical', 'high threats-high', 'high findings-high', 'medium findings-medium']);
  });

  it('[B3] is a snapshot of a cache that was not written to its bucket, where one is to be', () => {
    const { facts, inventory } = aSite();
    inventory.tiers[0]?.redis('sessions', { holds: ['pii'], snapshotExport: {} });
    const notices = noticesOf({ facts, inventory: new Inventory(facts.platform) });
    expect(notices.find(({ name }) => name === 'exports')?.pattern.detail).toEqual({
      status: ['ABORTED', 'FAILED', 'TIMED_OUT'],
      stateMachineArn: [{ suffix: ':stateMachine:ward-production-dublin-sessions-export' }],
    });
    expect(noticesOf({ facts, inventory }).map(({ name }) => name)).not.toContain('exports');
  });

  it('goes by what AWS says: days, severities, names of the site alone', () => {
    const details = Object.fromEntries(noticesOf(aSite({})).map(({ name, pattern }) => [name, pattern.detail]));
    expect(details.certificates).toEqual({ DaysToExpiry: [{ numeric: ['<=', 20] }] });
    expect(details.databases).toMatchObject({ SourceIdentifier: [{ prefix: 'ward-production-dublin' }] });
    expect(details['threats-high']).toEqual({ severity: [{ numeric: ['>=', 4, '<', 7] }] });
    expect(details['findings-high']).toMatchObject({ findings: { Severity: { Label: ['CRITICAL'] }, ProductName: [{ 'anything-but': ['GuardDuty'] }] } });
  });

  it('[X4] is a text with what was named of the event, and nothing else of it', () => {
    const notice = { name: 'x', severity: 'high', pattern: {}, why: 'Say "why".', shows: { thing: '$.detail.id' } } as const;
    const { inputPaths, inputTemplate } = noticeText(notice, 'ward production at dublin');
    expect(inputPaths).toEqual({ thing: '$.detail.id', time: '$.time' });
    expect(JSON.parse(inputTemplate)).toBe('ward production at dublin: Say "why". (thing: <thing>, time: <time>)');
  });
});

describe('an account of Datadog', () => {
  it('[C5] reads for one customer, in the regions of the sites, and changes nothing', () => {
    const externalId = '0123456789abcdef0123456789abcdef';
    const [trust] = datadogTrust({ externalId, site: 'ap1' }).Statement;
    expect([trust?.Principal, trust?.Condition]).toEqual([{ AWS: 'arn:aws:iam::417141415827:root' }, { StringEquals: { 'sts:ExternalId': externalId } }]);
    expect(datadogTrust({ externalId }).Statement[0]?.Principal).toEqual({ AWS: 'arn:aws:iam::464622532012:root' });
    const [look] = datadogPolicy(['eu-west-1']).Statement;
    expect(look?.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } });
    expect(look?.Action.filter(action => !/^[a-z0-9]+:(Describe|Get|List)[A-Za-z0-9]+$/.test(action))).toEqual([]);
  });
});
