import { Addon } from '@pulumi/aws/eks';
import type { ComponentResource, Input, Resource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import type { ReadyRole } from './cluster-roles';

/** What a node needs before it counts as ready, and what needs nodes. */
type AddOnPhase = 'before-nodes' | 'after-nodes';
type AddOnName = 'vpc-cni' | 'kube-proxy' | 'eks-pod-identity-agent' | 'coredns';

/**
 * The add-ons without which a cluster does not work. None has a version here: EKS installs the one that it calls the default for the
 * cluster's Kubernetes version on the day the add-on is made. A pinned one would be right for one Kubernetes version only, and a site names its
 * own. EKS leaves the installed version as it is, also when the cluster is upgraded: whoever raises `kubernetesVersion` updates the add-ons in EKS.
 */
export const ADD_ONS = {
  // Without its agent for network policies every NetworkPolicy in the cluster would be a wish.
  'vpc-cni': { phase: 'before-nodes', configuration: { enableNetworkPolicy: 'true' } },
  'kube-proxy': { phase: 'before-nodes', configuration: undefined },
  'eks-pod-identity-agent': { phase: 'before-nodes', configuration: undefined },
  coredns: { phase: 'after-nodes', configuration: undefined },
} as const satisfies Record<AddOnName, { phase: AddOnPhase; configuration: Readonly<Record<string, string>> | undefined }>;

export interface AddOnsArgs {
  readonly facts: SiteFacts;
  readonly clusterName: Input<string>;
  readonly phase: AddOnPhase;
  /** The role with which vpc-cni gives addresses to pods. */
  readonly podNetwork: ReadyRole;
  readonly after: readonly Resource[];
}

/** Installs the add-ons of a phase. */
export function installAddOns({ facts, clusterName, phase, podNetwork, after }: AddOnsArgs, parent: ComponentResource): readonly Addon[] {
  const names = (Object.keys(ADD_ONS) as AddOnName[]).filter(addOn => ADD_ONS[addOn].phase === phase);
  return names.map(addonName => {
    const { configuration } = ADD_ONS[addonName];
    const cni = addonName === 'vpc-cni';
    const name = `${facts.prefix}-${addonName}`;
    const args = {
      ...facts.owned(name),
      clusterName,
      addonName,
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      ...(configuration && { configurationValues: JSON.stringify(configuration) }),
      ...(cni && { podIdentityAssociations: [{ serviceAccount: 'aws-node', roleArn: podNetwork.arn }] }),
    };
    return new Addon(name, args, { parent, dependsOn: [...after, ...(cni ? podNetwork.ready : [])] });
  });
}
