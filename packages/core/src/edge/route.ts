import type { ClinicalService } from '../workloads/clinical-service';

/** How the gateway knows that it speaks to the service and to nobody else. */
export interface BackendTls {
  /** The name in the service's certificate. */
  readonly hostname: string;
  /** The ConfigMap in the service's namespace whose `ca.crt` holds the authorities that may have signed it. */
  readonly authorities: string;
}

export interface RouteProps {
  /**
   * The path under which the service answers; everything below it belongs to the service.
   * @default '/'
   */
  readonly path?: string;
  /**
   * Whether the path is taken off before the service sees it, `/ehr/patients` as `/patients`.
   * @default false: the service sees what the caller asked for
   */
  readonly stripPrefix?: boolean;
  /**
   * For a service that speaks TLS on its own port: how its certificate is checked (a BackendTLSPolicy). All routes of an edge to one service
   * must agree.
   * @default none: plain HTTP to the service, which the mesh encrypts where there is one
   */
  readonly backendTls?: BackendTls;
}

/** A path of an edge that leads to a service. */
export interface Route {
  readonly path: string;
  readonly service: ClinicalService;
  readonly stripPrefix: boolean;
  readonly backendTls: BackendTls | undefined;
}
