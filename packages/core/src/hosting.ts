import { AWS_REGIONS, type AwsRegion, type Jurisdiction } from './jurisdiction';

/** Evidence that a site stands under another law than its AWS region's country: sovereign zones or an Outpost. */
export interface Attestation {
  /** The country whose law holds at the site. */
  readonly jurisdiction: Jurisdiction;
  /** What proves it: contract, certificate, letter of the authority. It is shown in every preview. */
  readonly evidence: string;
  /** Who attests it. */
  readonly by: string;
}

/** The machines that carry the site's pods. */
export interface Nodes {
  /** The fewest nodes; the cluster never shrinks below. */
  readonly min: number;
  /** The most nodes; what the quotas of all domains must fit into. */
  readonly max: number;
  /**
   * The EC2 instance type.
   * @default 'm6i.xlarge' (4 vCPU, 16 GiB)
   */
  readonly instanceType?: string;
}

export interface AwsHostingProps {
  /** The AWS region in which every resource of the site stands. */
  readonly region: AwsRegion;
  /** Nodes of the site's Kubernetes cluster. */
  readonly nodes: Nodes;
  /**
   * The Kubernetes version of the cluster.
   * @default '1.33'
   */
  readonly kubernetesVersion?: string;
  /**
   * The address range of the site's network, a /16 to a /20. Sites that will replicate to each other must not overlap.
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;
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
}

export interface AwsHosting {
  readonly kind: 'aws';
  readonly region: AwsRegion;
  readonly nodes: Required<Nodes>;
  readonly kubernetesVersion: string;
  readonly cidr: string;
  readonly publicApiFrom: readonly string[];
  readonly attestation: Attestation | undefined;
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
}

export interface ClusterHosting {
  readonly kind: 'cluster';
  readonly context: string;
  readonly jurisdiction: Jurisdiction;
  readonly kubernetesVersion: string | undefined;
}

/** Where a site runs: on AWS, everything made for it; or on a Kubernetes cluster that exists. */
export type Hosting = AwsHosting | ClusterHosting;

/** A site on AWS: network, cluster and managed stores are created in the region. */
export function aws(props: AwsHostingProps): AwsHosting {
  const { region, nodes, kubernetesVersion = '1.33', cidr = '10.0.0.0/16', publicApiFrom = [], attestation } = props;
  const { instanceType = 'm6i.xlarge' } = nodes;
  return { kind: 'aws', region, nodes: { ...nodes, instanceType }, kubernetesVersion, cidr, publicApiFrom, attestation };
}

/** A site on an existing Kubernetes cluster, reached by a context of the kubeconfig. */
export function cluster(props: ClusterHostingProps): ClusterHosting {
  const { context, jurisdiction, kubernetesVersion } = props;
  return { kind: 'cluster', context, jurisdiction, kubernetesVersion };
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
