import type { Container, IntOrString, LifecycleHandler, Quantity } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Metadata } from './manifest';

/** The typed properties of a cdk8s level-1 object as the API server takes them: its own spelling of every field, plain values in place of wrapper classes. */
export type Plain<T> = T extends Quantity | IntOrString
  ? // Other types have a `value` as well; only the wrappers have nothing else.
    Quantity extends T
    ? string | number
    : PlainFields<T>
  : T extends Date
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? PlainFields<T>
        : T;

type PlainFields<T> = {
  readonly [Key in keyof T as Key extends keyof Spelled ? Spelled[Key] : Key]: Key extends keyof Newer ? Newer[Key] : Plain<T[Key]>;
};

/** Fields with more in them than cdk8s knows, whose types are those of Kubernetes 1.27. */
interface Newer {
  postStart: Handler;
  preStop: Handler;
  initContainers: readonly Companion[];
}

/** The kubelet can wait by itself, without a shell in the image. */
type Handler = PlainFields<LifecycleHandler> & { readonly sleep?: { readonly seconds: number } };

/** An init container that runs on is a sidecar. */
export type Companion = PlainFields<Container> & { readonly restartPolicy?: string };

/** Fields that cdk8s spells in its own way, and as which the API server takes them. */
interface Spelled {
  clusterIp: 'clusterIP';
  datasetUuid: 'datasetUUID';
  diskUri: 'diskURI';
  hostIp: 'hostIP';
  hostIpc: 'hostIPC';
  hostPid: 'hostPID';
  loadBalancerIp: 'loadBalancerIP';
  nonResourceUrLs: 'nonResourceURLs';
  pdId: 'pdID';
  setHostnameAsFqdn: 'setHostnameAsFQDN';
  storagePolicyId: 'storagePolicyID';
  targetWwNs: 'targetWWNs';
  volumeId: 'volumeID';
}

/** An object of a kind, from the properties of its level-1 construct: `satisfies ObjectOf<KubeServiceProps>`. */
export type ObjectOf<Props> = { readonly apiVersion: string; readonly kind: string; readonly metadata: Metadata } & Plain<Omit<Props, 'metadata'>>;

/**
 * A part that is put together field by field. Rendering does so where a platform has a part for every workload: laying objects over each other is
 * several times as slow.
 */
export type Growing<T> = { -readonly [Key in keyof T]: T[Key] };
