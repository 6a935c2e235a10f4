import { type Attestation, aws, MultiRegionFailover, type Platform, Site } from '@clinfra/core';
import { FIGURES, type NileCareEnvironment, REGIONS } from './figures';

/** There is no AWS region in Sudan; production stands on zones that the operator attests to be in the country. */
const SUDANESE_ZONES: Attestation = {
  jurisdiction: 'SD',
  evidence: 'agreement on sovereign zones in Sudan',
  by: 'NileCare platform operations',
};

function zonesOf(region: string): [string, string, string] {
  return [`${region}a`, `${region}b`, `${region}c`];
}

export function declareSites(platform: Platform, environment: NileCareEnvironment): void {
  const { nodes } = FIGURES[environment];
  if (environment === 'production') {
    const site = (name: keyof typeof REGIONS, cidr: string) =>
      new Site(platform, name, { hosting: aws({ region: REGIONS[name], nodes, cidr, attestation: SUDANESE_ZONES }), zones: zonesOf(REGIONS[name]) });
    const active = site('khartoum', '10.10.0.0/16');
    const standby = site('port-sudan', '10.20.0.0/16');
    const cold = site('omdurman', '10.30.0.0/16');
    new MultiRegionFailover(platform, 'failover', { active, standby, cold });
    return;
  }
  const region = REGIONS.khartoum;
  new Site(platform, 'bahrain', { hosting: aws({ region, nodes }), zones: environment === 'development' ? [`${region}a`] : zonesOf(region) });
}
