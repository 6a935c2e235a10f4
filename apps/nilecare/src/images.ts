import { type Platform, Registry } from '@clinfra/core';
import type { NileCareEnvironment } from './figures';

const VERSION = '1.0.0';
/** The account of NileCare on AWS. The documents do not give it; this is the number that AWS uses in its own examples. */
const ACCOUNT = '111122223333';

/**
 * Images by name. In production each site fetches them in its own region, so that one that takes over does not depend on the one that was lost, and Port
 * Sudan has them before it is built; elsewhere they come from where pipelines build them.
 */
export function declareImages(platform: Platform, environment: NileCareEnvironment): (name: string) => string {
  if (environment !== 'production') return name => `registry.nilecare.sd/${name}:${VERSION}`;
  const registry = new Registry(platform, 'images', { account: ACCOUNT, scanning: 'continuous' });
  return name => registry.image(name, VERSION);
}
