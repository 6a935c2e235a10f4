import { setImmediate } from 'node:timers';
import { hideMachine } from './environment';
import { type Invokes, PlanMonitor } from './monitor';
import { treeOrder } from './order';
import type { PlannedResource, PlanValue } from './planned-resource';
import { guardProcess } from './process-guard';
import { askWithoutSecretIds } from './read-ids';
import { RequestsUnderWay } from './requests-under-way';
import { never, RunningProgram } from './running-program';
import { keepGlobals, loadSdk, prepareStore, type Sdk, type Store } from './sdk';
import { takeOver, withoutFormerTypes } from './take-over';

/**
 * Whose program it is, and what it is told.
 *
 * It meets the environment of this process without `AWS_*`, `KUBECONFIG` and `PULUMI_*`, by which the SDKs of AWS, Kubernetes and Pulumi find accounts
 * and clusters: a plan is the same on every machine. What the program sets of them itself it reads. Providers of others have variables of their own, which
 * are not known here: give such a provider its arguments, or what it takes from them stands in the plan.
 */
export interface RecordOptions {
  /** Name of the Pulumi project: part of every URN. */
  readonly project: string;
  /** Name of the stack: part of every URN. */
  readonly stack: string;
  /**
   * The stack's configuration; a key without a namespace belongs to the project. The configuration of this process is
   * not read.
   *
   * @default none
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Answers to what the program asks its providers, by token: `{ 'aws:index/getCallerIdentity:getCallerIdentity': () => ({ accountId: '1' }) }`.
   * A question without an answer here is an error, for answering it needs an account.
   *
   * @default none
   */
  readonly invokes?: Invokes;
}

/** What a program registers. */
export interface Recording {
  /** Every resource, a parent before its children, else by URN. */
  readonly resources: readonly PlannedResource[];
  /** What the program returns. */
  readonly outputs: { readonly [key: string]: PlanValue };
}

let last: Promise<unknown> = Promise.resolve();
const programs = new WeakMap<Store, RunningProgram>();

/**
 * Runs a Pulumi program in this process with no engine, account or cluster, and returns what it would register. Rejects
 * with the program's own error if it has one. Several recordings take turns.
 *
 * Ends when everything has been registered that the program leads to, files included that it reads without waiting for them. A resource that a timer or a
 * connection still brings after that throws where it is made: await what makes it.
 */
export function record(options: RecordOptions, program: () => unknown): Promise<Recording> {
  const sdk = loadSdk();
  if (ownerOf(sdk) !== undefined) return Promise.reject(new Error('record was called inside a recorded program; record one program after the other'));
  const turn = last.then(() => recordAlone(sdk, options, program));
  // Not the recording itself: nobody wants it kept.
  last = turn.then(
    () => undefined,
    () => undefined,
  );
  return turn;
}

async function recordAlone(sdk: Sdk, options: RecordOptions, program: () => unknown): Promise<Recording> {
  const running = new RunningProgram(options.project, options.stack);
  const monitor = new PlanMonitor(running, { config: options.config ?? {}, invokes: options.invokes ?? {} });
  const restoreGlobals = keepGlobals();
  const restoreSdk = takeOver(sdk, () => ownerOf(sdk));
  const stopGuarding = guardProcess(running, () => ownerOf(sdk));
  const showMachine = hideMachine(() => ownerOf(sdk) !== undefined);
  try {
    const through = sdk.state.withLocalStorage(() => {
      const store = ownStore(sdk);
      programs.set(store, running);
      prepareStore(store, { ...options, config: options.config ?? {}, monitor });
      return runThrough(sdk, store, running, program);
    });
    await Promise.race([through, running.failed]);
    running.end();
    // What came a moment too late is told of a turn later.
    await Promise.race([nextTurn(), running.failed]);
    return { resources: treeOrder(monitor.resources.values()), outputs: monitor.outputs };
  } finally {
    running.end();
    // Node tells of rejections a turn after they happen.
    await nextTurn();
    showMachine();
    stopGuarding();
    restoreSdk();
    restoreGlobals();
  }
}

/** Runs the program and waits for what it started, as the engine does; but for no timer or server that it leaves behind. */
async function runThrough(sdk: Sdk, store: Store, running: RunningProgram, program: () => unknown): Promise<void> {
  const underWay = new RequestsUnderWay();
  await sdk.stack.runInPulumiStack(async () => {
    sdk.stack.registerStackTransformation(({ type, name }) => void running.constructing(type, name));
    sdk.stack.registerStackTransformation(withoutFormerTypes(sdk));
    sdk.stack.registerStackTransformation(askWithoutSecretIds(sdk, running));
    try {
      return await program();
    } catch (error) {
      running.fail(error);
      return never();
    }
  });
  let requests: unknown;
  do {
    requests = store.settings.rpcDone;
    await requests;
    // A callback may register more in answer to the last answer: everything that is ready runs before the next turn.
    await nextTurn();
  } while (store.settings.rpcDone !== requests || (await underWay.waited(() => running.over)));
}

function ownerOf(sdk: Sdk): RunningProgram | undefined {
  const store = sdk.state.getLocalStore();
  return store === undefined ? undefined : programs.get(store);
}

function ownStore(sdk: Sdk): Store {
  const store = sdk.state.getLocalStore();
  if (store === undefined) throw new Error('the Pulumi SDK gives this program no state of its own; use @pulumi/pulumi 3.248 or newer');
  return store;
}

// Not the global one: a test's fake timers would hold it.
function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve);
  });
}
