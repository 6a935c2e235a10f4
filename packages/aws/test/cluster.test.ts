import { ADD_ONS } from '../src/cluster/add-ons';
import { kubeconfig } from '../src/cluster/kubeconfig';
import { amiTypeOf, endpointAccess } from '../src/cluster/settings';
import { aSite, recordSite } from './recorded';

describe('the settings of a cluster', () => {
  it.each([
    ['m6i.xlarge', 'AL2023_x86_64_STANDARD'],
    ['m7i-flex.large', 'AL2023_x86_64_STANDARD'],
    ['g5.xlarge', 'AL2023_x86_64_STANDARD'],
    ['g4dn.xlarge', 'AL2023_x86_64_STANDARD'],
    ['m7g.xlarge', 'AL2023_ARM_64_STANDARD'],
    ['r6gd.large', 'AL2023_ARM_64_STANDARD'],
    ['im4gn.large', 'AL2023_ARM_64_STANDARD'],
    ['g5g.xlarge', 'AL2023_ARM_64_STANDARD'],
    ['a1.large', 'AL2023_ARM_64_STANDARD'],
  ])('choose for nodes of type %s the image %s', (instanceType, image) => {
    expect(amiTypeOf(instanceType)).toBe(image);
  });

  it('open the API to the outside only for address ranges that were named', () => {
    expect(endpointAccess({ publicApiFrom: [] })).toEqual({ endpointPrivateAccess: true, endpointPublicAccess: false });
    expect(endpointAccess({ publicApiFrom: ['203.0.113.0/24'] })).toEqual({
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ['203.0.113.0/24'],
    });
  });

  it('make a kubeconfig that fetches a token when it is used and holds none', () => {
    const config = JSON.parse(kubeconfig({ name: 'ward', region: 'eu-west-1', endpoint: 'https://api', authority: 'Q0E=' }));
    expect(config.clusters).toEqual([{ name: 'ward', cluster: { server: 'https://api', 'certificate-authority-data': 'Q0E=' } }]);
    expect(config.users[0].user.exec).toMatchObject({
      command: 'aws',
      args: ['eks', 'get-token', '--cluster-name', 'ward', '--region', 'eu-west-1', '--output', 'json'],
    });
    expect(Object.keys(config.users[0].user)).toEqual(['exec']);
  });
});

describe('a cluster', () => {
  it('[C2] has the declared version, a private API, all logs, encrypted secrets, access entries, add-ons and Pod Identity', async () => {
    const administrators = { operators: 'arn:aws:iam::123456789012:role/operators' };
    const site = await recordSite(aSite('production', { kubernetesVersion: '1.34' }).platform, { administrators });
    expect(site.one('eks/cluster:Cluster').inputs).toMatchObject({
      version: '1.34',
      vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false },
      enabledClusterLogTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      encryptionConfig: { provider: { keyArn: '${aws:kms/key:Key::ward-dublin.arn}' }, resources: ['secrets'] },
      accessConfig: { authenticationMode: 'API' },
    });
    expect(site.one('eks/accessEntry:AccessEntry').inputs).toMatchObject({ principalArn: administrators.operators, type: 'STANDARD' });
    expect(site.one('eks/accessPolicyAssociation:AccessPolicyAssociation').inputs).toMatchObject({
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      accessScope: { type: 'cluster' },
    });
    expect(
      site
        .all('eks/addon:Addon')
        .map(({ inputs }) => inputs.addonName)
        .sort(),
    ).toEqual(Object.keys(ADD_ONS).sort());
  });

  it('enforces network policies', async () => {
    const site = await recordSite(aSite('production').platform);
    const { inputs } = site.one('eks/addon:Addon', 'ward-dublin-vpc-cni');
    expect(JSON.parse(String(inputs.configurationValues))).toEqual({ enableNetworkPolicy: 'true' });
    expect(inputs.podIdentityAssociations).toEqual([{ serviceAccount: 'aws-node', roleArn: '${aws:iam/role:Role::ward-dublin-pod-network.arn}' }]);
  });

  it('lets in nobody but who creates it where no administrators are named', async () => {
    const site = await recordSite(aSite('production').platform);
    expect(site.all('eks/accessEntry:AccessEntry')).toEqual([]);
    expect(site.one('eks/cluster:Cluster').inputs.accessConfig).toMatchObject({ bootstrapClusterCreatorAdminPermissions: true });
  });

  it('keeps the credentials of nodes from pods, and their disks encrypted', async () => {
    const site = await recordSite(aSite('production').platform);
    expect(site.one('ec2/launchTemplate:LaunchTemplate').inputs).toMatchObject({
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ ebs: { volumeType: 'gp3', encrypted: 'true', kmsKeyId: '${aws:kms/key:Key::ward-dublin.arn}' } }],
    });
  });

  it('has the declared nodes, and leaves their number to the autoscaler', async () => {
    const site = await recordSite(aSite('production', { nodes: { min: 6, max: 30, instanceType: 'm7g.xlarge' } }).platform);
    const { inputs, ignoreChanges } = site.one('eks/nodeGroup:NodeGroup');
    expect(inputs).toMatchObject({
      instanceTypes: ['m7g.xlarge'],
      amiType: 'AL2023_ARM_64_STANDARD',
      scalingConfig: { minSize: 6, maxSize: 30, desiredSize: 6 },
    });
    expect(ignoreChanges).toEqual(['scalingConfig.desiredSize']);
  });

  it('starts nodes only when add-ons that they need are there, and name resolution only when there are nodes', async () => {
    const site = await recordSite(aSite('production').platform);
    const nodes = site.one('eks/nodeGroup:NodeGroup');
    const urn = (name: string) => site.one('eks/addon:Addon', `ward-dublin-${name}`).urn;
    expect(nodes.dependsOn).toEqual(expect.arrayContaining([urn('vpc-cni'), urn('kube-proxy'), urn('eks-pod-identity-agent')]));
    expect(nodes.dependsOn).not.toContain(urn('coredns'));
    expect(site.one('eks/addon:Addon', 'ward-dublin-coredns').dependsOn).toContain(nodes.urn);
  });

  it('writes its logs to a group that stands before it, is encrypted and forgets in time', async () => {
    const site = await recordSite(aSite('production').platform);
    const group = site.one('cloudwatch/logGroup:LogGroup', 'ward-dublin');
    expect(group.inputs).toMatchObject({ name: '/aws/eks/ward-production-dublin/cluster', retentionInDays: 365 });
    expect(site.one('eks/cluster:Cluster').dependsOn).toContain(group.urn);
  });

  it('is protected in production and may be thrown away elsewhere', async () => {
    const production = (await recordSite(aSite('production').platform)).one('eks/cluster:Cluster');
    expect([production.protect, production.inputs.deletionProtection]).toEqual([true, true]);
    const staging = (await recordSite(aSite('staging').platform)).one('eks/cluster:Cluster');
    expect([staging.protect, staging.inputs.deletionProtection]).toEqual([undefined, false]);
  });
});
