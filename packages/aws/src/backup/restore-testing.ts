import { type RestoreTest, type Store, VolumeClaim } from '@clinfra/core';
import { RestoreTestingPlan, RestoreTestingSelection } from '@pulumi/aws/backup';
import { SecurityGroup } from '@pulumi/aws/ec2';
import { SubnetGroup } from '@pulumi/aws/rds';
import { ComponentResource, type ComponentResourceOptions, type Input, interpolate } from '@pulumi/pulumi';
import type { ReadyRole } from '../cluster/cluster-roles';
import type { Network } from '../network/network';
import type { SiteFacts } from '../site-facts';
import { inClusterZones } from '../stores/cluster-members';
import { type BackedUp, claimTags, partName } from './backed-up';
import { weeklyCron } from './backup-schedule';

/** How far back the newest backup may lie, and within how many hours of its time a rehearsal begins. */
const WINDOW_DAYS = 7;
const WINDOW_HOURS = 8;

export interface RestoreTestingArgs {
  readonly facts: SiteFacts;
  readonly network: Network;
  readonly test: Required<RestoreTest>;
  readonly vaultArn: Input<string>;
  readonly role: ReadyRole;
  readonly backedUp: readonly BackedUp[];
  readonly arnOf: (store: Store) => Input<string> | undefined;
  /** The key of the disks that pods claim. */
  readonly keyArn: Input<string>;
}

/** The weekly rehearsal: the newest backup of each store is restored where nobody reaches it, and deleted. */
export class RestoreTesting extends ComponentResource {
  constructor(name: string, args: RestoreTestingArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:RestoreTesting', name, {}, opts);
    const { facts, test, vaultArn, role } = args;
    const plan = new RestoreTestingPlan(
      name,
      {
        ...facts.owned(name),
        name: underscored(facts.physicalName(['restore-test'], 50)),
        scheduleExpression: weeklyCron(test),
        scheduleExpressionTimezone: facts.platform.locale.timeZone,
        startWindowHours: WINDOW_HOURS,
        recoveryPointSelection: {
          algorithm: 'LATEST_WITHIN_WINDOW',
          includeVaults: [vaultArn],
          recoveryPointTypes: ['SNAPSHOT', 'CONTINUOUS'],
          selectionWindowDays: WINDOW_DAYS,
        },
      },
      { parent: this },
    );
    const metadata = metadataOf(name, args, this);
    for (const { kept, backup } of args.backedUp) {
      const part = partName(kept);
      const settings = {
        name: underscored(facts.physicalName([part], 50)),
        restoreTestingPlanName: plan.name,
        protectedResourceType: backup.ability.resource,
        iamRoleArn: role.arn,
        validationWindowHours: Math.ceil(test.keep.toSeconds() / 3600),
        restoreMetadataOverrides: metadata[backup.ability.resource],
        ...protectedBy(kept, args),
      };
      new RestoreTestingSelection(`${facts.prefix}-${part}`, { region: facts.region, ...settings }, { parent: this, dependsOn: [...role.ready] });
    }
    this.registerOutputs({});
  }
}

function protectedBy(kept: BackedUp['kept'], { facts, arnOf }: RestoreTestingArgs) {
  if (!(kept instanceof VolumeClaim)) return { protectedResourceArns: [arnOf(kept) ?? ''] };
  const stringEquals = claimTags(kept, facts).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value }));
  return { protectedResourceConditions: { stringEquals } };
}

/** Where what is restored stands: in the subnets of the stores, behind a group that lets nobody in, a disk under the key of disks. */
function metadataOf(name: string, { facts, network, backedUp, keyArn }: RestoreTestingArgs, parent: ComponentResource) {
  const disk = { availabilityZone: facts.site.zones[0] ?? '', kmsKeyId: keyArn };
  if (backedUp.every(({ backup }) => backup.ability.resource === 'EBS')) return { RDS: {}, Aurora: {}, DocumentDB: {}, EBS: disk };
  const group = new SecurityGroup(
    name,
    { ...facts.owned(name), vpcId: network.vpcId, description: 'nobody reaches what is restored in a rehearsal' },
    { parent },
  );
  const subnets = { description: 'where rehearsals restore', subnetIds: [...inClusterZones(network.spanningDataSubnetIds)] };
  const { name: dbSubnetGroupName } = new SubnetGroup(name, { ...facts.owned(name), ...subnets }, { parent });
  const database = { dbSubnetGroupName, vpcSecurityGroupIds: interpolate`["${group.id}"]` };
  return { RDS: database, Aurora: database, DocumentDB: database, EBS: disk };
}

/** Names of rehearsals take no hyphens. */
function underscored(name: string): string {
  return name.replaceAll('-', '_');
}
