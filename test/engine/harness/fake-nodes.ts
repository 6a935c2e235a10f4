import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubectl } from './kubectl';

/** Nodes spread evenly over the zones, large enough for any platform here; what runs on them is kwok's fiction. */
export async function joinNodes(kubectl: Kubectl, zones: readonly string[]): Promise<void> {
  const count = Math.max(6, zones.length);
  const items = Array.from({ length: count }, (_, index) => node(`node-${index}`, zones[index % zones.length] ?? 'zone'));
  await kubectl.text(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  await kubectl.text(['wait', '--for=condition=Ready', 'node', '--all', '--timeout=50s']);
  // The scheduler turns pods away for a moment longer.
  await sleep(100);
}

function node(name: string, zone: string) {
  const size = { cpu: '64', memory: '256Gi', 'ephemeral-storage': '200Gi', pods: '250' };
  const labels = {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
    'kubernetes.io/hostname': name,
    'topology.kubernetes.io/region': zone.replace(/[a-z]$/, ''),
    'topology.kubernetes.io/zone': zone,
  };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { allocatable: size, capacity: size } };
}
