import type { ExternalHost } from './external-host';
import type { Store } from './stores/store';
import type { Topic } from './stores/topic';
import type { ClinicalService } from './workloads/clinical-service';
import type { Workload } from './workloads/workload';

/** What one end of an edge does to the other. */
export type RelationKind = 'calls' | 'reads' | 'writes' | 'publishes' | 'consumes' | 'reaches';

/** What an edge can lead to. */
export type Target = ClinicalService | Store | Topic | ExternalHost;

/** An edge of the platform's graph: who does what to whom. Policies, addresses and pictures all come from these. */
export interface Relation {
  readonly from: Workload;
  readonly kind: RelationKind;
  readonly to: Target;
}
