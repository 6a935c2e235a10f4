import { type ClinicalService, cores, Edge, ExternalHost, gib, loadBalancer, mib, ScheduledTask } from '@clinfra/core';
import { aService } from '../../../test/fixtures/a-platform';
import { meshed } from './meshed';
import { at, type Rendered, rendered } from './rendered';

const podOf = (objects: Rendered, name: string) => at(objects.get('Deployment', name), 'spec', 'template');

describe('a site without a mesh', () => {
  it('has no object of one, and no pod that asks for a sidecar', () => {
    expect(JSON.stringify(rendered().manifests)).not.toContain('istio.io/');
  });
});

describe('the sidecar of a pod', () => {
  it('[M2] is asked for by the pods that the platform declares, not by the namespace', () => {
    const objects = meshed();
    expect(at(podOf(objects, 'ehr'), 'metadata', 'labels', 'sidecar.istio.io/inject')).toBe('true');
    expect(at(objects.get('Deployment', 'ehr'), 'metadata', 'labels')).not.toHaveProperty(['sidecar.istio.io/inject']);
    expect(JSON.stringify(objects.get('Namespace', 'clinical'))).not.toContain('istio');
  });

  it('starts before all and ends after all, is not in the way of the kubelet, and says what it takes', () => {
    expect(at(podOf(meshed(), 'ehr'), 'metadata', 'annotations')).toMatchObject({
      'sidecar.istio.io/nativeSidecar': 'true',
      'sidecar.istio.io/rewriteAppHTTPProbers': 'true',
      'sidecar.istio.io/proxyCPU': '100m',
      'sidecar.istio.io/proxyMemory': '128Mi',
      'sidecar.istio.io/proxyCPULimit': '2',
      'sidecar.istio.io/proxyMemoryLimit': '1Gi',
    });
  });

  it('is of the declared revision and size', () => {
    const proxy = { requests: { cpu: cores(0.2), memory: mib(64) }, limits: { cpu: cores(1), memory: gib(1) } };
    const pod = podOf(meshed(undefined, { mesh: { revision: '1-29', proxy } }), 'ehr');
    expect(at(pod, 'metadata', 'labels', 'istio.io/rev')).toBe('1-29');
    expect(at(pod, 'metadata', 'annotations', 'sidecar.istio.io/proxyCPU')).toBe('200m');
    expect(at(pod, 'metadata', 'annotations', 'sidecar.istio.io/proxyMemory')).toBe('64Mi');
  });

  it('leaves stores and the credentials of the cloud alone, which have TLS of their own', () => {
    expect(at(podOf(meshed(), 'ehr'), 'metadata', 'annotations')).toMatchObject({
      'traffic.sidecar.istio.io/excludeOutboundPorts': '5432,6379,9098',
      'traffic.sidecar.istio.io/excludeOutboundIPRanges': '169.254.170.23/32',
    });
    const alone = meshed(({ clinical }) => aService(clinical, 'alone'));
    expect(Object.keys(at(podOf(alone, 'alone'), 'metadata', 'annotations') as object).join()).not.toContain('exclude');
  });

  it('[O1] lets Prometheus, which has no identity, ask for figures on a port of their own', () => {
    const objects = meshed(({ clinical }) => aService(clinical, 'labs', { metrics: { port: 9464 } }));
    expect(at(podOf(objects, 'labs'), 'metadata', 'annotations', 'traffic.sidecar.istio.io/excludeInboundPorts')).toBe('9464');
    expect(at(podOf(objects, 'ehr'), 'metadata', 'annotations')).not.toHaveProperty(['traffic.sidecar.istio.io/excludeInboundPorts']);
  });

  it('is in the pods of tasks as well, whose callees want to know who calls', () => {
    const objects = meshed(({ clinical, ehr }) =>
      new ScheduledTask(clinical, 'report', { image: 'registry.example/report:1', schedule: '0 2 * * *' }).calls(ehr),
    );
    const pod = at(objects.get('CronJob', 'report'), 'spec', 'jobTemplate', 'spec', 'template', 'metadata');
    expect(at(pod, 'labels', 'sidecar.istio.io/inject')).toBe('true');
    expect(at(pod, 'annotations', 'sidecar.istio.io/nativeSidecar')).toBe('true');
  });

  it('reaches the control plane, and gives its own figures to Prometheus alone', () => {
    const objects = meshed();
    expect(at(objects.get('NetworkPolicy', 'allow-mesh'), 'spec')).toMatchObject({
      podSelector: { matchLabels: { 'sidecar.istio.io/inject': 'true' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }], ports: [{ port: 15090 }] }],
      egress: [{ to: [{ podSelector: { matchLabels: { app: 'istiod' } } }], ports: [{ protocol: 'TCP', port: 15012 }] }],
    });
    expect(at(objects.get('PodMonitor', 'mesh-sidecars'), 'metadata', 'labels', 'release')).toBe('prometheus');
  });
});

