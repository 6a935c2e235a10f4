import { managedGroups } from '@clinfra/core';
import { AccessEntry, AccessPolicyAssociation, Cluster as EksCluster } from '@pulumi/aws/eks';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import type { EncryptionKey } from '../encryption/encryption-key';
import { encryptedLogGroup } from '../log-group';
import type { Network } from '../network/network';
import type { SiteFacts } from '../site-facts';
import { installAddOns } from './add-ons';
import { clusterName } from './cluster-name';
import type { ClusterRoles } from './cluster-roles';
import { kubeconfig } from './kubeconfig';
import { NodeGroup } from './node-group';
import { CONTROL_PLANE_LOGS, endpointAccess, serviceRange } from './settings';
import { volumeDriver } from './volume-driver';

export interface ClusterArgs {
  readonly facts: SiteFacts;
  readonly network: Network;
  readonly roles: ClusterRoles;
  /** The key of its secrets, its logs and the disks of its nodes; its policy must name `controlPlaneLogName(facts)`. */
  readonly key: EncryptionKey;
  /** The key of the disks that pods claim, which storage classes name. */
  readonly volumeKey: EncryptionKey;
  /**
   * IAM roles that may administer the cluster, by name and ARN.
   * @default none besides the identity that creates it, which has to register what runs there
   */
  readonly administrators?: Readonly<Record<string, Input<string>>>;
  /**
   * What must stand before nodes can work, besides what belongs to the cluster.
   * @default nothing
   */
  readonly after?: readonly Resource[];
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
    const { facts, administrators = {} } = args;
    this.#facts = facts;
    this.name = clusterName(facts);
    this.#eks = this.#createControlPlane(name, args);
    this.createdName = this.#eks.name;
    this.#admit(administrators);
    const nodes = this.#createNodes(name, args);
    this.#installRest(args, nodes);
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
        kubernetesNetworkConfig: { ipFamily: 'ipv4', serviceIpv4Cidr: serviceRange(facts.hosting) },
        // A version is raised on a day of your choice: without extended support EKS would raise it on the last day of the standard one.
        upgradePolicy: { supportType: 'EXTENDED' },
        // Traffic inside the cluster leaves a zone that is ill.
        zonalShiftConfig: { enabled: true },
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

  #createNodes(name: string, { facts, network, roles, key, after = [] }: ClusterArgs): readonly NodeGroup[] {
    const common = { facts, clusterName: this.#eks.name };
    const early = installAddOns({ ...common, phase: 'before-nodes', roles: { 'vpc-cni': roles.podNetwork }, after: [] }, this);
    return managedGroups(facts.hosting, facts.site).map(managed => {
      const subnetIds = managed.zones.flatMap(zone => network.nodeSubnetIdOf.get(zone) ?? []);
      const args = { ...common, managed, version: facts.hosting.kubernetesVersion, role: roles.nodes, subnetIds, keyArn: key.arn };
      return new NodeGroup(`${name}-nodes-${managed.name}`, { ...args, after: [...early, ...after] }, { parent: this });
    });
  }

  #installRest({ facts, roles, volumeKey }: ClusterArgs, nodes: readonly NodeGroup[]): void {
    const volumes = volumeDriver(facts, roles.volumes, volumeKey.arn, this);
    const after = nodes.map(({ resource }) => resource);
    installAddOns({ facts, clusterName: this.#eks.name, phase: 'after-nodes', roles: { 'aws-ebs-csi-driver': volumes }, after }, this);
  }

  #kubeconfig(nodes: readonly NodeGroup[]): Output<string> {
    const { name } = this;
    const { region } = this.#facts;
    const { endpoint, certificateAuthority } = this.#eks;
    const joined = all(nodes.map(({ arn }) => arn));
    return all([endpoint, certificateAuthority.data, joined]).apply(([server, authority]) => kubeconfig({ name, region, endpoint: server, authority }));
  }
}
