import { AccessEntry, AccessPolicyAssociation, Cluster as EksCluster } from '@pulumi/aws/eks';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { EncryptionKey } from '../encryption/encryption-key';
import { encryptedLogGroup } from '../log-group';
import type { Network } from '../network/network';
import type { SiteFacts } from '../site-facts';
import { installAddOns } from './add-ons';
import type { ClusterRoles } from './cluster-roles';
import { kubeconfig } from './kubeconfig';
import { NodeGroup } from './node-group';
import { CONTROL_PLANE_LOGS, endpointAccess } from './settings';

export interface ClusterArgs {
  readonly facts: SiteFacts;
  readonly network: Network;
  readonly roles: ClusterRoles;
  /** The key of its secrets, logs and disks; its policy must name `controlPlaneLogName(facts)`. */
  readonly key: EncryptionKey;
  /**
   * IAM roles that may administer the cluster, by name and ARN.
   * @default none besides the identity that creates it, which has to register what runs there
   */
  readonly administrators?: Readonly<Record<string, Input<string>>>;
}

/** The cluster's name in its account and region. */
export function clusterName(facts: SiteFacts): string {
  return facts.physicalName([], 63);
}

/** The log group of the control plane; EKS decides the name and would make it unencrypted and everlasting. */
export function controlPlaneLogName(facts: SiteFacts): string {
  return `/aws/eks/${clusterName(facts)}/cluster`;
}

/** The Kubernetes cluster of a site: a private API, secrets encrypted with the site's key, everything it does in a log. */
export class Cluster extends ComponentResource {
  readonly name: string;
  /** The same name, known once the cluster is there: what uses it comes after it. */
  readonly createdName: Output<string>;
  /** The security group of nodes and pods; stores admit it. */
  readonly securityGroupId: Output<string>;
  /** How to reach the API, as JSON; it holds no secret. Known once nodes have joined, so that what is registered with it can run. */
  readonly kubeconfig: Output<string>;

  readonly #facts: SiteFacts;
  readonly #eks: EksCluster;

  constructor(name: string, args: ClusterArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:Cluster', name, {}, opts);
    const { facts, network, roles, key, administrators = {} } = args;
    this.#facts = facts;
    this.name = clusterName(facts);
    this.#eks = this.#createControlPlane(name, args);
    this.createdName = this.#eks.name;
    const common = { facts, clusterName: this.#eks.name, podNetwork: roles.podNetwork };
    this.#admit(administrators);
    const early = installAddOns({ ...common, phase: 'before-nodes', after: [] }, this);
    const nodes = new NodeGroup(
      `${name}-nodes`,
      { ...common, version: facts.hosting.kubernetesVersion, role: roles.nodes, subnetIds: network.nodeSubnetIds, keyArn: key.arn, after: early },
      { parent: this },
    );
    installAddOns({ ...common, phase: 'after-nodes', after: [nodes.resource] }, this);
    this.securityGroupId = this.#eks.vpcConfig.clusterSecurityGroupId;
    this.kubeconfig = this.#kubeconfig(nodes);
    this.registerOutputs({ kubeconfig: this.kubeconfig });
  }

  #createControlPlane(name: string, { facts, network, roles, key }: ClusterArgs): EksCluster {
    const logs = encryptedLogGroup(name, { facts, logName: controlPlaneLogName(facts), keyArn: key.arn }, this);
    const production = facts.stage === 'production';
    return new EksCluster(
      name,
      {
        ...facts.owned(name),
        name: this.name,
        version: facts.hosting.kubernetesVersion,
        roleArn: roles.controlPlane.arn,
        vpcConfig: { subnetIds: [...network.controlPlaneSubnetIds], ...endpointAccess(facts.hosting) },
        enabledClusterLogTypes: [...CONTROL_PLANE_LOGS],
        encryptionConfig: { provider: { keyArn: key.arn }, resources: ['secrets'] },
        // Changing the bootstrap flag replaces the cluster, so it never depends on who else is named.
        accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
        bootstrapSelfManagedAddons: false,
        deletionProtection: production,
      },
      { parent: this, protect: production, dependsOn: [logs, ...roles.controlPlane.ready] },
    );
  }

  #admit(administrators: Readonly<Record<string, Input<string>>>): void {
    for (const [who, principalArn] of Object.entries(administrators)) {
      const name = `${this.#facts.prefix}-${who}`;
      const common = { clusterName: this.#eks.name, principalArn };
      const entry = new AccessEntry(name, { ...this.#facts.owned(name), ...common, type: 'STANDARD' }, { parent: this });
      const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
      const association = { region: this.#facts.region, ...common, policyArn, accessScope: { type: 'cluster' } };
      new AccessPolicyAssociation(name, association, { parent: this, dependsOn: [entry] });
    }
  }

  #kubeconfig(nodes: NodeGroup): Output<string> {
    const { name } = this;
    const { region } = this.#facts;
    const { endpoint, certificateAuthority } = this.#eks;
    return all([endpoint, certificateAuthority.data, nodes.arn]).apply(([server, authority]) => kubeconfig({ name, region, endpoint: server, authority }));
  }
}
