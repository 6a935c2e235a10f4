import { ConformancePack, DeliveryChannel, Recorder, RecorderStatus } from '@pulumi/aws/cfg';
import { Role, RolePolicy, RolePolicyAttachment } from '@pulumi/aws/iam';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Resource } from '@pulumi/pulumi';
import { PrivateBucket } from '../buckets/private-bucket';
import { EncryptionKey } from '../encryption/encryption-key';
import { type PolicyDocument, trust } from '../identity/policy-document';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { conformanceTemplate } from './configuration-rules';

export interface ConfigurationRecordArgs {
  readonly facts: SiteFacts;
  readonly accountId: Input<string>;
  /** The bucket in which requests to its own are noted. */
  readonly accessLogs: Input<string>;
}

/** How every resource of the region is set and has been, judged by rules. */
export class ConfigurationRecord extends ComponentResource {
  /** What must stand before anything reads what is recorded. */
  readonly ready: Resource;

  constructor(name: string, args: ConfigurationRecordArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ConfigurationRecord', name, {}, opts);
    const { facts } = args;
    const { region } = facts;
    const called = facts.physicalName(['configuration'], 64);
    const key = this.#createKey(name, args);
    const bucket = this.#createBucket(name, args, key);
    const { role, ready } = this.#createRole(name, args, bucket);
    const recordingGroup = { allSupported: true, includeGlobalResourceTypes: true };
    const recorder = new Recorder(name, { region, name: called, roleArn: role.arn, recordingGroup }, { parent: this, dependsOn: [...ready] });
    const delivery = { region, name: called, s3BucketName: bucket.bucketName, s3KmsKeyArn: key.arn };
    const channel = new DeliveryChannel(name, delivery, { parent: this, dependsOn: [recorder, bucket.ready] });
    this.ready = new RecorderStatus(name, { region, name: recorder.name, isEnabled: true }, { parent: this, dependsOn: [channel] });
    new ConformancePack(name, { region, name: called, templateBody: conformanceTemplate() }, { parent: this, dependsOn: [this.ready] });
    this.registerOutputs({});
  }

  #createKey(name: string, { facts, accountId }: ConfigurationRecordArgs): EncryptionKey {
    const what = { description: `how resources at ${facts.site.name} were set`, alias: facts.physicalName(['configuration.record'], 200) };
    return new EncryptionKey(name, { facts, accountId, ...what, usedBy: ['s3'], protect: facts.stage === 'production' }, { parent: this });
  }

  /** Without a lock: Config sends no checksum with what it delivers, and S3 lets nobody into a locked bucket who does not. */
  #createBucket(name: string, { facts, accountId, accessLogs }: ConfigurationRecordArgs, key: EncryptionKey): PrivateBucket {
    const settings = { called: 'configuration.record', purpose: 'configuration', keyArn: key.arn, accessLogs, protect: facts.stage === 'production' } as const;
    return new PrivateBucket(name, { facts, accountId, ...settings }, { parent: this });
  }

  #createRole(
    name: string,
    { facts, accountId }: ConfigurationRecordArgs,
    bucket: PrivateBucket,
  ): { readonly role: Role; readonly ready: readonly Resource[] } {
    const role = new Role(
      name,
      { name: facts.physicalName(['configuration-record'], 64), assumeRolePolicy: trust('config.amazonaws.com'), tags: facts.tags },
      { parent: this, ...resourcePatches(facts.site) },
    );
    const policy = all([bucket.arn, accountId]).apply(([arn, account]) => JSON.stringify(deliveryPolicy(arn, account)));
    const policyArn = 'arn:aws:iam::aws:policy/service-role/AWS_ConfigRole';
    const ready = [
      new RolePolicyAttachment(name, { role: role.name, policyArn }, { parent: this }),
      new RolePolicy(name, { role: role.name, policy }, { parent: this }),
    ];
    return { role, ready };
  }
}

/** To write into the folder of the account and no other; what opens the key is its own policy. */
export function deliveryPolicy(bucketArn: string, accountId: string): PolicyDocument {
  const Condition = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } };
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Deliver', Effect: 'Allow', Action: ['s3:PutObject'], Resource: `${bucketArn}/AWSLogs/${accountId}/Config/*`, Condition },
      { Sid: 'Look', Effect: 'Allow', Action: ['s3:GetBucketAcl', 's3:ListBucket'], Resource: bucketArn },
    ],
  };
}
