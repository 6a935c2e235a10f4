import type { ResolvedAlarms } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import { type AlarmFact, type AlarmSubject, combined, forEach, metric } from './alarm-fact';

/** A firewall, as CloudWatch calls it; of one before a CDN it names no region. */
export interface WatchedFirewall {
  readonly name: string;
  readonly region?: string;
}

/** A load balancer and what is behind it, as CloudWatch calls them: by the ends of their ARNs. */
export interface WatchedBalancer {
  /** What it is called within its site. */
  readonly name: string;
  readonly kind: 'application' | 'network';
  readonly id: Input<string>;
  readonly targetIds: readonly Input<string>[];
  /** The firewall before it; none where there is none, or where it stands before a CDN. */
  readonly firewall?: WatchedFirewall | undefined;
}

const NAMESPACES = { application: 'AWS/ApplicationELB', network: 'AWS/NetworkELB' } as const satisfies Record<WatchedBalancer['kind'], string>;

/** Of fewer requests in five minutes no share is meant. */
export const FEW = 100;

/** What rings of a way in: that nobody answers behind it, and that too many requests fail. A load balancer that hands connections through sees no request. */
export function balancerSubject(
  { name, kind, id, targetIds, firewall }: WatchedBalancer,
  { failedRequests }: Pick<ResolvedAlarms, 'failedRequests'>,
): AlarmSubject {
  const namespace = NAMESPACES[kind];
  const healthy = targetIds.map(TargetGroup => metric(namespace, 'HealthyHostCount', 'Maximum', { TargetGroup, LoadBalancer: id }));
  const nobody = forEach(combined('MIN', healthy), {
    name: 'nobody',
    severity: 'critical',
    rings: 'below',
    threshold: 1,
    period: 60,
    points: 2,
    // Where nothing is left to be asked nothing is told.
    silence: 'breaching',
    why: 'Nobody answers behind the load balancer. Look at the pods of the gateway or the service, and at what binds them to it.',
  });
  return { name, facts: [...nobody, ...(kind === 'application' ? [failing(id, failedRequests)] : []), ...(firewall ? [refusing(firewall)] : [])] };
}

/** The share of refused requests at which a firewall refuses everybody, or is needed badly. */
const MOST_REFUSED = 50;

export function refusing({ name, region }: WatchedFirewall): AlarmFact {
  const count = (figure: string) => metric('AWS/WAFV2', figure, 'Sum', { WebACL: name, ...(region !== undefined && { Region: region }), Rule: 'ALL' });
  return {
    name: 'refusing',
    severity: 'high',
    measure: {
      kind: 'reckoned',
      expression: `IF(FILL(refused, 0) + FILL(admitted, 0) >= ${FEW}, 100 * FILL(refused, 0) / (FILL(refused, 0) + FILL(admitted, 0)), 0)`,
      metrics: { refused: count('BlockedRequests'), admitted: count('AllowedRequests') },
    },
    rings: 'above',
    threshold: MOST_REFUSED,
    period: 300,
    points: 2,
    silence: 'notBreaching',
    why: 'The firewall refuses most requests. Look in its log whether that is an attack, or a rule that takes callers for one.',
  };
}

function failing(LoadBalancer: Input<string>, share: ResolvedAlarms['failedRequests']): AlarmFact {
  const count = (figure: string) => metric(NAMESPACES.application, figure, 'Sum', { LoadBalancer });
  return {
    name: 'failing',
    severity: 'critical',
    measure: {
      kind: 'reckoned',
      expression: `IF(requests >= ${FEW}, 100 * (FILL(answers, 0) + FILL(own, 0)) / requests, 0)`,
      metrics: { requests: count('RequestCount'), answers: count('HTTPCode_Target_5XX_Count'), own: count('HTTPCode_ELB_5XX_Count') },
    },
    rings: 'above',
    threshold: share.toNumber(),
    period: 300,
    points: 1,
    silence: 'notBreaching',
    why: `More than ${share} of requests fail by the fault of what answers. Look at the services behind the gateway, and at what was released last.`,
  };
}
