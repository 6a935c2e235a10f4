import type { Jurisdiction } from '../platform/jurisdiction';
import type { PriceClass } from './cdn';

const EUROPE_AND_NORTH_AMERICA = [
  ...['AT', 'BE', 'BG', 'CA', 'CH', 'CZ', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IL', 'IT', 'MX', 'NL', 'NO', 'PL', 'PT'],
  ...['RO', 'SE', 'US'],
];
const DEARER = ['AE', 'BH', 'EG', 'HK', 'ID', 'IN', 'JP', 'KE', 'KR', 'MY', 'NG', 'OM', 'PH', 'QA', 'SA', 'SG', 'TH', 'TR', 'TW', 'VN', 'ZA'];
const DEAREST = ['AR', 'AU', 'BR', 'CL', 'CO', 'NZ', 'PE'];

/**
 * Countries in which CloudFront has places, as AWS listed them in November 2026. New ones come without notice: a class of data may be kept by a CDN only where all
 * of these may hold it, which in practice means where it may stand anywhere.
 */
export const CDN_PLACES = {
  '100': EUROPE_AND_NORTH_AMERICA,
  '200': [...EUROPE_AND_NORTH_AMERICA, ...DEARER].sort(),
  all: [...EUROPE_AND_NORTH_AMERICA, ...DEARER, ...DEAREST].sort(),
} as const satisfies Record<PriceClass, readonly string[]> as Readonly<Record<PriceClass, readonly Jurisdiction[]>>;
