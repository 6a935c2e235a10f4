import { BALANCER_TLS, type ClinicalService, type LoadBalancer as Exposure, type ServiceAddress, serviceTargets, targetGroupName } from '@clinfra/core';
import { SecurityGroup } from '@pulumi/aws/ec2';
import { Listener, LoadBalancer, TargetGroup } from '@pulumi/aws/lb';
import { Record as DnsRecord } from '@pulumi/aws/route53';
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { WatchedBalancer } from '../alarms/balancer-facts';
import type { Cluster } from '../cluster/cluster';
import type { Network } from '../network/network';
import type { SiteFacts } from '../site-facts';
import { EdgeCertificate, type Proof } from './certificate';

/** A service that is found from outside under a name. */
export type AddressedService = ClinicalService & { readonly exposure: Exposure & { readonly address: ServiceAddress } };

export interface ServiceBalancerArgs {
  readonly facts: SiteFacts;
  readonly service: AddressedService;
  readonly network: Pick<Network, 'vpcId' | 'nodeSubnetIds'>;
  readonly cluster: Pick<Cluster, 'securityGroupId'>;
  readonly zoneId: Input<string>;
  /** Puts the proof for the name into its zone; absent where nobody outside can ask the zone, so that there is no certificate. */
  readonly prove: ((host: string, proof: Proof) => Output<string>) | undefined;
}

/** A load balancer inside the network of a site before a service that speaks no HTTP, such as HL7 over MLLP. It keeps the callers' addresses, which policies go by. */
export class ServiceBalancer extends ComponentResource {
  /** What must exist before the service's pods can be bound to it. */
  readonly targets: TargetGroup;

  /** What rings of it. */
  readonly watched: WatchedBalancer;

  readonly #name: string;
  readonly #args: ServiceBalancerArgs;

  constructor(name: string, args: ServiceBalancerArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ServiceBalancer', name, {}, opts);
    this.#name = name;
    this.#args = args;
    const balancer = this.#createBalancer(this.#admit());
    this.targets = this.#createTargets();
    const { domain, name: service } = args.service;
    this.watched = { name: `_service.${domain.name}.${service}`, kind: 'network', id: balancer.arnSuffix, targetIds: [this.targets.arnSuffix] };
    this.#listen(balancer);
    const { host } = args.service.exposure.address;
    const aliases = [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: false }];
    new DnsRecord(name, { zoneId: args.zoneId, name: host, type: 'A', aliases }, { parent: this });
    this.registerOutputs({});
  }

  #admit(): Output<string> {
    const { facts, service, network, cluster } = this.#args;
    const name = this.#name;
    const { port, exposure } = service;
    const ports = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    const group = new SecurityGroup(name, { ...facts.owned(name), vpcId: network.vpcId, description: `callers of ${service.name}` }, { parent: this });
    for (const cidrIpv4 of exposure.from) {
      const ruleName = `${name}-${cidrIpv4}`;
      const rule = { ...ports, securityGroupId: group.id, cidrIpv4, description: `callers of ${service.name}` };
      new SecurityGroupIngressRule(ruleName, { ...facts.owned(ruleName), ...rule }, { parent: this });
    }
    const out = { ...ports, securityGroupId: group.id, referencedSecurityGroupId: cluster.securityGroupId, description: 'pods' };
    new SecurityGroupEgressRule(name, { ...facts.owned(name), ...out }, { parent: this });
    const into = {
      ...ports,
      securityGroupId: cluster.securityGroupId,
      referencedSecurityGroupId: group.id,
      description: `the load balancer of ${service.name}`,
    };
    new SecurityGroupIngressRule(name, { ...facts.owned(name), ...into }, { parent: this });
    return group.id;
  }

  #createBalancer(securityGroupId: Output<string>): LoadBalancer {
    const { facts, service, network } = this.#args;
    const settings = {
      name: facts.physicalName([service.domain.name, service.name], 32),
      internal: true,
      loadBalancerType: 'network',
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      ipAddressType: 'ipv4',
      subnets: [...network.nodeSubnetIds],
      securityGroups: [securityGroupId],
    };
    return new LoadBalancer(this.#name, { ...facts.owned(this.#name), ...settings }, { parent: this, protect: true });
  }

  #createTargets(): TargetGroup {
    const { facts, service, network } = this.#args;
    const { port, stop } = service;
    const settings = {
      name: targetGroupName(facts.site, serviceTargets(service), port),
      vpcId: network.vpcId,
      port,
      protocol: 'TCP',
      targetType: 'ip',
      preserveClientIp: 'true',
      connectionTermination: false,
      deregistrationDelay: stop.grace.toSeconds(),
      healthCheck: { protocol: 'TCP', port: 'traffic-port', interval: 10, healthyThreshold: 2, unhealthyThreshold: 2 },
    };
    return new TargetGroup(this.#name, { ...facts.owned(this.#name), ...settings }, { parent: this });
  }

  #listen({ arn: loadBalancerArn }: LoadBalancer): void {
    const { facts, service, prove } = this.#args;
    const { host } = service.exposure.address;
    const certificate = prove && new EdgeCertificate(this.#name, { facts, hosts: [host], prove }, { parent: this });
    const spoken = certificate ? { protocol: 'TLS', sslPolicy: BALANCER_TLS['tls-1.2'], certificateArn: certificate.arn } : { protocol: 'TCP' };
    const defaultActions = [{ type: 'forward', targetGroupArn: this.targets.arn }];
    new Listener(this.#name, { ...facts.owned(this.#name), loadBalancerArn, port: service.port, ...spoken, defaultActions }, { parent: this });
  }
}
