import { aws, ClinicalService, gib, mib, millicores, percent, Site, seconds, Worker } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, containerOf, podOf, rendered, renderedDomain, type Ward } from './rendered';

const viewer =
  (props: Parameters<typeof aService>[2]) =>
  ({ clinical }: Ward) =>
    aService(clinical, 'viewer', props);

describe('a service', () => {
  it('counts as failed when it makes no progress for longer than its start may take', () => {
    const deadline = (name: string, change?: (ward: Ward) => void) => at(rendered(change).get('Deployment', name), 'spec', 'progressDeadlineSeconds');
    // Five minutes for node and image, then the startup probe's 30 times 5 s, then the readiness probe's 10 s and 3 times 5 s.
    expect(deadline('ehr')).toBe(300 + 150 + 10 + 15);
    expect(deadline('notifier')).toBe(300);
    const slow = ({ clinical }: Ward) => void aService(clinical, 'slow', { probes: { startup: { failures: 200 } } });
    expect(deadline('slow', slow)).toBe(300 + 1000 + 10 + 15);
    const thrice = ({ clinical }: Ward) => void aService(clinical, 'thrice', { probes: { readiness: { successes: 3 } } });
    expect(deadline('thrice', thrice)).toBe(300 + 150 + 10 + 15 + 10);
  });

  it('[W1] is one declaration: a Deployment with its address, identity, values, budget, scaling and policy', () => {
    const objects = rendered(viewer({ variables: { LOG_LEVEL: 'info' } }));
    expect(objects.listing().filter(name => name.endsWith('/viewer'))).toEqual([
      'NetworkPolicy/viewer',
      'ConfigMap/viewer',
      'ServiceAccount/viewer',
      'Deployment/viewer',
      'Service/viewer',
      'PodDisruptionBudget/viewer',
      'HorizontalPodAutoscaler/viewer',
    ]);
  });

  it('[W2] gets the requests and limits of its tier, or figures of its own', () => {
    const resources = (props: Parameters<typeof aService>[2]) => at(containerOf(rendered(viewer(props)).get('Deployment', 'viewer')), 'resources');
    expect(resources({ size: 'small' })).toEqual({ requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '200m', memory: '512Mi' } });
    expect(resources({ size: 'medium' })).toEqual({ requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } });
    expect(resources({ size: 'large' })).toEqual({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } });
    expect(resources({ size: 'xlarge' })).toEqual({ requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } });
    const own = { requests: { cpu: millicores(333), memory: mib(700) }, limits: { cpu: millicores(444), memory: gib(1) } };
    expect(resources({ size: own })).toEqual({ requests: { cpu: '333m', memory: '700Mi' }, limits: { cpu: '444m', memory: '1Gi' } });
  });

  it('[W3] is asked how it is on its own port, by the figures of the platform or its own', () => {
    const objects = rendered(viewer({ probes: { readiness: { path: '/ready', period: seconds(2) } } }));
    const container = containerOf(objects.get('Deployment', 'viewer'));
    expect(at(container, 'ports')).toEqual([{ name: 'http', containerPort: 4001, protocol: 'TCP' }]);
    expect(container).toMatchObject({
      startupProbe: { httpGet: { path: '/health/startup', port: 'http' }, periodSeconds: 5, failureThreshold: 30 },
      livenessProbe: { httpGet: { path: '/health', port: 'http' }, initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 },
      readinessProbe: { httpGet: { path: '/ready', port: 'http' }, initialDelaySeconds: 10, periodSeconds: 2, failureThreshold: 3 },
    });
  });

  it('[W3] is asked by HTTP, gRPC, a connection or a command, with figures of its own', () => {
    const probes = {
      startup: { command: ['/bin/started'], failures: 60 },
      liveness: { grpc: 'care.Ehr', port: 9090, initialDelay: seconds(0), timeout: seconds(3) },
      readiness: { tcp: true, successes: 2 },
    } as const;
    const container = containerOf(rendered(viewer({ probes })).get('Deployment', 'viewer')) as object;
    expect(container).toMatchObject({
      startupProbe: { exec: { command: ['/bin/started'] }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
      livenessProbe: { grpc: { port: 9090, service: 'care.Ehr' }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
      readinessProbe: { tcpSocket: { port: 'http' }, initialDelaySeconds: 10, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3, successThreshold: 2 },
    });
    expect(at(container, 'livenessProbe')).not.toHaveProperty('initialDelaySeconds');
    expect(at(container, 'startupProbe')).not.toHaveProperty('successThreshold');
  });

  it('is asked what its port can answer, where nothing else is said', () => {
    const liveness = (props: Parameters<typeof aService>[2]) => at(containerOf(rendered(viewer(props)).get('Deployment', 'viewer')), 'livenessProbe');
    expect(liveness({})).toMatchObject({ httpGet: { path: '/health', port: 'http' }, timeoutSeconds: 5 });
    expect(liveness({ protocol: 'grpc' })).toMatchObject({ grpc: { port: 4001, service: '' } });
    expect(liveness({ protocol: 'tcp' })).toMatchObject({ tcpSocket: { port: 'tcp' } });
    expect(liveness({ probes: { liveness: { port: 8081 } } })).toMatchObject({ httpGet: { path: '/health', port: 8081 } });
    expect(liveness({ probes: { liveness: { period: seconds(2) } } })).toMatchObject({ periodSeconds: 2, timeoutSeconds: 2 });
  });

  it('[W4] goes on answering after it was told to stop, without a shell, and has time to end after that', () => {
    const ends = (props: Parameters<typeof aService>[2]) => {
      const pod = podOf(rendered(viewer(props)).get('Deployment', 'viewer'));
      return [at(pod, 'containers', 0, 'lifecycle'), at(pod, 'terminationGracePeriodSeconds')];
    };
    expect(ends({})).toEqual([{ preStop: { sleep: { seconds: 15 } } }, 45]);
    expect(ends({ stop: { drain: seconds(20), grace: seconds(120) } })).toEqual([{ preStop: { sleep: { seconds: 20 } } }, 120]);
    expect(ends({ stop: { drain: seconds(0) } })).toEqual([undefined, 45]);
  });

  it('[V3] loses its pods after those that matter less', () => {
    const priority = (props: Parameters<typeof aService>[2]) => at(podOf(rendered(viewer(props)).get('Deployment', 'viewer')), 'priorityClassName');
    expect(priority({ criticality: 'life-critical' })).toBe('ward-life-critical');
    expect(priority({ criticality: 'batch' })).toBe('ward-batch');
    expect(at(podOf(rendered().get('Deployment', 'notifier')), 'priorityClassName')).toBe('ward-operational');
  });

  it('[V1] spreads over zones without fail and over nodes where it can, each rollout by itself, so that it can grow to any number', () => {
    const labelSelector = { matchLabels: { 'app.kubernetes.io/name': 'ehr' } };
    const matchLabelKeys = ['pod-template-hash'];
    expect(at(podOf(rendered().get('Deployment', 'ehr')), 'topologySpreadConstraints')).toEqual([
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: 'Honor', labelSelector, matchLabelKeys },
      { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector, matchLabelKeys },
    ]);
    expect(JSON.stringify(rendered().get('Deployment', 'ehr'))).not.toContain('podAntiAffinity');
  });

  it('insists on a number of zones only where one is declared', () => {
    const pod = podOf(rendered(viewer({ availability: { zones: 2 } })).get('Deployment', 'viewer'));
    expect(at(pod, 'topologySpreadConstraints', 0)).toMatchObject({ minDomains: 2, whenUnsatisfiable: 'DoNotSchedule' });
    expect(at(pod, 'topologySpreadConstraints', 1)).not.toHaveProperty('minDomains');
  });

  it('rolls out one pod at a time and takes none away before the new one is ready', () => {
    expect(at(rendered().get('Deployment', 'ehr'), 'spec', 'strategy')).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    });
  });

  it('[V4] rolls out by the figures of its platform, or by its own, as numbers or shares', () => {
    const platform = anEmptyPlatform({ rolling: { surge: percent(25), unavailable: percent(25) } });
    const site = new Site(platform, 'dublin', { hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }), zones: ['eu-west-1a'] });
    const clinical = aDomain(platform, 'clinical');
    aService(clinical, 'viewer');
    aService(clinical, 'claims', { availability: { rolling: { surge: 2 } } });
    const objects = renderedDomain(platform, clinical, site);
    const figures = (name: string) => at(objects.get('Deployment', name), 'spec', 'strategy', 'rollingUpdate');
    expect(figures('viewer')).toEqual({ maxSurge: '25%', maxUnavailable: '25%' });
    expect(figures('claims')).toEqual({ maxSurge: 2, maxUnavailable: '25%' });
  });

  it('leaves the number of pods to the autoscaler, and states it where it cannot change', () => {
    expect(at(rendered().get('Deployment', 'ehr'), 'spec')).not.toHaveProperty('replicas');
    const fixed = rendered(viewer({ scale: { min: 4, max: 4 } }));
    expect(at(fixed.get('Deployment', 'viewer'), 'spec', 'replicas')).toBe(4);
    expect(fixed.names('HorizontalPodAutoscaler')).not.toContain('viewer');
  });

  it('runs the command of its image unless it has one of its own', () => {
    expect(containerOf(rendered().get('Deployment', 'ehr'))).not.toHaveProperty('command');
    const own = rendered(viewer({ command: ['node', 'viewer.js'] }));
    expect(at(containerOf(own.get('Deployment', 'viewer')), 'command')).toEqual(['node', 'viewer.js']);
  });

  it('has an identity of its own, without a token for the API of the cluster', () => {
    const objects = rendered();
    expect(objects.get('ServiceAccount', 'ehr')).toMatchObject({ automountServiceAccountToken: false });
    expect(podOf(objects.get('Deployment', 'ehr'))).toMatchObject({
      serviceAccountName: 'ehr',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
  });
});

