import { Inventory, type Platform, parseCpu, parseSize } from '@clinfra/core';
import { existingAddresses, type Manifest, renderSite } from '@clinfra/kubernetes';
import { nilecare } from '@clinfra/nilecare';
import { references } from '../../../test/reference';
import { at } from './rendered';
import { Cluster, nodesIn, type PodShape, ZONE } from './scheduler';
import { type RenderedWorkload, workloadsOf } from './workload-of';

const PLATFORMS: Readonly<Record<string, () => Platform>> = {
  'nilecare-development': () => nilecare('development'),
  'nilecare-staging': () => nilecare('staging'),
  'nilecare-production': () => nilecare('production'),
  ...references,
};

interface Ground {
  readonly zones: readonly string[];
  readonly namespaces: readonly (readonly Manifest[])[];
}

/** What runs on each serving site, and over which zones. */
function groundsOf(platform: Platform): readonly Ground[] {
  const inventory = new Inventory(platform);
  return inventory.servingSites.map(site => ({
    zones: site.zones,
    namespaces: [...renderSite(inventory, site, store => existingAddresses(store) ?? { host: 'h', readerHost: 'h' })].map(({ manifests }) => manifests),
  }));
}

const NODES_PER_ZONE = 3;
const OLD = 'old';
const NEW = 'new';

/** The first number of pods at which one finds no place, from none upwards; undefined where all do. */
function firstStranded(pod: PodShape, most: number, cluster: Cluster): number | undefined {
  for (let pods = 1; pods <= most; pods++) if (!cluster.place(pod)) return pods;
  return undefined;
}

/** Replaces all pods as a rolling update does, the old ones taken from one zone as long as it has any; false where a new pod finds no place. */
function rolls(workload: RenderedWorkload, pods: number, cluster: Cluster, zone: string | undefined): boolean {
  const { labels } = workload.pod(NEW);
  const all = { 'app.kubernetes.io/name': labels['app.kubernetes.io/name'] ?? '' };
  const of = (version: string) => ({ ...all, 'pod-template-hash': version });
  while (cluster.count(of(NEW)) < pods || cluster.count(of(OLD)) > 0) {
    const [fresh, total] = [cluster.count(of(NEW)), cluster.count(all)];
    if (fresh < pods && total < pods + workload.surge(pods)) {
      if (!cluster.place(workload.pod(NEW))) return false;
    } else if (total > pods - workload.unavailable(pods)) cluster.remove(of(OLD), zone);
    else return false;
  }
  return true;
}

function filled(workload: RenderedWorkload, pods: number, zones: readonly string[]): Cluster {
  const cluster = new Cluster(nodesIn(zones, NODES_PER_ZONE));
  for (let n = 0; n < pods; n++) cluster.place(workload.pod(OLD));
  return cluster;
}

/** Every number of pods that a workload of a platform can have. */
function* everyCount(platform: Platform): Generator<{ readonly workload: RenderedWorkload; readonly pods: number; readonly zones: readonly string[] }> {
  for (const { zones, namespaces } of groundsOf(platform)) {
    for (const workload of namespaces.flatMap(workloadsOf)) {
      for (let pods = workload.min; pods <= workload.max; pods++) yield { workload, pods, zones };
    }
  }
}

const called = ({ workload, pods }: { readonly workload: RenderedWorkload; readonly pods: number }) => `${workload.namespace}/${workload.name} with ${pods}`;

