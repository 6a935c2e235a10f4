import type { DnsRouting, Site, SiteRole } from '@clinfra/core';
import type { RecordArgs } from '@pulumi/aws/route53';

type Policies = Pick<
  RecordArgs,
  'setIdentifier' | 'weightedRoutingPolicies' | 'latencyRoutingPolicies' | 'geolocationRoutingPolicies' | 'failoverRoutingPolicies'
>;

/** One of the records by which a site of an edge is found. */
export interface RoutedRecord {
  /** What its Pulumi name has besides that of site and edge. */
  readonly suffix: string;
  readonly policies: Policies;
}

/** The records by which callers of an edge are sent to a site: one, or one for each place from where they come. */
export function routedRecords(routing: DnsRouting, site: Site, role: SiteRole, region: string): readonly RoutedRecord[] {
  const record = (policies: Policies, suffix = ''): RoutedRecord => ({ suffix, policies: { setIdentifier: `${site.name}${suffix}`, ...policies } });
  switch (routing.kind) {
    case 'one-site':
      return [{ suffix: '', policies: {} }];
    case 'weight':
      return routing.weights.filter(one => one.site === site).map(({ weight }) => record({ weightedRoutingPolicies: [{ weight }] }));
    case 'latency':
      return [record({ latencyRoutingPolicies: [{ region }] })];
    case 'place': {
      const own = routing.places.filter(one => one.site === site);
      return [
        ...own.flatMap(({ countries = [] }) => countries.map(country => record({ geolocationRoutingPolicies: [{ country }] }, `-${country.toLowerCase()}`))),
        ...own.flatMap(({ continents = [] }) =>
          continents.map(continent => record({ geolocationRoutingPolicies: [{ continent }] }, `-continent-${continent.toLowerCase()}`)),
        ),
        ...(routing.otherwise === site ? [record({ geolocationRoutingPolicies: [{ country: '*' }] }, '-otherwise')] : []),
      ];
    }
    case 'failover':
      return [record({ failoverRoutingPolicies: [{ type: role === 'serving' ? 'PRIMARY' : 'SECONDARY' }] })];
  }
}
