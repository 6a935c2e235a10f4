import { Role, RolePolicyAttachment } from '@pulumi/aws/iam';
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from '@pulumi/pulumi';
import { TRUST_PODS, trust } from '../identity/policy-document';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';

/** A role, and what must stand before it can be relied on. */
export interface ReadyRole {
  readonly arn: Output<string>;
  readonly name: Output<string>;
  readonly ready: readonly Resource[];
}

type ClusterRole = 'control-plane' | 'nodes' | 'pod-network' | 'volumes';

/** Who may take each role on, and the AWS policies that it needs. What pods may do is not among them: pods have roles of their own. */
const ROLES = {
  'control-plane': { assumeRolePolicy: trust('eks.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession']), policies: ['AmazonEKSClusterPolicy'] },
  nodes: { assumeRolePolicy: trust('ec2.amazonaws.com'), policies: ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'] },
  'pod-network': { assumeRolePolicy: TRUST_PODS, policies: ['AmazonEKS_CNI_Policy'] },
  volumes: { assumeRolePolicy: TRUST_PODS, policies: ['service-role/AmazonEBSCSIDriverPolicy'] },
} as const satisfies Record<ClusterRole, { assumeRolePolicy: string; policies: readonly string[] }>;

export interface ClusterRolesArgs {
  readonly facts: SiteFacts;
}

/** The identities of a cluster itself: its control plane, its nodes, and the add-ons that give pods addresses and volumes. */
export class ClusterRoles extends ComponentResource {
  readonly controlPlane: ReadyRole;
  readonly nodes: ReadyRole;
  readonly podNetwork: ReadyRole;
  readonly volumes: ReadyRole;

  constructor(name: string, args: ClusterRolesArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ClusterRoles', name, {}, opts);
    this.controlPlane = this.#create(args.facts, 'control-plane');
    this.nodes = this.#create(args.facts, 'nodes');
    this.podNetwork = this.#create(args.facts, 'pod-network');
    this.volumes = this.#create(args.facts, 'volumes');
    this.registerOutputs({});
  }

  #create(facts: SiteFacts, kind: ClusterRole): ReadyRole {
    const { assumeRolePolicy, policies } = ROLES[kind];
    const name = `${facts.prefix}-${kind}`;
    const role = new Role(name, { name: facts.physicalName([kind], 64), assumeRolePolicy, tags: facts.tags }, { parent: this, ...resourcePatches(facts.site) });
    const ready = policies.map(
      policy =>
        new RolePolicyAttachment(`${name}-${policy.split('/').at(-1)}`, { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` }, { parent: this }),
    );
    return { arn: role.arn, name: role.name, ready };
  }
}
