import { databaseUser, type RelationalStore } from '@clinfra/core';
import type { LogGroup } from '@pulumi/aws/cloudwatch';
import { SecurityGroup } from '@pulumi/aws/ec2';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { ProxyDefaultTargetGroup, ProxyEndpoint, ProxyTarget, Proxy as RdsProxy } from '@pulumi/aws/rds';
import { SecurityGroupEgressRule, SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import { ComponentResource, type ComponentResourceOptions, type Input, interpolate, type Output, output, type Resource } from '@pulumi/pulumi';
import { type PolicyDocument, trust } from '../../identity/policy-document';
import { logIns } from '../clients';
import type { StoreContext } from '../store-context';
import { proxyName, proxySettings, sharedConnections } from './proxy-settings';

export interface DatabaseProxyArgs {
  readonly store: RelationalStore;
  readonly context: StoreContext;
  /** The server or cluster to which it leads. */
  readonly target: { readonly dbInstanceIdentifier: Input<string> } | { readonly dbClusterIdentifier: Input<string> };
  /** What must stand before it can lead there. */
  readonly after: readonly Resource[];
  /** Whether other servers answer reads than the one that takes writes. */
  readonly hasReaders: boolean;
  /** The security group of the servers, which lets it in. */
  readonly databaseGroupId: Input<string>;
  /** What the users of the servers are called in IAM, up to their names. */
  readonly databaseUsers: Output<string>;
  /** Its log, which stands before it writes. */
  readonly log: LogGroup;
}

/** RDS Proxy before a database: workloads come with the identity of their own, by TLS, and so does it to the servers. No password is anywhere. */
export class DatabaseProxy extends ComponentResource {
  /** Where writes go. */
  readonly host: Output<string>;
  /** Where reads go: to the readers, where there are some. */
  readonly readerHost: Output<string>;
  /** What its users are called in IAM, up to their names: `arn:aws:rds-db:<region>:<account>:dbuser:prx-...`. */
  readonly userArns: Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: DatabaseProxyArgs,
    opts?: ComponentResourceOptions,
  ) {
    super('clinfra:aws:DatabaseProxy', name, {}, opts);
    const groupId = this.#createGroup();
    const proxy = this.#createProxy(groupId);
    const target = this.#lead(proxy);
    this.host = proxy.endpoint;
    this.readerHost = args.hasReaders ? this.#createReaderEndpoint(proxy, groupId, target).endpoint : proxy.endpoint;
    const { facts, network } = args.context;
    this.userArns = interpolate`arn:aws:rds-db:${facts.region}:${network.accountId}:dbuser:${proxy.arn.apply(resourceIdOf)}`;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  /** The cluster reaches it, it reaches the servers, and nothing else does either. */
  #createGroup(): Output<string> {
    const { store, context, databaseGroupId } = this.args;
    const { facts, network, cluster } = context;
    const owned = facts.ownedBy(store, this.name);
    const group = new SecurityGroup(this.name, { ...owned, vpcId: network.vpcId, description: `who reaches the proxy of ${store.name}` }, { parent: this });
    const port = { ipProtocol: 'tcp', fromPort: store.port, toPort: store.port };
    const clients = { securityGroupId: group.id, referencedSecurityGroupId: cluster.securityGroupId, description: 'nodes and pods of the cluster' };
    new SecurityGroupIngressRule(this.name, { ...owned, ...port, ...clients }, { parent: this });
    const servers = { securityGroupId: group.id, referencedSecurityGroupId: databaseGroupId, description: 'the servers' };
    new SecurityGroupEgressRule(this.name, { ...owned, ...port, ...servers }, { parent: this });
    const own = { securityGroupId: databaseGroupId, referencedSecurityGroupId: group.id, description: 'the proxy' };
    new SecurityGroupIngressRule(`${this.name}-servers`, { ...facts.ownedBy(store, `${this.name}-servers`), ...port, ...own }, { parent: this });
    return group.id;
  }

  #createProxy(groupId: Input<string>): RdsProxy {
    const { store, context, log } = this.args;
    const { facts, network } = context;
    const { role, ready } = this.#createRole();
    const settings = proxySettings(store, proxyName(facts, store));
    const place = { vpcSubnetIds: [...network.spanningDataSubnetIds], vpcSecurityGroupIds: [groupId] };
    const opts = { parent: this, dependsOn: [ready, log] };
    return new RdsProxy(this.name, { ...facts.ownedBy(store, this.name), ...settings, ...place, roleArn: role.arn }, opts);
  }

  /** With it the proxy logs in to the servers, as the users of the workloads and as nobody else. */
  #createRole(): { readonly role: Role; readonly ready: Resource } {
    const { store, context, databaseUsers } = this.args;
    const { facts, uses } = context;
    const settings = { name: facts.physicalName([store.name, 'proxy'], 64), assumeRolePolicy: trust('rds.amazonaws.com') };
    const role = new Role(this.name, { ...settings, tags: facts.ownedBy(store, this.name).tags }, { parent: this });
    const users = [...new Set(logIns(uses).map(({ workload }) => databaseUser(store, workload)))];
    const policy = output(databaseUsers).apply(prefix => JSON.stringify(connectAs(users.map(user => `${prefix}/${user}`))));
    return { role, ready: new RolePolicy(this.name, { role: role.name, policy }, { parent: this }) };
  }

  #lead(proxy: RdsProxy): Resource {
    const { store, context, target, after } = this.args;
    const { region } = context.facts;
    const group = new ProxyDefaultTargetGroup(
      this.name,
      { region, dbProxyName: proxy.name, ...(store.proxy && { connectionPoolConfig: sharedConnections(store.proxy) }) },
      { parent: this },
    );
    return new ProxyTarget(this.name, { region, dbProxyName: proxy.name, targetGroupName: group.name, ...target }, { parent: this, dependsOn: [...after] });
  }

  #createReaderEndpoint(proxy: RdsProxy, groupId: Input<string>, target: Resource): ProxyEndpoint {
    const { store, context } = this.args;
    const { facts, network } = context;
    const name = `${this.name}-readers`;
    const settings = { dbProxyName: proxy.name, dbProxyEndpointName: facts.physicalName([store.name, 'readers'], 60), targetRole: 'READ_ONLY' };
    const place = { vpcSubnetIds: [...network.spanningDataSubnetIds], vpcSecurityGroupIds: [groupId] };
    return new ProxyEndpoint(name, { ...facts.ownedBy(store, name), ...settings, ...place }, { parent: this, dependsOn: [target] });
  }
}

/** IAM knows a proxy by the end of its ARN, `prx-...`. */
function resourceIdOf(arn: string): string {
  return arn.replace(/^arn:.*:db-proxy:/, '');
}

function connectAs(users: readonly string[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Sid: 'Databases', Effect: 'Allow', Action: ['rds-db:connect'], Resource: users }] };
}
