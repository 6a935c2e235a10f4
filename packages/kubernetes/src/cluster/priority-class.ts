import type { Criticality } from '@clinfra/core';
import type { KubePriorityClassProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { CRITICALITY_LABEL, labelsOf } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';

/** What a criticality means when there is not room for all. */
interface Priority {
  readonly value: number;
  readonly description: string;
  /** Whether its pods may push others out. Where they may, nothing is said: it is the default of Kubernetes. */
  readonly preemptionPolicy?: 'Never';
}

/** A pod of any other namespace has zero and gives way to all of these; what the cluster itself needs has two thousand million. */
const PRIORITIES: Readonly<Record<Criticality, Priority>> = {
  'life-critical': { value: 1_000_000, description: 'patients come to harm without it: the last to lose its pods' },
  clinical: { value: 100_000, description: 'care goes on without it for a while, on paper' },
  operational: { value: 10_000, description: 'the platform works worse without it' },
  batch: { value: 1_000, description: 'it can run later, and pushes nobody out', preemptionPolicy: 'Never' },
};

/** The order in which the pods of the platform keep their places, by what an outage of them means for patients. */
export function priorityClasses(view: SiteView): readonly Manifest[] {
  return (Object.keys(PRIORITIES) as Criticality[]).map(criticality => {
    const labels = { ...labelsOf(view, criticality, 'priority', []), [CRITICALITY_LABEL]: criticality };
    const metadata = { name: priorityClassName(view, criticality), labels };
    return { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata, ...PRIORITIES[criticality] } satisfies ObjectOf<KubePriorityClassProps>;
  });
}

/** A cluster has one list of these, so that the platform's name tells ours from others. */
export function priorityClassName({ inventory }: SiteView, criticality: Criticality): string {
  return `${inventory.platform.name}-${criticality}`;
}
