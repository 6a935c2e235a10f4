import { Construct } from 'constructs';
import { Declaration } from '../platform/declaration';

/** Something cannot be declared or read at all, because what it is to stand in, or what is to be read, is none. */
export class DeclarationError extends Error {
  override readonly name = 'DeclarationError';
}

const ONE_COPY = 'install one version, and let no test reset its modules (jest.resetModules) in between';

/** What something stands in, which must be of a kind: without it there is no place at which anything could be found. */
export function within<Scope extends Construct>(kind: string, scope: Scope, name: unknown): Scope {
  if (scope instanceof Declaration && Reflect.get(scope, 'kind') === kind) return scope;
  const remedy = isForeign(scope) ? ONE_COPY : 'give it as the first argument';
  throw new DeclarationError(`${String(name)}: must stand in a ${kind}, got ${shown(scope)}; ${remedy}`);
}

/** Why something cannot be read as a platform: what another copy declares is no instance of anything here, and a reader would find nothing in it. */
export function noPlatform(platform: unknown): DeclarationError {
  const remedy = isForeign(platform) ? ONE_COPY : 'declare one';
  return new DeclarationError(`${nameOf(platform)}: must be a platform of the copy of @clinfra/core that reads it, got ${shown(platform)}; ${remedy}`);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (isForeign(value)) return `a ${value.kind} of another copy of @clinfra/core`;
  return value instanceof Construct ? `a ${String(Reflect.get(value, 'kind'))}` : `a value of type ${typeof value}`;
}

/** Whether it has a kind and a place as a declaration has, and is none of ours. */
function isForeign(value: unknown): value is { readonly kind: string } {
  if (typeof value !== 'object' || value === null || value instanceof Declaration) return false;
  return 'node' in value && 'kind' in value && typeof value.kind === 'string';
}

function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : 'platform';
}
