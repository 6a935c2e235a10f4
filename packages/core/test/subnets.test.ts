import { MAX_ZONES, overlaps, parseRange, printRange, type Range, subnetsOf } from '@clinfra/core';

const ZONES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

function range(cidr: string): Range {
  const parsed = parseRange(cidr);
  if (!parsed) throw new Error(`${cidr} is no range`);
  return parsed;
}

function contains(outer: Range, inner: Range): boolean {
  return inner.prefix >= outer.prefix && overlaps(outer, inner);
}

function ranges(cidr: string, zones: number): readonly Range[] {
  return subnetsOf(cidr, ZONES.slice(0, zones)).flatMap(zone => [zone.public, zone.private, zone.data].map(range));
}

describe('the subnets of a site', () => {
  const sizes = [16, 17, 18, 19, 20].flatMap(prefix => ZONES.map((_, index) => [prefix, index + 1] as const));

  it.each(sizes)('divide a /%i among %i zones without overlap, and within it', (prefix, zones) => {
    const cidr = `10.32.0.0/${prefix}`;
    const parts = ranges(cidr, zones);
    expect(parts).toHaveLength(zones * 3);
    for (const [index, part] of parts.entries()) {
      expect(contains(range(cidr), part)).toBe(true);
      expect(parts.slice(index + 1).filter(other => overlaps(part, other))).toEqual([]);
      // AWS makes no subnet narrower than that.
      expect(part.prefix).toBeLessThanOrEqual(28);
    }
  });

  it('stay where they are when a zone is added', () => {
    const six = subnetsOf('10.0.0.0/16', ZONES);
    for (const zones of [1, 2, 3, 4, 5]) expect(subnetsOf('10.0.0.0/16', ZONES.slice(0, zones))).toEqual(six.slice(0, zones));
  });

  it('give half of a zone to nodes and pods', () => {
    expect(subnetsOf('10.0.0.0/16', ['a', 'b'])).toEqual([
      { zone: 'a', private: '10.0.0.0/20', public: '10.0.16.0/23', data: '10.0.18.0/23' },
      { zone: 'b', private: '10.0.32.0/20', public: '10.0.48.0/23', data: '10.0.50.0/23' },
    ]);
  });

  it('are none where the range is none, or the zones are too many', () => {
    expect(subnetsOf('10.0.0.0', ['a'])).toEqual([]);
    expect(
      subnetsOf(
        '10.0.0.0/16',
        Array.from({ length: MAX_ZONES + 1 }, (_, index) => `zone-${index}`),
      ),
    ).toEqual([]);
  });
});

describe('an address range', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/8', '10.255.255.255/32', '192.168.1.128/25', '255.255.255.254/31'])('%s is printed as it was read', cidr => {
    expect(printRange(range(cidr))).toBe(cidr);
  });

  it.each(['', '10.0.0.0', '10.0.0/8', '10.0.0.1/8', '10.0.0.0/33', '256.0.0.0/8', '10.0.0.0/8 ', 'a.b.c.d/8', '10.0.0.0/-1', '::/0'])('is not %p', cidr => {
    expect(parseRange(cidr)).toBeUndefined();
  });

  it('overlaps itself, what lies in it, and nothing beside it', () => {
    expect(overlaps(range('10.0.0.0/16'), range('10.0.0.0/16'))).toBe(true);
    expect(overlaps(range('10.0.0.0/8'), range('10.9.0.0/24'))).toBe(true);
    expect(overlaps(range('10.9.0.0/24'), range('10.0.0.0/8'))).toBe(true);
    expect(overlaps(range('10.0.0.0/16'), range('10.1.0.0/16'))).toBe(false);
    expect(overlaps(range('255.255.255.255/32'), range('0.0.0.0/1'))).toBe(false);
  });
});
