import type { OpenSearch } from '@clinfra/core';
import { type LogGroup, LogResourcePolicy } from '@pulumi/aws/cloudwatch';
import { Domain } from '@pulumi/aws/opensearch';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import { workloadRoleName } from '../../identity/workload-identity';
import { encryptedLogGroup } from '../../log-group';
import type { StoreContext } from '../store-context';
import { storeKey } from '../store-key';
import { storeSecurityGroup } from '../store-security-group';
import {
  accessPolicy,
  clusterConfig,
  logPolicy,
  SEARCH_LOGS,
  searchDisk,
  searchDomainName,
  searchGuards,
  searchSubnets,
  searchUpkeep,
} from './search-settings';
import { SearchSnapshots } from './search-snapshots';

export interface SearchDomainArgs {
  /** The declared store. */
  readonly store: OpenSearch;
  /** What it stands on. */
  readonly context: StoreContext;
  /** The role of the task that sets it up, which is its administrator. */
  readonly administrator: Input<string>;
}

/** A domain of OpenSearch Service: in the subnets of stores, by TLS alone, for the roles of declared workloads. */
export class SearchDomain extends ComponentResource {
  /** Where it answers. */
  readonly host: Output<string>;
  readonly readerHost: Output<string>;
  /** Its ARN, which names the account. */
  readonly resource: Output<string>;
  /** Where its snapshots go, and by which role. */
  readonly snapshots: { readonly bucket: Output<string>; readonly role: Output<string> } | undefined;
  /** The roles of its clients, by `<domain>.<workload>`. */
  readonly users: Readonly<Record<string, string>>;

  readonly #name: string;
  readonly #args: SearchDomainArgs;
  readonly #domainName: string;

  constructor(name: string, args: SearchDomainArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SearchDomain', name, {}, opts);
    const { store, context } = args;
    const { facts, network } = context;
    this.#name = name;
    this.#args = args;
    this.#domainName = searchDomainName(facts, store);
    this.users = Object.fromEntries(context.uses.map(({ workload }) => [`${workload.domain.name}.${workload.name}`, workloadRoleName(facts, workload)]));
    const logNames = Object.keys(SEARCH_LOGS).map(log => [log, `/aws/opensearch/${this.#domainName}/${log}`] as const);
    const key = storeKey(
      store,
      context,
      { usedBy: store.snapshots === 'none' ? ['es'] : ['es', 's3'], logGroups: logNames.map(([, logName]) => logName) },
      this,
    );
    const logs = logNames.map(([log, logName]) => [log, encryptedLogGroup(`${name}-${log}`, { facts, logName, keyArn: key.arn }, this)] as const);
    const allowed = this.#allowLogs(logs.map(([, group]) => group));
    const domain = new Domain(
      name,
      {
        ...facts.ownedBy(store, name),
        domainName: this.#domainName,
        engineVersion: `OpenSearch_${store.version}`,
        clusterConfig: clusterConfig(store, facts.site),
        ebsOptions: searchDisk(store),
        ...searchGuards(key.arn, args.administrator),
        ...searchUpkeep(store, facts.platform.locale.timeZone),
        accessPolicies: this.#access(),
        vpcOptions: { subnetIds: [...searchSubnets(network.dataSubnetIds, store)], securityGroupIds: [storeSecurityGroup(store, context, this)] },
        logPublishingOptions: logs.map(([log, { arn }]) => ({ logType: SEARCH_LOGS[log as keyof typeof SEARCH_LOGS], cloudwatchLogGroupArn: arn })),
      },
      { parent: this, protect: store.deletionProtection, dependsOn: [allowed] },
    );
    this.snapshots = store.snapshots === 'none' ? undefined : this.#createSnapshots(key.arn);
    this.host = domain.endpoint;
    this.readerHost = this.host;
    this.resource = domain.arn;
    this.registerOutputs({ host: this.host });
  }

  #createSnapshots(keyArn: Output<string>): SearchDomain['snapshots'] {
    const { store, context } = this.#args;
    const domainArn = context.network.accountId.apply(account => this.#arn(account));
    const { bucket, role } = new SearchSnapshots(`${this.#name}-snapshots`, { store, context, keyArn, domainArn }, { parent: this });
    return { bucket, role };
  }

  #arn(accountId: string): string {
    return `arn:aws:es:${this.#args.context.facts.region}:${accountId}:domain/${this.#domainName}`;
  }

  /** It stands before the domain, which is refused without. */
  #allowLogs(groups: readonly LogGroup[]): LogResourcePolicy {
    const { facts, network } = this.#args.context;
    const policyDocument = all([network.accountId, all(groups.map(({ arn }) => arn))]).apply(([account, arns]) =>
      JSON.stringify(logPolicy(arns, account, this.#arn(account))),
    );
    return new LogResourcePolicy(this.#name, { region: facts.region, policyName: this.#domainName, policyDocument }, { parent: this });
  }

  #access(): Output<string> {
    const { network } = this.#args.context;
    return network.accountId.apply(account => JSON.stringify(accessPolicy(this.#arn(account), account, Object.values(this.users))));
  }
}
