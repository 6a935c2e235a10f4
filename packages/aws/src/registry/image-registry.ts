import type { Registry, Upstream } from '@clinfra/core';
import {
  LifecyclePolicy,
  PullThroughCacheRule,
  RegistryScanningConfiguration,
  ReplicationConfiguration,
  Repository,
  RepositoryCreationTemplate,
  RepositoryPolicy,
} from '@pulumi/aws/ecr';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import { EncryptionKey } from '../encryption/encryption-key';
import { trust } from '../identity/policy-document';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { creationPolicy, imageLifecycle, importPolicy, repositoryPolicy, UPSTREAM_HOSTS } from './registry-settings';

export interface ImageRegistryArgs {
  /** The declared registry. */
  readonly registry: Registry;
  /** A site in the region in which this part of it stands. */
  readonly facts: SiteFacts;
  /** The roles of the nodes that fetch images, by their ARN. */
  readonly nodes: readonly string[];
  /** The roles of nodes that stand here, by their site: they have images fetched through the registry. */
  readonly importers: Readonly<Record<string, Input<string>>>;
  /** The other regions to which images are copied from here; none where they are copied to. */
  readonly copiesTo: readonly string[];
}

/** A registry in one region: a repository for each image, its key, and what the registry of the account is told once. */
export class ImageRegistry extends ComponentResource {
  readonly #name: string;
  readonly #args: ImageRegistryArgs;
  readonly #key: EncryptionKey;

  constructor(name: string, args: ImageRegistryArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ImageRegistry', name, {}, { ...opts, ...resourcePatches(args.registry) });
    const { registry, facts, copiesTo } = args;
    this.#name = name;
    this.#args = args;
    this.#key = this.#createKey();
    for (const image of registry.images) this.#createRepository(image);
    for (const upstream of registry.upstreams) this.#fetchThrough(upstream);
    if (registry.ownsSettings) this.#settle(facts.region, copiesTo);
    this.registerOutputs({});
  }

  #createKey(): EncryptionKey {
    const { registry, facts } = this.#args;
    const alias = facts.physicalName([`${registry.name}.registry`], 200);
    const what = { description: `images of ${registry.name} in ${facts.region}`, alias, usedBy: ['ecr'] as const, protect: facts.stage === 'production' };
    return new EncryptionKey(this.#name, { facts, accountId: registry.account, ...what }, { parent: this });
  }

  #createRepository(image: string): void {
    const { registry, facts, nodes } = this.#args;
    const { region } = facts;
    const name = `${this.#name}.${image}`;
    const settings = {
      name: `${registry.prefix}/${image}`,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: 'KMS', kmsKey: this.#key.arn }],
      forceDelete: false,
    };
    const protect = facts.stage === 'production';
    const repository = new Repository(name, { ...facts.owned(name), ...settings }, { parent: this, protect });
    const where = { region, repository: repository.name };
    new LifecyclePolicy(name, { ...where, policy: imageLifecycle(registry) }, { parent: this });
    const policy = JSON.stringify(repositoryPolicy({ account: registry.account, nodes, pushers: registry.pushers }));
    new RepositoryPolicy(name, { ...where, policy }, { parent: this });
  }

  /** The repositories that ECR makes by itself are made like the others. */
  #fetchThrough(upstream: Upstream): void {
    const { registry, facts, nodes, importers } = this.#args;
    const { region } = facts;
    const name = `${this.#name}.${upstream}`;
    const prefix = `${registry.prefix}/${upstream}`;
    const roleName = facts.physicalName([`${registry.name}.registry.${upstream}`], 64);
    const role = new Role(name, { name: roleName, assumeRolePolicy: trust('ecr.amazonaws.com'), tags: facts.tags }, { parent: this });
    const repositories = `arn:aws:ecr:${region}:${registry.account}:repository/${prefix}/*`;
    const policy = this.#key.arn.apply(key => JSON.stringify(creationPolicy(repositories, key)));
    const allowed = new RolePolicy(name, { role: role.name, policy }, { parent: this });
    const template = {
      region,
      prefix,
      description: `images of ${UPSTREAM_HOSTS[upstream]}`,
      appliedFors: ['PULL_THROUGH_CACHE'],
      customRoleArn: role.arn,
      imageTagMutability: 'IMMUTABLE',
      encryptionConfigurations: [{ encryptionType: 'KMS', kmsKey: this.#key.arn }],
      lifecyclePolicy: imageLifecycle(registry),
      repositoryPolicy: JSON.stringify(repositoryPolicy({ account: registry.account, nodes, pushers: [] })),
      resourceTags: { ...facts.tags },
    };
    const made = new RepositoryCreationTemplate(name, template, { parent: this, dependsOn: [allowed] });
    for (const [site, importer] of Object.entries(importers)) {
      new RolePolicy(`${name}.${site}`, { role: importer, policy: JSON.stringify(importPolicy(repositories)) }, { parent: this });
    }
    const rule = { region, ecrRepositoryPrefix: prefix, upstreamRegistryUrl: UPSTREAM_HOSTS[upstream] };
    new PullThroughCacheRule(name, rule, { parent: this, dependsOn: [made] });
  }

  /** What an account has once in a region. */
  #settle(region: string, copiesTo: readonly string[]): void {
    const { registry } = this.#args;
    const own = { filter: `${registry.prefix}/`, filterType: 'PREFIX_MATCH' };
    const scan =
      registry.scanning === 'continuous' ? { scanType: 'ENHANCED', scanFrequency: 'CONTINUOUS_SCAN' } : { scanType: 'BASIC', scanFrequency: 'SCAN_ON_PUSH' };
    const repositoryFilters = [{ filter: `${registry.prefix}/*`, filterType: 'WILDCARD' }];
    const rules = [{ scanFrequency: scan.scanFrequency, repositoryFilters }];
    new RegistryScanningConfiguration(this.#name, { region, scanType: scan.scanType, rules }, { parent: this });
    if (copiesTo.length === 0) return;
    const destinations = copiesTo.map(other => ({ region: other, registryId: registry.account }));
    const rule = { destinations, repositoryFilters: [own] };
    new ReplicationConfiguration(this.#name, { region, replicationConfiguration: { rules: [rule] } }, { parent: this });
  }
}
