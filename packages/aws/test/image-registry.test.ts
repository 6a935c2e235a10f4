import { days, Registry, type RegistryProps } from '@clinfra/core';
import { record } from '@clinfra/plan';
import { faultsOf } from '../../../test/cloud/resource-rules';
import { ImageRegistry } from '../src/registry/image-registry';
import { creationPolicy, imageLifecycle, importPolicy, repositoryPolicy } from '../src/registry/registry-settings';
import { SiteFacts } from '../src/site-facts';
import { aSite, RecordedSite } from './recorded';

const ACCOUNT = '111122223333';
const NODES = [`arn:aws:iam::${ACCOUNT}:role/ward-production-dublin-nodes`];
const PIPELINE = `arn:aws:iam::${ACCOUNT}:role/pipeline`;

async function recorded(props: Partial<RegistryProps> = {}, copiesTo: readonly string[] = []): Promise<RecordedSite> {
  const { platform, site } = aSite('production');
  const registry = new Registry(platform, 'images', { account: ACCOUNT, ...props });
  registry.image('ehr', '1.0.0');
  const { resources, outputs } = await record({ project: 'ward', stack: 'ward-production' }, () => {
    new ImageRegistry('ward-dublin-images.registry', { registry, facts: new SiteFacts(site), nodes: NODES, importers: { dublin: 'nodes' }, copiesTo });
  });
  return new RecordedSite(resources, outputs);
}

describe('a registry in a region', () => {
  it('[C5] has a repository for each image, whose tags never move, which are scanned and encrypted with a key of the platform', async () => {
    const site = await recorded();
    expect(site.resources.flatMap(resource => faultsOf(resource, 'eu-west-1').map(fault => `${resource.name}: ${fault}`))).toEqual([]);
    expect(site.one('ecr/repository:Repository').inputs).toMatchObject({
      name: 'ward/production/ehr',
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: 'KMS', kmsKey: '${aws:kms/key:Key::ward-dublin-images.registry.arn}' }],
    });
  });

  it.each([
    ['on-push', 'BASIC', 'SCAN_ON_PUSH'],
    ['continuous', 'ENHANCED', 'CONTINUOUS_SCAN'],
  ] as const)('looks images through %s', async (scanning, scanType, scanFrequency) => {
    const { inputs } = (await recorded({ scanning })).one('ecr/registryScanningConfiguration:RegistryScanningConfiguration');
    const repositoryFilters = [{ filter: 'ward/production/*', filterType: 'WILDCARD' }];
    expect(inputs).toMatchObject({ scanType, rules: [{ scanFrequency, repositoryFilters }] });
  });

  it('[R2] copies images to the regions of the other sites, its own and no others', async () => {
    const { inputs } = (await recorded({}, ['eu-west-3'])).one('ecr/replicationConfiguration:ReplicationConfiguration');
    expect(inputs.replicationConfiguration).toEqual({
      rules: [
        { destinations: [{ region: 'eu-west-3', registryId: ACCOUNT }], repositoryFilters: [{ filter: 'ward/production/', filterType: 'PREFIX_MATCH' }] },
      ],
    });
    expect((await recorded()).names('ecr/replicationConfiguration:ReplicationConfiguration')).toEqual([]);
  });

  it('leaves alone what an account has once where another environment sets it', async () => {
    const site = await recorded({ ownsSettings: false }, ['eu-west-3']);
    expect(site.resources.filter(({ type }) => /:(ReplicationConfiguration|RegistryScanningConfiguration)$/.test(type))).toEqual([]);
  });

  it('fetches public images through itself into repositories that are made like its own', async () => {
    const site = await recorded({ upstreams: ['quay'] });
    const prefix = 'ward/production/quay';
    expect(site.one('ecr/pullThroughCacheRule:PullThroughCacheRule').inputs).toMatchObject({ ecrRepositoryPrefix: prefix, upstreamRegistryUrl: 'quay.io' });
    const template = site.one('ecr/repositoryCreationTemplate:RepositoryCreationTemplate');
    expect(template.inputs).toMatchObject({ prefix, appliedFors: ['PULL_THROUGH_CACHE'], imageTagMutability: 'IMMUTABLE' });
    expect(faultsOf(template, 'eu-west-1')).toEqual([]);
    const nodes = site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-images.registry.quay.dublin');
    expect(nodes.inputs.role).toBe('nodes');
    expect(site.policy(nodes).Statement).toEqual(importPolicy(`arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/${prefix}/*`).Statement);
  });
});

describe('who may do what with an image', () => {
  const statements = (pushers: readonly string[]) =>
    new Map(repositoryPolicy({ account: ACCOUNT, nodes: NODES, pushers }).Statement.map(one => [one.Sid, one]));

  it('[X2] is fetched by nodes, and by nobody else in the account but AWS’s own services', () => {
    const policy = statements([]);
    expect([...policy.keys()]).toEqual(['NodesPull', 'NobodyElsePulls']);
    expect(policy.get('NodesPull')).toMatchObject({ Principal: { AWS: NODES }, Action: expect.arrayContaining(['ecr:BatchGetImage']) });
    expect(policy.get('NobodyElsePulls')).toMatchObject({
      Effect: 'Deny',
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Condition: { ArnNotLike: { 'aws:PrincipalArn': [...NODES, `arn:aws:iam::${ACCOUNT}:role/aws-service-role/*`] } },
    });
  });

  it('[X2] is pushed by the pipelines that were named, and then by nobody else', () => {
    const policy = statements([PIPELINE]);
    expect([...policy.keys()]).toEqual(['NodesPull', 'PipelinesPush', 'NobodyElsePulls', 'NobodyElsePushes']);
    const known = policy.get('NobodyElsePushes')?.Condition?.ArnNotLike?.['aws:PrincipalArn'];
    expect(known).toEqual([PIPELINE, `arn:aws:iam::${ACCOUNT}:role/aws-service-role/*`]);
  });

  it('makes repositories under its own beginning alone, for ECR itself', () => {
    expect(creationPolicy('arn:repositories', 'arn:key').Statement.map(({ Resource }) => Resource)).toEqual(['arn:repositories', 'arn:key']);
  });
});

it('keeps the newest images and forgets those without a tag', () => {
  const { rules } = JSON.parse(imageLifecycle({ keep: 50, keepUntagged: days(7) }));
  expect(rules.map(({ selection }: { selection: object }) => selection)).toEqual([
    { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
    { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 },
  ]);
});
