import type { EksAddOn, KubernetesVersion } from '@clinfra/core';

/** The day on which the versions below were chosen. Whoever chooses newer ones changes it; EKS keeps what is installed until then. */
export const CHOSEN = '2026-11-25';

/** What goes with every version of Kubernetes here. */
const FOR_ALL = {
  'vpc-cni': 'v1.22.4-eksbuild.3',
  'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
  'aws-ebs-csi-driver': 'v1.66.0-eksbuild.1',
  'snapshot-controller': 'v8.6.0-eksbuild.4',
} as const;

/** The version of each add-on for each version of Kubernetes. Raising `kubernetesVersion` raises its add-ons in the same step, after the control plane. */
export const ADD_ON_VERSIONS = {
  '1.33': { ...FOR_ALL, 'kube-proxy': 'v1.33.10-eksbuild.29', coredns: 'v1.12.4-eksbuild.38' },
  '1.34': { ...FOR_ALL, 'kube-proxy': 'v1.34.6-eksbuild.29', coredns: 'v1.12.4-eksbuild.38' },
  '1.35': { ...FOR_ALL, 'kube-proxy': 'v1.35.3-eksbuild.29', coredns: 'v1.13.2-eksbuild.31' },
  '1.36': { ...FOR_ALL, 'kube-proxy': 'v1.36.0-eksbuild.25', coredns: 'v1.14.3-eksbuild.23' },
} as const satisfies Record<KubernetesVersion, Record<EksAddOn, string>>;
