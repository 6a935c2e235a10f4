import { check, message } from '@clinfra/checks';
import { references } from '.';

describe.each(Object.entries(references))('%s', (_name, declare) => {
  it('has no finding but what it waives in writing, so that what it shows may be done as it is', () => {
    const findings = check(declare(), { today: '2026-11-23' });
    expect(findings.filter(({ severity }) => severity === 'error').map(message)).toEqual([]);
    expect(findings.map(({ remedy }) => remedy.replace(/:.*/, ''))).toEqual(findings.map(() => expect.stringMatching(/^waived until 2027-/)));
  });
});
