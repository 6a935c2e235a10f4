import type { ResourcePatch } from '@clinfra/core';
import { isFields } from '../fields';

/** What names a resource, is a property of the store, or would put a secret into the state. */
const CLOSED = new Set([
  ...['region', 'identifier', 'clusterIdentifier', 'clusterName', 'replicationGroupId', 'name', 'namePrefix', 'engine', 'engineVersion', 'kafkaVersion'],
  ...['instanceClass', 'dbClusterInstanceClass', 'nodeType', 'port', 'numberOfBrokerNodes', 'numNodeGroups', 'replicasPerNodeGroup', 'allocatedStorage'],
  ...[
    'dbSubnetGroupName',
    'subnetGroupName',
    'vpcId',
    'masterUsername',
    'username',
    'masterPassword',
    'masterPasswordWo',
    'password',
    'passwordWo',
    'authToken',
  ],
]);

/** What keeps the data of a store encrypted, private, watched, and there. */
const GUARDED = new Set([
  ...['storageEncrypted', 'kmsKeyId', 'publiclyAccessible', 'deletionProtection', 'skipFinalSnapshot', 'finalSnapshotIdentifier', 'deleteAutomatedBackups'],
  ...[
    'vpcSecurityGroupIds',
    'securityGroupIds',
    'ingress',
    'egress',
    'iamDatabaseAuthenticationEnabled',
    'manageMasterUserPassword',
    'masterUserSecretKmsKeyId',
  ],
  ...['transitEncryptionEnabled', 'transitEncryptionMode', 'atRestEncryptionEnabled', 'userGroupIds', 'automaticFailoverEnabled', 'multiAzEnabled', 'multiAz'],
  ...['clientAuthentication', 'encryptionInfo', 'brokerNodeGroupInfo', 'loggingInfo', 'enabledCloudwatchLogsExports', 'logDeliveryConfigurations'],
  ...['policy', 'enableKeyRotation', 'deletionWindowInDays', 'isEnabled', 'retentionInDays', 'backupRetentionPeriod', 'snapshotRetentionLimit', 'parameters'],
]);

/** Tags by which bills, policies and people go. */
const OUR_TAGS = /^(?:Name|environment|managed-by|owner|platform|site|store|data-classes)$|^clinfra:/;

/** The arguments of a patch that no patch may change. */
export function closedIn({ merge }: ResourcePatch): readonly string[] {
  const { tags } = merge;
  const ours = isFields(tags) ? Object.keys(tags).filter(tag => OUR_TAGS.test(tag)) : [];
  const whole = Object.hasOwn(merge, 'tags') && !isFields(tags) ? ['tags'] : [];
  return [...Object.keys(merge).filter(argument => CLOSED.has(argument)), ...whole, ...ours.map(tag => `tags.${tag}`)];
}

/** Those that take a waiver in production. */
export function guardedIn(patch: ResourcePatch): readonly string[] {
  return isFields(patch) && isFields(patch.merge) ? Object.keys(patch.merge).filter(argument => GUARDED.has(argument)) : [];
}
