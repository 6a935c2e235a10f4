import { cluster, DataTier, DnsZone, Edge, loadBalancer, Registry, type ResourcePatch, Secret, secretsManager } from '@clinfra/core';
import { aService, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const RDS = 'aws:rds/instance:Instance';
const patching = (patch: unknown, waive = false) =>
  aWard({}, ({ records }) => {
    records.patchResource(untyped<ResourcePatch<never>>(patch));
    if (waive) records.waive({ rule: 'patched-guard', reason: 'the auditor asked for longer backups than AWS Backup has', until: '2027-03-31' });
  });
const AT = 'stores.records.resourcePatches[0]';
const closed = (argument: string, got: string) =>
  `${AT}.merge.${argument}: must stay as it is made: it names the resource, is a property of stores.records, or holds a secret, got ${got}; declare it by a property [resource-patches]`;
const guarded = (argument: string, got: string) =>
  `${AT}.merge.${argument}: must keep what guards stores.records in production, got ${got}; take it out of the patch, or waive patched-guard with a reason and an end [patched-guard]`;

/** A ward of which everything on AWS besides its servers is there, with a patch of one of these. */
const patchingOf = (owner: 'site' | 'bucket' | 'trail' | 'registry' | 'zone' | 'edge', patch: unknown) =>
  aWard({ site: { loadBalancers: {} } }, ({ platform, site, stores, clinical, ehr }) => {
    const bucket = stores.bucket('scans', { holds: ['phi'] });
    const trail = stores.auditTrail('access', { holds: ['phi', 'audit'] });
    const registry = new Registry(platform, 'images', { account: '111122223333' });
    aService(clinical, 'lab', { image: registry.image('lab', '1.0.0') }).reads(bucket);
    const zone = new DnsZone(platform, 'hosts', { domain: 'ward.ie' });
    const edge = new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws: { zone } }).exposes(ehr, { path: '/ehr' });
    ehr.reads(bucket).writes(bucket, trail);
    const owners = { site, bucket, trail, registry, zone, edge };
    (owners[owner] as { patchResource: (patch: unknown) => unknown }).patchResource(patch);
  });
const stays = (path: string, owner: string, argument: string, got: string) =>
  `${path}.resourcePatches[0].merge.${argument}: must stay as it is made: it names the resource, is a property of ${owner}, or holds a secret, got ${got}; declare it by a property [resource-patches]`;
const keeps = (path: string, argument: string, got: string) =>
  `${path}.resourcePatches[0].merge.${argument}: must keep what guards ${path} in production, got ${got}; take it out of the patch, or waive patched-guard with a reason and an end [patched-guard]`;

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
        `${AT}.type: must be what stores.records becomes on AWS (aws:rds/instance:Instance, aws:rds/parameterGroup:ParameterGroup, aws:kms/key:Key, aws:cloudwatch/logGroup:LogGroup, aws:ec2/securityGroup:SecurityGroup, aws:iam/role:Role), got "aws:rds/cluster:Cluster"; name one of these or take the patch away [resource-patches]`,
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
      what: 'a store of which nobody knows what manages it',
      declare: () =>
        aWard({ records: { managed: untyped('somebody') } }, ({ records }) => {
          records.patchResource({ type: RDS, merge: { networkType: 'IPV4' } });
        }),
      expect: expect.arrayContaining([
        `${AT}.type: must be left out: AWS has nothing of stores.records, got "aws:rds/instance:Instance"; name one of these or take the patch away [resource-patches]`,
      ]) as unknown as readonly string[],
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
        `warning: ${AT}.merge.backupRetentionPeriod: must keep what guards stores.records in production, got 35; waived until 2027-03-31: the auditor asked for longer backups than AWS Backup has [patched-guard]`,
      ],
    },
  ]);

  it('are open to what no property covers', () => {
    expect(messagesOf(patching({ type: RDS, merge: { networkType: 'IPV4', tags: { 'cost-centre': '4711' } } }))).toEqual([]);
  });
});

