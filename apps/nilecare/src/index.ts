import { Domain, days, hours, minutes, Platform, type PlatformBackupProps, percent } from '@clinfra/core';
import { declareAlarms } from './alarms';
import { type Namespace, type NileCareEnvironment, QUOTAS } from './figures';
import { declareServices } from './services';
import { declareSites } from './sites';
import { declareStores } from './stores';

export type { NileCareEnvironment } from './figures';

const COMMON = {
  locale: { timeZone: 'Africa/Khartoum', language: 'ar_SD', country: 'SD' },
  owner: 'nilecare-platform',
  dnsDomain: 'nilecare.sd',
  residency: { phi: ['SD'], pii: ['SD'], financial: ['SD'] },
  rolling: { surge: 1, unavailable: 0 },
} as const;

/**
 * A log that is always kept, a backup each night at two and one every four hours, as the sister platform's document has them, kept for 30 days; each month one for seven
 * years, as its other sister's has it. After a week nobody can take the lock off any more.
 */
const BACKUP: PlatformBackupProps = {
  continuous: true,
  daily: { at: '02:00', keep: days(30) },
  frequent: { every: hours(4), keep: days(30) },
  monthly: { day: 1, keep: days(2557), coldAfter: days(30) },
  lock: 'compliance',
  grace: days(7),
  restoreTest: { day: 'wednesday', at: '06:00' },
};

function declarePlatform(environment: NileCareEnvironment): Platform {
  if (environment === 'production') {
    const objectives = { availability: percent(99.99), rto: hours(1), rpo: minutes(5) };
    return new Platform('nilecare', { ...COMMON, environment, objectives, backup: BACKUP, alarms: declareAlarms(environment) });
  }
  return new Platform('nilecare', { ...COMMON, environment, data: 'synthetic', alarms: declareAlarms(environment) });
}

/** NileCare, the national platform of Sudan, in one of its environments. */
export function nilecare(environment: NileCareEnvironment): Platform {
  const platform = declarePlatform(environment);
  const standby = declareSites(platform, environment);
  const domain = (name: Namespace) => new Domain(platform, name, { quota: QUOTAS[name] });
  const domains = {
    infrastructure: domain('infrastructure'),
    clinical: domain('clinical'),
    business: domain('business'),
    integration: domain('integration'),
    data: domain('data'),
    messaging: domain('messaging'),
    monitoring: domain('monitoring'),
    databases: domain('databases'),
  } satisfies Record<Namespace, Domain>;
  declareServices(platform, domains, declareStores(platform, domains.databases, environment, standby), environment);
  return platform;
}
