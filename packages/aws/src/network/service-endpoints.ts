import { SecurityGroup, VpcEndpoint } from '@pulumi/aws/ec2';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Output, output, type Resource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { type EndpointService, endpointPolicy, endpointServices } from './endpoint-services';
import type { Network } from './network';

export interface ServiceEndpointsArgs {
  readonly facts: SiteFacts;
  readonly network: Network;
}

/** The services of AWS that a site uses, each reached inside its network under its usual name, encrypted, and by this account alone. */
export class ServiceEndpoints extends ComponentResource {
  /** What must stand before nodes can work where they have no other way. */
  readonly ready: readonly Resource[];

  constructor(name: string, args: ServiceEndpointsArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ServiceEndpoints', name, {}, opts);
    const { facts } = args;
    const group = this.#admit(name, args);
    this.ready = endpointServices(facts.site, facts.hosting).map(service => this.#create(service, args, group));
    this.registerOutputs({});
  }

  #admit(name: string, { facts, network }: ServiceEndpointsArgs): Output<string> {
    const settings = { vpcId: network.vpcId, description: 'who reaches the services of AWS' };
    const group = new SecurityGroup(name, { ...facts.owned(name), ...settings }, { parent: this });
    const rule = { securityGroupId: group.id, cidrIpv4: facts.hosting.cidr, ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
    new SecurityGroupIngressRule(name, { ...facts.owned(name), ...rule, description: 'the network of the site' }, { parent: this });
    return group.id;
  }

  #create(service: EndpointService, { facts, network }: ServiceEndpointsArgs, securityGroupId: Output<string>): VpcEndpoint {
    const name = `${facts.prefix}-${service}`;
    const settings = {
      vpcId: network.vpcId,
      serviceName: `com.amazonaws.${facts.region}.${service}`,
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: [...network.endpointSubnetIds],
      securityGroupIds: [securityGroupId],
      policy: output(network.accountId).apply(account => JSON.stringify(endpointPolicy(account))),
    };
    return new VpcEndpoint(name, { ...facts.owned(name), ...settings }, { parent: this });
  }
}
