import { given, made } from '../given/given';
import { clusterAutoscaler, type NodeAutoscaling } from '../nodes/node-autoscaling';
import { type NodeGroup, type Nodes, nodeGroups } from '../nodes/node-group';
import type { Stage } from '../platform/environment';
import { AWS_REGIONS, type AwsRegion, type Jurisdiction } from '../platform/jurisdiction';
import type { AwsStorage, ClusterStorage } from '../volumes/storage-class';
import type { KubernetesVersion } from './kubernetes-version';

/** Evidence that a site stands under another law than its AWS region's country: sovereign zones or an Outpost. */
export interface Attestation {
  /** The country whose law holds at the site. */
  readonly jurisdiction: Jurisdiction;
  /** What proves it: contract, certificate, letter of the authority. It is shown in every preview. */
  readonly evidence: string;
  /** Who attests it. */
  readonly by: string;
}

/** The gateways to the internet of a site. */
export type NatGateways = 'none' | 'single' | 'per-zone';

/** Who enforces network policies. */
export type NetworkPolicyEngine = 'vpc-cni' | 'calico';

export interface AwsHostingProps {
  /** The AWS region in which every resource of the site stands. */
  readonly region: AwsRegion;
  /** The machines that carry the pods: one group, or several for several purposes. */
  readonly nodes: Nodes | readonly Nodes[];
  /**
   * Who makes and removes nodes within the bounds of their groups: `clusterAutoscaler()` or `karpenter()`. Either is given its identity here.
   * @default clusterAutoscaler()
   */
  readonly autoscaling?: NodeAutoscaling;
  /**
   * The Kubernetes version of the cluster.
   * @default '1.35'
   */
  readonly kubernetesVersion?: KubernetesVersion;
  /**
   * Who enforces network policies: the network plugin of EKS itself, or Calico beside it.
   * @default 'vpc-cni'
   */
  readonly networkPolicies?: NetworkPolicyEngine;
  /**
   * Whether volumes can be kept as snapshots: the controller for them is installed with the driver for volumes.
   * @default true
   */
  readonly volumeSnapshots?: boolean;
  /**
   * The address range of the site's network, a /16 to a /24. It is divided once and for all: a quarter for each of up to four zones, an eighth for five
   * or six. Sites that will replicate to each other must not overlap.
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;
  /**
   * The gateways by which nodes reach the internet: none, one for all zones, or one in each zone. With one, the loss of its zone takes the way out from all: in
   * production that is a weakened default (`single-nat`). With none everything must come from within AWS, images included.
   * @default 'per-zone' in production, else 'single'
   */
  readonly nat?: NatGateways;
  /**
   * Whether what the site uses of AWS is reached inside its network, each service by an endpoint of its own in every zone. S3 always is, at no charge; the
   * others are paid for by the hour.
   * @default true in production and where there is no gateway to the internet, else false
   */
  readonly endpoints?: boolean;
  /**
   * Whether callers may come by IPv6 as well: to the load balancers of edges, and no further. Load balancers, their records and the subnets in which they stand get addresses of both
   * protocols; nodes, pods and stores have none of IPv6, and no way out by it. An edge whose `balancer.from` names ranges of IPv4 alone, or that has a CDN, stays as it
   * is. It can be turned on at any time, in place; before it is turned off, let every edge name ranges of IPv4 (`['0.0.0.0/0']`) for one `up`.
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * Address ranges from which the Kubernetes API may be reached over the internet. In production this is a weakened default (`public-api`).
   * @default none: the API answers inside the network only
   */
  readonly publicApiFrom?: readonly string[];
  /**
   * Evidence that the site stands under another law than the region's country.
   * @default none: the region's country holds
   */
  readonly attestation?: Attestation;
  /**
   * What the disks that pods claim can do, by what they are for: `{ 'fast-ssd': { iops: 6000, throughput: 250 } }`. All are encrypted with a key that nothing else has.
   * @default what AWS includes in the price of each disk
   */
  readonly storage?: AwsStorage;
  /**
   * The certificate of RDS' authority in the region, as a text that begins with `-----BEGIN CERTIFICATE-----`: clients trust databases by it. AWS publishes it among
   * `<region>-bundle.pem`, as `Root CA RSA2048 G1`.
   * @default the one of the region; a few regions are too new to be known here
   */
  readonly databaseAuthority?: string;
}

