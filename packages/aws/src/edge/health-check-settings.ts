import { HEALTH_CHECK_REGIONS, type HealthCheck } from '@clinfra/core';
import type { HealthCheckArgs } from '@pulumi/aws/route53';

/** A health check as Route 53 takes it: over TLS, with the host's name, so that the certificate and the route are the ones that callers get. */
export function healthCheckSettings(health: HealthCheck, host: string): HealthCheckArgs {
  const { path, interval, failures, regions, contains, measuresLatency } = health;
  const everywhere = HEALTH_CHECK_REGIONS.every(region => regions.includes(region));
  return {
    type: contains === undefined ? 'HTTPS' : 'HTTPS_STR_MATCH',
    ...(contains !== undefined && { searchString: contains }),
    fqdn: host,
    port: 443,
    resourcePath: path,
    enableSni: true,
    requestInterval: interval.toSeconds(),
    failureThreshold: failures,
    measureLatency: measuresLatency,
    ...(everywhere ? {} : { regions: [...regions] }),
  };
}
