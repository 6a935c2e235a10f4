import { type Balancing, type ClinicalService, type ConnectionPool, type Outliers, type Percent, type Subset, subsetsOf, versionName } from '@clinfra/core';
import { type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { versionsAtEdges } from '../release/versions-at-edges';
import type { SiteView } from '../site-view';
import { regionsInOrder } from './joined-sites';
import { hostOf } from './subsets';
import { speaksHttp } from './virtual-service';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IDestinationRule = import('@kubernetes-models/istio/networking.istio.io/v1/DestinationRule', { with: { 'resolution-mode': 'import' }}).IDestinationRule;
type TrafficPolicy = NonNullable<NonNullable<IDestinationRule['spec']>['trafficPolicy']>;

const ALGORITHMS = { 'least-request': 'LEAST_REQUEST', 'round-robin': 'ROUND_ROBIN', random: 'RANDOM' } as const satisfies Record<Balancing, string>;

/** What a caller's sidecar may do to the pods of a service, and when it leaves one of them alone. */
export function destinationRules(view: SiteView, service: ClinicalService, labels: Labels): readonly Manifest[] {
  if (!view.site.mesh) return [];
  const { name, domain, traffic } = service;
  const failover = [...regionsInOrder(view, service)];
  const rule = (called: string, host: string, subsets: readonly Subset[]) =>
    ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: called, namespace: domain.name, labels },
      spec: {
        host,
        trafficPolicy: {
          tls: { mode: 'ISTIO_MUTUAL' as const },
          loadBalancer: { simple: ALGORITHMS[traffic.balancing], ...(failover.length > 0 ? { localityLbSetting: { enabled: true, failover } } : undefined) },
          connectionPool: connectionPool(traffic.pool, speaksHttp(service)),
          outlierDetection: outlierDetection(traffic.outliers),
        },
        // Which pods are which is said by what releases them; it adds the label of each version.
        ...(subsets.length > 0 ? { subsets: subsets.map(subset => ({ name: subset, labels: { [NAME_LABEL]: name } })) } : undefined),
      },
    }) satisfies IDestinationRule;
  const versions = versionsAtEdges(view, service).map(version => versionName(service, version));
  return [rule(name, hostOf(service), subsetsOf(service)), ...versions.map(version => rule(version, hostOf({ name: version, domain }), []))];
}

function connectionPool(
  { connections, waiting, requests, requestsPerConnection }: Required<ConnectionPool>,
  http: boolean,
): TrafficPolicy['connectionPool'] & {} {
  const tcp = { maxConnections: connections };
  if (!http) return { tcp };
  return { tcp, http: { http1MaxPendingRequests: waiting, http2MaxRequests: requests, maxRequestsPerConnection: requestsPerConnection } };
}

function outlierDetection({ failures, interval, ejection, most, healthy }: Required<Outliers>): TrafficPolicy['outlierDetection'] & {} {
  return {
    consecutive5xxErrors: failures,
    interval: interval.toKubernetes(),
    baseEjectionTime: ejection.toKubernetes(),
    maxEjectionPercent: whole(most),
    minHealthPercent: whole(healthy),
  };
}

function whole(share: Percent): number {
  return Math.round(share.toNumber());
}
