import { SecurityGroup, Subnet, Vpc } from '@pulumi/aws/ec2';
import { Alias, Key } from '@pulumi/aws/kms';
import { Provider } from '@pulumi/aws/provider';
import { Instance, SubnetGroup } from '@pulumi/aws/rds';
import { Config, secret } from '@pulumi/pulumi';

// A small platform for trying the stand-in with the engine by hand; see try-on-engine.ts.
const config = new Config();
const region = 'me-south-1';
const engine = config.get('engine') ?? 'postgres';
const deletionProtection = config.getBoolean('protected') ?? false;
const provider = new Provider('site', { region, defaultTags: { tags: { platform: 'trial' } } });
const opts = { provider };

const vpc = new Vpc('network', { region, cidrBlock: '10.0.0.0/16', tags: { site: 'manama' } }, opts);
const subnetIds = ['a', 'b'].map(
  (zone, index) => new Subnet(`data-${zone}`, { region, vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24`, availabilityZone: `${region}${zone}` }, opts).id,
);
const key = new Key('key', { region, description: 'of the trial', enableKeyRotation: true }, opts);
new Alias('key', { region, name: 'alias/trial', targetKeyId: key.keyId }, opts);
const group = new SecurityGroup('data', { region, vpcId: vpc.id, description: 'of the trial' }, opts);
const database = new Instance(
  'clinical',
  {
    region,
    engine,
    engineVersion: '16.4',
    instanceClass: 'db.r6g.large',
    allocatedStorage: config.getNumber('storage') ?? 100,
    storageEncrypted: true,
    kmsKeyId: key.arn,
    username: 'clinical',
    password: secret('marked-secret-value'),
    dbSubnetGroupName: new SubnetGroup('data', { region, subnetIds }, opts).name,
    vpcSecurityGroupIds: [group.id],
    deletionProtection,
    skipFinalSnapshot: true,
  },
  opts,
);

export const endpoint = database.endpoint;
export const password = database.password;
export const tags = vpc.tagsAll;
