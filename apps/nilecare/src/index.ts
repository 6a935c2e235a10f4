import { Domain, hours, minutes, Platform, percent } from '@clinfra/core';
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

function declarePlatform(environment: NileCareEnvironment): Platform {
  if (environment === 'production') {
    const objectives = { availability: percent(99.99), rto: hours(1), rpo: minutes(5) };
    return new Platform('nilecare', { ...COMMON, environment, objectives });
  }
  return new Platform('nilecare', { ...COMMON, environment, data: 'synthetic' });
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
  } satisfies Record<Namespace, Domain>;
  declareServices(platform, domains, declareStores(platform, environment, standby), environment);
  return platform;
}
