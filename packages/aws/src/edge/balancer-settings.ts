import { BALANCER_TLS, type Balancer, type Callers, type Edge, seconds } from '@clinfra/core';
import type { ListenerArgs, LoadBalancerArgs, TargetGroupArgs } from '@pulumi/aws/lb';

/** Where a gateway of Istio says whether it is ready, and on which port. */
export const READINESS = { port: 15021, path: '/healthz/ready' } as const;

/** Longer than a gateway takes to stop, so that nobody is cut off. */
const DRAIN = seconds(30);

/** The ports on which callers come. An Application Load Balancer sends those without TLS to HTTPS itself; a Network Load Balancer leaves that to the gateway. */
export function openPorts(edge: Edge): readonly number[] {
  if (edge.aws?.balancer.kind === 'network') return targetPorts(edge);
  return edge.redirectsToHttps ? [443, 80] : [443];
}

/** The ports of the gateway to which it leads, each by a group of targets of its own. */
export function targetPorts({ redirectsToHttps, challenge, aws }: Edge): readonly number[] {
  if (aws?.balancer.kind === 'application') return [443];
  return redirectsToHttps || challenge === 'http' ? [443, 80] : [443];
}

/** What differs between the two kinds of load balancer. Either speaks IPv4 to the gateway, whatever callers speak. */
export function balancerSettings(balancer: Balancer, { ipv6 }: Pick<Callers, 'ipv6'>): Partial<LoadBalancerArgs> {
  const common = { internal: false, enableDeletionProtection: balancer.deletionProtection, ipAddressType: ipv6.length > 0 ? 'dualstack' : 'ipv4' };
  if (balancer.kind === 'network') return { ...common, loadBalancerType: 'network', enableCrossZoneLoadBalancing: balancer.crossZone };
  return {
    ...common,
    loadBalancerType: 'application',
    idleTimeout: balancer.idleTimeout.toSeconds(),
    enableHttp2: true,
    // A request that two servers may read in two ways is how one is smuggled past the other.
    dropInvalidHeaderFields: true,
    desyncMitigationMode: 'defensive',
    // The gateway knows the host by it, and the firewall's absence may not let everything through.
    preserveHostHeader: true,
    enableWafFailOpen: false,
  };
}

/** The group of targets of one port. Targets are pods; they are added by what binds the gateway to the group. */
export function targetSettings(balancer: Balancer, port: number): Partial<TargetGroupArgs> {
  const { path } = READINESS;
  const healthCheck = {
    protocol: 'HTTP',
    port: String(READINESS.port),
    path,
    matcher: '200',
    interval: 10,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  };
  const common = { port, targetType: 'ip', deregistrationDelay: DRAIN.toSeconds(), healthCheck };
  if (balancer.kind === 'network') return { ...common, protocol: 'TCP', preserveClientIp: 'true', connectionTermination: false };
  return { ...common, protocol: 'HTTPS', protocolVersion: 'HTTP1' };
}

/** What answers callers without TLS at an Application Load Balancer. */
export const TO_HTTPS: ListenerArgs['defaultActions'] = [{ type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', statusCode: 'HTTP_301' } }];

/** What whoever comes past the CDN gets, whatever is asked. */
export const REFUSED: ListenerArgs['defaultActions'] = [{ type: 'fixed-response', fixedResponse: { contentType: 'text/plain', statusCode: '403' } }];

/** How an Application Load Balancer speaks TLS. */
export function listenerTls(balancer: Balancer): Pick<ListenerArgs, 'protocol' | 'sslPolicy'> {
  return balancer.kind === 'application' ? { protocol: 'HTTPS', sslPolicy: BALANCER_TLS[balancer.tls] } : { protocol: 'TCP' };
}