describe('identity in the mesh', () => {
  it('[M2] is asked of everyone in the namespace, and nobody is let in by default', () => {
    const objects = meshed();
    expect(at(objects.get('PeerAuthentication', 'default'), 'spec')).toEqual({ mtls: { mode: 'STRICT' } });
    expect(at(objects.get('AuthorizationPolicy', 'default-deny'), 'spec')).toEqual({});
    expect(objects.names('AuthorizationPolicy')).toEqual(['default-deny']);
  });

  it('[M2] lets in callers and gateways by their accounts, on exactly the ports that are theirs', () => {
    const objects = meshed(({ platform, clinical, ehr, worker }) => {
      aService(clinical, 'labs', { ports: { stream: { port: 9090, protocol: 'grpc' } } });
      const labs = clinical.node.findChild('labs') as ClinicalService;
      ehr.calls(labs);
      worker.calls(labs);
      new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt' }).exposes(labs);
    });
    expect(at(objects.get('AuthorizationPolicy', 'labs'), 'spec')).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'labs' } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/clinical/sa/ehr', 'cluster.local/ns/clinical/sa/notifier'] } }],
          to: [{ operation: { ports: ['4001', '9090'] } }],
        },
        { from: [{ source: { principals: ['cluster.local/ns/clinical/sa/public-istio'] } }], to: [{ operation: { ports: ['4001'] } }] },
      ],
    });
    expect(at(objects.get('AuthorizationPolicy', 'gateway-public'), 'spec', 'selector', 'matchLabels')).toEqual({
      'gateway.networking.k8s.io/gateway-name': 'public',
    });
  });

  it('[M2] lets in only the requests to which a call is narrowed, each on ports that have requests', () => {
    const objects = meshed(({ clinical, ehr, worker }) => {
      const labs = aService(clinical, 'labs', { ports: { stream: { port: 9090, protocol: 'grpc' }, raw: { port: 7000, protocol: 'tcp' } } });
      ehr.calls(labs, { methods: ['GET'], paths: ['/results/*'] }).calls(labs, { methods: ['POST'], paths: ['/orders'] });
      worker.calls(labs);
    });
    const ports = ['4001', '9090'];
    const from = (name: string) => [{ source: { principals: [`cluster.local/ns/clinical/sa/${name}`] } }];
    expect(at(objects.get('AuthorizationPolicy', 'labs'), 'spec', 'rules')).toEqual([
      { from: from('notifier'), to: [{ operation: { ports: [...ports, '7000'] } }] },
      { from: from('ehr'), to: [{ operation: { ports, methods: ['GET'], paths: ['/results/*'] } }] },
      { from: from('ehr'), to: [{ operation: { ports, methods: ['POST'], paths: ['/orders'] } }] },
    ]);
  });

  it('[M2] lets in by address who comes past gateways, on that one port', () => {
    const objects = meshed(({ clinical, ehr }) =>
      ehr.calls(aService(clinical, 'hl7', { port: 2575, protocol: 'tcp', exposure: loadBalancer({ from: ['10.64.0.0/12'] }) })),
    );
    expect(at(objects.get('PeerAuthentication', 'hl7'), 'spec')).toMatchObject({ mtls: { mode: 'STRICT' }, portLevelMtls: { 2575: { mode: 'PERMISSIVE' } } });
    const rules = at(objects.get('AuthorizationPolicy', 'hl7'), 'spec', 'rules') as readonly unknown[];
    expect(at(rules[1], 'from', 0, 'source', 'ipBlocks', 0)).toBe('10.64.0.0/12');
    expect(at(rules[1], 'to', 0, 'operation', 'ports')).toEqual(['2575']);
  });
});

describe('the way out through the mesh', () => {
  it('[M6] leads from each workload to what its edges name, and from any other pod nowhere', () => {
    const objects = meshed(({ platform, clinical, ehr }) =>
      ehr.calls(aService(clinical, 'labs')).reaches(new ExternalHost(platform, 'sms', { host: 'sms.example', ports: [443, 80] })),
    );
    expect(at(objects.get('Sidecar', 'ehr'), 'spec')).toEqual({
      workloadSelector: { labels: { 'app.kubernetes.io/name': 'ehr' } },
      egress: [{ hosts: ['clinical/labs.clinical.svc.cluster.local', './sms.example'] }],
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    });
    expect(at(objects.get('Sidecar', 'labs'), 'spec', 'egress')).toEqual([{ hosts: ['~/*'] }]);
    expect(at(objects.get('Sidecar', 'default'), 'spec')).toEqual({ egress: [{ hosts: ['~/*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
    expect(at(objects.get('ServiceEntry', 'sms'), 'spec')).toEqual({
      hosts: ['sms.example'],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      exportTo: ['.'],
      ports: [
        { number: 443, protocol: 'TLS', name: 'tls-443' },
        { number: 80, protocol: 'HTTP', name: 'http-80' },
      ],
    });
  });
});
