import { addressesIn, MAX_ZONES, overlaps, parseRange, printRange, type Range, subnetsOf } from '@clinfra/core';

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
  return subnetsOf(cidr, ZONES.slice(0, zones)).flatMap(zone => [zone.public, zone.private, zone.data, zone.intra].map(range));
}

/** The narrowest range that has room for so many zones. */
const NARROWEST = [24, 24, 23, 23, 22, 22] as const;

describe('the subnets of a site', () => {
  const all = [16, 17, 18, 19, 20, 21, 22, 23, 24].flatMap(prefix => ZONES.map((_, index) => ({ prefix, zones: index + 1 })));
  const fits = ({ prefix, zones }: { prefix: number; zones: number }) => prefix <= (NARROWEST[zones - 1] ?? 0);

  it.each(all.filter(fits))('[C1] divide a /$prefix among $zones zones without overlap, and within it', ({ prefix, zones }) => {
    const cidr = `10.32.0.0/${prefix}`;
    const parts = ranges(cidr, zones);
    expect(parts).toHaveLength(zones * 4);
    for (const [index, part] of parts.entries()) {
      expect(contains(range(cidr), part)).toBe(true);
      expect(parts.slice(index + 1).filter(other => overlaps(part, other))).toEqual([]);
      // AWS makes no subnet narrower than that.
      expect(part.prefix).toBeLessThanOrEqual(28);
      expect(part.first % addressesIn(part.prefix)).toBe(0);
    }
  });

  it.each(all.filter(size => !fits(size)))('are none where a /$prefix has no room for $zones zones', ({ prefix, zones }) => {
    expect(ranges(`10.32.0.0/${prefix}`, zones)).toEqual([]);
  });

  it.each([
    ['10.0.0.0/16', 4],
    ['10.0.0.0/20', 4],
    ['10.0.0.0/23', 4],
    ['10.0.0.0/24', 2],
  ] as const)('of a %s stay where they are when zones are added, up to %i', (cidr, most) => {
    const whole = subnetsOf(cidr, ZONES.slice(0, most));
    for (let zones = 1; zones < most; zones++) expect(subnetsOf(cidr, ZONES.slice(0, zones))).toEqual(whole.slice(0, zones));
  });

  it('give half of a zone to nodes and pods', () => {
    expect(subnetsOf('10.0.0.0/16', ['a', 'b'])).toEqual([
      { zone: 'a', private: '10.0.0.0/19', public: '10.0.32.0/22', data: '10.0.36.0/22', intra: '10.0.40.0/22' },
      { zone: 'b', private: '10.0.64.0/19', public: '10.0.96.0/22', data: '10.0.100.0/22', intra: '10.0.104.0/22' },
    ]);
    expect(subnetsOf('10.0.0.0/24', ['a', 'b'])).toEqual([
      { zone: 'a', private: '10.0.0.0/26', public: '10.0.0.64/28', data: '10.0.0.80/28', intra: '10.0.0.96/28' },
      { zone: 'b', private: '10.0.0.128/26', public: '10.0.0.192/28', data: '10.0.0.208/28', intra: '10.0.0.224/28' },
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
