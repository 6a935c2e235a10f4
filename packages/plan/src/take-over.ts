import { isPlaceholder, lateValue, stepInto } from './late-value';
import { never, type RunningProgram } from './running-program';
import type { AnyOutput, AnyResource, ApplyCallback, DebuggablePromise, Log, Resolver, Sdk, StructClass, TransferProperties, Transformation } from './sdk';
import type { Wire, WireObject } from './wire';

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
  const replace = <K extends string, F>(object: Record<K, F>, name: K, by: (original: F) => F): void => {
    const original = object[name];
    object[name] = by(original);
    restore.push(() => {
      object[name] = original;
    });
  };
  replace(sdk.debuggable, 'debuggablePromise', original => quietPromise(original, current));
  replace(sdk.rpc, 'transferProperties', original => lazyOutputs(original, sdk, current));
  replace(sdk.output.Output.prototype, 'apply', original => guardedApply(original, sdk, current));
  replace(sdk.resource.Resource, 'stackTrace', original => skip => (current() === undefined ? original.call(sdk.resource.Resource, skip) : []));
  replace(sdk.messages.Struct, 'fromJavaScript', original => plainStruct(original, sdk, current));
  for (const level of ['info', 'warn', 'error'] as const) replace(sdk.log, level, original => silentLog(original, level, current));
  return () => {
    for (const undo of restore.reverse()) undo();
  };
}

/** What the SDK sends is read in the same process: written as a message and read back, it would take a tenth of the time of a plan. */
function plainStruct(original: StructClass['fromJavaScript'], { messages: { Struct } }: Sdk, current: () => RunningProgram | undefined): typeof original {
  return values => {
    if (current() === undefined) return original.call(Struct, values);
    const copy = copied(values) as WireObject;
    return Object.assign(new Struct(), { toJavaScript: () => copy });
  };
}

/** A message holds nothing but what JSON can say; the words of the refusal are those of the library. */
function copied(value: unknown): Wire {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object') throw new Error('Unexpected struct type.');
  const copy: WireObject = {};
  for (const [key, inner] of Object.entries(value)) copy[key] = copied(inner);
  return copy;
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

/**
 * Gives a resource under construction its outputs. Each is made when somebody reads it, which nobody does with most, and
 * holds what the monitor answered, else what stands for a value known only after apply.
 */
function lazyOutputs(original: TransferProperties, sdk: Sdk, current: () => RunningProgram | undefined): TransferProperties {
  return (resource, label, properties) => {
    const program = current();
    if (program === undefined) return original(resource, label, properties);
    const type = sdk.resource.resourceType(resource);
    const name = sdk.resource.resourceName(resource);
    program.constructed(type, name);
    const resolvers: Record<string, Resolver> = {};
    for (const key of Object.keys(properties)) {
      if (key === 'id' || key === 'urn') continue;
      // The SDK refuses this in its own words.
      if (Object.hasOwn(resource, key)) return original(resource, label, properties);
      let answer: { readonly value: unknown; readonly isSecret: boolean } | undefined;
      resolvers[key] = (value, isKnown, isSecret) => {
        if (value !== undefined || isKnown) answer = { value, isSecret };
      };
      defineLazily(resource, key, () =>
        // The SDK gives the URN and at once all answers; so these are there when the callback runs.
        resource.urn.apply(urn => {
          const { value, isSecret } = answer ?? { value: lateValue(type, name, key), isSecret: program.isSecret(urn, key) };
          return isSecret ? sdk.output.secret(value) : value;
        }),
      );
    }
    return resolvers;
  };
}

function defineLazily(resource: AnyResource, key: string, make: () => AnyOutput): void {
  let output: unknown;
  Object.defineProperty(resource, key, {
    enumerable: true,
    configurable: true,
    get: () => {
      output ??= make();
      return output;
    },
    set: (value: unknown) => {
      output = value;
    },
  });
}

function guardedApply(original: AnyOutput['apply'], sdk: Sdk, current: () => RunningProgram | undefined): AnyOutput['apply'] {
  return function (this: AnyOutput, callback, withUnknowns) {
    const program = current();
    return original.call(this, program === undefined ? callback : guarded(callback, withUnknowns === true, program, sdk), withUnknowns);
  };
}

/** A callback whose error ends the program. One that takes its time is waited for, as the engine does. */
function guarded(callback: ApplyCallback, followsPath: boolean, program: RunningProgram, sdk: Sdk): ApplyCallback {
  const failed = (error: unknown): Promise<never> => {
    program.fail(error);
    return never();
  };
  return value => {
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
