import { type AwsEdgeProps, DnsZone, type DnsZoneProps, Edge, type EdgeProps } from '@clinfra/core';
import { aSite, aWard, type Ward } from '../a-ward';

export const BALANCED = { site: { loadBalancers: {} } } as const;

export function aZone({ platform }: Ward, props: Partial<DnsZoneProps> = {}, name = 'hosts'): DnsZone {
  return new DnsZone(platform, name, { domain: 'ward.ie', ...props });
}

/** A ward with an edge before which AWS stands, with one thing changed. */
export function wardWith(
  aws: (ward: Ward) => Partial<AwsEdgeProps> = () => ({}),
  props: Partial<EdgeProps> = {},
  changes: Parameters<typeof aWard>[0] = BALANCED,
) {
  return aWard(changes, ward => {
    const { platform, clinical, ehr } = ward;
    const zone = aZone(ward);
    new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt', ...props, aws: { zone, ...aws(ward) } }).exposes(ehr, {
      path: '/ehr',
    });
  });
}

export const withZone = (props: Partial<DnsZoneProps>) => aWard({}, ward => aZone(ward, props));
export const cork = ({ platform }: Ward) => aSite(platform, 'cork', { region: 'eu-west-2' }, BALANCED.site);
export const health = { path: '/ehr/health' } as const;
