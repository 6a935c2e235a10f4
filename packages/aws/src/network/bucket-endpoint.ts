import { SecurityGroup, VpcEndpoint } from '@pulumi/aws/ec2';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Output, output } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { bucketEndpointPolicy } from './endpoint-services';
import type { Network } from './network';

export interface BucketEndpointArgs {
  readonly facts: SiteFacts;
  readonly network: Network;
}

/**
 * The way of workloads to the buckets of their own account, inside the network. S3 also has a gateway there, by which nodes fetch images; but behind that it
 * answers with addresses of the internet, and a pod that may reach those may reach anybody's.
 */
export class BucketEndpoint extends ComponentResource {
  /** What clients of S3 are told as its URL. */
  readonly url: Output<string>;

  constructor(name: string, args: BucketEndpointArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:BucketEndpoint', name, {}, opts);
    const { facts, network } = args;
    const group = new SecurityGroup(name, { ...facts.owned(name), vpcId: network.vpcId, description: 'who reaches buckets' }, { parent: this });
    const rule = { securityGroupId: group.id, cidrIpv4: facts.hosting.cidr, ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
    new SecurityGroupIngressRule(name, { ...facts.owned(name), ...rule, description: 'the network of the site' }, { parent: this });
    const settings = {
      vpcId: network.vpcId,
      serviceName: `com.amazonaws.${facts.region}.s3`,
      vpcEndpointType: 'Interface',
      // The usual name of S3 goes on leading to the gateway, which costs nothing.
      privateDnsEnabled: false,
      subnetIds: [...network.endpointSubnetIds],
      securityGroupIds: [group.id],
      policy: output(network.accountId).apply(account => JSON.stringify(bucketEndpointPolicy(account))),
    };
    const endpoint = new VpcEndpoint(name, { ...facts.owned(name), ...settings }, { parent: this });
    // The name has a star for the bucket; `bucket` in its place is the service itself.
    this.url = endpoint.dnsEntries.apply(([first]) => first?.dnsName ?? '').apply(host => `https://${host.replace('*', 'bucket')}`);
    this.registerOutputs({ url: this.url });
  }
}
