import { endpointAddress, siteNetwork, type WorkloadApi } from '@clinfra/core';
import { SecurityGroup, VpcEndpoint } from '@pulumi/aws/ec2';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Output, output } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { workloadEndpointPolicy } from './endpoint-services';
import type { Network } from './network';

export interface WorkloadEndpointArgs {
  readonly facts: SiteFacts;
  readonly network: Network;
  readonly api: WorkloadApi;
}

/** What each API is called as a service with endpoints. */
const SERVICES = { s3: 's3', firehose: 'kinesis-firehose', sts: 'sts', secretsmanager: 'secretsmanager' } as const satisfies Record<WorkloadApi, string>;

/**
 * The way of workloads to an API of AWS for what is their own account's, inside the network. S3 also has a gateway there, by which nodes fetch images; but
 * behind that it answers with addresses of the internet, and a pod that may reach those may reach anybody's.
 */
export class WorkloadEndpoint extends ComponentResource {
  /** What clients are told as the URL. */
  readonly url: Output<string>;

  constructor(name: string, args: WorkloadEndpointArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:WorkloadEndpoint', name, {}, opts);
    const { facts, network, api } = args;
    const { zones } = siteNetwork(facts.hosting, facts.site.zones);
    const group = new SecurityGroup(name, { ...facts.owned(name), vpcId: network.vpcId, description: `who reaches ${api}` }, { parent: this });
    const rule = { securityGroupId: group.id, cidrIpv4: facts.hosting.cidr, ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
    new SecurityGroupIngressRule(name, { ...facts.owned(name), ...rule, description: 'the network of the site' }, { parent: this });
    const settings = {
      vpcId: network.vpcId,
      serviceName: `com.amazonaws.${facts.region}.${SERVICES[api]}`,
      vpcEndpointType: 'Interface',
      // The usual name of S3 goes on leading to the gateway, which costs nothing, and those of STS and Secrets Manager to the endpoints of nodes, where there are some.
      privateDnsEnabled: api === 'firehose',
      subnetIds: [...network.endpointSubnetIds],
      // Known before it exists, for policies of the network in the cluster.
      subnetConfigurations: zones.flatMap((zone, index) => {
        const subnetId = network.endpointSubnetIds[index];
        return subnetId ? [{ subnetId, ipv4: endpointAddress(zone, api) }] : [];
      }),
      securityGroupIds: [group.id],
      policy: output(network.accountId).apply(account => JSON.stringify(workloadEndpointPolicy(account, api))),
    };
    const endpoint = new VpcEndpoint(name, { ...facts.owned(name), ...settings }, { parent: this, dependsOn: [...network.kept] });
    this.url = api === 'firehose' ? output(`https://${api}.${facts.region}.amazonaws.com`) : ownUrl(endpoint);
    this.registerOutputs({ url: this.url });
  }
}

/** The name of the endpoint itself. That of S3 has a star for the bucket; `bucket` in its place is the service itself. */
function ownUrl({ dnsEntries }: VpcEndpoint): Output<string> {
  return dnsEntries.apply(([first]) => first?.dnsName ?? '').apply(host => `https://${host.replace('*', 'bucket')}`);
}
