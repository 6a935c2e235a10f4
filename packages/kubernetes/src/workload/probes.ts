import type { Probe, Probes, ReadinessProbe } from '@clinfra/core';
import type { Container, Probe as KubernetesProbe } from 'cdk8s-plus-27/lib/imports/k8s';
import { onceFor } from '../once';
import type { Plain } from '../plain';
import { kept } from '../yaml/kept';

type Asked = Plain<Pick<Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>>;

/** The port that is meant where a question names none: only those to a service's main container may. */
interface OwnPort {
  readonly port: number;
  readonly protocol: string;
}

/** Most services share the probes of their protocol; each is worked out once for a port. */
const ofPorts = onceFor((_: Partial<Probes>) => new Map<number, Asked>());

/** The questions that the kubelet asks a container. */
export function probesOf(probes: Partial<Probes>, own?: OwnPort): Asked {
  const port = own?.port ?? NO_PORT;
  const known = ofPorts(probes).get(port);
  if (known) return known;
  const made = asked(probes, own);
  ofPorts(probes).set(port, made);
  return made;
}

const NO_PORT = 0;

function asked({ startup, liveness, readiness }: Partial<Probes>, own: OwnPort | undefined): Asked {
  return {
    ...(startup && { startupProbe: kept(probe(startup, own)) }),
    ...(liveness && { livenessProbe: kept(probe(liveness, own)) }),
    ...(readiness && { readinessProbe: kept(readinessProbe(readiness, own)) }),
  };
}

function readinessProbe(readiness: ReadinessProbe, own: OwnPort | undefined): Plain<KubernetesProbe> {
  return { ...probe(readiness, own), ...(readiness.successes === 1 ? undefined : { successThreshold: readiness.successes }) };
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
  if (command) return { exec: { command: [...command] } };
  const number = given ?? own?.port ?? 0;
  // The kubelet takes no name for a port that speaks gRPC.
  if (grpc !== undefined) return { grpc: { port: number, service: grpc } };
  const port = number === own?.port ? own.protocol : number;
  return path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port } };
}
