import { createHash } from 'node:crypto';

const DIGEST = 6;

/**
 * A name as AWS takes it nearly everywhere: lowercase letters, digits and single hyphens, a letter first, no longer than `max`. Where that
 * changes anything, a digest of the whole name keeps two names apart.
 */
export function physicalName(parts: readonly string[], max: number): string {
  const wanted = parts.join('-');
  const legal = wanted
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(?=[0-9])/, 'n');
  if (legal === wanted && legal.length <= max) return legal;
  const digest = createHash('sha256').update(parts.join('/')).digest('hex').slice(0, DIGEST);
  return `${legal.slice(0, max - DIGEST - 1).replace(/-+$/, '')}-${digest}`;
}
