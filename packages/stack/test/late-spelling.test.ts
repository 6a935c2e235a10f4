import type { Platform } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import { planJson, planOf } from '@clinfra/plan';
import { references } from '../../../test/reference';
import type { Reading } from '../src/late-values';

let mockReading: Reading = 'first';
const mockTokens = new Map<Reading, string[]>([
  ['first', []],
  ['second', []],
]);

jest.mock('../src/late-values', () => {
  const actual = jest.requireActual('../src/late-values');
  class Spelled extends actual.LateValues {
    constructor(private readonly given?: Reading) {
      super(given ?? mockReading);
    }

    text(...args: unknown[]): string {
      const token = super.text(...args);
      if (this.given === undefined) mockTokens.get(mockReading)?.push(token);
      return token;
    }
  }
  return { ...actual, LateValues: Spelled };
});

/** The plan of a platform whose late values are spelled in this way while they are on the way. */
async function planned(declare: () => Platform, reading: Reading): Promise<string> {
  mockReading = reading;
  return planJson(await planOf(declare(), { today: '2026-11-23' }));
}

const PLATFORMS: readonly (readonly [name: string, declare: () => Platform])[] = [
  ['nilecare-production', () => nilecare('production')],
  ...Object.entries(references),
];

describe('however late values are spelled on the way', () => {
  it.each(PLATFORMS)('%s is registered as it is: nothing of ours is hashed, cut or encoded with one', async (_, declare) => {
    const plan = await planned(declare, 'first');
    expect(await planned(declare, 'second')).toBe(plan);
  });

  it('they were spelled in both ways', () => {
    const [first, second] = [...mockTokens.values()];
    expect(first?.length).toBeGreaterThan(20);
    expect(second?.length).toBe(first?.length);
    expect(first?.filter(token => second?.includes(token))).toEqual([]);
  });
});
