import { given, made } from '../given/given';
import type { Secret } from '../secrets/secret';
import type { Size } from '../units';
import type { VolumeClaim } from './volume-claim';

/** Files whose contents stand in the declaration. */
export interface ConfigFiles {
  readonly kind: 'config-files';
  /** Their contents, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Files whose contents are values of a secret. */
export interface SecretFiles {
  readonly kind: 'secret-files';
  readonly secret: Secret;
  /** The keys whose values they hold, by the name of the file. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * On what a scratch volume is: `node` the disk of the node, which its pods share; `memory` the memory of the container, which counts
 * against its limit; `disk` a disk of its own for each pod, which comes and goes with the pod.
 */
export type Medium = 'node' | 'memory' | 'disk';

export interface ScratchProps {
  /** The most that it may hold. A pod that writes more to the node's disk is ended. */
  readonly size: Size;
  /**
   * On what it is.
   * @default 'node'
   */
  readonly medium?: Medium;
}

/** Room for what may be lost: each pod begins with an empty one. */
export interface Scratch {
  readonly kind: 'scratch';
  readonly size: Size;
  readonly medium: Medium;
}

/** What a container can have at a path of its file system. Mounting the same value in two containers of a pod makes one volume for both. */
export type Volume = ConfigFiles | SecretFiles | Scratch | VolumeClaim;

/** Volumes, by the path at which a container finds them. */
export type Mounts = Readonly<Record<string, Volume>>;

/**
 * Files for a container to read: `configFiles({ 'ehr.yaml': text })`. Other contents start new pods. Never secrets: what stands here
 * stands in manifests.
 */
export function configFiles(files: Readonly<Record<string, string>>): ConfigFiles {
  return { kind: 'config-files', files };
}

/**
 * Values of a secret as files: `secretFiles(tls, { 'tls.key': 'private-key' })`. A new value reaches the file of a running pod about a
 * minute after the cluster has it, without a new pod.
 */
export function secretFiles<Key extends string>(secret: Secret<Key>, files: Readonly<Record<string, NoInfer<Key>>>): SecretFiles {
  return { kind: 'secret-files', secret, files };
}

/** Room that is empty when a pod starts and gone when it ends: `scratch({ size: gib(2) })`. */
export function scratch(declared: ScratchProps): Scratch {
  const props = given('ScratchProps', declared);
  return made(props, { kind: 'scratch', size: props.size, medium: props.medium ?? 'node' });
}
