import { createHash } from 'node:crypto';
import type { Workload } from '@clinfra/core';
import type { Shared } from './shared';
import { hasVariables, variablesChecksum } from './variables';

/**
 * What a pod reads when it starts and what stands in other objects: a change of any of it starts new pods. Addresses that are known only
 * after apply are not among it; a store that moves is found by its name.
 */
export function checksums(workload: Workload, { uses, volumes }: Shared): Readonly<Record<string, string>> | undefined {
  const existing = uses.stores.flatMap(({ store: { name, existing: address, port } }) => {
    if (!address) return [];
    return [[name, address.host, 'bucket' in address ? address.bucket : (address.readerHost ?? ''), port]];
  });
  const found = {
    ...(hasVariables(workload) ? { 'clinfra.io/variables-checksum': variablesChecksum(workload) } : undefined),
    ...(volumes.files.length > 0
      ? { 'clinfra.io/files-checksum': digest(volumes.files.map(({ configMap, files }) => [configMap, sorted(files)])) }
      : undefined),
    ...(existing.length > 0 ? { 'clinfra.io/connections-checksum': digest(existing) } : undefined),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}

function sorted(files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.keys(files)
    .sort()
    .map(name => [name, files[name] ?? '']);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
