import { errorOnPlaceholders } from './failed-callback';
import { isPlaceholder, stepInto } from './late-value';
import { answersAsTheyAre, lazyOutputs, noteAnswers } from './outputs';
import { plainStruct, quickProperties } from './properties';
import { never, type RunningProgram } from './running-program';
import type { AnyOutput, AnyStackReference, ApplyCallback, DebuggablePromise, Log, Sdk, Transformation } from './sdk';

/**
 * Replaces, until the returned function is called, what the SDK does to promises, outputs, callbacks and messages of a
 * recorded program. Code outside of one, for which `current` has no answer, meets the SDK as it was.
 *
 * Why replace: the SDK makes a dozen promises and four stack traces for every property a resource might ever have, which
 * is most of the time and memory of a plan; and it reports errors by leaving promises rejected, which ends a process
 * that has no engine to talk to.
 */
export function takeOver(sdk: Sdk, current: () => RunningProgram | undefined): () => void {
  const restore: (() => void)[] = [];
  const replace = <T, K extends keyof T>(object: T, name: K, by: (original: T[K]) => T[K]): void => {
    const original = object[name];
    object[name] = by(original);
    restore.push(() => {
      object[name] = original;
    });
  };
  replace(sdk.debuggable, 'debuggablePromise', original => quietPromise(original, current));
  replace(sdk.rpc, 'serializeResourceProperties', original => quickProperties(original, current));
  replace(sdk.messages.Struct, 'fromJavaScript', original => plainStruct(original, sdk, current));
  replace(sdk.rpc, 'transferProperties', original => lazyOutputs(original, sdk, current));
  replace(sdk.rpc, 'deserializeProperties', original => answersAsTheyAre(original, current));
  replace(sdk.rpc, 'resolveProperties', original => noteAnswers(original, current));
  replace(sdk.output.Output.prototype, 'apply', original => guardedApply(original, sdk, current));
  const { prototype: reference } = sdk.stackReference.StackReference;
  for (const method of ['getOutput', 'requireOutput'] as const) replace(reference, method, original => outputOfStack(original, sdk, current));
  replace(sdk.resource.Resource, 'stackTrace', original => skip => (current() === undefined ? original.call(sdk.resource.Resource, skip) : []));
  for (const level of ['info', 'warn', 'error'] as const) replace(sdk.log, level, original => silentLog(original, level, current));
  return () => {
    for (const undo of restore.reverse()) undo();
  };
}

/** The SDK passes its promises through here to find leaks; a rejected one ends the program instead of the process. */
function quietPromise(original: DebuggablePromise, current: () => RunningProgram | undefined): DebuggablePromise {
  return (promise, context) => {
    const program = current();
    if (program === undefined) return original(promise, context);
    return promise.then(undefined, error => {
      program.fail(error);
      return never();
    });
  };
}

function guardedApply(original: AnyOutput['apply'], sdk: Sdk, current: () => RunningProgram | undefined): AnyOutput['apply'] {
  return function (this: AnyOutput, callback, withUnknowns) {
    const program = current();
    return original.call(this, program === undefined ? callback : guarded(callback, withUnknowns === true, program, sdk), withUnknowns);
  };
}

/** A callback whose error ends the program. One that takes its time is waited for, as the engine does. */
function guarded(callback: ApplyCallback, followsPath: boolean, program: RunningProgram, sdk: Sdk): ApplyCallback {
  return value => {
    const failed = (error: unknown): Promise<never> => {
      program.fail(errorOnPlaceholders(error, value));
      return never();
    };
    try {
      const result = followsPath ? follow(callback, value) : callback(value);
      if (!isThenable(result)) return result;
      const settled = Promise.resolve(result).then(undefined, failed);
      const store = sdk.state.getLocalStore();
      if (store !== undefined) store.settings.rpcDone = store.settings.rpcDone.then(() => settled);
      return settled;
    } catch (error) {
      return failed(error);
    }
  };
}

/**
 * `cluster.identities[0].oidcs` reads properties of an output one by one, each by such a callback. On a placeholder that
 * would give a letter of its text; it gives the placeholder of the property instead.
 */
function follow(callback: ApplyCallback, value: unknown): unknown {
  const result = callback(value);
  if (!isPlaceholder(value) || result === value) return result;
  let step: string | undefined;
  callback(
    new Proxy(
      {},
      {
        get: (_, key) => {
          // The SDK first asks by names of its own whether this is one of its values.
          if (typeof key === 'string' && !key.startsWith('__')) step = key;
          return undefined;
        },
      },
    ),
  );
  return step === undefined || step in String.prototype ? result : stepInto(value, step);
}

/** The SDK looks for an output of another stack in a copy of them all, and which there are is not known before apply: whichever is asked for is one. */
function outputOfStack(
  original: AnyStackReference['getOutput'],
  sdk: Sdk,
  current: () => RunningProgram | undefined,
): (this: AnyStackReference, name: unknown) => AnyOutput {
  return function (name) {
    if (current() === undefined) return original.call(this, name);
    return sdk.output.output(name).apply(known => this.outputs.apply(outputs => (outputs as Readonly<Record<string, unknown>>)[String(known)]));
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Messages are for an engine's display. One of level error makes a real deployment fail, and so this one. */
function silentLog(original: Log, level: 'info' | 'warn' | 'error', current: () => RunningProgram | undefined): Log {
  return (message, ...rest) => {
    const program = current();
    if (program === undefined) return original(message, ...rest);
    if (level === 'error') program.fail(new Error(`the program logged an error: ${message}`));
    return Promise.resolve();
  };
}

/**
 * Drops the former types that a provider's SDK adds to its resources as aliases. They are the same in every plan, which
 * leaves them out, and four outputs each: half the cost of a Deployment. A component's are the program's own and stay.
 */
export function withoutFormerTypes(sdk: Sdk): Transformation {
  return ({ resource, props, opts }) => {
    if (!Array.isArray(opts.aliases) || !(resource instanceof sdk.resource.CustomResource)) return undefined;
    const aliases = opts.aliases.filter(alias => typeof alias !== 'object' || Object.keys(alias).some(key => key !== 'type'));
    return { props, opts: { ...opts, aliases } };
  };
}
