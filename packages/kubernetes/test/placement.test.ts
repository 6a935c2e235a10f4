import {
  type AwsHostingProps,
  aws,
  ClinicalService,
  cluster,
  cores,
  Domain,
  gib,
  Inventory,
  karpenter,
  minutes,
  Platform,
  type Purpose,
  percent,
  Site,
} from '@clinfra/core';
import { type Manifest, renderCluster, renderDomain } from '@clinfra/kubernetes';

const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
const NODES = [
  { min: 3, max: 9 },
  { min: 0, max: 4, purpose: 'memory', instanceType: 'r7i.xlarge', disk: gib(200), labels: { rack: 'fast' } },
  { min: 3, max: 3, purpose: 'compute' },
] as const;

function aPlatform(hosting: Partial<AwsHostingProps> | 'cluster', placement?: Purpose) {
  const locale = { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' } as const;
  const platform = new Platform('ward', { environment: 'staging', locale, owner: 'ward', residency: {} });
  const where = hosting === 'cluster' ? cluster({ context: 'dublin', jurisdiction: 'IE' }) : aws({ region: 'eu-west-1', nodes: NODES, ...hosting });
  const site = new Site(platform, 'dublin', { hosting: where, zones: ZONES });
  const domain = new Domain(platform, 'clinical', { quota: { cpu: cores(9), memory: gib(9), storage: gib(9), pods: 9 } });
  new ClinicalService(domain, 'ehr', { image: 'registry.example/ehr:1', port: 4001, scale: { min: 1, max: 1 }, ...(placement && { placement }) });
  return { inventory: new Inventory(platform), site, domain };
}

function podSpec(...declared: Parameters<typeof aPlatform>) {
  const { inventory, site, domain } = aPlatform(...declared);
  const deployment = renderDomain(inventory, domain, site, () => undefined).find(({ kind }) => kind === 'Deployment');
  return (deployment as unknown as { spec: { template: { spec: Record<string, unknown> } } }).spec.template.spec;
}

describe('the pods of a workload that asks for nodes of a purpose', () => {
  it('[C3] run on such nodes and may run on those that are dedicated to it', () => {
    expect(podSpec({}, 'memory')).toMatchObject({
      nodeSelector: { 'clinfra.io/purpose': 'memory' },
      tolerations: [{ key: 'clinfra.io/purpose', operator: 'Equal', value: 'memory', effect: 'NoSchedule' }],
    });
  });

  it.each([
    ['none is asked for', {}, undefined],
    ['the nodes are those of a cluster that exists', 'cluster', 'memory'],
  ] as const)('run anywhere where %s', (_, hosting, placement) => {
    expect(Object.keys(podSpec(hosting, placement)).filter(key => key === 'nodeSelector' || key === 'tolerations')).toEqual([]);
  });
});

describe('what Karpenter is to make', () => {
  const objects = (hosting: Partial<AwsHostingProps>): readonly Manifest[] => {
    const { inventory, site } = aPlatform(hosting);
    return renderCluster(inventory, site).filter(({ apiVersion }) => apiVersion.startsWith('karpenter'));
  };
  const made = objects({ autoscaling: karpenter({ consolidateAfter: minutes(5), disruptions: percent(20) }) });

  it('[A5] is a pool for each group that can grow, within what remains of its maximum', () => {
    expect(made.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'EC2NodeClass general',
      'NodePool general',
      'EC2NodeClass memory',
      'NodePool memory',
    ]);
    expect(made[1]).toMatchObject({ spec: { limits: { cpu: '24', memory: '96Gi' } } });
    expect(made[3]).toMatchObject({
      spec: {
        limits: { cpu: '16', memory: '128Gi' },
        disruption: { consolidateAfter: '5m', budgets: [{ nodes: '20%' }] },
        template: {
          metadata: { labels: { rack: 'fast', 'clinfra.io/purpose': 'memory' } },
          spec: {
            taints: [{ key: 'clinfra.io/purpose', value: 'memory', effect: 'NoSchedule' }],
            requirements: expect.arrayContaining([{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: ['r7i.xlarge'] }]),
          },
        },
      },
    });
  });

  it('[A5] [X4] is made as EKS makes its nodes: encrypted with the key of the site, credentials out of reach, in its network', () => {
    expect(made[2]).toMatchObject({
      spec: {
        instanceProfile: 'ward-staging-dublin-nodes',
        subnetSelectorTerms: [{ tags: { 'clinfra.io/nodes-of': 'ward-staging-dublin' } }],
        securityGroupSelectorTerms: [{ tags: { 'clinfra.io/nodes-of': 'ward-staging-dublin' } }],
        metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
        blockDeviceMappings: [{ ebs: { encrypted: true, kmsKeyID: 'alias/ward-staging-dublin', volumeSize: '200Gi' } }],
        kubelet: { maxPods: 110 },
      },
    });
  });

  it('is nothing where the Cluster Autoscaler resizes groups', () => {
    expect(objects({})).toEqual([]);
  });
});
