import type { Json, PatchedKind } from '@clinfra/core';
import type {
  KubeConfigMapProps,
  KubeCronJobProps,
  KubeDeploymentProps,
  KubeHorizontalPodAutoscalerV2Props,
  KubeIngressProps,
  KubeJobProps,
  KubeLimitRangeProps,
  KubeNamespaceProps,
  KubeNetworkPolicyProps,
  KubePersistentVolumeClaimProps,
  KubePodDisruptionBudgetProps,
  KubePriorityClassProps,
  KubeResourceQuotaProps,
  KubeRoleBindingProps,
  KubeRoleProps,
  KubeServiceAccountProps,
  KubeServiceProps,
  KubeStorageClassProps,
} from 'cdk8s-plus-27/lib/imports/k8s';
import type { Plain } from '../plain';

/** The kinds of Kubernetes itself; those of others have no types that could be published with ours. */
interface Shapes {
  readonly ConfigMap: KubeConfigMapProps;
  readonly CronJob: KubeCronJobProps;
  readonly Deployment: KubeDeploymentProps;
  readonly HorizontalPodAutoscaler: KubeHorizontalPodAutoscalerV2Props;
  readonly Ingress: KubeIngressProps;
  readonly Job: KubeJobProps;
  readonly LimitRange: KubeLimitRangeProps;
  readonly Namespace: KubeNamespaceProps;
  readonly NetworkPolicy: KubeNetworkPolicyProps;
  readonly PersistentVolumeClaim: KubePersistentVolumeClaimProps;
  readonly PodDisruptionBudget: KubePodDisruptionBudgetProps;
  readonly PriorityClass: KubePriorityClassProps;
  readonly ResourceQuota: KubeResourceQuotaProps;
  readonly Role: KubeRoleProps;
  readonly RoleBinding: KubeRoleBindingProps;
  readonly Service: KubeServiceProps;
  readonly ServiceAccount: KubeServiceAccountProps;
  readonly StorageClass: KubeStorageClassProps;
}

/** Any of the fields, null to take one away; what stands in a list is whole, for a list is replaced. */
type Merge<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [Key in keyof T]?: Merge<T[Key]> | null } : T;

/**
 * What a patch of a kind may merge: `merge: { spec: { sessionAffinity: 'ClientIP' } } satisfies MergeOf<'Service'>`. A misspelt field does not compile then.
 * Kinds that are not of Kubernetes itself are objects of JSON.
 */
export type MergeOf<Kind extends PatchedKind> = Kind extends keyof Shapes ? Merge<Plain<Shapes[Kind]>> : { readonly [field: string]: Json };
