/** On a pod: that it gets a sidecar. Pods of others in the same namespace, such as those of operators, get none. */
export const INJECT_LABEL = 'sidecar.istio.io/inject';

/** The port on which every sidecar has its own figures: requests and bytes, by caller and callee. */
export const SIDECAR_FIGURES = 15_090;
