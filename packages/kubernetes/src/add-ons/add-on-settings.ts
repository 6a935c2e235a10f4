import { type AddOnPods, addOnPurpose, type Inventory, PURPOSE_LABEL, type Site } from '@clinfra/core';
import { INJECT_LABEL } from '../mesh/labels';

/** Values of a chart, before and after the cloud's and the team's own are laid over them. */
export type Values = Readonly<Record<string, unknown>>;

/** For what values are made. */
export interface AddOnContext {
  readonly inventory: Inventory;
  readonly site: Site;
}

/** What everything else waits for keeps its place before every workload. */
export const CRITICAL = { priorityClassName: 'system-cluster-critical' };

/** What a container asks for and may take, as charts are told it. */
export function addOnResources({ cpu, memory, mostMemory }: AddOnPods) {
  return { requests: { cpu: cpu.toKubernetes(), memory: memory.toKubernetes() }, limits: { memory: mostMemory.toKubernetes() } };
}

/** Where pods of add-ons stand. */
export function placement({ site }: AddOnContext): Values {
  const purpose = addOnPurpose(site);
  return purpose === undefined ? {} : { nodeSelector: { [PURPOSE_LABEL]: purpose } };
}

/** A controller with its place and what it takes. */
export function controller(context: AddOnContext, pods: AddOnPods): Values {
  return { ...CRITICAL, resources: addOnResources(pods), ...placement(context) };
}

/** What a pod may do under the restricted standard, for charts that leave it open. */
export const RESTRICTED_POD = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
export const RESTRICTED_CONTAINER = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

/** The labels by which pods of an add-on are part of the mesh of their site; none where it has no mesh. */
export function meshLabels({ mesh }: Site): Readonly<Record<string, string>> | undefined {
  return mesh && { [INJECT_LABEL]: 'true', ...(mesh.revision === undefined ? undefined : { 'istio.io/rev': mesh.revision }) };
}
