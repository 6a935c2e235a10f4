import { type AwsHosting, type EksAddOn, eksAddOns } from '@clinfra/core';
import { Addon } from '@pulumi/aws/eks';
import type { ComponentResource, Input, Resource } from '@pulumi/pulumi';
import type { SiteFacts, Tags } from '../site-facts';
import { ADD_ON_VERSIONS } from './add-on-versions';
import type { ReadyRole } from './cluster-roles';

/** What a node needs before it counts as ready, and what needs nodes. */
export type AddOnPhase = 'before-nodes' | 'after-nodes';

/** How an add-on is installed. */
interface AddOn {
  readonly phase: AddOnPhase;
  /** Settings of the add-on; none where its own are right. */
  readonly settings?: (hosting: AddOnHosting, tags: Tags) => object;
  /** The service account that gets an identity in AWS. */
  readonly serviceAccount?: string;
}

type AddOnHosting = Pick<AwsHosting, 'networkPolicies'>;

/** The add-ons without which a cluster does not work, and the driver for its volumes. */
export const ADD_ONS: Readonly<Record<EksAddOn, AddOn>> = {
  // Without an agent for network policies every NetworkPolicy in the cluster would be a wish.
  'vpc-cni': { phase: 'before-nodes', settings: podNetwork, serviceAccount: 'aws-node' },
  'kube-proxy': { phase: 'before-nodes' },
  'eks-pod-identity-agent': { phase: 'before-nodes' },
  coredns: { phase: 'after-nodes', settings: () => ({ autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } }) },
  'aws-ebs-csi-driver': {
    phase: 'after-nodes',
    settings: (_, tags) => ({ controller: { extraVolumeTags: tags } }),
    serviceAccount: 'ebs-csi-controller-sa',
  },
  'snapshot-controller': { phase: 'after-nodes' },
};

/** Addresses in blocks of sixteen, so that a node carries as many pods as EKS recommends. Calico is told the addresses of pods by an annotation. */
function podNetwork({ networkPolicies }: AddOnHosting): object {
  const calico = networkPolicies === 'calico';
  const blocks = { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' };
  return { enableNetworkPolicy: calico ? 'false' : 'true', env: calico ? { ...blocks, ANNOTATE_POD_IP: 'true' } : blocks };
}

export interface AddOnsArgs {
  readonly facts: SiteFacts;
  readonly clusterName: Input<string>;
  readonly phase: AddOnPhase;
  /** The roles of the add-ons that use AWS. */
  readonly roles: Readonly<Partial<Record<EksAddOn, ReadyRole>>>;
  readonly after: readonly Resource[];
}

/** Installs the add-ons of a phase. */
export function installAddOns({ facts, clusterName, phase, roles, after }: AddOnsArgs, parent: ComponentResource): readonly Addon[] {
  const { hosting } = facts;
  return eksAddOns(hosting)
    .filter(name => ADD_ONS[name].phase === phase)
    .map(addonName => {
      const { settings, serviceAccount } = ADD_ONS[addonName];
      const role = roles[addonName];
      const name = `${facts.prefix}-${addonName}`;
      const args = {
        ...facts.owned(name),
        clusterName,
        addonName,
        addonVersion: ADD_ON_VERSIONS[hosting.kubernetesVersion][addonName],
        resolveConflictsOnCreate: 'OVERWRITE',
        resolveConflictsOnUpdate: 'OVERWRITE',
        ...(settings && { configurationValues: JSON.stringify(settings(hosting, facts.tags)) }),
        ...(role && serviceAccount !== undefined && { podIdentityAssociations: [{ serviceAccount, roleArn: role.arn }] }),
      };
      return new Addon(name, args, { parent, dependsOn: [...after, ...(role?.ready ?? [])] });
    });
}
