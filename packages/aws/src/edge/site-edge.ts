import { type AwsEdge, type Callers, callersOf, type Edge, healthCheckRanges, type Inventory, originHost, siteHost, targetGroupName } from '@clinfra/core';
import { SecurityGroup } from '@pulumi/aws/ec2';
import { Listener, ListenerRule, type ListenerRuleArgs, LoadBalancer, TargetGroup } from '@pulumi/aws/lb';
import { Record as DnsRecord, HealthCheck } from '@pulumi/aws/route53';
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { WebAclAssociation } from '@pulumi/aws/wafv2';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import type { WatchedBalancer } from '../alarms/balancer-facts';
import type { WatchedHealth } from '../alarms/worldwide-subjects';
import type { Cluster } from '../cluster/cluster';
import type { Network } from '../network/network';
import type { SiteFacts } from '../site-facts';
import { balancerSettings, listenerTls, openPorts, READINESS, REFUSED, TO_HTTPS, targetPorts, targetSettings } from './balancer-settings';
import { EdgeCertificate } from './certificate';
import { healthCheckSettings } from './health-check-settings';
import { ORIGIN_HEADER } from './origin-key';
import type { PlatformEdge } from './platform-edge';
import { routedRecords } from './routed-records';
import { type FirewallLogs, WebFirewall } from './web-firewall';

export interface SiteEdgeArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  /** The edge, of which something of AWS is declared. */
  readonly edge: Edge & { readonly aws: AwsEdge };
  readonly network: Pick<Network, 'vpcId' | 'publicSubnetIds'>;
  readonly cluster: Pick<Cluster, 'securityGroupId'>;
  readonly platformEdge: PlatformEdge;
  /**
   * The bucket in which an Application Load Balancer notes every request, once it takes them.
   * @default none
   */
  readonly accessLogs?: { readonly bucket: Input<string>; readonly ready: Resource } | undefined;
  /**
   * Where a firewall logs.
   * @default none
   */
  readonly firewallLogs?: FirewallLogs | undefined;
}

/** An edge at one of its sites: the load balancer before its gateway, the certificate, and the records by which callers find it. */
export class SiteEdge extends ComponentResource {
  /** What must exist before the gateway can be bound to it. */
  readonly targets: readonly TargetGroup[];
  /** What rings of it. */
  readonly watched: WatchedBalancer;
  /** How it is seen from outside; absent where nobody asks. */
  readonly health: WatchedHealth | undefined;
  /** The id of the health check, for alarms and drills. */
  readonly healthCheckId: Output<string> | undefined;

  readonly #name: string;
  readonly #args: SiteEdgeArgs;
  readonly #callers: Callers;

