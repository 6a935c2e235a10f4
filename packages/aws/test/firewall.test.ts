import { countedRate, DnsZone, Edge, type FirewallProps, kib, minutes, seconds } from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { type FirewallRule, firewallRules } from '../src/edge/firewall-rules';
import { type RecordedSite, recordEdges } from './recorded';

describe('a rate of requests', () => {
  it.each([
    [1000, minutes(15), 666, 600],
    [1000, minutes(10), 1000, 600],
    [500, minutes(15), 333, 600],
    [600, minutes(9), 333, 300],
    [100, minutes(3), 66, 120],
    [100, minutes(1), 100, 60],
  ])('[E3] of %i in %s is at most %i in the %i seconds that AWS can count', (requests, per, limit, windowSeconds) => {
    const counted = countedRate({ requests, per });
    expect(counted).toEqual({ limit, windowSeconds });
    // Whoever goes on and on gets no more than was declared.
    expect((limit * per.toSeconds()) / windowSeconds).toBeLessThanOrEqual(requests);
  });

  it('of seconds cannot be counted', () => {
    expect(countedRate({ requests: 100, per: seconds(59) })).toBeUndefined();
  });
});

function firewallOf(props: FirewallProps = {}) {
  const { platform, clinical, ehr } = aPlatform();
  const zone = new DnsZone(platform, 'hosts', { domain: 'ward.example' });
  const edge = new Edge(platform, 'web', { domain: clinical, host: 'api.ward.example', issuer: 'letsencrypt', aws: { zone, firewall: props } }).exposes(ehr);
  if (!edge.aws?.firewall) throw new Error('the edge has no firewall');
  return { platform, firewall: edge.aws.firewall };
}

const rulesOf = (props?: FirewallProps, ...allowed: readonly string[]) => firewallRules(firewallOf(props).firewall, allowed);
const named = (rules: readonly FirewallRule[], name: string) => rules.find(rule => rule.name === name);

describe('the rules of a firewall', () => {
  it('[E3] are the limit of 1,000 in 15 minutes, all groups of AWS and the size of bodies, in that order', () => {
    const rules = rulesOf();
    expect(rules.map(({ name, priority }) => `${priority} ${name}`)).toEqual([
      '0 rate',
      '1 common',
      '2 known-bad-inputs',
      '3 sql',
      '4 ip-reputation',
      '5 anonymous-ip',
      '6 bodies',
    ]);
    expect(named(rules, 'rate')).toMatchObject({
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: 666, evaluationWindowSec: 600 } },
    });
    for (const group of rules.slice(1, 6)) expect(group.overrideAction).toEqual({ none: {} });
  });

  it('leave bodies to the one that knows the paths', () => {
    expect(named(rulesOf(), 'common')?.statement).toEqual({
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: 'AWSManagedRulesCommonRuleSet',
        ruleActionOverrides: [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }],
      },
    });
    const large = { fieldToMatch: { body: { oversizeHandling: 'MATCH' } }, comparisonOperator: 'GT', size: 8192 };
    expect(named(rulesOf(), 'bodies')?.statement).toMatchObject({ sizeConstraintStatement: large });
    const elsewhere = { fieldToMatch: { uriPath: {} }, positionalConstraint: 'STARTS_WITH', searchString: '/fhir' };
    expect(named(rulesOf({ bodies: { limit: kib(4), largeBelow: ['/fhir'] } }), 'bodies')?.statement).toMatchObject({
      andStatement: { statements: [{ sizeConstraintStatement: { size: 4096 } }, { notStatement: { statement: { byteMatchStatement: elsewhere } } }] },
    });
  });

  it('count where they are told to, group by group and rule by rule', () => {
    const rules = rulesOf({
      groups: { sql: { action: 'count' }, 'ip-reputation': { action: 'off' }, 'anonymous-ip': { rules: { HostingProviderIPList: 'count' } } },
    });
    expect(named(rules, 'sql')?.overrideAction).toEqual({ count: {} });
    expect(named(rules, 'ip-reputation')).toBeUndefined();
    expect(named(rules, 'anonymous-ip')).toMatchObject({
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { ruleActionOverrides: [{ name: 'HostingProviderIPList', actionToUse: { count: {} } }] } },
    });
  });

  it('ask nothing of those who are allowed, before anything else', () => {
    expect(rulesOf({}, 'an ARN')[0]).toMatchObject({ name: 'allowed', action: { allow: {} }, statement: { ipSetReferenceStatement: { arn: 'an ARN' } } });
  });

  it('ask nothing of those who are allowed by either protocol', () => {
    const [allowed, rate] = rulesOf({}, 'IPv4', 'IPv6');
    expect(allowed).toMatchObject({ name: 'allowed', priority: 0, action: { allow: {} } });
    expect(allowed?.statement).toEqual({ orStatement: { statements: ['IPv4', 'IPv6'].map(arn => ({ ipSetReferenceStatement: { arn } })) } });
    expect(rate?.name).toBe('rate');
  });

  it('keep no sample of a request', () => {
    for (const { visibilityConfig } of rulesOf({}, 'an ARN')) expect(visibilityConfig.sampledRequestsEnabled).toBe(false);
  });
});

describe('a firewall before a load balancer', () => {
  let site: RecordedSite;
  beforeAll(async () => {
    site = await recordEdges(firewallOf({ allow: ['192.0.2.0/24'] }).platform);
  });

  it('[E3] judges what comes to it', () => {
    expect(site.one('wafv2/webAcl:WebAcl').inputs).toMatchObject({ region: 'eu-west-1', scope: 'REGIONAL', defaultAction: { allow: {} } });
    expect(site.one('wafv2/webAclAssociation:WebAclAssociation').inputs).toMatchObject({
      resourceArn: '${aws:lb/loadBalancer:LoadBalancer::ward-dublin-web.arn}',
      webAclArn: '${aws:wafv2/webAcl:WebAcl::ward-dublin-web.arn}',
    });
    expect(site.one('wafv2/ipSet:IpSet').inputs).toMatchObject({ addresses: ['192.0.2.0/24'] });
  });

  it('[E3] logs encrypted, and neither path, query, cookies nor credentials', () => {
    const { redactedFields } = site.one('wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration').inputs;
    expect(redactedFields).toEqual([
      { uriPath: {} },
      { queryString: {} },
      { singleHeader: { name: 'authorization' } },
      { singleHeader: { name: 'cookie' } },
      { singleHeader: { name: 'referer' } },
    ]);
    const fields = (site.one('wafv2/webAcl:WebAcl').inputs.dataProtectionConfig as { dataProtections: { action: string; field: { fieldType: string } }[] })
      .dataProtections;
    expect(fields.map(({ action, field }) => `${action} ${field.fieldType}`)).toEqual([
      'SUBSTITUTION QUERY_STRING',
      'SUBSTITUTION SINGLE_QUERY_ARGUMENT',
      'SUBSTITUTION SINGLE_COOKIE',
      'SUBSTITUTION BODY',
      'SUBSTITUTION SINGLE_HEADER',
    ]);
    const group = site.one('cloudwatch/logGroup:LogGroup').inputs;
    expect(group).toMatchObject({ name: 'aws-waf-logs-ward-production-dublin-web', kmsKeyId: '${aws:kms/key:Key::ward-dublin.firewall.arn}' });
    const [statement] = site.policy(site.one('cloudwatch/logResourcePolicy:LogResourcePolicy'), 'policyDocument').Statement;
    expect(statement).toMatchObject({ Principal: { Service: 'delivery.logs.amazonaws.com' } });
  });
});
