import type { SecretUse } from '../secrets/secret';
import type { SecretFiles, Volume } from '../volumes/volume';
import type { Container } from './container';
import type { Workload } from './workload';

/** A container with where it is declared: the workload's own path, or that of one beside it. */
export interface PlacedContainer {
  readonly path: string;
  readonly role: 'main' | 'sidecar' | 'init';
  readonly container: Container;
}

/** Every container of a workload's pods, the main one first. */
export function containersOf(workload: Workload): readonly PlacedContainer[] {
  const { path, sidecars, initContainers } = workload;
  const placed = (role: 'sidecar' | 'init', place: string) => (container: Container) => ({ path: `${path}.${place}.${container.name}`, role, container });
  return [
    { path, role: 'main', container: mainOf(workload) },
    ...sidecars.map(placed('sidecar', 'sidecars')),
    ...initContainers.map(placed('init', 'initContainers')),
  ];
}

/** The main container, which is called as the workload is and learns where its edges lead. Its own ports and probes depend on the kind of workload. */
function mainOf({ name, image, command, arguments: words, size, resources, variables, secrets, mounts, writable, security }: Workload): Container {
  const asks = { name, image, command, arguments: words, size, resources, variables, secrets, mounts, writable, security };
  return Object.assign(asks, { connections: true, ports: [], probes: {} } as const);
}

/** What the containers of a workload take of secrets, as variables and as files. */
export function secretsOf(workload: Workload): readonly SecretUse[] {
  const files = volumesOf(workload).flatMap(volume => (isFilesOfSecret(volume) ? [{ secret: volume.secret, variables: volume.files }] : []));
  return [...workload.secrets, ...[...workload.sidecars, ...workload.initContainers].flatMap(({ secrets }) => secrets), ...files];
}

/** What the containers of a workload mount, each volume once. */
export function volumesOf({ mounts, sidecars, initContainers }: Workload): readonly Volume[] {
  return [...new Set([mounts, ...[...sidecars, ...initContainers].map(container => container.mounts)].flatMap(one => Object.values(one)))];
}

/** As callers without types may pass it. */
function isFilesOfSecret(volume: Volume | undefined): volume is SecretFiles {
  return volume?.kind === 'secret-files';
}
