import { siteNetwork } from '@clinfra/core';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

describe('the network of a site', () => {
  it('has a part for each zone and no more, where the site declares several', () => {
    const { zones, companion } = siteNetwork({ cidr: '10.0.0.0/16', region: 'eu-west-1' }, ZONES);
    expect(zones.map(({ zone }) => zone)).toEqual(ZONES);
    expect(companion).toBeUndefined();
  });

  it.each([
    ['eu-west-1', 'eu-west-1a', 'eu-west-1c'],
    ['eu-west-1', 'eu-west-1c', 'eu-west-1a'],
    ['ca-central-1', 'ca-central-1a', 'ca-central-1b'],
  ] as const)('has a second zone in %s where the site declares only %s: %s', (region, zone, companion) => {
    const network = siteNetwork({ cidr: '10.0.0.0/16', region }, [zone]);
    expect(network.zones.map(part => part.zone)).toEqual([zone]);
    expect(network.companion?.zone).toBe(companion);
  });

  it('does not move the first zone when a second one is declared', () => {
    const one = siteNetwork({ cidr: '10.0.0.0/16', region: 'eu-west-1' }, ['eu-west-1a']);
    const two = siteNetwork({ cidr: '10.0.0.0/16', region: 'eu-west-1' }, ['eu-west-1a', 'eu-west-1c']);
    expect(two.zones).toEqual([...one.zones, one.companion]);
  });

  it('is empty where the range cannot be divided', () => {
    expect(siteNetwork({ cidr: 'nonsense', region: 'eu-west-1' }, ['eu-west-1a'])).toEqual({ zones: [], companion: undefined });
  });
});
