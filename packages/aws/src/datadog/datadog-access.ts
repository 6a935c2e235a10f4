import type { AwsRegion, Datadog } from '@clinfra/core';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { datadogPolicy, datadogTrust } from './datadog-policies';

export interface DatadogAccessArgs {
  /** A site of the platform; identities are for all regions. */
  readonly facts: SiteFacts;
  readonly datadog: Datadog;
  /** The regions in which it may look. */
  readonly regions: readonly AwsRegion[];
}

/** The role with which Datadog reads figures of a platform's sites. */
export class DatadogAccess extends ComponentResource {
  constructor(name: string, { facts, datadog, regions }: DatadogAccessArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:DatadogAccess', name, {}, opts);
    const { platform, tags } = facts;
    // Whoever adds the account in Datadog enters this name there.
    const roleName = `${platform.name}-${platform.environment}-datadog`.slice(0, 64);
    const assumeRolePolicy = JSON.stringify(datadogTrust(datadog));
    const role = new Role(name, { name: roleName, assumeRolePolicy, tags }, { parent: this });
    new RolePolicy(name, { role: role.name, policy: JSON.stringify(datadogPolicy(regions)) }, { parent: this });
    this.registerOutputs({});
  }
}
