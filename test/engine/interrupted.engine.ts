import { describeWithEngines } from './harness/describe-with-engines';
import { Environment } from './harness/environment';
import { Journal } from './harness/journal';
import { type Outcome, succeeded } from './harness/pulumi-stack';

/** Far enough for the network to be there and early enough for the stores not to be. */
const FAILING_CREATE = 40;

describeWithEngines('an `up` that is interrupted by a failing service', ['pulumi', 'control plane', 'definitions'], () => {
  const journal = new Journal('an interrupted up of nilecare-development');
  let environment: Environment;
  let first: Outcome;

  beforeAll(async () => {
    environment = await Environment.prepare('nilecare-development', journal, { checkpoints: true });
    const env = { CLINFRA_ENGINE_FAIL_CREATE: String(FAILING_CREATE) };
    first = await journal.step('up, interrupted', () => environment.stack.up({ env }));
  });

  afterAll(() => {
    environment?.stop();
    journal.print();
  });

  const registered = async () => (await environment.stack.resources()).flatMap(({ urn, type }) => (type.startsWith('aws:') ? [urn] : [])).sort();
  const made = () => environment.workstation.awsResources().map(({ urn }) => urn);

  it('[T5] fails and keeps in its state exactly what was made', async () => {
    expect(first.code).not.toBe(0);
    expect(made().length).toBeGreaterThanOrEqual(FAILING_CREATE - 1);
    expect([...made()].sort()).toEqual(await registered());
  });

  it('[T5] is finished by the next one, which makes the rest: nothing twice, nothing lost', async () => {
    const before = new Set(made());
    const { events } = succeeded(await journal.step('up, resumed', () => environment.stack.up()));
    const created = events.steps.filter(({ op, type }) => op === 'create' && type.startsWith('aws:')).map(({ urn }) => urn);
    expect(events.steps.filter(({ op }) => op !== 'create')).toEqual([]);
    expect(created.filter(urn => before.has(urn))).toEqual([]);
    expect([...made()].sort()).toEqual([...before, ...created].sort());
    expect([...made()].sort()).toEqual(await registered());
    expect(new Set(made()).size).toBe(made().length);
    succeeded(await journal.step('preview without changes', () => environment.stack.preview({ args: ['--expect-no-changes'] })));
  });
});
