import { addOnValues } from '@clinfra/aws';
import { ADD_ONS, ClinicalService, cluster, cores, Domain, gib, karpenter, loadBalancer, type Site } from '@clinfra/core';
import { clusterBackupPolicy } from '../src/add-ons/cluster-backup-policy';
import { loadBalancerPolicy } from '../src/add-ons/load-balancer-policy';
import { aSite, recordSite } from './recorded';

const SCOPE = { region: 'eu-west-1', accountId: '123456789012', clusterName: 'ward-production-dublin' } as const;

/** A site on which HL7 comes by a load balancer. */
function balanced(addOns?: 'preinstalled') {
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
  const made = aSite('production', {}, zones, { loadBalancers: {}, ...(addOns && { addOns }) });
  const domain = new Domain(made.platform, 'integration', { quota: { cpu: cores(20), memory: gib(40), storage: gib(10), pods: 50 } });
  const exposure = loadBalancer({ from: ['10.0.0.0/8'] });
  new ClinicalService(domain, 'hl7', { image: 'registry.example/hl7:1.0.0', port: 2575, protocol: 'tcp', exposure, scale: { min: 2, max: 4 } });
  return made;
}

describe('what charts are told about AWS', () => {
  it('[C4] is known before anything is made: cluster, region, network and whose everything is', () => {
    expect(addOnValues(balanced().site)).toMatchObject({
      'aws-load-balancer-controller': {
        clusterName: 'ward-production-dublin',
        region: 'eu-west-1',
        vpcTags: { Name: 'ward-dublin', environment: 'production' },
        serviceAccount: { create: true, name: 'aws-load-balancer-controller' },
        defaultTags: { platform: 'ward', 'managed-by': 'clinfra' },
      },
      'cluster-autoscaler': { autoDiscovery: { clusterName: 'ward-production-dublin' }, image: { tag: 'v1.35.0' } },
    });
    expect(addOnValues(aSite('production', { autoscaling: karpenter() }).site)).toMatchObject({
      karpenter: { settings: { clusterName: 'ward-production-dublin' } },
    });
    expect(addOnValues({ hosting: cluster({ context: 'x', jurisdiction: 'IE' }) } as Site)).toEqual({});
  });

  it('[C4] names add-ons that there are, and a network by tags that it bears', async () => {
    const { platform, site } = balanced();
    const values = addOnValues(site) as Record<string, { vpcTags?: object }>;
    expect(Object.keys(values).filter(name => !(ADD_ONS as readonly string[]).includes(name))).toEqual([]);
    const vpc = (await recordSite(platform)).one('ec2/vpc:Vpc');
    expect(vpc.inputs.tags).toMatchObject(values['aws-load-balancer-controller']?.vpcTags ?? {});
  });
});

describe('the AWS Load Balancer Controller', () => {
  it('[C4] is known to AWS by its pods, where it is installed by the platform', async () => {
    const site = await recordSite(balanced().platform);
    expect(site.one('eks/podIdentityAssociation:PodIdentityAssociation', 'ward-dublin-load-balancers').inputs).toMatchObject({
      namespace: 'kube-system',
      serviceAccount: 'aws-load-balancer-controller',
      roleArn: '${aws:iam/role:Role::ward-dublin-load-balancers.arn}',
    });
    expect(site.names('iam/rolePolicy:RolePolicy')).toContain('ward-dublin-load-balancers');
    const elsewhere = await recordSite(balanced('preinstalled').platform);
    expect(elsewhere.names('iam/role:Role')).not.toContain('ward-dublin-load-balancers');
  });

  it('[C4] changes what bears the tag of its cluster and nothing of another, and reads in its region alone', () => {
    const { Statement } = loadBalancerPolicy(SCOPE);
    const loose = Statement.filter(({ Resource, Condition }) => Resource === '*' && !Condition);
    expect(loose).toEqual([]);
    const changing = Statement.filter(({ Action }) => Action.some(action => !/:(Describe|Get)/.test(action)));
    const untagged = changing.filter(({ Condition }) => !/cluster/.test(JSON.stringify(Condition ?? {})));
    expect(untagged.map(({ Sid }) => Sid)).toEqual(['ServiceLinkedRole', 'GroupInNetwork', 'LeadToPods']);
    expect(Statement.find(({ Sid }) => Sid === 'ChangeOwn')?.Condition).toEqual({
      StringEquals: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'ward-production-dublin' },
    });
    expect(Statement.find(({ Sid }) => Sid === 'See')?.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } });
    expect(JSON.stringify(loadBalancerPolicy(SCOPE)).length).toBeLessThan(10_240);
  });
});

describe('the backup of a cluster', () => {
  it('[B3] goes to a bucket of the site with a key of its own, by the identity of Velero', async () => {
    const name = 'ward-dublin-cluster.backup';
    const site = await recordSite(balanced().platform);
    expect(site.one('s3/bucket:Bucket', name)).toMatchObject({ protect: true, inputs: { tags: { purpose: 'backups' } } });
    expect(site.names('kms/key:Key')).toContain(name);
    expect(site.one('eks/podIdentityAssociation:PodIdentityAssociation', name).inputs).toMatchObject({
      namespace: 'velero',
      serviceAccount: 'velero',
      roleArn: `\${aws:iam/role:Role::${name}.arn}`,
    });
    expect((await recordSite(balanced('preinstalled').platform)).names('s3/bucket:Bucket')).not.toContain(name);
  });

  it('[B3] lets Velero into that bucket alone, and to disks with the tags of the site where it takes snapshots', () => {
    const where = { region: 'eu-west-1', accountId: '123456789012', bucketArn: 'arn:aws:s3:::backups' } as const;
    const plain = clusterBackupPolicy({ ...where, disks: undefined }).Statement;
    expect(plain.flatMap(({ Resource }) => Resource)).toEqual(['arn:aws:s3:::backups/*', 'arn:aws:s3:::backups']);
    expect(plain.flatMap(({ Action }) => Action).filter(action => /\*|Version/.test(action))).toEqual([]);
    const { Statement } = clusterBackupPolicy({ ...where, disks: { site: 'dublin' } });
    const changing = Statement.filter(({ Sid, Action }) => Action.some(action => action.startsWith('ec2:')) && Sid !== 'SeeDisks');
    expect(changing.filter(({ Condition }) => !/aws:(Resource|Request)Tag\/site":"dublin"/.test(JSON.stringify(Condition ?? {})))).toEqual([]);
    expect(changing.map(({ Sid }) => Sid)).toHaveLength(6);
  });
});