describe('every pod', () => {
  it('[X1] is locked down: no root, no escalation, no capability, a file system to read only, the default seccomp profile', () => {
    for (const name of ['ehr', 'notifier']) {
      const deployment = rendered().get('Deployment', name);
      expect(at(podOf(deployment), 'securityContext')).toEqual({
        runAsNonRoot: true,
        runAsUser: 10_001,
        runAsGroup: 10_001,
        fsGroup: 10_001,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(at(containerOf(deployment), 'securityContext')).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('may write to /tmp alone', () => {
    const deployment = rendered().get('Deployment', 'ehr');
    const mounts = at(containerOf(deployment), 'volumeMounts') as readonly { readonly readOnly?: boolean }[];
    expect(mounts.filter(({ readOnly }) => !readOnly)).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
    const volumes = at(podOf(deployment), 'volumes') as readonly { readonly configMap?: object }[];
    expect(volumes.filter(({ configMap }) => !configMap)).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }]);
  });
});

describe('a worker', () => {
  it('is a Deployment that nobody can call: no port, no probes, no Service', () => {
    const objects = rendered();
    const container = containerOf(objects.get('Deployment', 'notifier'));
    for (const part of ['ports', 'startupProbe', 'livenessProbe', 'readinessProbe']) expect(container).not.toHaveProperty(part);
    expect(objects.names('Service')).toEqual(['ehr']);
    expect(container).not.toHaveProperty('lifecycle');
    expect(at(podOf(objects.get('Deployment', 'notifier')), 'terminationGracePeriodSeconds')).toBe(45);
    expect(objects.names('PodDisruptionBudget')).toContain('notifier');
    expect(objects.names('HorizontalPodAutoscaler')).toContain('notifier');
  });
});

describe('a worker that can be asked', () => {
  it('[W5] is asked by its command or at a port that it opens, only what is declared, and may take longer to end', () => {
    const probes = { startup: { command: ['/bin/started'] }, liveness: { tcp: true, port: 8080 } } as const;
    const props = { image: 'registry.example/indexer:1', scale: { min: 2, max: 4 }, probes, stop: { grace: seconds(300) } };
    const deployment = rendered(({ clinical }) => new Worker(clinical, 'indexer', props)).get('Deployment', 'indexer');
    const container = containerOf(deployment);
    expect(container).toMatchObject({ startupProbe: { exec: { command: ['/bin/started'] } }, livenessProbe: { tcpSocket: { port: 8080 } } });
    expect(container).not.toHaveProperty('readinessProbe');
    expect(container).not.toHaveProperty('ports');
    expect(at(podOf(deployment), 'terminationGracePeriodSeconds')).toBe(300);
    expect(at(deployment, 'spec', 'progressDeadlineSeconds')).toBe(300 + 150);
  });
});

describe('the number of pods', () => {
  it('follows processor and memory, quickly up and slowly down, between the declared bounds', () => {
    const objects = rendered(({ clinical }) => new Worker(clinical, 'indexer', { image: 'registry.example/indexer:1', scale: { min: 2, max: 40 } }));
    expect(objects.get('HorizontalPodAutoscaler', 'indexer')).toMatchObject({
      apiVersion: 'autoscaling/v2',
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'indexer' },
        minReplicas: 2,
        maxReplicas: 40,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
          { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
        behavior: {
          scaleUp: {
            stabilizationWindowSeconds: 60,
            selectPolicy: 'Max',
            policies: [
              { type: 'Percent', value: 50, periodSeconds: 60 },
              { type: 'Pods', value: 2, periodSeconds: 60 },
            ],
          },
          scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
        },
      },
    });
  });
});

describe('a disruption budget', () => {
  it('[V2] lets a drain take one pod at a time unless another limit is declared, and never waits for broken pods', () => {
    const budget = (props: Parameters<typeof aService>[2]) => at(rendered(viewer(props)).get('PodDisruptionBudget', 'viewer'), 'spec');
    const selector = { matchLabels: { 'app.kubernetes.io/name': 'viewer' } };
    expect(budget({})).toEqual({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector });
    expect(budget({ availability: { disruption: { minAvailable: percent(50) } } })).toMatchObject({ minAvailable: '50%' });
    expect(budget({ availability: { disruption: { maxUnavailable: percent(25) } } })).toMatchObject({ maxUnavailable: '25%' });
    expect(budget({ availability: { disruption: { minAvailable: 2 } } })).toEqual({ minAvailable: 2, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector });
  });
});

describe('the address of a service', () => {
  it('is inside the cluster, on the port of the container', () => {
    expect(at(rendered(viewer({ port: 4711 })).get('Service', 'viewer'), 'spec')).toEqual({
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'viewer' },
      ports: [{ name: 'http', appProtocol: 'http', protocol: 'TCP', port: 4711, targetPort: 'http' }],
    });
  });

  it('is what every service has', () => {
    const services = rendered().manifests.filter(manifest => manifest.kind === 'Service').length;
    const declared = rendered(({ clinical }) => new ClinicalService(clinical, 'one-more', { image: 'i:1', port: 1, scale: { min: 1, max: 2 } }));
    expect(declared.names('Service')).toHaveLength(services + 1);
  });
});
