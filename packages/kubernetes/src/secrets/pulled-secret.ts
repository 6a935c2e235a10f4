import type { Duration } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import { SECRET_STORE } from './secret-store';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IExternalSecret = import('@kubernetes-models/external-secrets/external-secrets.io/v1', { with: { 'resolution-mode': 'import' }}).IExternalSecret;

export interface PulledSecret {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly refresh: Duration;
  /** What it is called at its source. */
  readonly from: string;
  /** The fields that are taken of it, under the names that they have there. */
  readonly keys: readonly string[];
  /**
   * Which version of it.
   * @default the newest
   */
  readonly version?: number | undefined;
}

/** Copies keys of a secret from its source into a Secret that belongs to this object, and keeps them fresh. */
export function pulledSecret({ name, namespace, labels, refresh, from, keys, version }: PulledSecret): Manifest {
  const chosen = version === undefined ? {} : { version: String(version) };
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace, labels },
    spec: {
      refreshInterval: asGo(refresh),
      secretStoreRef: { kind: 'SecretStore', name: SECRET_STORE },
      target: { name, creationPolicy: 'Owner' },
      data: keys.map(property => ({ secretKey: property, remoteRef: { key: from, property, ...chosen } })),
    },
  } satisfies IExternalSecret;
}

/** As Go writes a length of time itself: External Secrets writes its objects back, and another spelling would differ from what was sent for ever. */
function asGo(length: Duration): string {
  const total = length.toSeconds();
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
