import { type Attestation, aws, MultiRegionFailover, type Oversight, type Platform, Site, secretsManager } from '@clinfra/core';
import { FIGURES, type NileCareEnvironment, REGIONS } from './figures';

/** There is no AWS region in Sudan; production stands on zones that the operator attests to be in the country. */
const SUDANESE_ZONES: Attestation = {
  jurisdiction: 'SD',
  evidence: 'agreement on sovereign zones in Sudan',
  by: 'NileCare platform operations',
};

/** What runs in the cluster of each site beside the platform. Prometheus has a namespace of its own, for `monitoring` is a domain with its quota. */
const IN_CLUSTER = { prometheus: { namespace: 'prometheus', selects: { release: 'prometheus' } }, loadBalancers: {}, argoRollouts: true } as const;

/** Istio, traces and what scales, as in the deployment document. Development goes without, to stay small: there the network policies hold alone. */
const MESHED = { ...IN_CLUSTER, mesh: {}, tracing: {}, keda: {}, metricsAdapter: {}, verticalPodAutoscaler: {} } as const;

/** The trail of the active site sees all regions. */
const ELSEWHERE: Oversight = { trail: false };

function zonesOf(region: string): [string, string, string] {
  return [`${region}a`, `${region}b`, `${region}c`];
}

/** The answer is the site that has copies of what the active one keeps, where there is one. */
export function declareSites(platform: Platform, environment: NileCareEnvironment): Site | undefined {
  const { nodes } = FIGURES[environment];
  const secrets = secretsManager();
  if (environment === 'production') {
    const site = (name: keyof typeof REGIONS, cidr: string, oversight: Oversight) =>
      new Site(platform, name, {
        ...MESHED,
        mesh: { join: {} },
        hosting: aws({ region: REGIONS[name], nodes, cidr, attestation: SUDANESE_ZONES }),
        zones: zonesOf(REGIONS[name]),
        oversight,
        secrets,
      });
    const active = site('khartoum', '10.10.0.0/16', {});
    const standby = site('port-sudan', '10.20.0.0/16', ELSEWHERE);
    const cold = site('omdurman', '10.30.0.0/16', ELSEWHERE);
    new MultiRegionFailover(platform, 'failover', { active, standby, cold });
    return standby;
  }
  const region = REGIONS.khartoum;
  const zones: [string, ...string[]] = environment === 'development' ? [`${region}a`] : zonesOf(region);
  new Site(platform, 'bahrain', { ...(environment === 'development' ? IN_CLUSTER : MESHED), hosting: aws({ region, nodes }), zones, secrets });
  return undefined;
}
