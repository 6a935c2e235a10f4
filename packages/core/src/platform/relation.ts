import type { Channel } from '../stores/channel';
import type { Store } from '../stores/store';
import type { ClinicalService } from '../workloads/clinical-service';
import type { Workload } from '../workloads/workload';
import type { ExternalHost } from './external-host';

/** What one end of an edge does to the other. */
export type RelationKind = 'calls' | 'reads' | 'writes' | 'publishes' | 'consumes' | 'reaches' | 'administers';

/** What an edge can lead to. */
export type Target = ClinicalService | Store | Channel | ExternalHost;

/** The methods of HTTP. A call of gRPC is a POST to `/package.Service/Method`. */
export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Which requests a call may make; what is left out narrows nothing. The mesh lets no other through. */
export interface Requests {
  /**
   * By which methods.
   * @default any
   */
  readonly methods?: readonly [Method, ...Method[]];
  /**
   * To which paths: whole ones, or beginnings with a star behind them, `/patients/*`.
   * @default any
   */
  readonly paths?: readonly [string, ...string[]];
}

/** An edge of the platform's graph: who does what to whom. Policies, addresses and pictures all come from these. */
export interface Relation {
  readonly from: Workload;
  readonly kind: RelationKind;
  readonly to: Target;
  /** The requests that a call is narrowed to, one after the other; absent where it may make any. */
  readonly requests?: readonly Requests[];
  /** How the names of the objects or indexes begin that an edge to a bucket or to OpenSearch is narrowed to; absent where it leads to all. */
  readonly prefixes?: readonly string[];
}
