import { message } from '@clinfra/checks';
import { Inventory, type Json, type Patch, ReleaseTask, ScheduledTask } from '@clinfra/core';
import { checkWithObjects, renderCluster } from '@clinfra/kubernetes';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { at, type Rendered, rendered, type Ward } from './rendered';

const TASK = { image: 'registry.example/report:1.0.0', schedule: '0 2 * * *' };
const POD = ['spec', 'jobTemplate', 'spec', 'template', 'spec'] as const;
const patchedTask = (...pods: readonly Json[]): Rendered =>
  rendered(({ clinical }) => {
    const task = new ScheduledTask(clinical, 'report', TASK);
    for (const spec of pods) task.patch({ kind: 'CronJob', merge: { spec: { jobTemplate: { spec: { template: { spec } } } } } });
  });

describe('a patch', () => {
  it('is laid over what was rendered, the last one on top, with lists replaced and null taking away', () => {
    const pod = at(
      patchedTask({ dnsConfig: { searches: ['a', 'b'], nameservers: ['10.0.0.1'] } }, { dnsConfig: { searches: ['c'], nameservers: null } }).get(
        'CronJob',
        'report',
      ),
      ...POD,
    );
    expect(pod).toMatchObject({ restartPolicy: 'Never', serviceAccountName: 'report' });
    expect(at(pod, 'dnsConfig')).toEqual({ searches: ['c'] });
  });

  it('is told of on its object and on no other', () => {
    const objects = patchedTask({ enableServiceLinks: true });
    expect(at(objects.get('CronJob', 'report'), 'metadata', 'annotations')).toEqual({
      'clinfra.io/patched-by': 'clinical.report',
      'clinfra.io/patched-fields': 'spec.jobTemplate.spec.template.spec.enableServiceLinks',
    });
    expect(objects.manifests.filter(manifest => JSON.stringify(manifest).includes('patched-by'))).toHaveLength(1);
  });

  it('changes nothing that other objects share', () => {
    const plain = patchedTask().manifests.filter(({ kind }) => kind !== 'CronJob');
    expect(patchedTask({ dnsConfig: null, affinity: { a: 1 } }).manifests.filter(({ kind }) => kind !== 'CronJob')).toEqual(plain);
  });
});

describe('every object of a construct', () => {
  const patchedObjects = (change: (ward: Ward) => unknown) => {
    const objects = rendered(ward => void change(ward));
    return objects.manifests.filter(({ metadata }) => metadata.annotations?.['clinfra.io/patched-by'] !== undefined);
  };
  const one = (change: (ward: Ward) => unknown) => {
    const [object, ...others] = patchedObjects(change);
    expect(others).toEqual([]);
    return { by: object?.metadata.annotations?.['clinfra.io/patched-by'], name: object?.metadata.name, object };
  };

  it('can be patched: the Service of a service', () => {
    const { by, name, object } = one(({ ehr }) => ehr.patch({ kind: 'Service', merge: { spec: { sessionAffinity: 'ClientIP' } } }));
    expect({ by, name }).toEqual({ by: 'clinical.ehr', name: 'ehr' });
    expect(at(object, 'spec')).toMatchObject({ sessionAffinity: 'ClientIP', selector: { 'app.kubernetes.io/name': 'ehr' } });
  });

  it('can be patched: one of several policies of a domain, by its name', () => {
    const merge = { metadata: { annotations: { 'example.org/reviewed': 'yes' } } };
    expect(one(({ clinical }) => clinical.patch({ kind: 'NetworkPolicy', name: 'default-deny', merge }))).toMatchObject({
      by: 'clinical',
      name: 'default-deny',
    });
    expect(one(({ clinical }) => clinical.patch({ kind: 'ResourceQuota', merge }))).toMatchObject({ by: 'clinical', name: 'clinical' });
  });

  it('can be patched: the connection of a store, in each namespace that has one', () => {
    const merge = { data: { sslmode: 'verify-full' } };
    const { by, name, object } = one(({ records }) => records.patch({ kind: 'ConfigMap', merge }));
    expect({ by, name }).toEqual({ by: 'stores.records', name: 'store-records' });
    expect(at(object, 'data')).toMatchObject({ host: 'records.example', sslmode: 'verify-full' });
  });

  it('can be patched: what stands in no namespace', () => {
    const { platform, site } = aPlatform();
    site.patch({ kind: 'PriorityClass', name: 'ward-batch', merge: { description: 'waits for all others' } });
    const classes = renderCluster(new Inventory(platform), site).filter(({ description }) => description === 'waits for all others');
    expect(classes.map(({ metadata }) => metadata.name)).toEqual(['ward-batch']);
  });

  it('can be patched: the Job of a task, whose name goes by what it is then', () => {
    const job = (patch?: Patch<'Job'>) => {
      const objects = rendered(({ clinical, ehr }) => {
        const task = new ReleaseTask(clinical, 'migrate', { image: 'registry.example/migrations:1.0.0', before: [ehr] });
        if (patch) task.patch(patch);
      });
      return objects.manifests.find(({ kind }) => kind === 'Job');
    };
    const patched = job({ kind: 'Job', name: 'migrate', merge: { spec: { ttlSecondsAfterFinished: 86400 } } });
    expect(at(patched, 'spec')).toMatchObject({ ttlSecondsAfterFinished: 86400 });
    expect(patched?.metadata.name).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(patched?.metadata.name).not.toBe(job()?.metadata.name);
  });

  it('starts new pods where it is configuration that they read', () => {
    const checksum = (log: string) =>
      at(
        rendered(({ ehr }) => ehr.patch({ kind: 'ConfigMap', merge: { data: { LOG: log } } })).get('Deployment', 'ehr'),
        ...['spec', 'template', 'metadata', 'annotations', 'clinfra.io/patches-checksum'],
      );
    expect(checksum('debug')).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum('debug')).not.toBe(checksum('info'));
  });

  it('is passed on as it is where nobody patches it', () => {
    const plain = rendered().manifests;
    const others = rendered(({ ehr }) => ehr.patch({ kind: 'Service', merge: { spec: { sessionAffinity: 'ClientIP' } } })).manifests;
    expect(others.filter(({ kind, metadata }) => !(kind === 'Service' && metadata.name === 'ehr'))).toEqual(
      plain.filter(({ kind, metadata }) => !(kind === 'Service' && metadata.name === 'ehr')),
    );
  });
});

