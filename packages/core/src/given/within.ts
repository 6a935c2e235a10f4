import { Construct } from 'constructs';

/** Something cannot be declared at all, because what it is to stand in is none. */
export class DeclarationError extends Error {
  override readonly name = 'DeclarationError';
}

/** What something stands in, which must be of a kind: without it there is no place at which anything could be found. */
export function within<Scope extends Construct>(kind: string, scope: Scope, name: unknown): Scope {
  if (scope instanceof Construct && Reflect.get(scope, 'kind') === kind) return scope;
  throw new DeclarationError(`${String(name)}: must stand in a ${kind}, got ${shown(scope)}; give it as the first argument`);
}

function shown(scope: unknown): string {
  if (scope === undefined || scope === null) return 'nothing';
  return scope instanceof Construct ? `a ${String(Reflect.get(scope, 'kind'))}` : `a value of type ${typeof scope}`;
}
