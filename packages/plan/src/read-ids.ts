import { placeholder } from './late-value';
import type { RunningProgram } from './running-program';
import type { AnyResource, Sdk, Transformation } from './sdk';

/**
 * The SDK forgets of an id by which something is read that it is secret: it asks for it in clear, and gives it out as the resource's id. Here the question
 * is asked with what stands for the id, and the resource's id stays the secret that it is (`keepId`).
 */
export function askWithoutSecretIds(sdk: Sdk, program: RunningProgram): Transformation {
  return ({ resource, type, name, props, opts }) => {
    if (opts.id === undefined || typeof opts.id === 'string') return undefined;
    const id = sdk.output.output(opts.id);
    program.idsOfRead.set(resource, id);
    const shown = id.isSecret.then(secret => (secret ? placeholder(type, name, 'id') : id));
    return { props, opts: { ...opts, id: shown } };
  };
}

/** Gives a resource that is only read the secret back by which the program reads it. */
export function keepId(resource: AnyResource, program: RunningProgram): void {
  const id = program.idsOfRead.get(resource);
  if (id !== undefined) resource.id = resource.id?.apply(asked => id.isSecret.then(secret => (secret ? id : asked)));
}