describe('what is found of a patch in what it is laid over', () => {
  const found = (change: (ward: Ward) => unknown) => {
    const ward = aPlatform();
    change(ward);
    return checkWithObjects(ward.platform, { today: '2026-11-23' }).map(finding => `${finding.severity}: ${message(finding)}`);
  };
  const merge = { metadata: { annotations: { 'example.org/reviewed': 'yes' } } };

  it.each<readonly [string, (ward: Ward) => unknown, string]>([
    [
      'a kind that is not there',
      ({ ehr }) => ehr.patch({ kind: 'VirtualService', merge }),
      'error: clinical.ehr.patches[0].kind: must be what clinical.ehr becomes where it stands, as it is declared, got VirtualService, of which there is none; take the patch away [patches]',
    ],
    [
      'a name that is not there',
      ({ ehr }) => ehr.patch({ kind: 'Service', name: 'her', merge }),
      'error: clinical.ehr.patches[0].name: must be a Service of clinical.ehr (ehr), got "her"; name one of these [patches]',
    ],
    [
      'several of a kind and no name',
      ({ clinical }) => clinical.patch({ kind: 'NetworkPolicy', merge }),
      'error: clinical.patches[0].name: must say which NetworkPolicy is meant (allow-dns, default-deny), got nothing; name one of these [patches]',
    ],
    [
      'what is so already',
      ({ ehr }) =>
        ehr
          .patch({ kind: 'Service', merge: { spec: { type: 'ClusterIP', sessionAffinity: null } } })
          .waive({ rule: 'patched-guard', reason: 'nothing is changed by it', until: '2027-03-31' }),
      'warning: clinical.ehr.patches[0].merge: must change something, got what is rendered without it; take the patch away [patches]',
    ],
    [
      'a site without the object',
      ({ site }) => site.patch({ kind: 'NodePool', merge }),
      'error: sites.dublin.patches[0].kind: must be what sites.dublin becomes where it stands, as it is declared, got NodePool, of which there is none; take the patch away [patches]',
    ],
  ])('%s', (_, change, expected) => {
    expect(found(change)).toContain(expected);
  });

  it('is nothing of one that is right, and of a declaration with errors only these', () => {
    expect(found(({ ehr }) => ehr.patch({ kind: 'Service', merge }))).toEqual(found(() => undefined));
    const wrong = found(({ ehr }) => ehr.patch({ kind: 'Service', name: 'her', merge: { spec: { selector: {} } } }));
    expect(wrong.filter(line => line.includes('patches[0]'))).toEqual([expect.stringContaining('merge.spec.selector: must stay as it is rendered')]);
  });
});
