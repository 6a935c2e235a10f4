import { aws, Site } from '@clinfra/core';
import { type RecordedEnvironment, recordEnvironment } from '@clinfra/testing';
import { Role } from '@pulumi/aws/iam';
import { Instance } from '@pulumi/aws/rds';
import { Queue } from '@pulumi/aws/sqs';
import { aPlatform, aService } from '../../../test/fixtures/a-platform';

const TODAY = { today: '2026-11-23' };
let ward: RecordedEnvironment;

beforeAll(async () => {
  ward = await recordEnvironment(aPlatform().platform, TODAY);
});

describe('[T4] a recorded environment', () => {
  it('finds a resource by its class and name, with the inputs of the class', () => {
    expect(ward.resource(Instance, 'ward-dublin-records').inputs.storageEncrypted).toBe(true);
  });

  it('finds every resource of a class', () => {
    expect(ward.resources(Role).length).toBeGreaterThan(2);
    expect(ward.resources(Queue)).toEqual([]);
  });

  it('finds an object by kind and name, typed by its kind', () => {
    expect(ward.object('Deployment', 'ehr').spec?.template?.spec?.automountServiceAccountToken).toBe(false);
    expect(ward.object('Deployment', 'clinical/ehr').metadata.namespace).toBe('clinical');
    expect(ward.object('Deployment', 'dublin/clinical/ehr')).toBe(ward.object('Deployment', 'ehr'));
    expect(ward.namespace('dublin/clinical')).toBe(ward.namespace('clinical'));
  });

  it('takes a release of Helm, which is no object, for none', () => {
    expect(ward.plan.resources.some(({ type }) => type === 'kubernetes:helm.sh/v3:Release')).toBe(true);
    expect(ward.namespace('clinical')).not.toContain('chart:');
  });

  it('says what there is when a resource or an object is not there', () => {
    expect(() => ward.resource(Instance, 'records')).toThrow('no aws:rds/instance:Instance records; there are: ward-dublin-records');
    expect(() => ward.resource(Queue, 'jobs')).toThrow('no aws:sqs/queue:Queue jobs; there are none of the kind');
    expect(() => ward.object('Deployment', 'lab')).toThrow('no Deployment lab; there are: clinical/ehr, clinical/notifier');
    expect(() => ward.namespace('business')).toThrow('no Namespace business; there are: velero, clinical');
    expect(() => ward.resources(class Own {})).toThrow('Own is no resource class of a Pulumi SDK');
  });

  it('writes a namespace for a snapshot: the namespace first, then by kind and name, the same each time', async () => {
    const text = ward.namespace('clinical');
    expect(text.match(/^kind: .+$/gm)?.slice(0, 4)).toEqual(['kind: Namespace', 'kind: ConfigMap', 'kind: ConfigMap', 'kind: ConfigMap']);
    expect((await recordEnvironment(aPlatform().platform, TODAY)).namespace('clinical')).toBe(text);
  });

  it('gives findings as the command line prints them', async () => {
    expect(ward.findings()).toEqual([]);
    const { platform, clinical } = aPlatform();
    aService(clinical, 'cds', { scale: { min: 3, max: 2 } });
    const broken = await recordEnvironment(platform, TODAY);
    expect(broken.findings('error')).toEqual(['clinical.cds.scale.max: must be at least min (3), got 2; raise max or lower min [scale-range]']);
    expect(broken.findings('warning')).toEqual([]);
    expect(broken.plan.resources).toEqual([]);
  });
});

describe('[T4] a recorded environment of two sites', () => {
  let both: RecordedEnvironment;

  beforeAll(async () => {
    const { platform } = aPlatform();
    new Site(platform, 'cork', {
      hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 }, cidr: '10.9.0.0/16' }),
      zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    });
    both = await recordEnvironment(platform, TODAY);
  });

  it('finds an object by its site, namespace and name, and one outside of namespaces by its site and name', () => {
    expect(both.findings('error')).toEqual([]);
    expect(both.objects('Deployment').map(({ metadata }) => metadata.name)).toEqual(['ehr', 'notifier', 'ehr', 'notifier']);
    for (const site of ['dublin', 'cork']) {
      expect(both.object('Deployment', `${site}/clinical/ehr`).metadata.labels?.['clinfra.io/site']).toBe(site);
      expect(both.object('Namespace', `${site}/clinical`).metadata.labels?.['clinfra.io/site']).toBe(site);
    }
  });

  it('says by which names an object can be asked for when several sites have it, or none', () => {
    const there = 'there are: cork/clinical/ehr, cork/clinical/notifier, dublin/clinical/ehr, dublin/clinical/notifier';
    expect(() => both.object('Deployment', 'ehr')).toThrow(`2 of Deployment ehr; ${there}`);
    expect(() => both.object('Deployment', 'clinical/ehr')).toThrow(`2 of Deployment clinical/ehr; ${there}`);
    expect(() => both.object('Deployment', 'galway/clinical/ehr')).toThrow(`no Deployment galway/clinical/ehr; ${there}`);
  });

  it('writes the namespace of one site, and says which there are where several sites have it', () => {
    const text = both.namespace('cork/clinical');
    expect(text.match(/clinfra\.io\/site: \w+/g)).toContain('clinfra.io/site: cork');
    expect(text).not.toContain('clinfra.io/site: dublin');
    expect(text.match(/^kind: Deployment$/gm)).toHaveLength(2);
    expect(() => both.namespace('clinical')).toThrow('2 of Namespace clinical; there are: cork/clinical, dublin/clinical');
    expect(() => both.namespace('cork/business')).toThrow('no Namespace cork/business; there are: cork/velero, cork/clinical');
  });
});

describe('[D1] a recorded environment beside an earlier plan', () => {
  it('says what changes, and which data that would lose', async () => {
    const { platform, records } = aPlatform();
    Object.assign(records, { holds: ['phi', 'pii'] });
    const changed = await recordEnvironment(platform, TODAY);
    expect(ward.changesSince(ward.plan)).toEqual([]);
    expect(changed.changesSince(ward.plan).map(({ kind }) => kind)).toContain('changed');
    expect(changed.lossesSince(ward.plan)).toEqual([]);
    const fewer = {
      ...ward.plan,
      resources: ward.plan.resources.map(one =>
        'engine' in one.inputs && one.name === 'ward-dublin-records' ? { ...one, inputs: { ...one.inputs, engine: 'mysql' } } : one,
      ),
    };
    expect(ward.lossesSince(fewer)).toEqual([
      expect.stringContaining('stores.records: must keep its databases, got aws:rds/instance:Instance ward-dublin-records would be made anew'),
    ]);
  });
});
