import { PlanError, readPlan } from '@clinfra/plan';

const finding = { rule: 'scale-range', severity: 'warning', path: 'clinical.ehr.scale', must: 'be small', got: '9', remedy: 'lower it' };

const planWith = (...findings: readonly unknown[]): string =>
  JSON.stringify({ version: 1, platform: 'ward', environment: 'production', resources: [], findings });

describe('readPlan', () => {
  it('takes a plan with findings', () => {
    expect(readPlan(planWith(finding)).findings).toEqual([finding]);
  });

  it.each<readonly [what: string, finding: unknown]>([
    ['null', null],
    ['a list', []],
    ['without a severity', { ...finding, severity: undefined }],
    ['of an unknown severity', { ...finding, severity: 'fatal' }],
    ['without a remedy', { ...finding, remedy: undefined }],
    ['with a path that is none', { ...finding, path: 5 }],
  ])('refuses a finding that is %s', (_, wrong) => {
    expect(() => readPlan(planWith(finding, wrong))).toThrow(
      new PlanError('must give each finding a severity, a rule, a path, must, got and remedy, got findings[1] without'),
    );
  });

  it.each(['# Clinfra\n\nsecret', '{"version": 1, "token": secret}', 'undefined'])(
    'says in one line that it is no JSON, and quotes nothing of it: %j',
    text => {
      expect(() => readPlan(text)).toThrow(/^must be a plan, got what is no JSON: (?!.*secret)[^\n"]*$/);
    },
  );
});
