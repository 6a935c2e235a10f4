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
import type { Plain } from './plain';

/** What objects of Kubernetes' own kinds are made of, by kind, in the plain values that go to the API server. */
export interface Kinds {
  readonly ConfigMap: Plain<KubeConfigMapProps>;
  readonly CronJob: Plain<KubeCronJobProps>;
  readonly Deployment: Plain<KubeDeploymentProps>;
  readonly HorizontalPodAutoscaler: Plain<KubeHorizontalPodAutoscalerV2Props>;
  readonly Ingress: Plain<KubeIngressProps>;
  readonly Job: Plain<KubeJobProps>;
  readonly LimitRange: Plain<KubeLimitRangeProps>;
  readonly Namespace: Plain<KubeNamespaceProps>;
  readonly NetworkPolicy: Plain<KubeNetworkPolicyProps>;
  readonly PersistentVolumeClaim: Plain<KubePersistentVolumeClaimProps>;
  readonly PodDisruptionBudget: Plain<KubePodDisruptionBudgetProps>;
  readonly PriorityClass: Plain<KubePriorityClassProps>;
  readonly ResourceQuota: Plain<KubeResourceQuotaProps>;
  readonly Role: Plain<KubeRoleProps>;
  readonly RoleBinding: Plain<KubeRoleBindingProps>;
  readonly Service: Plain<KubeServiceProps>;
  readonly ServiceAccount: Plain<KubeServiceAccountProps>;
  readonly StorageClass: Plain<KubeStorageClassProps>;
}