describe('patches of what is no server', () => {
  const NODES = 'aws:eks/nodeGroup:NodeGroup';
  findsExactly([
    {
      what: 'a type that a site does not become',
      declare: () => patchingOf('site', { type: 'aws:rds/instance:Instance', merge: { networkType: 'IPV4' } }),
      expect: [
        'sites.dublin.resourcePatches[0].type: must be what sites.dublin becomes on AWS (aws:ec2/vpc:Vpc, aws:ec2/subnet:Subnet, aws:ec2/flowLog:FlowLog, aws:eks/cluster:Cluster, aws:eks/addon:Addon, aws:eks/nodeGroup:NodeGroup, aws:ec2/launchTemplate:LaunchTemplate, aws:kms/key:Key, aws:cloudwatch/logGroup:LogGroup, aws:iam/role:Role), got "aws:rds/instance:Instance"; name one of these or take the patch away [resource-patches]',
      ],
    },
    {
      what: 'a group of nodes that the site does not have',
      declare: () => patchingOf('site', { type: NODES, name: 'ward-dublin-nodes-gpu', merge: { capacityType: 'SPOT' } }),
      expect: [
        'sites.dublin.resourcePatches[0].name: must be one of ward-dublin-nodes-general, got "ward-dublin-nodes-gpu"; leave it out for all of the type [resource-patches]',
      ],
    },
    {
      what: 'a name where all are alike',
      declare: () => patchingOf('bucket', { type: 'aws:s3/bucket:Bucket', name: 'ward-dublin-scans', merge: { tags: { cost: '4711' } } }),
      expect: [
        'stores.scans.resourcePatches[0].name: must be left out: those of stores.scans are alike, got "ward-dublin-scans"; leave it out for all of the type [resource-patches]',
      ],
    },
    {
      what: 'a site on a cluster that exists',
      declare: () =>
        aWard({}, ({ site }) => {
          Object.assign(site, { hosting: cluster({ context: 'dublin', jurisdiction: 'IE' }) });
          site.patchResource({ type: 'aws:ec2/vpc:Vpc', merge: { enableNetworkAddressUsageMetrics: true } });
        }),
      expect: expect.arrayContaining([
        'sites.dublin.resourcePatches[0].type: must be left out: AWS has nothing of sites.dublin, got "aws:ec2/vpc:Vpc"; name one of these or take the patch away [resource-patches]',
      ]) as unknown as readonly string[],
    },
    {
      what: 'an edge without a firewall of its own',
      declare: () => patchingOf('edge', { type: 'aws:cloudfront/distribution:Distribution', merge: { isIpv6Enabled: false } }),
      expect: [
        'public.resourcePatches[0].type: must be what public becomes on AWS (aws:lb/loadBalancer:LoadBalancer, aws:lb/listener:Listener, aws:lb/targetGroup:TargetGroup, aws:ec2/securityGroup:SecurityGroup, aws:acm/certificate:Certificate, aws:wafv2/webAcl:WebAcl), got "aws:cloudfront/distribution:Distribution"; name one of these or take the patch away [resource-patches]',
      ],
    },
    {
      what: 'other addresses of a network',
      declare: () => patchingOf('site', { type: 'aws:ec2/vpc:Vpc', merge: { cidrBlock: '10.9.0.0/16' } }),
      expect: [stays('sites.dublin', 'sites.dublin', 'cidrBlock', '"10.9.0.0/16"')],
    },
    {
      what: 'nodes with public addresses',
      declare: () => patchingOf('site', { type: 'aws:ec2/subnet:Subnet', merge: { mapPublicIpOnLaunch: true } }),
      expect: [keeps('sites.dublin', 'mapPublicIpOnLaunch', 'true')],
    },
    {
      what: 'an API for everybody',
      declare: () => patchingOf('site', { type: 'aws:eks/cluster:Cluster', merge: { vpcConfig: { endpointPublicAccess: true } } }),
      expect: [keeps('sites.dublin', 'vpcConfig', 'an object')],
    },
    {
      what: '[X4] disks of nodes in the clear',
      declare: () => patchingOf('site', { type: 'aws:ec2/launchTemplate:LaunchTemplate', merge: { blockDeviceMappings: [] } }),
      expect: [keeps('sites.dublin', 'blockDeviceMappings', 'a list')],
    },
    {
      what: 'a bucket that a program may empty',
      declare: () => patchingOf('bucket', { type: 'aws:s3/bucket:Bucket', merge: { forceDestroy: true } }),
      expect: [keeps('stores.scans', 'forceDestroy', 'true')],
    },
    {
      what: '[X4] a trail in the clear',
      declare: () => patchingOf('trail', { type: 'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream', merge: { serverSideEncryption: null } }),
      expect: [keeps('stores.access', 'serverSideEncryption', 'null')],
    },
    {
      what: 'images whose tags move',
      declare: () => patchingOf('registry', { type: 'aws:ecr/repository:Repository', merge: { imageTagMutability: 'MUTABLE' } }),
      expect: [keeps('registries.images', 'imageTagMutability', '"MUTABLE"')],
    },
    {
      what: 'an image of which nothing is named',
      declare: () =>
        patchingOf('registry', { type: 'aws:ecr/repository:Repository', name: 'ward-dublin-images.registry.xray', merge: { tags: { cost: '1' } } }),
      expect: [
        'registries.images.resourcePatches[0].name: must be one of ward-dublin-images.registry.lab, got "ward-dublin-images.registry.xray"; leave it out for all of the type [resource-patches]',
      ],
    },
    {
      what: 'a zone with another name',
      declare: () => patchingOf('zone', { type: 'aws:route53/zone:Zone', merge: { name: 'ward.example' } }),
      expect: [stays('hosts', 'hosts', 'name', '"ward.example"')],
    },
    {
      what: 'an old TLS at an edge',
      declare: () => patchingOf('edge', { type: 'aws:lb/listener:Listener', merge: { sslPolicy: 'ELBSecurityPolicy-2016-08' } }),
      expect: [keeps('public', 'sslPolicy', '"ELBSecurityPolicy-2016-08"')],
    },
    {
      what: 'objects of a registry in a cluster',
      declare: () =>
        aWard({}, ({ platform }) => new Registry(platform, 'images', { account: '111122223333' }).patch(untyped({ kind: 'Service', merge: { spec: {} } }))),
      expect: [
        'registries.images.patches[0].kind: must be left out: Kubernetes has nothing of registries.images, got "Service"; name one of these or take the patch away [patches]',
      ],
    },
  ]);

  it('are open to what no property covers', () => {
    expect(messagesOf(patchingOf('site', { type: NODES, name: 'ward-dublin-nodes-general', merge: { capacityType: 'SPOT' } }))).toEqual([]);
    expect(messagesOf(patchingOf('edge', { type: 'aws:lb/targetGroup:TargetGroup', merge: { slowStart: 30 } }))).toEqual([]);
  });
});

