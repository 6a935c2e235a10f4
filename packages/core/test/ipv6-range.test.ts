import { ipv6Subnet, parseIpv6Range, printIpv6Range } from '@clinfra/core';

describe('a range of IPv6', () => {
  it.each([
    ['2001:db8::/32', 0x20010db8n << 96n, 32],
    ['::/0', 0n, 0],
    ['::1/128', 1n, 128],
    ['1:2:3:4:5:6:7:8/128', 0x00010002000300040005000600070008n, 128],
    ['2001:DB8:0:0:0:0:0:0/32', 0x20010db8n << 96n, 32],
    ['2001:db8:0:ff00::/56', 0x20010db80000ff00n << 64n, 56],
    ['2001:db8:1:2:3:4:5::/112', 0x20010db8000100020003000400050000n, 112],
  ])('%s is read', (cidr, first, prefix) => {
    expect(parseIpv6Range(cidr)).toEqual({ first, prefix });
  });

  it.each([
    ['without a prefix', '2001:db8::'],
    ['with a prefix that is too long', '2001:db8::/129'],
    ['with bits behind its prefix', '2001:db8::1/64'],
    ['with two gaps', '2001::db8::/32'],
    ['with a gap of no group', '1:2:3:4:5:6:7:8::/128'],
    ['with too many groups', '1:2:3:4:5:6:7:8:9/128'],
    ['with too few groups', '2001:db8:0:0/32'],
    ['with a group that is too long', '20010:db8::/32'],
    ['with a colon too many', '2001:db8:::/32'],
    ['that ends in a colon', '2001:db8:/32'],
    ['that begins with a colon', ':2001:db8::/32'],
    ['of IPv4', '10.0.0.0/16'],
    ['of IPv4 in the clothes of IPv6', '::ffff:10.0.0.0/112'],
    ['with a zone', 'fe80::%eth0/64'],
    ['of nothing', ''],
    ['of a placeholder', '${aws:ec2/vpc:Vpc::ward.ipv6CidrBlock}'],
  ])('%s is none', (_, cidr) => {
    expect(parseIpv6Range(cidr)).toBeUndefined();
  });

  it.each([
    ['2001:DB8:0000::/32', '2001:db8::/32'],
    ['0:0:0:0:0:0:0:0/0', '::/0'],
    ['0::0/0', '::/0'],
    ['::0001/128', '::1/128'],
    // One zero is written; of two rows of the same length the first is left out.
    ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1/128'],
    ['2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1/128'],
    ['2001:0:0:1:0:0:0:1/128', '2001:0:0:1::1/128'],
    ['2001:db8:1:2:3:4:5:0/112', '2001:db8:1:2:3:4:5:0/112'],
    ['2001:db8:1:2:3:4:0:0/96', '2001:db8:1:2:3:4::/96'],
  ])('%s is written as %s', (cidr, written) => {
    const range = parseIpv6Range(cidr);
    expect(range && printIpv6Range(range)).toBe(written);
  });
});

describe('a /64 of a block', () => {
  it.each([
    ['2001:db8:1234:5600::/56', 0, '2001:db8:1234:5600::/64'],
    ['2001:db8:1234:5600::/56', 1, '2001:db8:1234:5601::/64'],
    ['2001:db8:1234:5600::/56', 255, '2001:db8:1234:56ff::/64'],
    // A block whose fourth group is zero is written without it.
    ['2001:db8:1234::/56', 0, '2001:db8:1234::/64'],
    ['2001:db8:1234::/56', 5, '2001:db8:1234:5::/64'],
    ['2001:db8::/56', 2, '2001:db8:0:2::/64'],
    ['2001:db8:1234::/48', 65_535, '2001:db8:1234:ffff::/64'],
    ['2001:db8:1234:5678::/64', 0, '2001:db8:1234:5678::/64'],
  ])('[C1] of %s with the number %i is %s', (block, place, subnet) => {
    expect(ipv6Subnet(block, place)).toBe(subnet);
  });

  it.each([
    ['2001:db8:1234:5600::/56', 256],
    ['2001:db8:1234:5600::/56', -1],
    ['2001:db8::/72', 0],
    ['', 0],
    ['${aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation::ward.ipv6CidrBlock}', 3],
  ])('of %p with the number %i there is none, and what was given comes back', (block, place) => {
    expect(ipv6Subnet(block, place)).toBe(block);
  });

  it('differs from zone to zone, and stays when zones are added', () => {
    const subnets = [0, 1, 2, 3, 4, 5].map(place => ipv6Subnet('2001:db8:1234:5600::/56', place));
    expect(new Set(subnets).size).toBe(6);
  });
});
