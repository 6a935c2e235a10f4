import type { ResolvedAlarms } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import { type AlarmFact, type AlarmSubject, metric, plain, type Statistic } from './alarm-fact';
import { FEW, refusing, type WatchedFirewall } from './balancer-facts';

/** A CDN before the load balancers of an edge. */
export interface WatchedDelivery {
  /** The edge. */
  readonly name: string;
  readonly distributionId: Input<string>;
  readonly certificateArn: Input<string>;
  readonly firewall: WatchedFirewall | undefined;
}

type Figures = Pick<ResolvedAlarms, 'failedRequests' | 'originLatency' | 'certificateEnd'>;

/** What rings of a CDN: that requests fail, that what answers is slow, that its firewall refuses most, and that its certificate ends. */
export function deliverySubject({ name, distributionId, certificateArn, firewall }: WatchedDelivery, figures: Figures): AlarmSubject {
  const { failedRequests, originLatency, certificateEnd } = figures;
  const figure = (called: string, statistic: Statistic) => metric('AWS/CloudFront', called, statistic, { DistributionId: distributionId, Region: 'Global' });
  const ofMany = (called: string, statistic: Statistic) =>
    ({
      measure: {
        kind: 'reckoned',
        expression: `IF(FILL(requests, 0) >= ${FEW}, figure, 0)`,
        metrics: { requests: figure('Requests', 'Sum'), figure: figure(called, statistic) },
      },
      rings: 'above',
      period: 300,
      silence: 'notBreaching',
    }) as const satisfies Partial<AlarmFact>;
  return {
    name: `_cdn.${name}`,
    facts: [
      {
        ...ofMany('5xxErrorRate', 'Average'),
        name: 'failing',
        severity: 'critical',
        threshold: failedRequests.toNumber(),
        points: 1,
        why: `More than ${failedRequests} of what callers ask the CDN fails. Look whether a site answers, and at the services behind its gateway.`,
      },
      {
        ...ofMany('OriginLatency', 'p90'),
        name: 'slow',
        severity: 'high',
        threshold: originLatency.toMilliseconds(),
        points: 2,
        why: `One of ten requests that the CDN passes on waits longer than ${originLatency}. Look at the load of the site that serves.`,
      },
      ...(firewall ? [refusing(firewall)] : []),
      {
        name: 'certificate',
        severity: 'medium',
        measure: plain(metric('AWS/CertificateManager', 'DaysToExpiry', 'Minimum', { CertificateArn: certificateArn })),
        rings: 'below',
        threshold: certificateEnd.toDays(),
        period: DAY,
        points: 1,
        silence: 'missing',
        why: 'The certificate of the CDN was not renewed. Look whether the record that proves the host still stands in its zone, and no CAA record forbids it.',
      },
    ],
    seen: [{ name: 'requests', measure: plain(figure('Requests', 'Sum')), period: 300 }],
  };
}

const DAY = 86_400;

/** A site, as Route 53 asks it from outside. */
export interface WatchedHealth {
  readonly edge: string;
  readonly site: string;
  readonly healthCheckId: Input<string>;
}

/** That a site does not answer to the world, whatever it says of itself. */
export function healthSubject({ edge, site, healthCheckId }: WatchedHealth): AlarmSubject {
  return {
    name: `_health.${edge}.${site}`,
    facts: [
      {
        name: 'down',
        severity: 'critical',
        measure: plain(metric('AWS/Route53', 'HealthCheckStatus', 'Minimum', { HealthCheckId: healthCheckId })),
        rings: 'below',
        threshold: 1,
        period: 60,
        points: 2,
        silence: 'missing',
        why: `${site} does not answer for ${edge} from outside. Look at its load balancer and its gateway; where another site stands by, decide whether it takes over.`,
      },
    ],
  };
}
