import type { AwsHosting, AwsRegion, Site, WorkloadApi } from '@clinfra/core';
import type { PolicyDocument, Statement } from '../identity/policy-document';

/** In the policy of an endpoint whoever comes by it is written `*` and in no other way; conditions and resources narrow what they may. */
interface EndpointStatement extends Omit<Statement, 'Principal'> {
  readonly Principal: '*';
}

export interface EndpointPolicy extends Omit<PolicyDocument, 'Statement'> {
  readonly Statement: readonly EndpointStatement[];
}

/** What uses an endpoint at a site, or why every site does. */
type Use = (site: Pick<Site, 'secrets' | 'loadBalancers'>, hosting: Pick<AwsHosting, 'autoscaling'>) => boolean;

const always: Use = () => true;

/** The services of AWS that are used from within a site's network, and by what. S3 has a gateway of its own. */
const USES = {
  /** The add-ons for pod addresses and for volumes. */
  ec2: always,
  /** Nodes fetch images. */
  'ecr.api': always,
  'ecr.dkr': always,
  /** Nodes join, and autoscalers read node groups. */
  eks: always,
  /** Pods get their identities. */
  'eks-auth': always,
  sts: always,
  autoscaling: (_, { autoscaling }) => autoscaling.kind === 'cluster-autoscaler',
  /** Karpenter hears of nodes that are about to end, and looks up images. */
  sqs: (_, { autoscaling }) => autoscaling.kind === 'karpenter',
  ssm: (_, { autoscaling }) => autoscaling.kind === 'karpenter',
  elasticloadbalancing: ({ loadBalancers }) => loadBalancers !== undefined,
  secretsmanager: ({ secrets }) => secrets?.kind === 'secrets-manager',
} as const satisfies Record<string, Use>;

export type EndpointService = keyof typeof USES;

/** The services that a site reaches inside its network. */
export function endpointServices(site: Pick<Site, 'secrets' | 'loadBalancers'>, hosting: Pick<AwsHosting, 'autoscaling'>): readonly EndpointService[] {
  return (Object.keys(USES) as EndpointService[]).filter(service => USES[service](site, hosting)).sort();
}

/** An endpoint serves this account only: a credential that was carried in from elsewhere gets nothing out. */
export function endpointPolicy(accountId: string): EndpointPolicy {
  return { Version: '2012-10-17', Statement: [ofAccount(accountId)] };
}

/** The same for S3, and besides the two places of AWS from which nodes read: the layers of images, and packages of the operating system. */
export function storageEndpointPolicy(accountId: string, region: AwsRegion): EndpointPolicy {
  const buckets = [`prod-${region}-starport-layer-bucket`, `al2023-repos-${region}-de612dc2`];
  const read: EndpointStatement = {
    Sid: 'ImagesAndPackages',
    Effect: 'Allow',
    Principal: '*',
    Action: ['s3:GetObject'],
    Resource: buckets.map(bucket => `arn:aws:s3:::${bucket}/*`),
  };
  return { Version: '2012-10-17', Statement: [ofAccount(accountId, 's3'), read] };
}

/** What is the account's own in one service, for callers of the account; of STS nothing but tokens that say who the caller is, which belong to no account. */
export function workloadEndpointPolicy(accountId: string, service: WorkloadApi): EndpointPolicy {
  if (service === 'sts') return { Version: '2012-10-17', Statement: [{ ...ofAccount(accountId), Action: ['sts:GetWebIdentityToken'] }] };
  return { Version: '2012-10-17', Statement: [ofAccount(accountId, service)] };
}

/** Of a service with data also only what is the account's own, so that nobody carries anything out to somebody else. */
function ofAccount(accountId: string, service?: WorkloadApi): EndpointStatement {
  const Condition = { StringEquals: { 'aws:PrincipalAccount': accountId, ...(service && { 'aws:ResourceAccount': accountId }) } };
  return { Sid: 'OwnAccount', Effect: 'Allow', Principal: '*', Action: [service ? `${service}:*` : '*'], Resource: '*', Condition };
}
