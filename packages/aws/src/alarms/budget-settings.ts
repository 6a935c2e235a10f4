import { type Budget, type Percent, type Platform, percent } from '@clinfra/core';

/** A budget as AWS takes it. */
export function budgetSettings({ monthly, of = 'account', spent = HALF_TO_WHOLE, expected = [percent(100)], notify }: Budget, { name, environment }: Platform) {
  const told = (notificationType: 'ACTUAL' | 'FORECASTED') => (share: Percent) => ({
    comparisonOperator: 'GREATER_THAN',
    notificationType,
    threshold: share.toNumber(),
    thresholdType: 'PERCENTAGE',
    subscriberEmailAddresses: [...notify],
  });
  const tags = [`user:platform$${name}`, `user:environment$${environment}`];
  return {
    budgetType: 'COST',
    limitAmount: String(monthly),
    limitUnit: 'USD',
    timeUnit: 'MONTHLY',
    ...(of === 'platform' && { costFilters: [{ name: 'TagKeyValue', values: tags }] }),
    notifications: [...spent.map(told('ACTUAL')), ...expected.map(told('FORECASTED'))],
  };
}

const HALF_TO_WHOLE = [percent(50), percent(80), percent(100)];
