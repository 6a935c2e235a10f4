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
