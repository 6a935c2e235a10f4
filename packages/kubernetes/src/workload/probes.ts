import type { Probe, Probes } from '@clinfra/core';
import type { Container, Probe as KubernetesProbe } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';

type Asked = Plain<Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>>;

/** The port that is meant where a question names none: only those to a service's main container may. */
interface OwnPort {
  readonly port: number;
  readonly protocol: string;
}

/** The questions that the kubelet asks a container. */
export function probesOf({ startup, liveness, readiness }: Partial<Probes>, own?: OwnPort): Asked {
  return {
    ...(startup && { startupProbe: probe(startup, own) }),
    ...(liveness && { livenessProbe: probe(liveness, own) }),
    ...(readiness && { readinessProbe: { ...probe(readiness, own), ...(readiness.successes === 1 ? undefined : { successThreshold: readiness.successes }) } }),
  };
}

function probe({ question, initialDelay, period, timeout, failures }: Probe, own: OwnPort | undefined): Plain<KubernetesProbe> {
  return {
    ...handler(question, own),
    // The API server keeps no zero here, and would differ from what was sent for ever.
    ...(initialDelay.isZero ? undefined : { initialDelaySeconds: initialDelay.toSeconds() }),
    periodSeconds: period.toSeconds(),
    timeoutSeconds: timeout.toSeconds(),
    failureThreshold: failures,
  };
}

function handler({ path, grpc, command, port: given }: Probe['question'], own: OwnPort | undefined): Plain<KubernetesProbe> {
  if (command) return { exec: { command } };
  const number = given ?? own?.port ?? 0;
  // The kubelet takes no name for a port that speaks gRPC.
  if (grpc !== undefined) return { grpc: { port: number, service: grpc } };
  const port = number === own?.port ? own.protocol : number;
  return path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port } };
}
