import { check, message } from '@clinfra/checks';
import { references } from '.';

describe.each(Object.entries(references))('%s', (_name, declare) => {
  it('has no finding, so that what it shows may be done as it is', () => {
    expect(check(declare(), { today: '2026-11-23' }).map(message)).toEqual([]);
  });
});
