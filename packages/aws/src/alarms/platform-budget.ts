import type { Budget as DeclaredBudget, Platform } from '@clinfra/core';
import { Budget } from '@pulumi/aws/budgets';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { budgetSettings } from './budget-settings';

export interface PlatformBudgetArgs {
  /** A site of the platform; budgets are for all regions. */
  readonly facts: SiteFacts;
  readonly platform: Platform;
  readonly budget: DeclaredBudget;
  readonly accountId: Input<string>;
}

/** What a platform may cost in its environment, and who is told. */
export class PlatformBudget extends ComponentResource {
  constructor(name: string, args: PlatformBudgetArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:PlatformBudget', name, {}, opts);
    const { facts, platform, budget, accountId } = args;
    const settings = { name: `${platform.name}-${platform.environment}`, accountId, ...budgetSettings(budget, platform) };
    new Budget(name, { tags: facts.owned(name).tags, ...settings }, { parent: this });
    this.registerOutputs({});
  }
}
