import { planOf } from '@clinfra/plan';
import { declareStack } from '@clinfra/stack';
import { stacks } from '../../stacks/platforms';
import { describeWithEngines } from './harness/describe-with-engines';
import { STACKS, TODAY } from './harness/environment';
import { planDifferences } from './harness/plan-differences';
import { PulumiStack, succeeded } from './harness/pulumi-stack';
import { Workstation } from './harness/workstation';

describeWithEngines("the plan made offline and the engine's preview", ['pulumi'], () => {
  let workstation: Workstation;

  beforeAll(() => {
    workstation = new Workstation();
  });

  afterAll(() => workstation?.remove());

  it.each(STACKS)('[T5] agree on every resource of %s: types, names, parents, providers, regions, dependencies and inputs', async name => {
    const stack = new PulumiStack(workstation, name);
    succeeded(await stack.init());
    const [engine, plan] = await Promise.all([stack.planned(), planOf(declareStack(stacks, name), { today: TODAY })]);
    expect(plan.resources.length).toBeGreaterThan(100);
    expect(planDifferences(engine, plan.resources)).toEqual([]);
  });
});
