/** What a port speaks. Meshes and gateways treat it accordingly. */
export type Protocol = 'http' | 'grpc' | 'tcp';

/** A port beside a service's own. */
export interface NamedPort {
  /** The port on which the container answers. */
  readonly port: number;
  /**
   * What it speaks.
   * @default 'http'
   */
  readonly protocol?: Protocol;
}

/** The port under which figures for Prometheus are found in Services and pods. */
export const METRICS_PORT = 'metrics';

export function portsFrom(ports: Readonly<Record<string, NamedPort>>): Readonly<Record<string, Required<NamedPort>>> {
  return Object.fromEntries(Object.entries(ports).map(([name, { port, protocol = 'http' }]) => [name, { port, protocol }]));
}
