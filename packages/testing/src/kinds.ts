import type { k8s } from 'cdk8s-plus-27';

/** The objects that a platform renders, by kind, with what they are made of. */
export interface Kinds {
  readonly ConfigMap: k8s.KubeConfigMapProps;
  readonly CronJob: k8s.KubeCronJobProps;
  readonly Deployment: k8s.KubeDeploymentProps;
  readonly HorizontalPodAutoscaler: k8s.KubeHorizontalPodAutoscalerV2Props;
  readonly LimitRange: k8s.KubeLimitRangeProps;
  readonly Namespace: k8s.KubeNamespaceProps;
  readonly NetworkPolicy: k8s.KubeNetworkPolicyProps;
  readonly PodDisruptionBudget: k8s.KubePodDisruptionBudgetProps;
  readonly PriorityClass: k8s.KubePriorityClassProps;
  readonly ResourceQuota: k8s.KubeResourceQuotaProps;
  readonly Service: k8s.KubeServiceProps;
  readonly ServiceAccount: k8s.KubeServiceAccountProps;
}

/** An object as it goes to the API server: the typed form of its kind where that is known. */
export type ObjectOf<Kind extends string> = {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: { readonly name: string; readonly namespace?: string };
} & (Kind extends keyof Kinds ? Kinds[Kind] : Readonly<Record<string, unknown>>);
