import { type Firewall, isOfIpv6 } from '@clinfra/core';
import { IpSet, WebAcl, type WebAclArgs, WebAclLoggingConfiguration } from '@pulumi/aws/wafv2';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import type { Facts } from '../facts';
import { encryptedLogGroup } from '../log-group';
import { type FirewallScope, firewallRules, visibility } from './firewall-rules';

/** Where firewalls of a place may log. */
export interface FirewallLogs {
  readonly keyArn: Input<string>;
  /** What lets the service that delivers write. */
  readonly allowed: Resource;
}

export interface WebFirewallArgs {
  readonly facts: Facts;
  readonly firewall: Firewall;
  readonly scope: FirewallScope;
  /** What it is called within its place. */
  readonly called: string;
  /** Its logs; must be there where the firewall logs. */
  readonly logs: FirewallLogs | undefined;
}

/** The log group of a firewall. AWS takes none whose name begins otherwise. */
export function firewallLogName(facts: Facts, called: string): string {
  return `aws-waf-logs-${facts.physicalName([called], 200)}`;
}

/** A firewall for requests of the web. What it shows and logs of a request says nothing about a patient. */
export class WebFirewall extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, args: WebFirewallArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:WebFirewall', name, {}, opts);
    const { facts, firewall, scope, called, logs } = args;
    const allowed = [this.#allow(name, args, 'IPV4'), this.#allow(`${name}-ipv6`, args, 'IPV6')].filter(list => list !== undefined);
    // Callers of the types of the provider would read thousands of statements; the tests hold the rules against the provider itself.
    const rules = firewallRules(firewall, allowed) as unknown as NonNullable<WebAclArgs['rules']>;
    const acl = new WebAcl(
      name,
      {
        ...facts.owned(name),
        name: facts.physicalName([called], 128),
        scope,
        defaultAction: { allow: {} },
        rules,
        visibilityConfig: visibility(called),
        dataProtectionConfig: { dataProtections: HIDDEN.map(field => ({ action: 'SUBSTITUTION', field })) },
        ...(scope === 'CLOUDFRONT' && { associationConfig: { requestBodies: [{ cloudfront: { defaultSizeInspectionLimit: 'KB_64' } }] } }),
      },
      { parent: this },
    );
    this.arn = acl.arn;
    if (firewall.logs && logs) this.#log(name, args, acl, logs);
    this.registerOutputs({ arn: this.arn });
  }

  /** A list of AWS has ranges of one protocol. */
  #allow(name: string, { facts, firewall, scope, called }: WebFirewallArgs, ipAddressVersion: 'IPV4' | 'IPV6'): Output<string> | undefined {
    const addresses = firewall.allow.filter(range => isOfIpv6(range) === (ipAddressVersion === 'IPV6'));
    if (addresses.length === 0) return undefined;
    const list = ipAddressVersion === 'IPV6' ? 'allowed-ipv6' : 'allowed';
    const settings = { name: facts.physicalName([called, list], 128), scope, ipAddressVersion, addresses };
    return new IpSet(name, { ...facts.owned(name), ...settings }, { parent: this }).arn;
  }

  #log(name: string, { facts, called }: WebFirewallArgs, acl: WebAcl, { keyArn, allowed }: FirewallLogs): void {
    const group = encryptedLogGroup(name, { facts, logName: firewallLogName(facts, called), keyArn }, this);
    const settings = { resourceArn: acl.arn, logDestinationConfigs: [group.arn], redactedFields: [...REDACTED] };
    new WebAclLoggingConfiguration(name, { region: facts.region, ...settings }, { parent: this, dependsOn: [allowed] });
  }
}

/** Headers that say who somebody is, or where on a page about somebody. */
const TELLING = ['authorization', 'cookie', 'referer'];

/** What no log, no sample and no detail of a match may show. Without keys it is every cookie, every argument. */
const HIDDEN = [
  { fieldType: 'QUERY_STRING' },
  { fieldType: 'SINGLE_QUERY_ARGUMENT' },
  { fieldType: 'SINGLE_COOKIE' },
  { fieldType: 'BODY' },
  { fieldType: 'SINGLE_HEADER', fieldKeys: TELLING },
];

/** What logs leave out. A path of FHIR names the patient. */
const REDACTED = [{ uriPath: {} }, { queryString: {} }, ...TELLING.map(name => ({ singleHeader: { name } }))];
