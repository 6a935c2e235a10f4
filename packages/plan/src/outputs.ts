import { lateValue } from './late-value';
import { keepId } from './read-ids';
import { Answer } from './requests';
import type { RunningProgram } from './running-program';
import type { AnyOutput, AnyResource, DeserializeProperties, ResolveProperties, Sdk, TransferProperties } from './sdk';

/** The outputs of a resource: what the monitor answered, and those that somebody has read. */
interface Outputs {
  readonly make: (resource: AnyResource, key: string) => AnyOutput;
  readonly read: Map<string, unknown>;
  answers: Answers;
}

type Answers = Readonly<Record<string | symbol, unknown>>;

const OUTPUTS = Symbol('outputs');
/** Under it stand answers as the monitor gave them. */
const UNREAD = Symbol('unread');

type WithOutputs = AnyResource & { [OUTPUTS]?: Outputs };

/**
 * Gives a resource under construction its outputs. Each is made when somebody reads it, which nobody does with most, and
 * holds what the monitor answered, else what stands for a value known only after apply.
 */
export function lazyOutputs(original: TransferProperties, sdk: Sdk, current: () => RunningProgram | undefined): TransferProperties {
  return (resource: WithOutputs, label, properties) => {
    const program = current();
    if (program === undefined) return original(resource, label, properties);
    keepId(resource, program);
    program.constructed(sdk.resource.resourceType(resource), sdk.resource.resourceName(resource));
    const keys = Object.keys(properties).filter(key => key !== 'id' && key !== 'urn');
    // The SDK refuses this in its own words.
    if (keys.some(key => Object.hasOwn(resource, key))) return original(resource, label, properties);
    const outputs: Outputs = { make: (of, key) => outputOf(of, key, program, sdk), read: new Map(), answers: {} };
    Object.defineProperty(resource, OUTPUTS, { value: outputs });
    for (const key of keys) Object.defineProperty(resource, key, propertyOf(key));
    return {};
  };
}

/** Resources have thousands of properties, of a few hundred names: one for each name, so that resources of a type stay alike to V8. */
const propertyOfName = new Map<string, PropertyDescriptor>();

function propertyOf(key: string): PropertyDescriptor {
  const known = propertyOfName.get(key);
  if (known !== undefined) return known;
  const property: PropertyDescriptor & ThisType<AnyResource & { readonly [OUTPUTS]: Outputs }> = {
    enumerable: true,
    configurable: true,
    get() {
      const { make, read } = this[OUTPUTS];
      if (!read.has(key)) read.set(key, make(this, key));
      return read.get(key);
    },
    set(value: unknown) {
      this[OUTPUTS].read.set(key, value);
    },
  };
  propertyOfName.set(key, property);
  return property;
}

function outputOf(resource: WithOutputs, key: string, program: RunningProgram, sdk: Sdk): AnyOutput {
  // The SDK gives the URN and at once all answers; so these are there when the callback runs.
  return resource.urn.apply(urn => {
    const answer = answerOf(resource[OUTPUTS]?.answers ?? {}, key, sdk);
    if (answer !== undefined) return sdk.rpc.isRpcSecret(answer) ? sdk.output.secret(sdk.rpc.unwrapRpcSecret(answer)) : answer;
    const value = lateValue(sdk.resource.resourceType(resource), sdk.resource.resourceName(resource), key);
    return program.isSecret(urn, key) ? sdk.output.secret(value) : value;
  });
}

function answerOf(answers: Answers, key: string, sdk: Sdk): unknown {
  const unread = answers[UNREAD] as Answers | undefined;
  if (unread === undefined) return Object.hasOwn(answers, key) ? answers[key] : undefined;
  return Object.hasOwn(unread, key) && unread[key] !== undefined ? sdk.rpc.deserializeProperty(unread[key]) : undefined;
}

/** The SDK reads every value of an answer; one that nobody asks for can stay as it is. */
export function answersAsTheyAre(original: DeserializeProperties, current: () => RunningProgram | undefined): DeserializeProperties {
  return (answer, keepUnknowns) => (current() !== undefined && answer instanceof Answer ? { [UNREAD]: answer.toJavaScript() } : original(answer, keepUnknowns));
}

export function noteAnswers(original: ResolveProperties, current: () => RunningProgram | undefined): ResolveProperties {
  return (resource: WithOutputs, resolvers, type, name, answers, ...rest) => {
    const outputs = current() === undefined ? undefined : resource[OUTPUTS];
    if (outputs === undefined) original(resource, resolvers, type, name, answers, ...rest);
    else outputs.answers = answers;
  };
}
