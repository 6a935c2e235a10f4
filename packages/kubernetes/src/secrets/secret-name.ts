import type { Secret, SecretSource } from '@clinfra/core';
import { digestOf } from '../digest';
import type { SiteView } from '../site-view';

const DIGEST = 8;

/**
 * The Secret of a namespace in which the values of a declared one stand. That of a stated version carries a digest of where it comes from, because a
 * container reads its environment when it starts: another version is another object, so that the pods that use it are made anew.
 */
export function secretName(view: SiteView, secret: Secret): string {
  const name = `secret-${secret.name}`;
  const { secrets: source } = view.site;
  if (secret.version === undefined || source === undefined) return name;
  const origin = [...placeOf(source), secret.nameAt(view.site), secret.version];
  return `${name}-${digestOf(JSON.stringify(origin)).slice(0, DIGEST)}`;
}

/** What makes it another source, and not only another way to the same one. */
function placeOf(source: SecretSource): readonly string[] {
  return source.kind === 'vault' ? [source.kind, source.server, source.path] : [source.kind];
}
