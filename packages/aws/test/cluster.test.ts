import { gib, KUBERNETES_VERSIONS, type KubernetesVersion, karpenter } from '@clinfra/core';
import { ADD_ON_VERSIONS, CHOSEN } from '../src/cluster/add-on-versions';
import { ADD_ONS } from '../src/cluster/add-ons';
import { kubeconfig } from '../src/cluster/kubeconfig';
import { nodeConfig } from '../src/cluster/node-config';
import { amiTypeOf, endpointAccess, serviceRange } from '../src/cluster/settings';
import { aSite, recordSite } from './recorded';

describe('the settings of a cluster', () => {
  it.each([
    ['m6i.xlarge', 'AL2023_x86_64_STANDARD'],
    ['c7i.2xlarge', 'AL2023_x86_64_STANDARD'],
    ['t3.medium', 'AL2023_x86_64_STANDARD'],
    ['m7g.xlarge', 'AL2023_ARM_64_STANDARD'],
    ['t4g.large', 'AL2023_ARM_64_STANDARD'],
  ] as const)('choose for nodes of type %s the image %s', (instanceType, image) => {
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

  it('[C2] pin every add-on for every version of Kubernetes, to a build of EKS, and say on which day', () => {
    expect(Object.keys(ADD_ON_VERSIONS)).toEqual(Object.keys(KUBERNETES_VERSIONS));
    for (const [version, addOns] of Object.entries(ADD_ON_VERSIONS)) {
      expect(Object.keys(addOns).sort()).toEqual(Object.keys(ADD_ONS).sort());
      for (const build of Object.values(addOns)) expect(build).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
      expect(addOns['kube-proxy']).toContain(`v${version}.`);
    }
    for (const { until } of Object.values(KUBERNETES_VERSIONS)) expect(until > CHOSEN).toBe(true);
  });

  it.each([
    ['10.0.0.0/16', '172.20.0.0/16'],
    ['172.20.0.0/20', '10.100.0.0/16'],
    ['10.100.0.0/16', '172.20.0.0/16'],
  ])('keep the addresses of Services apart from a network %s: %s', (cidr, services) => {
    expect(serviceRange({ cidr })).toBe(services);
  });

  it('[K5] tell nodes how many pods they carry, in the form that they read', () => {
    const parts = Buffer.from(nodeConfig('m6i.xlarge'), 'base64').toString().split('--clinfra');
    expect(parts[0]).toContain('Content-Type: multipart/mixed; boundary="clinfra"');
    const [head, body = ''] = (parts[1] ?? '').trim().split('\n\n');
    expect(head).toBe('Content-Type: application/node.eks.aws');
    expect(JSON.parse(body)).toEqual({ apiVersion: 'node.eks.aws/v1alpha1', kind: 'NodeConfig', spec: { kubelet: { config: { maxPods: 110 } } } });
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
    expect(JSON.parse(String(inputs.configurationValues))).toEqual({
      enableNetworkPolicy: 'true',
      env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
    });
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

  it('leaves network policies to Calico where that is chosen, and tells it the addresses of pods', async () => {
    const site = await recordSite(aSite('production', { networkPolicies: 'calico' }).platform);
    expect(JSON.parse(String(site.one('eks/addon:Addon', 'ward-dublin-vpc-cni').inputs.configurationValues))).toMatchObject({
      enableNetworkPolicy: 'false',
      env: { ANNOTATE_POD_IP: 'true' },
    });
  });

  it.each(Object.keys(KUBERNETES_VERSIONS) as KubernetesVersion[])(
    '[C2] with Kubernetes %s has the add-ons that were chosen for it',
    async kubernetesVersion => {
      const site = await recordSite(aSite('staging', { kubernetesVersion }).platform);
      const installed = Object.fromEntries(site.all('eks/addon:Addon').map(({ inputs }) => [inputs.addonName, inputs.addonVersion]));
      expect(installed).toEqual(ADD_ON_VERSIONS[kubernetesVersion]);
    },
  );

  it('has a controller for snapshots of volumes unless there are none', async () => {
    const site = await recordSite(aSite('production', { volumeSnapshots: false }).platform);
    expect(site.names('eks/addon:Addon')).not.toContain('ward-dublin-snapshot-controller');
  });

  it('[C2] [X4] has a driver for volumes that may encrypt them with the key that storage classes name, and with no other, by way of EC2 alone', async () => {
    const site = await recordSite(aSite('production').platform);
    const { inputs } = site.one('eks/addon:Addon', 'ward-dublin-aws-ebs-csi-driver');
    expect(inputs.podIdentityAssociations).toEqual([{ serviceAccount: 'ebs-csi-controller-sa', roleArn: '${aws:iam/role:Role::ward-dublin-volumes.arn}' }]);
    expect(JSON.parse(String(inputs.configurationValues)).controller.extraVolumeTags).toMatchObject({ platform: 'ward', site: 'dublin' });
    const { Statement } = site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-volumes'));
    const { name: alias, targetKeyId } = site.one('kms/alias:Alias', 'ward-dublin-volumes.key').inputs;
    expect([alias, targetKeyId]).toEqual(['alias/ward-production-dublin/volumes', '${aws:kms/key:Key::ward-dublin-volumes.key.keyId}']);
    const key = ['${aws:kms/key:Key::ward-dublin-volumes.key.arn}'];
    expect(Statement).toMatchObject([
      { Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'], Resource: key, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
      { Resource: key, Condition: { StringEquals: { 'kms:ViaService': 'ec2.eu-west-1.amazonaws.com' } } },
    ]);
  });

  it('has the declared nodes, and leaves their number to the autoscaler', async () => {
    const site = await recordSite(aSite('production', { nodes: { min: 6, max: 30, instanceType: 'm7g.xlarge' } }).platform);
    const { inputs, ignoreChanges } = site.one('eks/nodeGroup:NodeGroup');
    expect(inputs).toMatchObject({
      instanceTypes: ['m7g.xlarge'],
      amiType: 'AL2023_ARM_64_STANDARD',
      scalingConfig: { minSize: 6, maxSize: 30, desiredSize: 6 },
      labels: { 'clinfra.io/purpose': 'general' },
      taints: [],
    });
    expect(ignoreChanges).toEqual(['scalingConfig.desiredSize']);
  });

  describe('with nodes of several kinds', () => {
    const nodes = [
      { min: 3, max: 12 },
      { min: 3, max: 9, purpose: 'storage', disk: gib(200), labels: { rack: 'fast' } },
      { min: 0, max: 6, purpose: 'memory' },
    ] as const;

    it('[C3] keeps a group of each, labelled and tainted, those for volumes in each zone', async () => {
      const site = await recordSite(aSite('production', { nodes }).platform);
      const groups = site.all('eks/nodeGroup:NodeGroup').map(({ name, inputs }) => [name.slice('ward-dublin-nodes-'.length), inputs.scalingConfig]);
      const bounds = (minSize: number, maxSize: number) => ({ minSize, maxSize, desiredSize: minSize });
      expect(groups).toEqual([
        ['general', bounds(3, 12)],
        ['memory', bounds(0, 6)],
        ...['a', 'b', 'c'].map(zone => [`storage-eu-west-1${zone}`, bounds(1, 3)]),
      ]);
      expect(site.one('eks/nodeGroup:NodeGroup', 'ward-dublin-nodes-storage-eu-west-1b').inputs).toMatchObject({
        subnetIds: ['${aws:ec2/subnet:Subnet::ward-dublin-private-eu-west-1b.id}'],
        labels: { rack: 'fast', 'clinfra.io/purpose': 'storage' },
        taints: [{ key: 'clinfra.io/purpose', value: 'storage', effect: 'NO_SCHEDULE' }],
      });
      expect(site.one('ec2/launchTemplate:LaunchTemplate', 'ward-dublin-nodes-storage-eu-west-1b').inputs.blockDeviceMappings).toMatchObject([
        { ebs: { volumeSize: 200 } },
      ]);
    });

    it('[A5] keeps but the fewest where Karpenter makes the others', async () => {
      const site = await recordSite(aSite('production', { nodes, autoscaling: karpenter() }).platform);
      const groups = site.all('eks/nodeGroup:NodeGroup').map(({ name, inputs }) => [name.slice('ward-dublin-nodes-'.length), inputs.scalingConfig]);
      const fixed = (size: number) => ({ minSize: size, maxSize: size, desiredSize: size });
      expect(groups).toEqual([['general', fixed(3)], ...['a', 'b', 'c'].map(zone => [`storage-eu-west-1${zone}`, fixed(1)])]);
    });
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
