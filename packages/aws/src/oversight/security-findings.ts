import { Account, StandardsSubscription } from '@pulumi/aws/securityhub';
import { ComponentResource, type ComponentResourceOptions, type Resource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';

/** What findings are held against. */
const STANDARDS = {
  practices: 'aws-foundational-security-best-practices/v/1.0.0',
  cis: 'cis-aws-foundations-benchmark/v/3.0.0',
} as const;

/** Gathers what all others find in a region, and holds it against standards. */
export class SecurityFindings extends ComponentResource {
  constructor(name: string, { facts, after }: { readonly facts: SiteFacts; readonly after: readonly Resource[] }, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SecurityFindings', name, {}, opts);
    const { region } = facts;
    const settings = { enableDefaultStandards: false, autoEnableControls: true, controlFindingGenerator: 'SECURITY_CONTROL' };
    const hub = new Account(name, { region, ...settings }, { parent: this, dependsOn: [...after] });
    for (const [standard, version] of Object.entries(STANDARDS)) {
      const standardsArn = `arn:aws:securityhub:${region}::standards/${version}`;
      new StandardsSubscription(`${name}.${standard}`, { region, standardsArn }, { parent: this, dependsOn: [hub] });
    }
    this.registerOutputs({});
  }
}
