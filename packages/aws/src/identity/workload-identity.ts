import type { Store, Workload } from '@clinfra/core';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import type { DatabaseAdministrator } from '../stores/relational/database-entrance';
import { permissionsOf, type StoreNames } from './permissions';
import { podIdentity } from './pod-identity';

export interface WorkloadIdentityArgs {
  readonly facts: SiteFacts;
  readonly workload: Workload;
  readonly accountId: Input<string>;
  readonly clusterName: Input<string>;
  /** What the names of the site's stores are made of. */
  readonly names: StoreNames;
  /** What the users of each database are called in IAM, up to their names. */
  readonly userArns: ReadonlyMap<Store, Input<string>>;
  /** How the administrator of each database comes in. */
  readonly administrators: ReadonlyMap<Store, DatabaseAdministrator>;
}

/** What the role of a workload is called, for what names it before it is there. */
export function workloadRoleName(facts: SiteFacts, { name, domain }: Workload): string {
  return facts.physicalName([`${domain.name}.${name}`], 64);
}

/** What the role of a workload is called, for stores that know their clients by it and are made before. */
export function workloadRoleArn(facts: SiteFacts, workload: Workload, accountId: string): string {
  return `arn:aws:iam::${accountId}:role/${workloadRoleName(facts, workload)}`;
}

/** Who a workload is in AWS: a role that its pods, known by their service account, take on without any stored credential. */
export class WorkloadIdentity extends ComponentResource {
  readonly roleArn: Output<string>;

  constructor(name: string, args: WorkloadIdentityArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:WorkloadIdentity', name, {}, opts);
    const { facts, workload, accountId, clusterName, names, userArns, administrators } = args;
    const used = <Value>(known: ReadonlyMap<Store, Value>) => [...known].filter(([store]) => workload.relations.some(({ to }) => to === store));
    const [users, passwords] = [used(userArns), used(administrators)];
    const secrets = passwords.map(([, { secretArn, keyArn, userArn }]) => all([secretArn, keyArn, userArn]));
    const policy = all([accountId, all(users.map(([, arns]) => arns)), all(secrets)]).apply(([account, arns, read]) => {
      const known = new Map(users.map(([store], index) => [store, arns[index] ?? '']));
      const keptAt = new Map(
        passwords.map(([store], index) => {
          const [secretArn = '', keyArn = '', userArn = ''] = read[index] ?? [];
          return [store, { secretArn, keyArn, userArn }];
        }),
      );
      const context = { ...names, accountId: account, userArns: known, passwords: keptAt };
      return JSON.stringify({ Version: '2012-10-17', Statement: permissionsOf(workload, context) });
    });
    const runs = { clusterName, namespace: workload.domain.name, serviceAccount: workload.name };
    this.roleArn = podIdentity(name, { facts, roleName: workloadRoleName(facts, workload), policy, ...runs }, this).arn;
    this.registerOutputs({});
  }
}
