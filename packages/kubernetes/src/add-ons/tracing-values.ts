import { addOnPods, JAEGER, type Tracing } from '@clinfra/core';
import { OTLP } from '../network/peers';
import { storageClassName } from '../volumes/storage-class-name';
import { type AddOnContext, addOnResources, controller, meshLabels, placement, RESTRICTED_CONTAINER, RESTRICTED_POD, type Values } from './add-on-settings';

const HEALTH_PORT = 13133;
const FIGURES_PORT = 8888;
const DISK = 'traces';
const CLAIM = 'jaeger-traces';
const USER = 10001;

/** Workloads decide themselves which requests they trace, so that the collector drops nothing: it gathers what came and hands it on. */
export function collector(context: AddOnContext): Values {
  const { collector: pods } = addOnPods('opentelemetry-collector', context.site);
  const labels = meshLabels(context.site);
  return {
    mode: 'deployment',
    image: { repository: 'otel/opentelemetry-collector-k8s' },
    replicaCount: pods.pods,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    // The chart's own receivers and pipelines for what nobody sends are taken out.
    config: {
      receivers: { jaeger: null, prometheus: null, zipkin: null },
      exporters: { debug: null, otlp: { endpoint: `${JAEGER.service}.${JAEGER.namespace}.svc.cluster.local:${OTLP.grpc}`, tls: { insecure: true } } },
      service: { pipelines: { logs: null, metrics: null, traces: { receivers: ['otlp'], exporters: ['otlp'] } } },
    },
    ports: { 'jaeger-compact': OFF, 'jaeger-thrift': OFF, 'jaeger-grpc': OFF, zipkin: OFF },
    podSecurityContext: RESTRICTED_POD,
    securityContext: { ...RESTRICTED_CONTAINER, runAsUser: USER },
    ...(labels && { podLabels: labels }),
    ...controller(context, pods),
  };
}

const OFF = { enabled: false };

/** One pod that keeps traces on a disk of its own. Its user interface is reached by who may forward a port, and by nobody else. */
export function jaeger(context: AddOnContext): Values {
  const { site } = context;
  const { jaeger: pods } = addOnPods('jaeger', site);
  const labels = meshLabels(site);
  return {
    jaeger: {
      replicas: pods.pods,
      resources: addOnResources(pods),
      podSecurityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER, fsGroup: USER },
      securityContext: RESTRICTED_CONTAINER,
      ...(labels && { podLabels: labels }),
      serviceAccount: { automountServiceAccountToken: false },
      extraVolumes: [{ name: DISK, persistentVolumeClaim: { claimName: CLAIM } }],
      extraVolumeMounts: [{ name: DISK, mountPath: `/${DISK}` }],
      ...placement(context),
    },
    userconfig: configuration(site.tracing),
    extraObjects: [claim(context)],
  };
}

function configuration(tracing: Tracing | undefined): Values {
  const directories = { keys: `/${DISK}/keys`, values: `/${DISK}/values` };
  const badger = { directories, ephemeral: false, ...(tracing && { ttl: { spans: `${tracing.keep.toSeconds()}s` } }) };
  const endpoint = (port: number) => ({ endpoint: `0.0.0.0:${port}` });
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query', 'healthcheckv2'],
      pipelines: { traces: { receivers: ['otlp'], processors: ['batch'], exporters: ['jaeger_storage_exporter'] } },
      telemetry: {
        resource: { 'service.name': 'jaeger' },
        metrics: { level: 'detailed', readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: FIGURES_PORT } } } }] },
      },
    },
    extensions: {
      healthcheckv2: { use_v2: true, http: endpoint(HEALTH_PORT) },
      jaeger_query: { storage: { traces: DISK } },
      jaeger_storage: { backends: { [DISK]: { badger } } },
    },
    receivers: { otlp: { protocols: { grpc: endpoint(OTLP.grpc), http: endpoint(OTLP.http) } } },
    processors: { batch: {} },
    exporters: { jaeger_storage_exporter: { trace_storage: DISK } },
  };
}

/** The chart makes no disk, but whatever object it is given. */
function claim({ inventory, site: { hosting, tracing } }: AddOnContext): Values {
  const known = hosting.kind === 'aws' || hosting.storage['fast-ssd'] !== undefined;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: CLAIM },
    spec: {
      ...(known && { storageClassName: storageClassName({ inventory }, 'fast-ssd') }),
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: tracing?.storage.toKubernetes() ?? '20Gi' } },
    },
  };
}
