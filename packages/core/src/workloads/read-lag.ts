import type { Inventory } from '../platform/inventory';
import type { Site } from '../sites/site';
import { isMadeAt } from '../stores/made-at';
import { Topic } from '../stores/topic';
import { ClinicalService } from './clinical-service';
import type { KafkaLag } from './scale-signal';
import { Worker } from './worker';

/** A lag that an autoscaler has to read in the cloud, and whose work it is. */
export interface ReadLag {
  readonly workload: ClinicalService | Worker;
  readonly signal: KafkaLag;
}

/** What is no topic is said elsewhere. */
function knowsIdentities(topic: Topic): boolean {
  return topic instanceof Topic && !topic.kafka.givesPasswords;
}

/** The lags by which workloads of a site scale, of topics whose clusters are made there and know identities of AWS; elsewhere KEDA logs in as the workload. */
export function lagsReadAt(inventory: Inventory, site: Site): readonly ReadLag[] {
  return inventory.workloads.flatMap(workload => {
    if (!(workload instanceof ClinicalService || workload instanceof Worker) || !inventory.sitesOf(workload).includes(site)) return [];
    return workload.scale.signals.flatMap(signal =>
      signal.kind === 'kafka-lag' && knowsIdentities(signal.topic) && isMadeAt(inventory, site, signal.topic.kafka) ? [{ workload, signal }] : [],
    );
  });
}