  constructor(name: string, args: SiteEdgeArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SiteEdge', name, {}, opts);
    this.#name = name;
    this.#args = args;
    this.#callers = callersOf(args.edge.aws, args.facts.hosting);
    const group = this.#admit();
    const balancer = this.#createBalancer(group);
    this.#guard(balancer);
    const targets = targetPorts(args.edge).map(port => [port, this.#createTargets(port)] as const);
    this.#listen(balancer, new Map(targets));
    this.targets = targets.map(([, target]) => target);
    const { edge, facts } = args;
    const firewall = edge.aws.firewall && !edge.aws.cdn ? { name: edge.name, region: facts.region } : undefined;
    const { kind } = edge.aws.balancer;
    this.watched = { name: `_edge.${edge.name}`, kind, id: balancer.arnSuffix, targetIds: this.targets.map(({ arnSuffix }) => arnSuffix), firewall };
    this.healthCheckId = this.#watch(balancer);
    this.health = this.healthCheckId && { edge: edge.name, site: facts.site.name, healthCheckId: this.healthCheckId };
    this.#route(balancer);
    this.registerOutputs({});
  }

  /** Callers in, and from there to the gateway's pods and nowhere else. */
  #admit(): Output<string> {
    const { facts, edge, network, cluster } = this.#args;
    const name = this.#name;
    const settings = { vpcId: network.vpcId, description: `callers of ${edge.host}` };
    const group = new SecurityGroup(name, { ...facts.owned(name), ...settings }, { parent: this });
    for (const port of openPorts(edge)) {
      for (const { called, range } of admissions(this.#callers)) {
        const rule = { securityGroupId: group.id, ...range, ipProtocol: 'tcp', fromPort: port, toPort: port, description: 'callers' };
        const ruleName = `${name}-${port}${called}`;
        new SecurityGroupIngressRule(ruleName, { ...facts.owned(ruleName), ...rule }, { parent: this });
      }
    }
    for (const cidrIpv4 of askersOf(edge.aws)) {
      const rule = { securityGroupId: group.id, cidrIpv4, ipProtocol: 'tcp', fromPort: 443, toPort: 443, description: 'Route 53, for health' };
      const ruleName = `${name}-health-${cidrIpv4}`;
      new SecurityGroupIngressRule(ruleName, { ...facts.owned(ruleName), ...rule }, { parent: this });
    }
    for (const port of [...targetPorts(edge), READINESS.port]) {
      const ports = { ipProtocol: 'tcp', fromPort: port, toPort: port };
      const ruleName = `${name}-gateway-${port}`;
      const out = { securityGroupId: group.id, referencedSecurityGroupId: cluster.securityGroupId, description: 'the gateway' };
      new SecurityGroupEgressRule(ruleName, { ...facts.owned(ruleName), ...ports, ...out }, { parent: this });
      const into = { securityGroupId: cluster.securityGroupId, referencedSecurityGroupId: group.id, description: `the load balancer of ${edge.name}` };
      new SecurityGroupIngressRule(ruleName, { ...facts.owned(ruleName), ...ports, ...into }, { parent: this });
    }
    return group.id;
  }

  #createBalancer(securityGroupId: Output<string>): LoadBalancer {
    const { facts, edge, network, accessLogs } = this.#args;
    const { balancer } = edge.aws;
    const logged = balancer.kind === 'application' ? accessLogs : undefined;
    return new LoadBalancer(
      this.#name,
      {
        ...facts.owned(this.#name),
        name: facts.physicalName([edge.name], 32),
        ...balancerSettings(balancer, this.#callers),
        subnets: [...network.publicSubnetIds],
        securityGroups: [securityGroupId],
        ...(logged && { accessLogs: { enabled: true, bucket: logged.bucket, prefix: edge.name } }),
      },
      { parent: this, protect: balancer.deletionProtection, dependsOn: logged ? [logged.ready] : [] },
    );
  }

  #guard(balancer: LoadBalancer): void {
    const { facts, edge, firewallLogs: logs } = this.#args;
    const { firewall, cdn } = edge.aws;
    // Behind a CDN the firewall stands before that, where it sees who calls.
    if (!firewall || cdn) return;
    const { arn } = new WebFirewall(this.#name, { facts, firewall, scope: 'REGIONAL', called: edge.name, logs }, { parent: this });
    new WebAclAssociation(this.#name, { region: facts.region, resourceArn: balancer.arn, webAclArn: arn }, { parent: this });
  }

  #createTargets(port: number): TargetGroup {
    const { facts, edge, network } = this.#args;
    const name = `${this.#name}-${port}`;
    const settings = { name: targetGroupName(facts.site, edge.name, port), vpcId: network.vpcId, ...targetSettings(edge.aws.balancer, port) };
    return new TargetGroup(name, { ...facts.owned(name), ...settings }, { parent: this });
  }

  #listen({ arn: loadBalancerArn }: LoadBalancer, targets: ReadonlyMap<number, TargetGroup>): void {
    const { facts, edge } = this.#args;
    const { balancer } = edge.aws;
    const certificate = balancer.kind === 'application' ? { certificateArn: this.#certify() } : {};
    for (const port of openPorts(edge)) {
      const name = `${this.#name}-${port}`;
      const target = targets.get(port);
      const tls = port === 443 || balancer.kind === 'network' ? listenerTls(balancer) : { protocol: 'HTTP' };
      const forward = target && { type: 'forward', targetGroupArn: target.arn };
      const guarded = forward && edge.aws.cdn !== undefined;
      const defaultActions = guarded ? REFUSED : forward ? [forward] : TO_HTTPS;
      const settings = { loadBalancerArn, port, ...tls, ...(port === 443 && certificate), defaultActions };
      const listener = new Listener(name, { ...facts.owned(name), ...settings }, { parent: this });
      if (guarded) this.#admitCdn(listener, forward);
    }
  }

  /** Behind a CDN requests are let through that show its secret, and those that ask for health under the site's own name. */
  #admitCdn({ arn: listenerArn }: Listener, forward: { readonly type: string; readonly targetGroupArn: Output<string> }): void {
    const { facts, edge, platformEdge } = this.#args;
    const { known } = platformEdge.originSecrets(edge) ?? { known: [] };
    const rule = (called: string, priority: number, conditions: ListenerRuleArgs['conditions']) => {
      const name = `${this.#name}-${called}`;
      new ListenerRule(name, { ...facts.owned(name), listenerArn, priority, conditions, actions: [forward] }, { parent: this });
    };
    rule('cdn', 1, [{ httpHeader: { httpHeaderName: ORIGIN_HEADER, values: [...known] } }]);
    const { health } = edge.aws;
    if (!health) return;
    rule('asked', 2, [{ hostHeader: { values: [siteHost(edge.host, facts.site)] } }, { pathPattern: { values: [health.path] } }]);
  }

  /** The names under which it is asked: its own, that by which a CDN finds it, and that of the site. */
  #hosts(): readonly [string, ...string[]] {
    const { facts, edge } = this.#args;
    const { health, cdn } = edge.aws;
    return [edge.host, ...(cdn ? [originHost(edge.host)] : []), ...(health ? [siteHost(edge.host, facts.site)] : [])];
  }

  #certify(): Output<string> {
    const { facts, edge, platformEdge } = this.#args;
    const prove = platformEdge.prove.bind(platformEdge, edge.aws.zone);
    return new EdgeCertificate(this.#name, { facts, hosts: this.#hosts(), prove }, { parent: this }).arn;
  }

  /** A site is asked under a name of its own, which leads to it whoever serves; Route 53 asks by IPv4 alone. */
  #watch(balancer: LoadBalancer): Output<string> | undefined {
    const { facts, edge, platformEdge } = this.#args;
    const { health, zone } = edge.aws;
    if (!health) return undefined;
    const host = siteHost(edge.host, facts.site);
    const name = `${this.#name}-health`;
    new DnsRecord(name, { zoneId: platformEdge.zoneId(zone), name: host, type: 'A', aliases: [aliasOf(balancer)] }, { parent: this });
    return new HealthCheck(name, { ...healthCheckSettings(health, host), tags: facts.owned(name).tags }, { parent: this }).id;
  }

