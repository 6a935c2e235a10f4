import { cluster, ExternalHost, Inventory, ScheduledTask, Site, type Workload } from '@clinfra/core';
import { type Manifest, renderSite } from '@clinfra/kubernetes';
import { nilecare } from '@clinfra/nilecare';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { type Pod, podsOf, reaches } from '../../../test/graph/reachable';
import { ADDRESSES, at, rendered, renderedDomain } from './rendered';

const EVERY_PORT = [53, 80, 443, 2575, 4000, 4001, 4002, 4003, 4004, 9090, 9464];

describe('the network inside the cluster', () => {
  const inventory = new Inventory(nilecare('production'));
  const manifests = manifestsOf(inventory);

  it('[M1] lets exactly the declared calls through, on exactly the port of the callee', () => {
    const declared = inventory.relations.flatMap(({ from, kind, to }) =>
      kind === 'calls' && to.kind === 'clinical-service' ? [`${idOf(from)} -> ${idOf(to)}:${to.port}`] : [],
    );
    expect(declared.length).toBeGreaterThan(5);
    expect(openWays(manifests)).toEqual([...declared].sort());
  });

  it('[M1] needs both sides: a call is closed when either loses its rule', () => {
    for (const [workload, side] of [
      ['gateway', 'egress'],
      ['ehr', 'ingress'],
    ] as const) {
      const closed = manifests.map(manifest => (isPolicyOf(manifest, workload) ? without(manifest, side) : manifest));
      expect(openWays(closed)).not.toContain('infrastructure/gateway -> clinical/ehr:4001');
    }
  });

  it('[M1] denies by default: an open rule, a missing denial or a selector too wide would show', () => {
    const wide = { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };
    const opened = manifests.map(manifest => (manifest.metadata.name === 'default-deny' ? { ...manifest, spec: wide } : manifest));
    expect(openWays(opened).length).toBeGreaterThan(openWays(manifests).length);
  });

  it('[M1] lets every pod ask the name servers of the cluster, and nobody else in that namespace', () => {
    const named = (label: string): Pod => ({ namespace: 'kube-system', labels: { 'k8s-app': label } });
    for (const pod of podsOf(manifests).values()) {
      expect(reaches(manifests, pod, named('kube-dns'), 53)).toBe(true);
      expect(reaches(manifests, pod, named('kube-dns'), 9153)).toBe(false);
      expect(reaches(manifests, pod, named('metrics-server'), 53)).toBe(false);
    }
    expect(at(rendered().get('NetworkPolicy', 'allow-dns'), 'spec', 'egress', 0, 'ports')).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
  });

  it('lets pods of the same name in another namespace in no more than strangers', () => {
    const impostor: Pod = { namespace: 'default', labels: { 'app.kubernetes.io/name': 'gateway' } };
    const ehr = podsOf(manifests).get('clinical/ehr') as Pod;
    expect(reaches(manifests, podsOf(manifests).get('infrastructure/gateway') as Pod, ehr, 4001)).toBe(true);
    expect(reaches(manifests, impostor, ehr, 4001)).toBe(false);
  });
});

