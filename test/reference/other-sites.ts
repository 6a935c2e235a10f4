import { type Attestation, type AwsRegion, aws, cluster, clusterAutoscaler, MultiRegionFailover, minutes, type Platform, percent, Site } from '@clinfra/core';

const ATTESTATION: Attestation = { jurisdiction: 'IE', evidence: 'contract 4711 with the operator of the sovereign zones', by: 'reference-platform' };

/** The sites on AWS beside the first: one that serves as well and is one mesh with it, and two that wait until that one is lost. */
export type OtherSites = ReturnType<typeof declareOtherSites>;

export function declareOtherSites(platform: Platform) {
  const at = (region: AwsRegion, cidr: string) => ({
    hosting: aws({
      region,
      cidr,
      attestation: ATTESTATION,
      nodes: { min: 3, max: 6 },
      autoscaling: clusterAutoscaler({ delayAfterAdd: minutes(15), unneeded: minutes(5), utilization: percent(40), provisionTime: minutes(10) }),
    }),
    zones: [`${region}a`, `${region}b`, `${region}c`] as [string, ...string[]],
  });
  const second = new Site(platform, 'cork', {
    ...at('eu-west-2', '10.41.0.0/16'),
    loadBalancers: {},
    mesh: { join: { region: 'eu-west-2' } },
  });
  const standby = new Site(platform, 'galway', at('eu-central-1', '10.42.0.0/16'));
  const cold = new Site(platform, 'sligo', at('eu-north-1', '10.43.0.0/16'));
  new MultiRegionFailover(platform, 'failover', { active: second, standby, cold });
  return { second };
}

/** Beside a cluster that exists, one that waits and is one mesh with it: both have a gateway for the other already. */
export function declareOtherCluster(platform: Platform, active: Site): void {
  const standby = new Site(platform, 'athlone', {
    hosting: cluster({ context: 'reference-athlone', jurisdiction: 'IE' }),
    zones: ['rack-1', 'rack-2', 'rack-3'],
    mesh: { join: { gateway: ['10.91.20.0/28'], region: 'athlone' } },
  });
  new MultiRegionFailover(platform, 'failover', { active, standby });
}
