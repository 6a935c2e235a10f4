import { endpointAddress, keptForEndpoints, overlaps, parseRange, type Range, siteNetwork } from '@clinfra/core';

const range = (cidr: string): Range => parseRange(cidr) ?? { first: 0, prefix: 0 };

describe('the addresses that are kept for endpoints of workloads', () => {
  it('are four before the last four of a subnet, one for each API', () => {
    expect(keptForEndpoints({ intra: '10.0.40.0/22' })).toBe('10.0.43.248/30');
    expect(endpointAddress({ intra: '10.0.40.0/22' }, 's3')).toBe('10.0.43.248');
    expect(endpointAddress({ intra: '10.0.40.0/22' }, 'firehose')).toBe('10.0.43.249');
  });

  it.each(['10.0.0.0/16', '10.0.0.0/20', '10.0.0.0/23'])('[M1] lie in the subnet of each zone of %s, and are none that AWS keeps for itself', cidr => {
    const { zones } = siteNetwork({ cidr, region: 'eu-west-1' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
    expect(zones).toHaveLength(3);
    for (const subnets of zones) {
      const [subnet, kept] = [range(subnets.intra), range(keptForEndpoints(subnets))];
      const last = subnet.first + 2 ** (32 - subnet.prefix) - 1;
      expect(overlaps(subnet, kept)).toBe(true);
      expect(kept.first).toBeGreaterThanOrEqual(subnet.first + 4);
      expect(kept.first + 3).toBeLessThan(last);
    }
  });
});
