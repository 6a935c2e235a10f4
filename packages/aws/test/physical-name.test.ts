import { physicalName } from '../src/physical-name';

describe('a name inside an account', () => {
  it.each([
    [['ward', 'production', 'dublin'], 40, 'ward-production-dublin'],
    [['ward', 'production', 'dublin', 'records'], 29, /^ward-production-dublin-[0-9a-f]{6}$/],
    [['3care', 'production'], 40, /^n3care-production-[0-9a-f]{6}$/],
    [['ward', 'clinical.ehr'], 40, /^ward-clinical-ehr-[0-9a-f]{6}$/],
    [['a--b', 'c-'], 40, /^a-b-c-[0-9a-f]{6}$/],
  ])('is made of %j in at most %i characters', (parts, max, expected) => {
    const name = physicalName(parts, max);
    expect(name).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
    expect(name.length).toBeLessThanOrEqual(max);
  });

  it('differs for two things whose names only differ where they were cut or cleaned', () => {
    expect(physicalName(['ward', 'clinical.ehr'], 40)).not.toBe(physicalName(['ward', 'clinical-ehr'], 40));
    expect(physicalName(['x'.repeat(50), 'a'], 40)).not.toBe(physicalName(['x'.repeat(50), 'b'], 40));
  });

  it('is the same every time', () => {
    expect(physicalName(['ward', 'clinical.ehr'], 40)).toBe(physicalName(['ward', 'clinical.ehr'], 40));
  });
});
