import { ADMINISTRATION_IMAGES, type AddedObject, cluster, cores, ExternalHost, gib, MultiRegionFailover, type Nodes, Site } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const SMALL: Nodes = { min: 3, max: 3, instanceType: 't3.medium' };
/** Whoever runs the cluster has the add-ons, and knows what they take. */
const BARE = { site: { addOns: 'preinstalled' } } as const;
const ofSize = (cpu: number, memory: number) => ({ requests: { cpu: cores(cpu), memory: gib(memory) }, limits: { cpu: cores(cpu), memory: gib(memory) } });

const RENDERER = {
  name: 'renderer',
  image: 'registry.example/renderer:1.0.0',
  securityContext: {
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
  resources: { requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } },
};

const templateOf = (name: string, container: object, spec: object = {}) => ({
  selector: { matchLabels: { app: name } },
  template: { metadata: { labels: { app: name } }, spec: { automountServiceAccountToken: false, containers: [container], ...spec } },
});

function aDeployment(name: string, replicas: number, spec: object = {}): AddedObject {
  return untyped({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { replicas, ...templateOf(name, RENDERER, spec) } });
}

function aDaemonSet(name: string): AddedObject {
  const container = { ...RENDERER, resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { memory: '256Mi' } } };
  return untyped({ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name }, spec: templateOf(name, container) });
}

describe('[K1] [K5] what nodes carry', () => {
  findsExactly([
    {
      what: 'too little processor time for every pod',
      declare: () => aWard({ ...BARE, hosting: { nodes: { min: 3, max: 3 } }, ehr: { size: ofSize(1, 1), scale: { min: 3, max: 12 } } }),
      expect: [
        'sites.dublin.hosting.nodes: must carry every pod at maximum scale, got 11010m of CPU on 3 x m6i.xlarge for 13600m of CPU; raise max, choose a larger instanceType, or lower scale.max [node-capacity]',
      ],
    },
    {
      what: 'too little memory for every pod',
      declare: () => aWard({ ...BARE, hosting: { nodes: SMALL }, ehr: { scale: { min: 3, max: 12 } } }),
      expect: [
        'sites.dublin.hosting.nodes: must carry every pod at maximum scale, got 5771Mi of memory on 3 x t3.medium for 8Gi of memory; raise max, choose a larger instanceType, or lower scale.max [node-capacity]',
      ],
    },
    {
      what: 'a pod that fits on no node',
      declare: () => aWard({ ...BARE, hosting: { nodes: { ...SMALL, max: 30 } }, ehr: { size: ofSize(1, 3) } }),
      expect: [
        'clinical.ehr.size: must fit on one node of sites.dublin.hosting.nodes, which has 1923Mi of memory left for pods, got 3Gi of memory; choose a larger instanceType, or make the pod smaller [node-capacity]',
      ],
    },
    {
      what: 'more pods than nodes may carry, however small they are',
      declare: () =>
        aWard({
          ...BARE,
          clinical: { quota: { cpu: cores(100), memory: gib(200), storage: gib(100), pods: 400 } },
          hosting: { nodes: { min: 3, max: 3, instanceType: 'm6i.4xlarge' } },
          ehr: { size: ofSize(0.01, 0.03125), scale: { min: 3, max: 320 } },
        }),
      expect: [
        'sites.dublin.hosting.nodes: must carry every pod at maximum scale, got 318 pods on 3 x m6i.4xlarge for 327 pods; raise max, choose a larger instanceType, or lower scale.max [node-capacity]',
      ],
    },
    {
      what: 'too few nodes of the kind that a workload asks for',
      declare: () =>
        aWard({
          hosting: {
            nodes: [
              { min: 3, max: 9 },
              { min: 0, max: 1, purpose: 'memory', instanceType: 'r7i.large' },
            ],
          },
          ehr: { placement: 'memory' },
        }),
      expect: [
        'sites.dublin.hosting.nodes[1]: must carry every pod at maximum scale, got 1680m of CPU on 1 x r7i.large for 2500m of CPU; raise max, choose a larger instanceType, or lower scale.max [node-capacity]',
      ],
    },
    {
      what: 'a network too small for the pods',
      declare: () => aWard({ ...BARE, hosting: { cidr: '10.0.0.0/22' } }),
      expect: [
        'sites.dublin.hosting.cidr: must have 288 addresses in each zone, for 28 pods on 7 nodes when another zone is lost, got "10.0.0.0/22" with 123; choose a /20 [node-capacity]',
      ],
    },
    {
      what: 'a network too small for the pods beside the addresses of the gateway for other sites',
      declare: () =>
        aWard({ hosting: { cidr: '10.0.0.0/22' }, site: { mesh: { join: {} }, loadBalancers: {} } }, ({ platform, site }) => {
          const hosting = cluster({ context: 'cork', jurisdiction: 'IE' });
          const standby = new Site(platform, 'cork', { hosting, zones: ['rack'], mesh: { join: { gateway: ['10.9.0.0/28'] } } });
          new MultiRegionFailover(platform, 'failover', { active: site, standby });
        }),
      expect: [
        'sites.dublin.hosting.cidr: must have 309 addresses in each zone, for 33 pods on 7 nodes when another zone is lost, got "10.0.0.0/22" with 123; choose a /20 [node-capacity]',
      ],
    },
    {
      what: 'more nodes than any network has addresses for',
      declare: () => aWard({ ...BARE, hosting: { nodes: { min: 3, max: 900 } } }),
      expect: [
        'sites.dublin.hosting.cidr: must have 16308 addresses in each zone, for 28 pods on 452 nodes when another zone is lost, got "10.0.0.0/16" with 8187; lower the maxima; no network is wide enough [node-capacity]',
      ],
    },
    {
      what: 'what add-ons take beside the pods, with a part of theirs on each node',
      declare: () =>
        aWard({
          hosting: { nodes: { min: 3, max: 3 } },
          site: { mesh: {}, prometheus: { namespace: 'prometheus', selects: { release: 'prometheus' } } },
          ehr: { size: ofSize(0.5, 1), scale: { min: 3, max: 9 } },
        }),
      expect: [
        'sites.dublin.hosting.nodes: must carry every pod at maximum scale, got 10800m of CPU on 3 x m6i.xlarge for 11300m of CPU, 4100m of CPU of it for add-ons; raise max, choose a larger instanceType, or lower scale.max [node-capacity]',
      ],
    },
    {
      what: 'an add-on that fits on no node',
      declare: () => aWard({ hosting: { nodes: { ...SMALL, max: 30 } }, site: { mesh: {} }, ehr: { size: ofSize(0.1, 0.25) } }),
      expect: [
        'sites.dublin.addOns.istiod: must fit on one node of sites.dublin.hosting.nodes, which has 1795Mi of memory left for pods, got 2Gi of memory; choose a larger instanceType, or make the pod smaller [node-capacity]',
      ],
    },
    {
      what: 'what a team adds to its domain beside them',
      declare: () =>
        aWard({ ...BARE, hosting: { nodes: { min: 3, max: 3 } } }, ({ clinical }) =>
          clinical.adds('reports', () => [aDeployment('renderer', 4), aDaemonSet('shipper')]),
        ),
      expect: [
        'sites.dublin.hosting.nodes: must carry every pod at maximum scale, got 9510m of CPU on 3 x m6i.xlarge for 11100m of CPU; raise max, choose a larger instanceType, or lower scale.max [node-capacity]',
      ],
    },
    {
      what: 'what a team adds, on nodes for a purpose',
      declare: () =>
        aWard(
          {
            ...BARE,
            hosting: {
              nodes: [
                { min: 3, max: 9 },
                { min: 1, max: 1, purpose: 'memory', dedicated: false, instanceType: 'r7i.large' },
              ],
            },
          },
          ({ clinical }) => clinical.adds('reports', () => [aDeployment('renderer', 2, { nodeSelector: { 'clinfra.io/purpose': 'memory' } })]),
        ),
      expect: [
        'clinical.added.reports.Deployment/renderer: must fit on one node of sites.dublin.hosting.nodes[1], which has 1680m of CPU left for pods, got 2 of CPU; choose a larger instanceType, or make the pod smaller [node-capacity]',
      ],
    },
  ]);

  it('are enough where the network is just wide enough', () => {
    expect(messagesOf(aWard({ hosting: { cidr: '10.0.0.0/20' } }))).toEqual([]);
  });
});

