import type { EngineResource } from './harness/pulumi-stack';
import { whatStandsOn } from './harness/what-stands-on';

const aResource = (urn: string, rest: Partial<EngineResource> = {}): EngineResource => ({ urn, type: 't', ...rest });

describe('what stands on a resource', () => {
  const resources = [
    aResource('network'),
    aResource('database', { dependencies: ['network'] }),
    aResource('address', { parent: 'database' }),
    aResource('provider', { dependencies: ['database'] }),
    aResource('service', { provider: 'provider::1234' }),
    aResource('elsewhere'),
  ];

  it('is all that depends on it, belongs to it or is reached through it, and what stands on that', () => {
    expect(whatStandsOn(resources, 'network')).toEqual(['database', 'address', 'provider', 'service']);
  });

  it('is nothing for what is a leaf', () => {
    expect(whatStandsOn(resources, 'service')).toEqual([]);
    expect(whatStandsOn(resources, 'elsewhere')).toEqual([]);
  });
});
