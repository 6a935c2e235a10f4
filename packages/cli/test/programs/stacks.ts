import type { Platform } from '@clinfra/core';
import { aPlatform, aService } from '../../../../test/fixtures/a-platform';

/** The staging of the ward, with a mistake in it. */
function broken(): Platform {
  const { platform, clinical } = aPlatform();
  aService(clinical, 'cds', { scale: { min: 3, max: 2 } });
  return Object.assign(platform, { environment: 'staging' });
}

/** With an object that its owner adjusts. */
function patched(): Platform {
  const { platform, ehr, records } = aPlatform();
  records.patchResource({ type: 'aws:rds/instance:Instance', merge: { networkType: 'IPV4' } });
  ehr.patch({ kind: 'Service', merge: { spec: { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } } } } });
  return Object.assign(platform, { environment: 'production-patched' });
}

/** One stack that is fine, and one for each way to be wrong. */
export const stacks = {
  'ward-production': () => aPlatform().platform,
  'ward-production-patched': patched,
  'ward-staging': broken,
  'ward-throwing': (): Platform => {
    throw new TypeError('no figures for ward');
  },
  'ward-empty': () => undefined,
  'ward-of-copies': () => ({ ...aPlatform().platform }),
  'ward-in-a-list': () => [aPlatform().platform],
  'ward-misnamed': () => aPlatform().platform,
};
