import type { Workload } from '@clinfra/core';
import type { Manifest } from '../manifest';

/** Whose patches an object bears; whoever reads the object or the preview sees that it is not only what was rendered. */
const PATCHED_BY = 'clinfra.io/patched-by';

/** The object with the patches of its workload laid over it, in their order, before anything that follows from its content. */
export function patched(workload: Workload, manifest: Manifest): Manifest {
  const patches = workload.patches.filter(({ kind }) => kind === manifest.kind);
  if (patches.length === 0) return manifest;
  const whole = patches.reduce<unknown>((whole, { merge }) => merged(whole, merge), manifest) as Manifest;
  const { metadata } = whole;
  return { ...whole, metadata: { ...metadata, annotations: { ...metadata.annotations, [PATCHED_BY]: workload.path } } };
}

/** JSON merge patch, RFC 7386. Nothing is changed in place, for parts of a manifest are shared. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const fields = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) fields.delete(key);
    else fields.set(key, merged(fields.get(key), value));
  }
  return Object.fromEntries(fields);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
