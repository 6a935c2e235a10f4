import { aws, cluster, type Hosting, Site } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, podOf, type Rendered, rendered, renderedDomain } from './rendered';

const AWS = aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } });

function withNeeds(hosting: Hosting = AWS, serviceAccount?: string, mesh = false): Rendered {
  const platform = anEmptyPlatform();
  const prometheus = { namespace: 'monitoring', selects: { release: 'prometheus' }, ...(serviceAccount && { serviceAccount }) };
  const site = new Site(platform, 'dublin', { hosting, zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'], prometheus, ...(mesh && { mesh: {} }) });
  const clinical = aDomain(platform, 'clinical');
  aService(clinical, 'leader', {
    metrics: {},
    api: [
      { verbs: ['get', 'update'], resources: ['leases.coordination.k8s.io'], names: ['leader'] },
      { verbs: ['list'], resources: ['pods', 'pods/log', 'deployments.apps'] },
    ],
  });
  aService(clinical, 'viewer');
  return renderedDomain(platform, clinical, site);
}

describe('what a workload may do in the Kubernetes API', () => {
  it('[X2] is nothing unless it says so: no token, no role, no way there', () => {
    const objects = withNeeds();
    expect(at(podOf(objects.get('Deployment', 'viewer')), 'automountServiceAccountToken')).toBe(false);
    expect(objects.names('Role')).toEqual(['leader']);
    expect(rendered().names('Role')).toEqual([]);
    expect(objects.get('NetworkPolicy', 'viewer').spec).not.toHaveProperty('egress');
  });

  it('[X2] is what it names, by group, in its own namespace, with a token for its pods alone', () => {
    const objects = withNeeds();
    expect(objects.get('Role', 'leader')).toMatchObject({
      metadata: { namespace: 'clinical' },
      rules: [
        { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'update'], resourceNames: ['leader'] },
        { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['list'] },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
      ],
    });
    expect(objects.get('RoleBinding', 'leader')).toMatchObject({
      metadata: { namespace: 'clinical' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'leader' },
      subjects: [{ kind: 'ServiceAccount', name: 'leader', namespace: 'clinical' }],
    });
    expect(at(podOf(objects.get('Deployment', 'leader')), 'automountServiceAccountToken')).toBe(true);
    expect(objects.get('ServiceAccount', 'leader')).toMatchObject({ automountServiceAccountToken: false });
  });

  it('[M6] leads through a sidecar to the API too, for whoever may ask there', () => {
    const objects = withNeeds(AWS, undefined, true);
    const hosts = (name: string) => at(objects.get('Sidecar', name), 'spec', 'egress', 0, 'hosts');
    expect(hosts('leader')).toEqual(['default/kubernetes.default.svc.cluster.local']);
    expect(hosts('viewer')).toEqual(['~/*']);
  });

  it('[M1] opens the way to the control plane: its subnets on AWS, what is declared on a cluster', () => {
    const egress = (hosting?: Hosting) => at(withNeeds(hosting).get('NetworkPolicy', 'leader'), 'spec', 'egress');
    const to = (...ranges: readonly string[]) => ranges.map(cidr => ({ ipBlock: { cidr } }));
    const [rule] = egress() as readonly { readonly to: readonly unknown[]; readonly ports: readonly unknown[] }[];
    expect(rule?.ports).toEqual([{ protocol: 'TCP', port: 443 }]);
    expect(rule?.to).toHaveLength(5);
    expect(rule?.to).toEqual(expect.arrayContaining(to('172.20.0.1/32', '10.100.0.1/32')));
    const apiServer = { addresses: ['10.20.0.10/32', '10.20.0.11/32'] } as const;
    expect(egress(cluster({ context: 'basement', jurisdiction: 'IE', apiServer }))).toEqual([
      { to: to('10.20.0.10/32', '10.20.0.11/32'), ports: [{ protocol: 'TCP', port: 6443 }] },
    ]);
    expect(egress(cluster({ context: 'basement', jurisdiction: 'IE', apiServer: { ...apiServer, port: 443 } }))).toMatchObject([
      { ports: [{ protocol: 'TCP', port: 443 }] },
    ]);
  });
});

describe('the reader of metrics', () => {
  it('[X2] finds what it asks in a namespace with metrics, and reads nothing else there', () => {
    const objects = withNeeds(AWS, 'prometheus-k8s');
    expect(objects.get('Role', 'metrics-reader').rules).toEqual([
      { apiGroups: [''], resources: ['services', 'endpoints', 'pods'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
    ]);
    expect(objects.get('RoleBinding', 'metrics-reader').subjects).toEqual([{ kind: 'ServiceAccount', name: 'prometheus-k8s', namespace: 'monitoring' }]);
  });

  it('has no role where nobody says as whom Prometheus runs', () => {
    expect(withNeeds().names('RoleBinding')).toEqual(['leader']);
  });
});