  #route(balancer: LoadBalancer): void {
    const { facts, edge, inventory, platformEdge } = this.#args;
    const { routing, zone, cdn } = edge.aws;
    const found = cdn ? originHost(edge.host) : edge.host;
    const health = this.healthCheckId === undefined || routing.kind === 'one-site' ? {} : { healthCheckId: this.healthCheckId };
    for (const { suffix, policies } of routedRecords(routing, facts.site, inventory.roleOf(facts.site), facts.region)) {
      const record = { zoneId: platformEdge.zoneId(zone), name: found, aliases: [aliasOf(balancer)], ...health, ...policies };
      new DnsRecord(`${this.#name}${suffix}`, { ...record, type: 'A' }, { parent: this });
      if (this.#callers.ipv6.length > 0) new DnsRecord(`${this.#name}${suffix}-aaaa`, { ...record, type: 'AAAA' }, { parent: this });
    }
  }
}

/** The ranges that are let in, each with what its rule is called besides; a name has no `::`, by which the engine parts what it writes names into. */
function admissions({ ipv4, ipv6 }: Callers) {
  return [
    ...ipv4.map(cidrIpv4 => ({ called: cidrIpv4 === '0.0.0.0/0' ? '' : `-${cidrIpv4}`, range: { cidrIpv4 } })),
    ...ipv6.map(cidrIpv6 => ({ called: cidrIpv6 === '::/0' ? '-ipv6' : `-${cidrIpv6.replaceAll(':', '-')}`, range: { cidrIpv6 } })),
  ];
}

/** Who is let in to ask for health, where not everybody is: a site that cannot be asked would count as down. */
function askersOf({ health, balancer }: AwsEdge): readonly string[] {
  return health && balancer.from.length > 0 ? healthCheckRanges(health) : [];
}

/** A load balancer's own address changes; the record follows it, and a load balancer without a gateway that answers counts as down. */
function aliasOf({ dnsName, zoneId }: LoadBalancer) {
  return { name: dnsName, zoneId, evaluateTargetHealth: true };
}
