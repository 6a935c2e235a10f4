import { type ClinicalService, type Subset, subsetsOf } from '@clinfra/core';

/** The part of the pods that runs the proven version. */
export const STABLE_SUBSET = 'stable' satisfies Subset;

/** The part of the pods that runs the new version. */
export const CANARY_SUBSET = 'canary' satisfies Subset;

/** Where requests go, and how many of a hundred. */
export interface Destination {
  readonly destination: { readonly host: string; readonly subset?: Subset };
  readonly weight?: number;
}

/** The name by which every namespace of the mesh knows a service. */
export function hostOf({ name, domain }: Pick<ClinicalService, 'name' | 'domain'>): string {
  return `${name}.${domain.name}.svc.cluster.local`;
}

/** All pods of a service; where it has two versions, those of the proven one until a release changes the weights. */
export function destinationsOf(service: ClinicalService): Destination[] {
  const host = hostOf(service);
  const subsets = subsetsOf(service);
  if (subsets.length === 0) return [{ destination: { host } }];
  return subsets.map(subset => ({ destination: { host, subset }, weight: subset === STABLE_SUBSET ? 100 : 0 }));
}
