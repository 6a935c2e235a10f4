import type { Probe, Probes } from '@clinfra/core';
import type { Container, Probe as KubernetesProbe } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';

/** The three questions that the kubelet asks a service's container. */
export function probesOf({ startup, liveness, readiness }: Probes): Plain<Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>> {
  return { startupProbe: probe(startup), livenessProbe: probe(liveness), readinessProbe: probe(readiness) };
}

function probe({ path, initialDelay, period, failures }: Probe): Plain<KubernetesProbe> {
  return {
    httpGet: { path, port: 'http' },
    // The API server keeps no zero here, and would differ from what was sent for ever.
    ...(initialDelay.isZero ? undefined : { initialDelaySeconds: initialDelay.toSeconds() }),
    periodSeconds: period.toSeconds(),
    failureThreshold: failures,
  };
}
