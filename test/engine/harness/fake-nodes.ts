import { setTimeout as sleep } from 'node:timers/promises';
import { type NodeGroup, PURPOSE_LABEL } from '@clinfra/core';
import type { Kubectl } from './kubectl';

/** What a group of nodes is to the scheduler. */
export type NodeKind = Pick<NodeGroup, 'purpose' | 'dedicated' | 'labels'>;

/** Nodes of each kind spread evenly over the zones, large enough for any platform here; what runs on them is kwok's fiction. */
export async function joinNodes(kubectl: Kubectl, zones: readonly string[], kinds: readonly NodeKind[]): Promise<void> {
  const count = Math.max(6, zones.length);
  const items = kinds.flatMap(kind =>
    Array.from({ length: count }, (_, index) => node(`${kind.purpose}-${index}`, zones[index % zones.length] ?? 'zone', kind)),
  );
  await kubectl.text(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await kubectl.text(['wait', '--for=condition=Ready', 'node', '--all', '--timeout=50s']);
  // The scheduler turns pods away for a moment longer.
  await sleep(100);
}

function node(name: string, zone: string, { purpose, dedicated, labels: own }: NodeKind) {
  const size = { cpu: '64', memory: '256Gi', 'ephemeral-storage': '200Gi', pods: '250' };
  const labels = {
    ...own,
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
    'kubernetes.io/hostname': name,
    'topology.kubernetes.io/region': zone.replace(/[a-z]$/, ''),
    'topology.kubernetes.io/zone': zone,
    [PURPOSE_LABEL]: purpose,
  };
  const taints = dedicated ? [{ key: PURPOSE_LABEL, value: purpose, effect: 'NoSchedule' }] : [];
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec: { taints }, status: { allocatable: size, capacity: size } };
}
