import type { Edge } from '@clinfra/core';

/** What browsers are told of HTTPS; undefined where they are told nothing. */
export function strictTransportValue({ strictTransport }: Edge): string | undefined {
  if (strictTransport === false) return undefined;
  return `max-age=${strictTransport.maxAge.toSeconds()}${strictTransport.includeSubdomains ? '; includeSubDomains' : ''}`;
}