describe('a site without a gateway to the internet', () => {
  const image = (registry: string) => ({ image: `${registry}/app:1.0.0` });
  const own = image('123456789012.dkr.ecr.eu-west-1.amazonaws.com');
  const images = { credentials: own.image, postgres: own.image };
  findsExactly([
    {
      what: 'with images from elsewhere',
      declare: () =>
        aWard({ hosting: { nat: 'none' }, ehr: own, notifier: image('123456789012.dkr.ecr.eu-west-2.amazonaws.com'), images: { postgres: own.image } }),
      expect: [
        `clinical.notifier.image: must come from a registry in eu-west-1, because sites.dublin.hosting.nat is 'none', got "123456789012.dkr.ecr.eu-west-2.amazonaws.com/app:1.0.0"; copy it to ECR in eu-west-1, or add a gateway [way-out]`,
        `databases.records-users.initContainers.credentials.image: must come from a registry in eu-west-1, because sites.dublin.hosting.nat is 'none', got "${ADMINISTRATION_IMAGES.credentials}"; copy it to ECR in eu-west-1, or add a gateway [way-out]`,
      ],
    },
    {
      what: 'with a third party to reach',
      declare: () =>
        aWard({ hosting: { nat: 'none' }, ehr: own, notifier: own, images }, ({ platform, ehr }) =>
          ehr.reaches(new ExternalHost(platform, 'sms', { host: 'sms.example.ie' })),
        ),
      expect: [`sites.dublin.hosting.nat: must leave clinical.ehr a way to sms, got "none"; choose 'per-zone' or 'single' [way-out]`],
    },
    {
      what: 'without endpoints',
      declare: () => aWard({ hosting: { nat: 'none', endpoints: untyped(false) }, ehr: own, notifier: own, images }),
      expect: ["sites.dublin.hosting.endpoints: must be true where nat is 'none', got false; leave it out [way-out]"],
    },
  ]);

  it('[C1] can be declared', () => {
    expect(messagesOf(aWard({ hosting: { nat: 'none' }, ehr: own, notifier: own, images }))).toEqual([]);
  });
});