/** A ward of which a service is found from outside and uses a store and a secret, with a patch of one of these. */
const patchingPeople = (owner: 'site' | 'orders' | 'token' | 'lab' | 'clinical', patch: unknown, waive = false) =>
  aWard({ site: { loadBalancers: {}, secrets: secretsManager() } }, ({ platform, site, records, clinical }) => {
    const zone = new DnsZone(platform, 'hosts', { domain: 'ward.ie' });
    const token = new Secret(platform, 'token', { keys: ['key'] });
    const exposure = loadBalancer({ from: ['10.40.0.0/16'], address: { zone, host: 'orders.ward.ie' } });
    const orders = aService(clinical, 'orders', { protocol: 'tcp', exposure }).reads(records).uses(token, { KEY: 'key' });
    const owners = { site, orders, token, lab: aService(clinical, 'lab'), clinical };
    (owners[owner] as unknown as { patchResource: (patch: unknown) => unknown }).patchResource(patch);
    if (waive) owners[owner].waive({ rule: 'patched-guard', reason: 'our organisation demands it of every role', until: '2027-03-31' });
  });

describe('patches of identities, secrets and load balancers of services', () => {
  const ROLE = 'aws:iam/role:Role';
  const SECRET = 'aws:secretsmanager/secret:Secret';
  const boundary = { permissionsBoundary: 'arn:aws:iam::111122223333:policy/organisation' };
  findsExactly([
    {
      what: '[X2] others who may take a role on',
      declare: () => patchingPeople('orders', { type: ROLE, merge: { assumeRolePolicy: '{}' } }),
      expect: [keeps('clinical.orders', 'assumeRolePolicy', '"{}"')],
    },
    {
      what: '[X2] a role without its boundary',
      declare: () => patchingPeople('site', { type: ROLE, name: 'ward-dublin-backups', merge: { permissionsBoundary: null } }),
      expect: [keeps('sites.dublin', 'permissionsBoundary', 'null')],
    },
    {
      what: 'the boundary of an organisation, with a waiver',
      declare: () => patchingPeople('orders', { type: ROLE, merge: boundary }, true),
      expect: [
        'warning: clinical.orders.resourcePatches[0].merge.permissionsBoundary: must keep what guards clinical.orders in production, got "arn:aws:iam::111122223333:policy/organisation"; waived until 2027-03-31: our organisation demands it of every role [patched-guard]',
      ],
    },
    {
      what: 'a session of a role of twelve hours',
      declare: () => patchingPeople('orders', { type: ROLE, merge: { maxSessionDuration: 43_200 } }),
      expect: [keeps('clinical.orders', 'maxSessionDuration', '43200')],
    },
    ...(['managedPolicyArns', 'inlinePolicies'] as const).map(argument => ({
      what: `[X2] rights that no edge says: ${argument}`,
      declare: () => patchingPeople('orders', { type: ROLE, merge: { [argument]: ['arn:aws:iam::aws:policy/AdministratorAccess'] } }),
      expect: [stays('clinical.orders', 'clinical.orders', argument, 'a list')],
    })),
    {
      what: 'a role by another ARN',
      declare: () => patchingPeople('orders', { type: ROLE, merge: { path: '/ward/' } }),
      expect: [stays('clinical.orders', 'clinical.orders', 'path', '"/ward/"')],
    },
    {
      what: 'a role that the site does not have',
      declare: () => patchingPeople('site', { type: ROLE, name: 'ward-dublin-karpenter', merge: { tags: { cost: '1' } } }),
      expect: [
        'sites.dublin.resourcePatches[0].name: must be one of ward-dublin-control-plane, ward-dublin-nodes, ward-dublin-pod-network, ward-dublin-volumes, ward-dublin-flow-logs, ward-dublin-cluster-autoscaler, ward-dublin-external-secrets, ward-dublin-load-balancers, ward-dublin-cluster.backup, ward-dublin-backups, ward-dublin-restores, got "ward-dublin-karpenter"; leave it out for all of the type [resource-patches]',
      ],
    },
    {
      what: 'a workload that is nobody in AWS',
      declare: () => patchingPeople('lab', { type: ROLE, merge: { tags: { cost: '1' } } }),
      expect: [
        'clinical.lab.resourcePatches[0].type: must be left out: AWS has nothing of clinical.lab, got "aws:iam/role:Role"; name one of these or take the patch away [resource-patches]',
      ],
    },
    {
      what: 'a domain, which is nothing in AWS',
      declare: () => patchingPeople('clinical', { type: ROLE, merge: { tags: { cost: '1' } } }),
      expect: [
        'clinical.resourcePatches[0].type: must be left out: AWS has nothing of clinical, got "aws:iam/role:Role"; name one of these or take the patch away [resource-patches]',
      ],
    },
    {
      what: '[X3] a secret that anybody reads',
      declare: () => patchingPeople('token', { type: SECRET, merge: { policy: '{}' } }),
      expect: [keeps('secrets.token', 'policy', '"{}"')],
    },
    {
      what: 'a secret that is gone at once',
      declare: () => patchingPeople('token', { type: SECRET, merge: { recoveryWindowInDays: 0 } }),
      expect: [keeps('secrets.token', 'recoveryWindowInDays', '0')],
    },
    {
      what: '[D4] a copy of a secret in a region of no site',
      declare: () => patchingPeople('token', { type: SECRET, merge: { replicas: [{ region: 'us-east-1' }] } }),
      expect: [stays('secrets.token', 'secrets.token', 'replicas', 'a list')],
    },
    {
      what: 'a load balancer that is on the internet',
      declare: () => patchingPeople('orders', { type: 'aws:lb/loadBalancer:LoadBalancer', merge: { internal: false } }),
      expect: [keeps('clinical.orders', 'internal', 'false')],
    },
    {
      what: 'a firewall that a service does not have',
      declare: () => patchingPeople('orders', { type: 'aws:wafv2/webAcl:WebAcl', merge: { tags: { cost: '1' } } }),
      expect: [
        'clinical.orders.resourcePatches[0].type: must be what clinical.orders becomes on AWS (aws:iam/role:Role, aws:lb/loadBalancer:LoadBalancer, aws:lb/listener:Listener, aws:lb/targetGroup:TargetGroup, aws:ec2/securityGroup:SecurityGroup, aws:acm/certificate:Certificate), got "aws:wafv2/webAcl:WebAcl"; name one of these or take the patch away [resource-patches]',
      ],
    },
  ]);

  it('are open to what no property covers', () => {
    expect(messagesOf(patchingPeople('orders', { type: ROLE, merge: { forceDetachPolicies: true } }))).toEqual([]);
    expect(messagesOf(patchingPeople('orders', { type: 'aws:lb/targetGroup:TargetGroup', merge: { slowStart: 30 } }))).toEqual([]);
    expect(messagesOf(patchingPeople('token', { type: SECRET, merge: { tags: { cost: '4711' } } }))).toEqual([]);
  });
});
