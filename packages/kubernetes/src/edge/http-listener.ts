import type { Edge } from '@clinfra/core';

/**
 * Whether the gateway answers on port 80: to send callers to HTTPS, or for the page by which the issuer proves that the host is ours. An
 * Application Load Balancer sends callers to HTTPS by itself.
 */
export function answersHttp({ redirectsToHttps, challenge, aws }: Edge): boolean {
  if (aws?.balancer.kind === 'application') return false;
  return redirectsToHttps || challenge === 'http';
}