export interface AwsHosting {
  readonly kind: 'aws';
  readonly region: AwsRegion;
  readonly nodes: readonly NodeGroup[];
  readonly autoscaling: NodeAutoscaling;
  readonly kubernetesVersion: KubernetesVersion;
  readonly networkPolicies: NetworkPolicyEngine;
  readonly volumeSnapshots: boolean;
  readonly cidr: string;
  /** What was declared; `natGatewaysOf` knows what holds where nothing was. */
  readonly nat: NatGateways | undefined;
  /** What was declared; `usesEndpoints` knows what holds where nothing was. */
  readonly endpoints: boolean | undefined;
  readonly ipv6: boolean;
  readonly publicApiFrom: readonly string[];
  readonly attestation: Attestation | undefined;
  readonly storage: AwsStorage;
  /** What was declared; `databaseAuthorities` knows what holds where nothing was. */
  readonly databaseAuthority: string | undefined;
}

export interface ClusterHostingProps {
  /** The context of the kubeconfig that reaches the cluster. */
  readonly context: string;
  /** The country in which the cluster stands. */
  readonly jurisdiction: Jurisdiction;
  /**
   * The Kubernetes version of the cluster, `1.33`: pods are judged by the security standard of that version, so that an upgrade cannot refuse
   * those that ran the day before.
   * @default unknown: the newest standard that the cluster knows holds
   */
  readonly kubernetesVersion?: string;
  /**
   * How the disks that pods claim are made, by what they are for: `{ standard: { provisioner: 'rook-ceph.rbd.csi.ceph.com', parameters: { ... } } }`.
   * @default none: nothing can be claimed at the site
   */
  readonly storage?: ClusterStorage;
  /**
   * Where the API of the cluster answers. Workloads with `api` can stand only where that is known.
   * @default unknown
   */
  readonly apiServer?: ApiServer;
}

/** Where the API of a cluster answers, for the few workloads that use it: the network lets exactly that through. */
export interface ApiServer {
  /** The addresses of its control plane, as ranges: `['10.20.0.10/32']`. */
  readonly addresses: readonly [string, ...string[]];
  /**
   * The port on which they answer.
   * @default 6443
   */
  readonly port?: number;
}

export interface ClusterHosting {
  readonly kind: 'cluster';
  readonly context: string;
  readonly jurisdiction: Jurisdiction;
  readonly kubernetesVersion: string | undefined;
  readonly apiServer: ApiServer | undefined;
  /** What is not named here cannot be claimed at the site. */
  readonly storage: ClusterStorage;
}

/** Where a site runs: on AWS, everything made for it; or on a Kubernetes cluster that exists. */
export type Hosting = AwsHosting | ClusterHosting;

/** A site on AWS: network, cluster and managed stores are created in the region. */
export function aws(declared: AwsHostingProps): AwsHosting {
  const props = given('AwsHostingProps', declared);
  const { nodes, autoscaling = clusterAutoscaler(), kubernetesVersion = '1.35', networkPolicies = 'vpc-cni', volumeSnapshots = true } = props;
  const { region, cidr = '10.0.0.0/16', nat, endpoints, ipv6 = false, publicApiFrom = [], attestation, storage = {}, databaseAuthority } = props;
  const cluster = { nodes: nodeGroups(nodes), autoscaling, kubernetesVersion, networkPolicies, volumeSnapshots };
  return made(props, { kind: 'aws', region, ...cluster, cidr, nat, endpoints, ipv6, publicApiFrom, attestation, storage, databaseAuthority });
}

/** The gateways of a site at a stage: production loses no zone's way out with another zone; elsewhere one has to do. */
export function natGatewaysOf({ nat }: Pick<AwsHosting, 'nat'>, stage: Stage): NatGateways {
  return nat ?? (stage === 'production' ? 'per-zone' : 'single');
}

/** Whether the services that a site uses have endpoints in its network. */
export function usesEndpoints({ nat, endpoints }: Pick<AwsHosting, 'nat' | 'endpoints'>, stage: Stage): boolean {
  return endpoints ?? (stage === 'production' || nat === 'none');
}

/** A site on an existing Kubernetes cluster, reached by a context of the kubeconfig. */
export function cluster(declared: ClusterHostingProps): ClusterHosting {
  const props = given('ClusterHostingProps', declared);
  const { context, jurisdiction, kubernetesVersion, storage = {}, apiServer } = props;
  return made(props, { kind: 'cluster', context, jurisdiction, kubernetesVersion, storage, apiServer });
}

/** The country whose law holds where the hosting stands. */
export function jurisdictionOf(hosting: Hosting): Jurisdiction {
  switch (hosting.kind) {
    case 'aws':
      return hosting.attestation?.jurisdiction ?? AWS_REGIONS[hosting.region];
    case 'cluster':
      return hosting.jurisdiction;
  }
}
