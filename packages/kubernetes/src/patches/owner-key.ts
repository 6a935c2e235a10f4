import { type Adjustable, type Domain, type Site, StoreDeclaration, VolumeClaim, Workload } from '@clinfra/core';
import { type Component, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';

/** For what an object was rendered: a namespace, or what has none at a site. */
export type Place = Domain | Site;

/** What a construct is found by. */
export function keyOf(owner: Adjustable): string {
  if (owner instanceof Workload || owner instanceof VolumeClaim) return `${owner.domain.name}/${owner.kind}/${owner.name}`;
  return `${owner instanceof StoreDeclaration ? 'connection' : owner.kind}/${owner.name}`;
}

/** What the owner of an object is found by, from the labels that every object has. */
export function ownerKeyOf(manifest: Manifest, place: Place): string {
  const { [NAME_LABEL]: name = '', 'app.kubernetes.io/component': component } = manifest.metadata.labels ?? {};
  return KEYS[component as Component](name, place, manifest);
}

type OwnerKey = (name: string, place: Place, manifest: Manifest) => string;

const inPlace =
  (component: Component): OwnerKey =>
  (name, place) =>
    `${place.name}/${component}/${name}`;
const anywhere =
  (component: Component): OwnerKey =>
  name =>
    `${component}/${name}`;
const place: OwnerKey = (_, place) => keyOf(place);

const KEYS = {
  'clinical-service': inPlace('clinical-service'),
  worker: inPlace('worker'),
  'scheduled-task': inPlace('scheduled-task'),
  'release-task': inPlace('release-task'),
  'volume-claim': inPlace('volume-claim'),
  connection: anywhere('connection'),
  edge: anywhere('edge'),
  'external-host': anywhere('external-host'),
  // The way to the source of all secrets of a namespace belongs to the namespace.
  secret: (name, where, { kind }) => (kind === 'SecretStore' ? keyOf(where) : `secret/${name}`),
  // Whoever adds objects changes them where they come from.
  addition: inPlace('addition'),
  'add-on': place,
  mesh: place,
  domain: place,
  scaling: place,
  priority: place,
  nodes: place,
  storage: place,
} as const satisfies Record<Component, OwnerKey>;
