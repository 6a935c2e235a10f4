import { DataTier, type ResourcePatch } from '@clinfra/core';
import { aWard, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const RDS = 'aws:rds/instance:Instance';
const patching = (patch: unknown, waive = false) =>
  aWard({}, ({ records }) => {
    records.patchResource(untyped<ResourcePatch>(patch));
    if (waive) records.waive({ rule: 'patched-guard', reason: 'the auditor asked for longer backups than AWS Backup has', until: '2027-03-31' });
  });
const AT = 'stores.records.resourcePatches[0]';
const closed = (argument: string, got: string) =>
  `${AT}.merge.${argument}: must stay as it is made: it names the resource, is a property of the store, or holds a secret, got ${got}; declare it by a property of the store [resource-patches]`;
const guarded = (argument: string, got: string) =>
  `${AT}.merge.${argument}: must keep what guards the store in production, got ${got}; take it out of the patch, or waive patched-guard with a reason and an end [patched-guard]`;

describe('patches of AWS resources', () => {
  findsExactly([
    {
      what: 'no patch at all',
      declare: () => patching('deletionProtection'),
      expect: [
        `${AT}: must be a type and what is merged, got "deletionProtection"; write it as { type: 'aws:rds/cluster:Cluster', merge: {} } [resource-patches]`,
      ],
    },
    {
      what: 'a type that the store does not become',
      declare: () => patching({ type: 'aws:rds/cluster:Cluster', merge: { networkType: 'IPV4' } }),
      expect: [
        `${AT}.type: must be what stores.records becomes on AWS (aws:rds/instance:Instance, aws:rds/parameterGroup:ParameterGroup, aws:kms/key:Key, aws:cloudwatch/logGroup:LogGroup, aws:ec2/securityGroup:SecurityGroup), got "aws:rds/cluster:Cluster"; name one of these or take the patch away [resource-patches]`,
      ],
    },
    {
      what: 'a store that exists already',
      declare: () =>
        aWard({}, ({ platform }: Ward) =>
          new DataTier(platform, 'archives')
            .postgres('archive', { holds: ['phi'], existing: { host: 'db.ward.example', cidr: '10.9.0.0/24' } })
            .patchResource({ type: RDS, merge: { networkType: 'IPV4' } }),
        ),
      expect: [
        'warning: archives.archive: must be used by a workload, got no edge to it; let a workload read or write it, or remove it [store-use]',
        'archives.archive.resourcePatches[0].type: must be left out: AWS has nothing of archives.archive, got "aws:rds/instance:Instance"; name one of these or take the patch away [resource-patches]',
      ],
    },
    {
      what: 'nothing to merge',
      declare: () => patching({ type: RDS, merge: {} }),
      expect: [`${AT}.merge: must be an object with arguments, got an object; write it as { networkType: ... } [resource-patches]`],
    },
    {
      what: 'a value that JSON cannot say',
      declare: () => patching({ type: RDS, merge: { maxAllocatedStorage: Number.NaN } }),
      expect: [
        `${AT}.merge.maxAllocatedStorage: must be what JSON can say, got NaN; write a text, a number, true, false, null, a list or an object [resource-patches]`,
      ],
    },
    { what: 'another name', declare: () => patching({ type: RDS, merge: { identifier: 'x' } }), expect: [closed('identifier', '"x"')] },
    { what: '[X3] a password', declare: () => patching({ type: RDS, merge: { password: 'hunter2' } }), expect: [closed('password', '"hunter2"')] },
    { what: 'a tag of the platform', declare: () => patching({ type: RDS, merge: { tags: { owner: 'x' } } }), expect: [closed('tags.owner', '"x"')] },
    { what: 'all tags', declare: () => patching({ type: RDS, merge: { tags: null } }), expect: [closed('tags', 'null')] },
    { what: '[X4] no encryption', declare: () => patching({ type: RDS, merge: { storageEncrypted: false } }), expect: [guarded('storageEncrypted', 'false')] },
    {
      what: 'a public address',
      declare: () => patching({ type: RDS, merge: { publiclyAccessible: true } }),
      expect: [guarded('publiclyAccessible', 'true')],
    },
    {
      what: 'with a waiver a warning',
      declare: () => patching({ type: RDS, merge: { backupRetentionPeriod: 35 } }, true),
      expect: [
        `warning: ${AT}.merge.backupRetentionPeriod: must keep what guards the store in production, got 35; waived until 2027-03-31: the auditor asked for longer backups than AWS Backup has [patched-guard]`,
      ],
    },
  ]);

  it('are open to what no property covers', () => {
    expect(messagesOf(patching({ type: RDS, merge: { networkType: 'IPV4', tags: { 'cost-centre': '4711' } } }))).toEqual([]);
  });
});
