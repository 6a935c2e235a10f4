import { countedRate, FIREWALL_GROUPS, type Firewall, type FirewallAction, type FirewallGroup } from '@clinfra/core';
import type { wafv2 } from '@pulumi/aws/types/input';

/** Where a firewall stands: before a CDN, or before a load balancer of a region. */
export type FirewallScope = 'CLOUDFRONT' | 'REGIONAL';

/** Rules as the web ACL takes them. Their shape is that of the provider, whose own type names more statements than a compiler likes to read. */
export interface FirewallRule {
  readonly name: string;
  readonly priority: number;
  readonly action?: object;
  readonly overrideAction?: object;
  readonly statement: object;
  readonly visibilityConfig: wafv2.WebAclVisibilityConfig;
}

/** Bodies are our own rule's matter, or documents of more than 8 KiB would be refused everywhere. */
const NOT_BODIES: Readonly<Record<string, FirewallAction>> = { SizeRestrictions_BODY: 'count' };

const TOO_MANY = { block: { customResponse: { responseCode: 429 } } };
const TOO_LARGE = { block: { customResponse: { responseCode: 413 } } };

/** Figures of the rule in CloudWatch, and no samples of requests: a sample is a request with all that it says about a patient. */
export function visibility(metricName: string): wafv2.WebAclVisibilityConfig {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false };
}

/** The rules in the order in which a request meets them; the first that decides is the last. `allowed` are the ARNs of lists of ranges that are not judged. */
export function firewallRules<Arn>(firewall: Firewall, allowed: readonly Arn[]): readonly FirewallRule[] {
  const rules: readonly (Omit<FirewallRule, 'priority' | 'visibilityConfig'> | undefined)[] = [
    allowRule(allowed),
    rateRule(firewall),
    ...(Object.keys(FIREWALL_GROUPS) as FirewallGroup[]).map(group => groupRule(group, firewall)),
    bodyRule(firewall),
  ];
  return rules.filter(rule => rule !== undefined).map((rule, priority) => ({ ...rule, priority, visibilityConfig: visibility(rule.name) }));
}

function allowRule<Arn>(lists: readonly Arn[]) {
  const [first, ...others] = lists.map(arn => ({ ipSetReferenceStatement: { arn } }));
  if (!first) return undefined;
  return { name: 'allowed', action: { allow: {} }, statement: others.length > 0 ? { orStatement: { statements: [first, ...others] } } : first };
}

function rateRule({ rateLimit }: Firewall) {
  const rate = countedRate(rateLimit);
  if (!rate) return undefined;
  const rateBasedStatement = { aggregateKeyType: 'IP', limit: rate.limit, evaluationWindowSec: rate.windowSeconds };
  return { name: 'rate', action: TOO_MANY, statement: { rateBasedStatement } };
}

function groupRule(group: FirewallGroup, { groups }: Firewall) {
  const { action, rules } = groups[group];
  if (action === 'off') return undefined;
  const singled = { ...(group === 'common' ? NOT_BODIES : {}), ...rules };
  const ruleActionOverrides = Object.entries(singled).map(([name, use]) => ({ name, actionToUse: { [use]: {} } }));
  const managedRuleGroupStatement = {
    vendorName: 'AWS',
    name: FIREWALL_GROUPS[group],
    ...(ruleActionOverrides.length > 0 && { ruleActionOverrides }),
  };
  return { name: group, overrideAction: action === 'count' ? { count: {} } : { none: {} }, statement: { managedRuleGroupStatement } };
}

/** What is larger than can be looked at counts as too large. */
function bodyRule({ bodies: { limit, largeBelow } }: Firewall) {
  const nothing = [{ priority: 0, type: 'NONE' }];
  const large = {
    sizeConstraintStatement: {
      fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
      comparisonOperator: 'GT',
      size: limit.toBytes(),
      textTransformations: nothing,
    },
  };
  const elsewhere = largeBelow.map(searchString => ({
    notStatement: {
      statement: { byteMatchStatement: { fieldToMatch: { uriPath: {} }, positionalConstraint: 'STARTS_WITH', searchString, textTransformations: nothing } },
    },
  }));
  const statement = elsewhere.length > 0 ? { andStatement: { statements: [large, ...elsewhere] } } : large;
  return { name: 'bodies', action: TOO_LARGE, statement };
}
