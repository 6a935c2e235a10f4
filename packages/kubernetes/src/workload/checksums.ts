import type { Workload } from '@clinfra/core';
import { digestOf } from '../digest';
import type { Shared } from './shared';
import { hasVariables } from './variables';

/**
 * What a pod reads when it starts and what stands in other objects: a change of any of it starts new pods. Addresses that are known only
 * after apply are not among it; a store that moves is found by its name.
 */
export function checksums(workload: Workload, { uses, volumes }: Shared): Record<string, string> {
  const found: Record<string, string> = {};
  if (hasVariables(workload)) found['clinfra.io/variables-checksum'] = digest(sorted(workload.variables));
  if (volumes.files.length > 0) found['clinfra.io/files-checksum'] = digest(volumes.files.map(({ configMap, files }) => [configMap, sorted(files)]));
  const existing = uses.stores.flatMap(({ store: { name, existing: address, port } }) => {
    if (!address) return [];
    return [[name, address.host, 'bucket' in address ? address.bucket : (address.readerHost ?? ''), port]];
  });
  if (existing.length > 0) found['clinfra.io/connections-checksum'] = digest(existing);
  const patches = workload.patches.filter(({ kind }) => kind === 'ConfigMap');
  if (patches.length > 0) found['clinfra.io/patches-checksum'] = digest(patches.map(({ name, merge }) => [name ?? '', merge]));
  return found;
}

function sorted(values: Readonly<Record<string, string>>): readonly (readonly [string, string | undefined])[] {
  return Object.keys(values)
    .sort()
    .map(name => [name, values[name]]);
}

function digest(value: unknown): string {
  return digestOf(JSON.stringify(value));
}
