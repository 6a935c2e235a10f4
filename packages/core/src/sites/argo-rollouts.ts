/** Argo Rollouts in the cluster of a site, which leads releases. */
export interface ArgoRollouts {
  /**
   * Says that its plugin for the Gateway API is there too, which `addOns` installs with it: what comes by a gateway is then divided between the versions of a canary
   * as well. Without it a service that the mesh divides cannot be exposed by an edge itself.
   * @default false
   */
  readonly gatewayApi?: boolean;
}

/** What was declared, with what was left out; whatever is no declaration says nothing. */
export function argoRolloutsFrom(declared: ArgoRollouts | boolean | undefined): Required<ArgoRollouts> | undefined {
  if (declared === true) return { gatewayApi: false };
  return declared ? { gatewayApi: declared.gatewayApi ?? false } : undefined;
}
