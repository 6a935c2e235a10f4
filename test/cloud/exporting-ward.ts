import { aws, cores, DataTier, Domain, gib, hours, mailTo, minutes, Platform, percent, Site } from '@clinfra/core';
import { aService } from '../fixtures/a-platform';

/** A cache whose snapshots go to a bucket, in a region where ElastiCache writes to buckets as a service; no environment stands in one and asks for it. */
export function anExportingWard(): Platform {
  const platform = new Platform('ward', {
    environment: 'production',
    locale: { timeZone: 'Asia/Bahrain', language: 'ar_BH', country: 'BH' },
    owner: 'ward-platform',
    residency: { phi: ['BH'] },
    alarms: { notify: { critical: [mailTo('oncall@ward.example')], high: [mailTo('oncall@ward.example')] } },
    objectives: { availability: percent(99.9), rto: hours(1), rpo: minutes(5) },
  });
  new Site(platform, 'manama', {
    hosting: aws({ region: 'me-south-1', nodes: { min: 3, max: 9 } }),
    zones: ['me-south-1a', 'me-south-1b', 'me-south-1c'],
  });
  const clinical = new Domain(platform, 'clinical', { quota: { cpu: cores(20), memory: gib(40), storage: gib(10), pods: 40 } });
  const sessions = new DataTier(platform, 'stores').redis('sessions', { holds: ['phi'], snapshotExport: {} });
  aService(clinical, 'ehr').reads(sessions).writes(sessions);
  return platform;
}
