import { ReleaseTask, type ReleaseTaskProps } from '@clinfra/core';
import { AFTER } from '@clinfra/kubernetes';
import { aService } from '../../../test/fixtures/a-platform';
import { at, type Rendered, rendered } from './rendered';

describe('a task before a release', () => {
  it('is a Job that ends, is not tried again unless told to, and runs as locked down as any pod', () => {
    const job = jobOf(withTask());
    expect(at(job, 'spec')).toMatchObject({ activeDeadlineSeconds: 1800, backoffLimit: 0 });
    expect(at(job, 'spec', 'template', 'spec')).toMatchObject({ restartPolicy: 'Never', serviceAccountName: 'migrate', automountServiceAccountToken: false });
    expect(at(job, 'spec', 'template', 'spec', 'containers', 0, 'securityContext')).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
    });
    expect(at(jobOf(withTask({ retries: 2 })), 'spec', 'backoffLimit')).toBe(2);
  });

  it('is the same Job for the same release, and another for another', () => {
    const name = jobOf(withTask()).metadata.name;
    expect(name).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(jobOf(withTask()).metadata.name).toBe(name);
    expect(jobOf(withTask({ image: 'registry.example/ehr-migrations:1.1.0' })).metadata.name).not.toBe(name);
    expect(jobOf(withTask({ variables: { LOCK_TIMEOUT: '5s' } })).metadata.name).not.toBe(name);
  });

  it('is waited for by the workloads that it names, and by no other', () => {
    const objects = withTask();
    expect(at(objects.get('Deployment', 'ehr'), 'metadata', 'annotations')).toEqual({ [AFTER]: jobOf(objects).metadata.name });
    expect(at(objects.get('Deployment', 'notifier'), 'metadata')).not.toHaveProperty('annotations');
  });

  it('stands before what waits for it, and after its own identity, policy and connections', () => {
    const listing = withTask().listing();
    const place = (start: string) => listing.findIndex(name => name.startsWith(start));
    const order = ['NetworkPolicy/migrate', 'ConfigMap/store-records', 'ServiceAccount/migrate', 'Job/migrate-', 'Deployment/ehr'];
    expect(order.map(place)).toEqual(order.map(place).sort((a, b) => a - b));
    expect(order.map(place)).not.toContain(-1);
  });

  it('does not start new pods of what waits for it', () => {
    const template = (objects: Rendered) => at(objects.get('Deployment', 'ehr'), 'spec', 'template');
    expect(template(withTask())).toEqual(template(rendered()));
  });
});

describe('a task after a release', () => {
  const warmed = (ehrImage?: string, max = 9) =>
    rendered(({ clinical, ehr, records }) => {
      const viewer = aService(clinical, 'viewer', { ...(ehrImage && { image: ehrImage }), scale: { min: 3, max } });
      new ReleaseTask(clinical, 'warm', { image: 'registry.example/warm:1.0.0', after: [viewer, ehr] }).reads(records);
    });

  it('[W6] names what it runs after, and stands behind it', () => {
    const objects = warmed();
    expect(jobOf(objects).metadata.annotations).toEqual({ [AFTER]: 'ehr,viewer' });
    const listing = objects.listing();
    expect(listing.findIndex(name => name.startsWith('Job/warm-'))).toBeGreaterThan(listing.indexOf('Deployment/viewer'));
    expect(at(objects.get('Deployment', 'viewer'), 'metadata')).not.toHaveProperty('annotations');
  });

  it('[W6] is another Job for each release of what it runs after, and the same one when only their number changes', () => {
    const name = jobOf(warmed()).metadata.name;
    expect(jobOf(warmed()).metadata.name).toBe(name);
    expect(jobOf(warmed(undefined, 12)).metadata.name).toBe(name);
    expect(jobOf(warmed('registry.example/viewer:2.0.0')).metadata.name).not.toBe(name);
  });
});

describe('a task of no release', () => {
  it('[W5] is a Job that nobody waits for', () => {
    const objects = rendered(({ clinical }) => new ReleaseTask(clinical, 'import', { image: 'registry.example/import:1.0.0' }));
    expect(jobOf(objects).metadata).not.toHaveProperty('annotations');
    expect(at(objects.get('Deployment', 'ehr'), 'metadata')).not.toHaveProperty('annotations');
  });
});

function withTask(props: Partial<ReleaseTaskProps> = {}): Rendered {
  return rendered(({ clinical, ehr, records }) =>
    new ReleaseTask(clinical, 'migrate', { image: 'registry.example/ehr-migrations:1.0.0', before: [ehr], ...props }).writes(records),
  );
}

function jobOf(objects: Rendered) {
  const [name = ''] = objects.names('Job');
  return objects.get('Job', name);
}