describe('the way of Prometheus', () => {
  const manifests = manifestsOf(new Inventory(nilecare('production')));
  const prometheus: Pod = { namespace: 'prometheus', labels: { 'app.kubernetes.io/name': 'prometheus' } };
  const inDomain = { ...prometheus, namespace: 'monitoring' };

  /** The same platform, whose Prometheus runs in one of its domains. */
  function watchedFromDomain(): readonly Manifest[] {
    const inventory = new Inventory(nilecare('production'));
    for (const site of inventory.sites) Object.assign(site, { prometheus: { ...site.prometheus, namespace: 'monitoring' } });
    return manifestsOf(inventory);
  }

  it.each([
    ['a namespace of its own', prometheus, manifests],
    ['a domain', inDomain, watchedFromDomain()],
  ])('[M1] leads from %s to the figures of every workload that has them, and to nothing else', (_, from, objects) => {
    const open = [...podsOf(objects)].flatMap(([name, pod]) => EVERY_PORT.filter(port => reaches(objects, from, pod, port)).map(port => `${name}:${port}`));
    expect(open.sort()).toEqual(
      [
        'business/appointment',
        'business/billing',
        'clinical/ehr',
        'infrastructure/auth',
        'infrastructure/gateway',
        'infrastructure/notification',
        'integration/hl7',
      ].map(name => `${name}:9464`),
    );
  });

  it('is open to nobody else in its namespace, and to no pod of its name elsewhere', () => {
    const ehr = podsOf(manifests).get('clinical/ehr') as Pod;
    expect(reaches(manifests, prometheus, ehr, 9464)).toBe(true);
    expect(reaches(manifests, { ...prometheus, namespace: 'default' }, ehr, 9464)).toBe(false);
    expect(reaches(manifests, { ...prometheus, labels: { 'app.kubernetes.io/name': 'grafana' } }, ehr, 9464)).toBe(false);
  });

  it('needs both sides where it begins in a domain of the platform', () => {
    const objects = watchedFromDomain();
    const ehr = podsOf(objects).get('clinical/ehr') as Pod;
    const oneSided = objects.filter(({ metadata }) => metadata.name !== 'prometheus-scrapes');
    expect([reaches(objects, inDomain, ehr, 9464), reaches(oneSided, inDomain, ehr, 9464)]).toEqual([true, false]);
  });
});

describe('callers of a service with several ports', () => {
  it('may use them all, and gateways its own alone', () => {
    const objects = rendered(({ clinical, ehr }) => ehr.calls(aService(clinical, 'labs', { ports: { stream: { port: 9090, protocol: 'grpc' } } })));
    const both = [4001, 9090].map(port => ({ protocol: 'TCP', port }));
    expect(at(objects.get('NetworkPolicy', 'labs'), 'spec', 'ingress')).toEqual([
      { from: [expect.anything()], ports: both.slice(0, 1) },
      { from: [expect.anything()], ports: both.slice(1) },
    ]);
    expect(at(objects.get('NetworkPolicy', 'ehr'), 'spec', 'egress', 0, 'ports')).toEqual(both);
  });
});

