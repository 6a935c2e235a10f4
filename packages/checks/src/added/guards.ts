import type { Addition, Domain, Inventory } from '@clinfra/core';
import { at, isFields, listOf } from '../fields';
import { shapeOf } from '../patches/readable';
import { show } from '../show';
import { type Fields, type JudgedObject, objectsOf } from './objects';
import { containersIn, podsIn } from './pods';

/** Something that an added object opens, beyond what its own pods do among themselves. */
export interface Opening {
  readonly path: string;
  readonly must: string;
  readonly got: string;
}

const NAME_LABEL = 'app.kubernetes.io/name';

/** Kinds by which others are let in, let out, or given rights, whatever stands in them. */
const OPENING_KINDS = new Set([
  ...['Role', 'RoleBinding', 'Ingress', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'ReferenceGrant'],
  ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication', 'EnvoyFilter', 'Sidecar', 'ServiceEntry', 'VirtualService', 'DestinationRule'],
  ...['CiliumNetworkPolicy', 'SecretStore', 'ExternalSecret', 'ResourceQuota', 'LimitRange'],
]);

/** What the objects of an addition open. */
export function* openingsOf(inventory: Inventory, addition: Addition): Generator<Opening> {
  for (const object of objectsOf(inventory, addition).objects) {
    if (OPENING_KINDS.has(object.kind)) yield { path: object.path, must: 'let nobody in or out and give no rights', got: `a ${object.kind}` };
    if (object.kind === 'NetworkPolicy') yield* byPolicy(inventory, addition.domain, object);
    if (object.kind === 'Service') yield* byService(object);
    yield* byPods(object);
  }
}

function* byPolicy(inventory: Inventory, domain: Domain, { path, object }: JudgedObject): Generator<Opening> {
  const labels = at(object, ['spec', 'podSelector', 'matchLabels']);
  if (meansOurs(inventory, domain, labels)) {
    yield { path: `${path}.spec.podSelector`, must: `select pods of the addition alone, by a ${NAME_LABEL} of theirs`, got: shapeOf(labels) };
  }
  for (const [direction, peers] of [['ingress', 'from'] as const, ['egress', 'to'] as const]) {
    for (const rule of listOf(at(object, ['spec', direction]))) {
      const named = listOf(rule[peers]);
      const wide = named.find(isWide);
      if (named.length === 0 || wide) yield { path: `${path}.spec.${direction}`, must: 'name whom it means', got: wide ? shown(wide) : 'everybody' };
    }
  }
}

/** Whether a selector may find pods that the platform declares: those have no other label by which to tell. */
function meansOurs(inventory: Inventory, domain: Domain, labels: unknown): boolean {
  const name = isFields(labels) ? labels[NAME_LABEL] : undefined;
  return typeof name !== 'string' || inventory.workloadsOf(domain).some(workload => workload.name === name);
}

function isWide({ ipBlock, namespaceSelector, podSelector }: Fields): boolean {
  if (isFields(ipBlock)) return /\/0$/.test(String(ipBlock.cidr));
  return isFields(namespaceSelector) && Object.keys(namespaceSelector).length === 0 && !(isFields(podSelector) && Object.keys(podSelector).length > 0);
}

function shown({ ipBlock }: Fields): string {
  return isFields(ipBlock) ? show(ipBlock.cidr) : 'every namespace';
}

function* byService({ path, object }: JudgedObject): Generator<Opening> {
  const type = at(object, ['spec', 'type']) ?? 'ClusterIP';
  if (type !== 'ClusterIP') yield { path: `${path}.spec.type`, must: 'be ClusterIP', got: show(type) };
  const addresses = at(object, ['spec', 'externalIPs']);
  if (addresses !== undefined) yield { path: `${path}.spec.externalIPs`, must: 'be left out', got: shapeOf(addresses) };
}

/** What the restricted standard admits, and the platform's own pods do not have. */
function* byPods(object: JudgedObject): Generator<Opening> {
  const pods = podsIn(object);
  if (!pods) return;
  const { automountServiceAccountToken: token } = pods.spec;
  if (token !== false) yield { path: `${pods.path}.automountServiceAccountToken`, must: 'be false', got: show(token) };
  for (const { path, container } of containersIn(pods)) {
    const root = at(container, ['securityContext', 'readOnlyRootFilesystem']);
    if (root !== true) yield { path: `${path}.securityContext.readOnlyRootFilesystem`, must: 'be true', got: show(root) };
  }
}
