import { type AddOnName, clusterBackupOf, type Inventory, installedAddOns, lagsReadAt, VELERO } from '@clinfra/core';
import type { ComponentResource, Input, Output, Resource } from '@pulumi/pulumi';
import { ClusterBackup } from '../add-ons/cluster-backup';
import { LoadBalancerIdentity } from '../add-ons/load-balancer-identity';
import { KedaIdentity } from '../identity/keda-identity';
import { SiteSecrets } from '../secrets/site-secrets';
import type { SiteFacts } from '../site-facts';
import { kafkaName } from '../stores/kafka/kafka-settings';
import type { SharedResources } from './shared-resources';

export interface SiteAddOnsArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly accountId: Input<string>;
  readonly clusterName: Input<string>;
  /** The secrets with which workloads log in to stores. */
  readonly logins: readonly Output<string>[];
  readonly shared: SharedResources;
}

/** What the add-ons of a cluster need of AWS: who they are there, and where they keep things. Of what somebody else installs it is theirs. */
export class SiteAddOns {
  /** Where Velero keeps what stands in the cluster. */
  readonly clusterBackup: ClusterBackup | undefined;
  readonly identities: readonly Resource[];

  constructor(
    private readonly args: SiteAddOnsArgs,
    private readonly parent: ComponentResource,
  ) {
    this.clusterBackup = this.#createClusterBackup();
    const made = [this.#createKedaIdentity(), this.#createSecrets(), this.#createLoadBalancerIdentity(), this.clusterBackup];
    this.identities = made.flatMap(identity => identity ?? []);
  }

  #createClusterBackup(): ClusterBackup | undefined {
    const { facts, inventory, accountId, clusterName, shared } = this.args;
    const backup = clusterBackupOf(inventory.platform);
    if (!backup || !this.#installs('velero')) return undefined;
    const where = { accountId, clusterName, accessLogs: shared.accessLogs() };
    return new ClusterBackup(`${facts.prefix}-${VELERO.bucket}`, { facts, backup, ...where }, { parent: this.parent });
  }

  #createKedaIdentity(): Resource | undefined {
    const { facts, inventory, accountId, clusterName } = this.args;
    const lags = lagsReadAt(inventory, facts.site);
    if (!facts.site.keda || lags.length === 0) return undefined;
    const who = { namespace: facts.site.keda.namespace, accountId, clusterName };
    return new KedaIdentity(`${facts.prefix}-keda`, { facts, ...who, kafkaName: kafka => kafkaName(facts, kafka), lags }, { parent: this.parent });
  }

  #createSecrets(): Resource | undefined {
    const { facts, inventory, accountId, clusterName, logins } = this.args;
    if (facts.site.secrets?.kind !== 'secrets-manager' || inventory.secrets.length + logins.length === 0) return undefined;
    return new SiteSecrets(`${facts.prefix}-secrets`, { facts, inventory, accountId, clusterName, logins }, { parent: this.parent });
  }

  #createLoadBalancerIdentity(): Resource | undefined {
    const { facts, accountId, clusterName } = this.args;
    if (!this.#installs('aws-load-balancer-controller')) return undefined;
    return new LoadBalancerIdentity(`${facts.prefix}-load-balancers`, { facts, accountId, clusterName }, { parent: this.parent });
  }

  #installs(addOn: AddOnName): boolean {
    return installedAddOns(this.args.inventory, this.args.facts.site).some(({ name }) => name === addOn);
  }
}