describe('the way to stores', () => {
  it('[M1] leads to the part of the network that is for stores, on the port of each store in use', () => {
    const ranges = ['10.0.36.0/22', '10.0.100.0/22', '10.0.164.0/22'].map(cidr => ({ ipBlock: { cidr } }));
    expect(egressOf('notifier')).toEqual([
      { to: ranges, ports: [{ protocol: 'TCP', port: 9098 }] },
      { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
    ]);
    expect(portsOf(egressOf('ehr'))).toEqual([5432, 6379, 9098, 80]);
  });

  it('leads to the second zone too that a site with one zone gets for its stores', () => {
    const objects = rendered(({ site }) => Object.assign(site, { zones: ['eu-west-1a'] }));
    const ranges = ['10.0.36.0/22', '10.0.100.0/22'].map(cidr => ({ ipBlock: { cidr } }));
    expect(at(objects.get('NetworkPolicy', 'notifier'), 'spec', 'egress', 0, 'to')).toEqual(ranges);
  });

  it('is the same for scheduled tasks', () => {
    const objects = rendered(({ clinical, records }) =>
      new ScheduledTask(clinical, 'report', { image: 'registry.example/report:1', schedule: '0 2 * * *' }).reads(records),
    );
    expect(portsOf(at(objects.get('NetworkPolicy', 'report'), 'spec', 'egress'))).toEqual([5432, 80]);
  });

  it('leads to the declared range of a store that exists already, without asking the cloud for an identity', () => {
    const { platform, clinical, stores, site } = aPlatform();
    const old = stores.postgres('old', { holds: ['phi'], existing: { host: 'db.example', port: 5433, cidr: '10.20.0.0/24' } });
    aService(clinical, 'viewer').reads(old);
    expect(at(renderedDomain(platform, clinical, site).get('NetworkPolicy', 'viewer'), 'spec', 'egress')).toEqual([
      { to: [{ ipBlock: { cidr: '10.20.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5433 }] },
    ]);
  });

  it('does not exist for who uses none', () => {
    const objects = rendered(({ clinical }) => aService(clinical, 'alone'));
    expect(at(objects.get('NetworkPolicy', 'alone'), 'spec')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'alone' } },
      policyTypes: ['Ingress', 'Egress'],
    });
  });

  it('opens nothing where no range is known: a rule without a peer would open everything', () => {
    const { platform, clinical, records } = aPlatform();
    const hosting = cluster({ context: 'cork', jurisdiction: 'IE' });
    const elsewhere = new Site(platform, 'cork', { hosting, zones: ['a', 'b', 'c'] });
    aService(clinical, 'viewer').reads(records);
    expect(at(renderedDomain(platform, clinical, elsewhere).get('NetworkPolicy', 'viewer'), 'spec')).not.toHaveProperty('egress');
  });
});

describe('the way out', () => {
  it('[M1] leads to the internet on the declared ports, and to nothing private', () => {
    const objects = rendered(({ platform, worker }) => worker.reaches(new ExternalHost(platform, 'sms', { host: 'sms.example', ports: [443, 8443] })));
    const egress = at(objects.get('NetworkPolicy', 'notifier'), 'spec', 'egress') as readonly unknown[];
    expect(egress.at(-1)).toEqual({
      to: [
        {
          ipBlock: {
            cidr: '0.0.0.0/0',
            except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
          },
        },
      ],
      ports: [
        { protocol: 'TCP', port: 443 },
        { protocol: 'TCP', port: 8443 },
      ],
    });
  });

  it('does not exist for who reaches nobody outside', () => {
    expect(JSON.stringify(rendered().manifests)).not.toContain('0.0.0.0/0');
  });
});

describe('callers on other sites', () => {
  it('are not let in: their pods are not in this cluster', () => {
    const { platform, site, ehr, clinical } = aPlatform();
    const hosting = cluster({ context: 'cork', jurisdiction: 'IE' });
    const elsewhere = new Site(platform, 'cork', { hosting, zones: ['a', 'b', 'c'] });
    aService(aDomain(platform, 'business', { sites: [elsewhere] }), 'billing').calls(ehr);
    aService(clinical, 'viewer').calls(ehr);
    const from = at(renderedDomain(platform, clinical, site).get('NetworkPolicy', 'ehr'), 'spec', 'ingress', 0, 'from');
    expect(JSON.stringify(from)).toContain('viewer');
    expect(JSON.stringify(from)).not.toContain('billing');
  });
});

function manifestsOf(inventory: Inventory): readonly Manifest[] {
  return inventory.servingSites.flatMap(site => [...renderSite(inventory, site, ADDRESSES)].flatMap(({ manifests }) => manifests));
}

/** Every way from pod to pod that the policies leave open, on any port that something listens on. */
function openWays(manifests: readonly Manifest[]): readonly string[] {
  const pods = [...podsOf(manifests)];
  const ways = pods.flatMap(([from, source]) =>
    pods.flatMap(([to, target]) => EVERY_PORT.filter(port => from !== to && reaches(manifests, source, target, port)).map(port => `${from} -> ${to}:${port}`)),
  );
  return ways.sort();
}

function idOf({ domain, name }: Workload): string {
  return `${domain.name}/${name}`;
}

function isPolicyOf(manifest: Manifest, workload: string): boolean {
  return manifest.kind === 'NetworkPolicy' && manifest.metadata.name === workload;
}

function without(manifest: Manifest, side: 'ingress' | 'egress'): Manifest {
  const { [side]: _, ...spec } = manifest.spec as Readonly<Record<string, unknown>>;
  return { ...manifest, spec };
}

function egressOf(workload: string): unknown {
  return at(rendered().get('NetworkPolicy', workload), 'spec', 'egress');
}

function portsOf(egress: unknown): readonly unknown[] {
  return (egress as readonly { readonly ports: readonly { readonly port: number }[] }[]).flatMap(({ ports }) => ports.map(({ port }) => port));
}
