import { at } from '../fixtures/at';
import { isPromQl } from '../fixtures/promql';
import { SITES } from '../graph/platforms';

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

const RULES = SITES.flatMap(({ title, manifests }) =>
  manifests
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(rule => (at(rule, 'spec', 'groups') as readonly { readonly rules: readonly Rule[] }[]).flatMap(group => group.rules))
    .map(rule => ({ title: `${rule.alert} of ${title}`, expr: rule.expr })),
);

describe('alerts of every platform', () => {
  it('[X5] are asked in PromQL, as the grammar of Prometheus has it', () => {
    expect(RULES.length).toBeGreaterThan(0);
    expect(RULES.filter(({ expr }) => !isPromQl(expr))).toEqual([]);
  });

  it('would be refused with an open bracket, or a threshold that is none', () => {
    const [rule] = RULES;
    if (!rule) throw new Error('there is no alert');
    expect([isPromQl(rule.expr.replace(')', '')), isPromQl(`${rule.expr} > > 10`)]).toEqual([false, false]);
  });
});
