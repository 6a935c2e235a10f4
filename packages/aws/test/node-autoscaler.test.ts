import { nodeAutoscalerFacts, SiteFacts } from '@clinfra/aws';
import { clusterAutoscaler, karpenter, minutes, percent } from '@clinfra/core';
import { clusterAutoscalerPolicy } from '../src/autoscaling/cluster-autoscaler';
import { karpenterPolicy } from '../src/autoscaling/karpenter-policy';
import { aSite, recordSite } from './recorded';

const factsOf = (...site: Parameters<typeof aSite>) => nodeAutoscalerFacts(new SiteFacts(aSite(...site).site));

describe('the Cluster Autoscaler', () => {
  it('[A5] is told the figures of NileCare, and to keep zones equal', () => {
    expect(factsOf('production')).toEqual({
      kind: 'cluster-autoscaler',
      namespace: 'kube-system',
      values: {
        cloudProvider: 'aws',
        awsRegion: 'eu-west-1',
        autoDiscovery: { clusterName: 'ward-production-dublin' },
        rbac: { serviceAccount: { create: true, name: 'cluster-autoscaler' } },
        extraArgs: {
          'scale-down-enabled': 'true',
          'scale-down-delay-after-add': '10m',
          'scale-down-unneeded-time': '10m',
          'scale-down-utilization-threshold': '0.5',
          'max-node-provision-time': '15m',
          'skip-nodes-with-local-storage': 'false',
          'skip-nodes-with-system-pods': 'true',
          'balance-similar-node-groups': 'true',
          expander: 'least-waste',
        },
      },
    });
  });

  it('takes figures of a platform of its own', () => {
    const autoscaling = clusterAutoscaler({ unneeded: minutes(90), utilization: percent(62.5) });
    expect(factsOf('production', { autoscaling }).values).toMatchObject({
      extraArgs: { 'scale-down-unneeded-time': '90m', 'scale-down-utilization-threshold': '0.625' },
    });
  });

  it('[A5] may resize the groups of its own cluster, by an identity that its pods alone can take on', async () => {
    const site = await recordSite(aSite('production').platform);
    expect(site.one('eks/podIdentityAssociation:PodIdentityAssociation', 'ward-dublin-cluster-autoscaler').inputs).toMatchObject({
      namespace: 'kube-system',
      serviceAccount: 'cluster-autoscaler',
      roleArn: '${aws:iam/role:Role::ward-dublin-cluster-autoscaler.arn}',
    });
    const policy = site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-cluster-autoscaler'));
    expect(policy).toEqual(clusterAutoscalerPolicy('ward-production-dublin'));
    const changing = policy.Statement.filter(({ Action }) => (Action as string[]).some(action => !/:(Describe|Get)/.test(action)));
    expect(changing).toMatchObject([{ Condition: { StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/ward-production-dublin': 'owned' } } }]);
  });
});

describe('Karpenter', () => {
  const autoscaling = karpenter();

  it('[A5] is told its cluster and the queue of interruptions', () => {
    expect(factsOf('production', { autoscaling })).toEqual({
      kind: 'karpenter',
      namespace: 'kube-system',
      values: {
        serviceAccount: { create: true, name: 'karpenter' },
        settings: { clusterName: 'ward-production-dublin', interruptionQueue: 'ward-production-dublin-interruptions', vmMemoryOverheadPercent: 0.075 },
      },
    });
  });

  it('[A5] [X4] hears of nodes that are about to end, by an encrypted queue into which EventBridge alone writes', async () => {
    const site = await recordSite(aSite('production', { autoscaling }).platform);
    expect(site.one('sqs/queue:Queue').inputs).toMatchObject({
      name: 'ward-production-dublin-interruptions',
      kmsMasterKeyId: '${aws:kms/key:Key::ward-dublin.arn}',
    });
    expect(site.policy(site.one('sqs/queuePolicy:QueuePolicy')).Statement).toMatchObject([
      { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: ['sqs:SendMessage'] },
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    expect(site.names('cloudwatch/eventRule:EventRule')).toEqual(['health', 'rebalance', 'spot', 'state'].map(kind => `ward-dublin-interruptions-${kind}`));
    expect(site.names('cloudwatch/eventTarget:EventTarget')).toHaveLength(4);
    const writers = site.policy(site.one('kms/key:Key', 'ward-dublin')).Statement.find(({ Sid }) => Sid === 'WriteByServices');
    expect(writers).toMatchObject({
      Principal: { Service: ['events.amazonaws.com'] },
      Condition: { StringEquals: { 'aws:SourceAccount': expect.anything() } },
    });
  });

  it('[A5] may start and end machines that bear the tag of its cluster, and gives them the role of the nodes and no other', () => {
    const props = { region: 'eu-west-1', accountId: '123456789012', cluster: 'ward', queue: 'ends', nodeRoleArn: 'arn:nodes', keyArn: 'arn:key' } as const;
    const { Statement } = karpenterPolicy(props);
    const of = (sid: string) => Statement.find(({ Sid }) => Sid === sid);
    expect(of('EndOwn')).toMatchObject({ Condition: { StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/ward': 'owned' } } });
    expect(of('StartTagged')).toMatchObject({ Condition: { StringEquals: { 'aws:RequestTag/kubernetes.io/cluster/ward': 'owned' } } });
    expect(of('GiveNodesTheirRole')).toMatchObject({ Action: ['iam:PassRole'], Resource: 'arn:nodes' });
    const changing = Statement.filter(({ Action }) => Action.some(action => !/:(Describe|Get|List)/.test(action)));
    expect(changing.filter(({ Resource }) => Resource === '*')).toEqual([]);
  });

  it('and its queue are not there where the Cluster Autoscaler is', async () => {
    const site = await recordSite(aSite('production').platform);
    expect(site.all('sqs/queue:Queue')).toEqual([]);
    expect(site.policy(site.one('kms/key:Key', 'ward-dublin')).Statement.map(({ Sid }) => Sid)).not.toContain('WriteByServices');
  });
});
