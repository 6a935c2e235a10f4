import type { WaivableRule, Waiver } from '@clinfra/core';
import type { Ward } from '../a-ward';

export const WAIVER = { rule: 'deletion-protection', reason: 'moved to the new hospital first', until: '2027-03-31' } as const;
export const unprotected = { records: { deletionProtection: false } } as const;

/** Waives a rule on a part of a ward. */
export const waive = (rule: WaivableRule, of: (ward: Ward) => { waive(waiver: Waiver): unknown }) => (ward: Ward) => of(ward).waive({ ...WAIVER, rule });
