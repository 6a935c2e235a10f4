import {
  AUTHORITIES_FILE,
  type ConfigFiles,
  type Container,
  DATABASES_FOLDER,
  gib,
  type PlacedContainer,
  type Store,
  type Volume,
  type Workload,
} from '@clinfra/core';

import type { Volume as KubernetesVolume, VolumeMount } from 'cdk8s-plus-27/lib/imports/k8s';
import { connectionName } from '../connection-name';
import { onceFor } from '../once';
import type { Plain } from '../plain';
import { secretName } from '../secrets/secret-name';
import type { SiteView } from '../site-view';
import { kept } from '../yaml/kept';
import { WrittenOnce } from '../yaml/written-once';
import { storageClassName } from './storage-class-name';

type PodVolume = Plain<KubernetesVolume>;

/** Declared files, with the ConfigMap that carries them. */
export interface NamedFiles {
  readonly configMap: string;
  readonly files: ConfigFiles['files'];
}

/** What a container may write to one directory before its pod is ended. */
const WRITABLE = kept({ sizeLimit: gib(1).toKubernetes() });
/** A name of a volume is a label of DNS; a number may have to follow. */
const LONGEST = 56;
const NAMES = new WrittenOnce(place =>
  place
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, ''),
);

/** The volumes of a workload's pods. Each is called by where it is mounted first, and stands once however many containers mount it. */
export class PodVolumes {
  readonly volumes: PodVolume[] = [];
  readonly files: NamedFiles[] = [];
  readonly #names = new Map<Volume, string>();
  readonly #taken = new Set<string>();
  readonly #mounts = new Map<string, readonly Plain<VolumeMount>[]>();

  constructor(
    private readonly view: SiteView,
    private readonly workload: Workload,
    containers: readonly PlacedContainer[],
    stores: readonly Store[],
  ) {
    for (const placed of containers) this.#mounts.set(placed.container.name, this.#mount(placed));
    this.#addAuthorities(containers, stores);
  }

  /** Of each database that the platform makes, to those containers which learn where it is. */
  #addAuthorities(containers: readonly PlacedContainer[], stores: readonly Store[]): void {
    const databases = stores.filter(store => this.view.authoritiesOf(store) !== undefined);
    const mounts = databases.map(store => {
      const { wanted, ...made } = authoritiesOf(store);
      const name = this.#nameFor('', wanted);
      this.volumes.push(name === wanted ? made.volume : { ...made.volume, name });
      return name === wanted ? made.mount : { ...made.mount, name };
    });
    if (mounts.length === 0) return;
    for (const { container } of containers) if (container.connections) this.#mounts.set(container.name, [...this.mountsOf(container), ...mounts]);
  }

  /** Where a container of the pod finds its volumes. */
  mountsOf({ name }: Pick<Container, 'name'>): readonly Plain<VolumeMount>[] {
    return this.#mounts.get(name) ?? [];
  }

  #mount({ container, role }: PlacedContainer): readonly Plain<VolumeMount>[] {
    const prefix = role === 'main' ? '' : `${container.name}-`;
    const writable = container.writable.map(mountPath => {
      const name = this.#nameFor(prefix, mountPath);
      this.volumes.push({ name, emptyDir: WRITABLE });
      return { name, mountPath };
    });
    const mounted = Object.entries(container.mounts).map(([mountPath, volume]) => {
      const readOnly = isReadOnly(volume) ? { readOnly: true } : {};
      return { name: this.#add(volume, prefix, mountPath), mountPath, ...readOnly };
    });
    return [...writable, ...mounted];
  }

  #add(volume: Volume, prefix: string, path: string): string {
    const known = this.#names.get(volume);
    if (known !== undefined) return known;
    const name = this.#nameFor(prefix, path);
    this.#names.set(volume, name);
    this.volumes.push({ name, ...this.#sourceOf(volume, name) });
    return name;
  }

  #sourceOf(volume: Volume, name: string): Omit<PodVolume, 'name'> {
    switch (volume.kind) {
      case 'config-files': {
        // No workload has a dot in its name, so that no other object can be called so.
        const configMap = `${this.workload.name}.${name}`;
        this.files.push({ configMap, files: volume.files });
        return { configMap: { name: configMap } };
      }
      case 'secret-files': {
        const items = Object.entries(volume.files).map(([path, key]) => ({ key, path }));
        // The group of the pod may read, and nobody else.
        return { secret: { secretName: secretName(this.view, volume.secret), items, defaultMode: 0o440 } };
      }
      case 'scratch':
        return volume.medium === 'disk' ? { ephemeral: this.#disk(volume.size.toKubernetes()) } : { emptyDir: emptyDir(volume) };
      case 'volume-claim':
        return { persistentVolumeClaim: { claimName: volume.name, ...(isReadOnly(volume) ? { readOnly: true } : undefined) } };
    }
  }

  #disk(storage: string): NonNullable<PodVolume['ephemeral']> {
    const spec = { accessModes: ['ReadWriteOnce'], storageClassName: storageClassName(this.view, 'scratch'), resources: { requests: { storage } } };
    return { volumeClaimTemplate: { spec } };
  }

  #nameFor(prefix: string, path: string): string {
    const wanted = NAMES.of(`${prefix}${path}`);
    let name = wanted;
    for (let n = 2; this.#taken.has(name); n++) name = `${wanted}-${n}`;
    this.#taken.add(name);
    return name;
  }
}

/** A database's authorities, to each pod alike unless something else there is called so. */
const authoritiesOf = onceFor((store: Store) => {
  const wanted = connectionName(store);
  const volume: PodVolume = { name: wanted, configMap: { name: wanted, items: [{ key: AUTHORITIES_FILE, path: AUTHORITIES_FILE }] } };
  const mount: Plain<VolumeMount> = { name: wanted, mountPath: `${DATABASES_FOLDER}/${store.name}`, readOnly: true };
  return { wanted, volume: kept(volume), mount: kept(mount) };
});

function emptyDir({ size, medium }: Extract<Volume, { readonly kind: 'scratch' }>): NonNullable<PodVolume['emptyDir']> {
  return { ...(medium === 'memory' ? { medium: 'Memory' } : undefined), sizeLimit: size.toKubernetes() };
}

function isReadOnly(volume: Volume): boolean {
  return volume.kind === 'config-files' || volume.kind === 'secret-files' || (volume.kind === 'volume-claim' && volume.access === 'ReadOnlyMany');
}
