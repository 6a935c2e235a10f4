import {
  type ConfigFiles,
  containersOf,
  DATABASES_FOLDER,
  type Inventory,
  type PlacedContainer,
  type Scratch,
  Size,
  type Volume,
  type Workload,
} from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { isText } from '../text';

const FILE_NAME = /^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/;
/** Kubernetes keeps no larger ConfigMap. */
const MOST_BYTES = 1_048_576;
const MEDIA = ['node', 'memory', 'disk'];
/** What the kernel and the runtime put there themselves. */
const SYSTEM = /^\/(proc|sys|dev)(\/|$)/;
/** What the platform mounts of the databases that a workload uses. */
const DATABASES = new RegExp(`^${DATABASES_FOLDER}(/|$)`);

export const mounts = rule(
  'mounts',
  'every path of a container holds one thing, and what is mounted can be made: the kubelet would wait for it for ever',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      for (const placed of containersOf(workload)) {
        yield* paths(placed);
        for (const [mount, volume] of Object.entries(placed.container.mounts)) yield* volumeAt(`${placed.path}.mounts.${mount}`, volume, workload, inventory);
        yield* inMemory(placed);
      }
    }
  },
);

function* paths({ path, container: { writable, mounts: mounted } }: PlacedContainer): Generator<Fault> {
  const owners = new Map<string, string>();
  const claims = [...writable.map((at, index) => ({ place: `writable[${index}]`, at })), ...Object.keys(mounted).map(at => ({ place: `mounts.${at}`, at }))];
  for (const { place, at } of claims) {
    const owner = owners.get(at);
    owners.set(at, owner ?? place);
    if (!isPath(at)) yield error(`${path}.${place}`, 'be an absolute path below the root, as short as it can be written', show(at), 'write it as /var/cache');
    else if (SYSTEM.test(at)) yield error(`${path}.${place}`, 'leave /proc, /sys and /dev to the system', show(at), 'mount it elsewhere');
    else if (DATABASES.test(at)) yield error(`${path}.${place}`, `leave ${DATABASES_FOLDER} to the platform`, show(at), 'mount it elsewhere');
    else if (owner)
      yield error(`${path}.${place}`, 'be used once in a container', `${show(at)}, as ${owner} too`, 'leave one of them out, or mount it elsewhere');
  }
}

/** Two spellings of one path would be two mounts at it. */
function isPath(path: unknown): boolean {
  return isText(path, /^(\/[^/\p{Cc}:]+)+$/u) && !path.split('/').some(part => part === '.' || part === '..');
}

function* volumeAt(path: string, volume: Volume, workload: Workload, { platform }: Inventory): Generator<Fault> {
  switch (volume?.kind) {
    case 'config-files':
      return yield* files(path, volume);
    case 'secret-files':
      // Which keys they are is judged with all other uses of the secret.
      return yield* fileNames(path, volume.files);
    case 'scratch':
      return yield* room(path, volume);
    case 'volume-claim':
      if (volume.domain !== workload.domain) {
        yield error(path, `be a volume of domain ${workload.domain.name}`, showOn(platform, volume), 'declare it in the domain of the workload');
      }
      return;
    default:
      yield error(path, 'be configFiles(...), secretFiles(...), scratch(...) or a VolumeClaim', show(volume), 'use one of them');
  }
}

function* files(path: string, { files: contents }: ConfigFiles): Generator<Fault> {
  yield* fileNames(path, contents);
  let bytes = 0;
  for (const [name, text] of Object.entries(contents ?? {})) {
    if (typeof text !== 'string') yield error(`${path}.${name}`, 'be text', show(text), 'write the contents of the file');
    else bytes += bytesOf(text);
  }
  if (bytes > MOST_BYTES) yield error(path, `hold at most ${MOST_BYTES} bytes`, String(bytes), 'put large files into the image');
}

/** As UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function* fileNames(path: string, contents: Readonly<Record<string, unknown>>): Generator<Fault> {
  const names = Object.keys(contents ?? {});
  if (names.length === 0) yield error(path, 'hold at least one file', 'none', 'name the files, or leave it out');
  for (const name of names) {
    if (!isText(name, FILE_NAME)) {
      yield error(
        `${path}.${name}`,
        'be named with at most 253 letters, digits, dots, hyphens and underscores',
        show(name),
        'rename it; a directory is a mount of its own',
      );
    }
  }
}

function* room(path: string, { size, medium }: Scratch): Generator<Fault> {
  if (!(size instanceof Size)) yield error(`${path}.size`, 'be a size', show(size), 'write it as gib(1)');
  else if (size.isZero && !size.problem) yield error(`${path}.size`, 'be more than zero', show(size), 'write it as gib(1)');
  if (!MEDIA.includes(medium)) yield error(`${path}.medium`, `be one of ${MEDIA.join(', ')}`, show(medium), 'choose one of them');
}

/** What is written to memory counts against the limit of the container that writes it. */
function* inMemory({ path, container: { mounts: mounted, resources } }: PlacedContainer): Generator<Fault> {
  const limit: unknown = resources?.limits?.memory;
  const written = Object.values(mounted).filter(
    volume => volume?.kind === 'scratch' && volume.medium === 'memory' && volume.size instanceof Size,
  ) as readonly Scratch[];
  if (!(limit instanceof Size) || written.length === 0) return;
  const [first, ...others] = written;
  const sum = others.reduce((total, { size }) => total.plus(size), (first as Scratch).size);
  if (sum.amount < limit.amount) return;
  yield error(`${path}.mounts`, `write less to memory than its limit (${limit})`, String(sum), 'lower the sizes, raise the limit, or use another medium');
}