describe.each(Object.entries(PLATFORMS))('%s', (_, declare) => {
  const counts = [...everyCount(declare())];

  it('has workloads to place', () => {
    expect(counts.length).toBeGreaterThan(5);
  });

  it('[V1] [K4] can place every pod at every number of pods', () => {
    const stranded = counts.filter(
      ({ workload, pods, zones }) => firstStranded(workload.pod(OLD), pods, new Cluster(nodesIn(zones, NODES_PER_ZONE))) !== undefined,
    );
    expect(stranded.map(called)).toEqual([]);
  });

  it.each(['gone', 'unreachable'] as const)('[V1] [K4] can place every pod again when a zone is lost, its nodes %s', how => {
    const stranded = counts.filter(({ workload, pods, zones }) => {
      if (zones.length < 2) return false;
      return zones.some(zone => {
        const cluster = filled(workload, pods, zones);
        cluster.lose(zone, how);
        const missing = pods - cluster.count({});
        return firstStranded(workload.pod(OLD), missing, cluster) !== undefined;
      });
    });
    expect(stranded.map(called)).toEqual([]);
  });

  it('[V1] [V4] [K4] can place every pod of a rolling update, whichever old pods go first, with and without a zone', () => {
    const stuck = counts.filter(({ workload, pods, zones }) =>
      [undefined, ...zones].some(first => {
        const whole = filled(workload, pods, zones);
        const broken = filled(workload, pods, zones);
        const lost = zones.length > 1 ? zones.at(-1) : undefined;
        if (lost !== undefined) broken.lose(lost, 'unreachable');
        for (let n = broken.count({}); n < pods; n++) broken.place(workload.pod(OLD));
        return !rolls(workload, pods, whole, first) || !rolls(workload, pods, broken, first);
      }),
    );
    expect(stuck.map(called)).toEqual([]);
  });

  it('[V1] [K4] can add pods again after any were taken away', () => {
    const stranded = counts.filter(({ workload, pods, zones }) =>
      zones.some(zone => {
        const cluster = filled(workload, workload.max, zones);
        const labels = { 'pod-template-hash': OLD };
        while (cluster.count(labels) > pods) cluster.remove(labels, zone);
        return firstStranded(workload.pod(OLD), workload.max - pods, cluster) !== undefined;
      }),
    );
    expect(stranded.map(called)).toEqual([]);
  });

  it('[V2] [K4] can drain a node at every number of pods, and a drain never takes all of several', () => {
    const some = counts.filter(({ pods }) => pods > 0);
    expect(some.filter(({ workload, pods }) => workload.drainable(pods) < 1).map(called)).toEqual([]);
    expect(some.filter(({ workload, pods }) => pods > 1 && workload.drainable(pods) >= pods).map(called)).toEqual([]);
  });

  it('[K4] has quotas that admit every workload at its most, while all of them roll', () => {
    for (const manifests of groundsOf(declare()).flatMap(({ namespaces }) => namespaces)) {
      const hard = at(
        manifests.find(({ kind }) => kind === 'ResourceQuota'),
        'spec',
        'hard',
      ) as Readonly<Record<string, string>>;
      const most = workloadsOf(manifests).map(({ max, surge, requests }) => ({ pods: max + surge(max), requests }));
      const sum = (amount: (requests: RenderedWorkload['requests']) => bigint) =>
        most.reduce((total, one) => total + amount(one.requests) * BigInt(one.pods), 0n);
      expect(sum(({ cpu }) => parseCpu(cpu).amount)).toBeLessThanOrEqual(parseCpu(hard['requests.cpu'] ?? '0').amount);
      expect(sum(({ memory }) => parseSize(memory).amount)).toBeLessThanOrEqual(parseSize(hard['requests.memory'] ?? '0').amount);
      expect(most.reduce((total, { pods }) => total + pods, 0)).toBeLessThanOrEqual(Number(hard.pods));
    }
  });
});

describe('the scheduler of these tests', () => {
  const labels = { 'app.kubernetes.io/name': 'ehr', 'pod-template-hash': OLD };
  const labelSelector = { matchLabels: { 'app.kubernetes.io/name': 'ehr' } };
  const zone = { topologyKey: ZONE, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector };
  const zones = ['a', 'b', 'c'];
  const cluster = () => new Cluster(nodesIn(zones, NODES_PER_ZONE));

  it('[V1] finds no place for the fourth pod that must stand in a zone of its own, as the source has it', () => {
    const apart: PodShape = { labels, spread: [], apart: [{ topologyKey: ZONE, labelSelector }] };
    expect(firstStranded(apart, 20, cluster())).toBe(4);
    expect(firstStranded({ labels, spread: [zone], apart: [] }, 20, cluster())).toBeUndefined();
  });

  it('leaves pods without a place that insist on a zone that is lost', () => {
    const insists: PodShape = { labels, spread: [{ ...zone, minDomains: 3 }], apart: [] };
    const broken = cluster();
    broken.lose('c', 'gone');
    expect(firstStranded(insists, 20, broken)).toBe(3);
    expect(firstStranded({ labels, spread: [{ ...zone, minDomains: 2 }], apart: [] }, 20, cluster())).toBeUndefined();
  });

  it('leaves pods without a place that count nodes which do not answer', () => {
    const [counts, leaves] = [[zone], [{ ...zone, nodeTaintsPolicy: 'Honor' }]].map(spread => {
      const broken = cluster();
      broken.lose('c', 'unreachable');
      return firstStranded({ labels, spread, apart: [] }, 20, broken);
    });
    expect([counts, leaves]).toEqual([3, undefined]);
  });

  it('gets stuck in a rolling update whose new pods are counted with the old', () => {
    const workload = (spread: PodShape['spread']): RenderedWorkload => ({
      name: 'ehr',
      namespace: 'clinical',
      pod: version => ({ labels: { ...labels, 'pod-template-hash': version }, spread, apart: [{ topologyKey: 'kubernetes.io/hostname', labelSelector }] }),
      min: 9,
      max: 9,
      surge: () => 1,
      unavailable: () => 0,
      drainable: () => 1,
      requests: { cpu: '1', memory: '1Gi' },
    });
    expect(rolls(workload([zone]), 9, filled(workload([zone]), 9, zones), undefined)).toBe(false);
  });

  it('refuses two autoscalers on one workload', () => {
    const metadata = { name: 'ehr', namespace: 'clinical' };
    const spec = { scaleTargetRef: { name: 'ehr' } };
    const objects = ['Deployment', 'HorizontalPodAutoscaler', 'ScaledObject'].map(kind => ({ apiVersion: 'v1', kind, metadata, spec }));
    expect(() => workloadsOf(objects)).toThrow('two autoscalers own ehr');
  });
});
