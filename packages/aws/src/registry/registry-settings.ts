import type { Registry, Upstream } from '@clinfra/core';
import type { PolicyDocument, Statement } from '../identity/policy-document';

/** Where public registries answer, as ECR calls them. */
export const UPSTREAM_HOSTS = { 'ecr-public': 'public.ecr.aws', kubernetes: 'registry.k8s.io', quay: 'quay.io' } as const satisfies Record<Upstream, string>;

/** What becomes of old images, as ECR reads it. */
export function imageLifecycle({ keep, keepUntagged }: Pick<Registry, 'keep' | 'keepUntagged'>): string {
  const days = keepUntagged.toDays();
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: `untagged images go after ${days} days`,
        selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: days },
        action: { type: 'expire' },
      },
      {
        rulePriority: 2,
        description: `the newest ${keep} stay`,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: keep },
        action: { type: 'expire' },
      },
    ],
  });
}

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const PUSH = ['ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'];

export interface RepositoryPolicyProps {
  readonly account: string;
  /** The roles of the nodes that fetch images, by their ARN. */
  readonly nodes: readonly string[];
  /** The roles that push; where there are some, nobody else does. */
  readonly pushers: readonly string[];
}

/**
 * Who fetches images: nodes, who pushes them, and what AWS itself does to scan and copy them. Everybody else is refused, whatever a policy of his own allows.
 */
export function repositoryPolicy({ account, nodes, pushers }: RepositoryPolicyProps): PolicyDocument {
  const ofAws = `arn:aws:iam::${account}:role/aws-service-role/*`;
  const allow = (Sid: string, principals: readonly string[], Action: readonly string[]): readonly Statement[] =>
    principals.length > 0 ? [{ Sid, Effect: 'Allow', Principal: { AWS: principals }, Action }] : [];
  const others = (known: readonly string[]) => ({
    ArnNotLike: { 'aws:PrincipalArn': [...known, ofAws] },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  });
  const deny = (Sid: string, known: readonly string[], Action: readonly string[]): Statement => ({
    Sid,
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action,
    Condition: others(known),
  });
  return {
    Version: '2012-10-17',
    Statement: [
      ...allow('NodesPull', nodes, PULL),
      ...allow('PipelinesPush', pushers, [...PULL, ...PUSH]),
      // Where nobody says who pushes, a push must be able to ask what is there already; it cannot read it.
      deny('NobodyElsePulls', [...nodes, ...pushers], ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']),
      ...(pushers.length > 0 ? [deny('NobodyElsePushes', pushers, PUSH)] : []),
    ],
  };
}

/** What a node may do beyond fetching: have an image fetched through the registry for the first time. */
export function importPolicy(repositories: string): PolicyDocument {
  const Action = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];
  return { Version: '2012-10-17', Statement: [{ Sid: 'FetchThrough', Effect: 'Allow', Action, Resource: repositories }] };
}

/** What ECR does as the platform when it makes the repository of an image that it fetches for the first time. */
export function creationPolicy(repositories: string, keyArn: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'MakeRepositories', Effect: 'Allow', Action: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'], Resource: repositories },
      { Sid: 'UseKey', Effect: 'Allow', Action: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'], Resource: keyArn },
    ],
  };
}
