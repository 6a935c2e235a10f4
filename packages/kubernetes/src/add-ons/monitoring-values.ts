import { addOnPods, figuresKept, type Site, type Size } from '@clinfra/core';
import { adapterConfig } from '../scaling/adapter-rules';
import { prometheusAddress } from '../scaling/prometheus-url';
import { storageClassName } from '../volumes/storage-class-name';
import { type AddOnContext, addOnResources, controller, placement, RESTRICTED_CONTAINER, RESTRICTED_POD, type Values } from './add-on-settings';

/** How much of its disk Prometheus fills before the oldest figures go, in tenths. */
const FILLED = 9n;
const MEBIBYTE = 1n << 20n;
/** The name of the label by which rules and dashboards of the chart know a job. */
const JOB_LABEL = 'jobLabel';

/**
 * Prometheus with its operator, following what bears the site's labels in whatever namespace. What EKS runs itself is asked by nobody but AWS. The operator leaves out
 * rules that are wrong, so that no webhook stands between people and their objects. Grafana has an administrator of its owner's making, or there is none.
 */
export function prometheusStack(context: AddOnContext): Values {
  const { site } = context;
  const { prometheus: declared, hosting } = site;
  const { operator, state, prometheus, alertmanager, grafana } = addOnPods('kube-prometheus-stack', site);
  const { keep, storage } = figuresKept(declared ?? { namespace: 'monitoring', selects: {} });
  const place = placement(context);
  const disk = (size: string) => claim(context, size);
  const selected = { matchLabels: declared?.selects ?? {} };
  const labels = labelsBeside(site);
  const everywhere = { matchLabels: {} };
  const notAsked = { enabled: hosting.kind !== 'aws' };
  return {
    commonLabels: labels,
    defaultRules: hosting.kind === 'aws' ? { rules: NO_RULES_ON_EKS } : {},
    kubeControllerManager: notAsked,
    kubeEtcd: notAsked,
    kubeProxy: notAsked,
    kubeScheduler: notAsked,
    nodeExporter: { enabled: false },
    'kube-state-metrics': { resources: addOnResources(state), prometheus: { monitor: { additionalLabels: labels } }, ...place },
    prometheusOperator: {
      admissionWebhooks: { enabled: false },
      tls: { enabled: false },
      resources: addOnResources(operator),
      ...place,
    },
    prometheus: {
      ...(declared?.serviceAccount !== undefined && { serviceAccount: { create: true, name: declared.serviceAccount } }),
      podDisruptionBudget: { enabled: prometheus.pods > 1, minAvailable: 1 },
      prometheusSpec: {
        replicas: prometheus.pods,
        retention: keep.toKubernetes(),
        retentionSize: filled(storage),
        storageSpec: { volumeClaimTemplate: disk(storage.toKubernetes()) },
        serviceMonitorSelector: selected,
        podMonitorSelector: selected,
        ruleSelector: selected,
        probeSelector: selected,
        scrapeConfigSelector: selected,
        serviceMonitorNamespaceSelector: everywhere,
        podMonitorNamespaceSelector: everywhere,
        ruleNamespaceSelector: everywhere,
        podAntiAffinity: 'soft',
        resources: addOnResources(prometheus),
        ...place,
      },
    },
    alertmanager: {
      podDisruptionBudget: { enabled: alertmanager.pods > 1, minAvailable: 1 },
      alertmanagerSpec: {
        replicas: alertmanager.pods,
        alertmanagerConfigSelector: selected,
        alertmanagerConfigNamespaceSelector: everywhere,
        storage: { volumeClaimTemplate: disk('2Gi') },
        podAntiAffinity: 'soft',
        resources: addOnResources(alertmanager),
        ...place,
      },
    },
    grafana: declared?.grafana
      ? { enabled: true, admin: { existingSecret: declared.grafana.admin }, resources: addOnResources(grafana), ...place }
      : { enabled: false },
  };
}

/** The chart puts the name of its release on everything as the label `release`, so that the release is called as the site says; other labels are told to it. */
function labelsBeside(site: Site): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(site.prometheus?.selects ?? {}).filter(([label]) => label !== RELEASE_LABEL || stackName(site) === undefined));
}

const RELEASE_LABEL = 'release';
const RELEASE_NAME = /^[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?$/;

/** What the release of the stack is called, where the site's Prometheus selects by the name of one. */
export function stackName({ prometheus }: Site): string | undefined {
  const name = prometheus?.selects[RELEASE_LABEL];
  return name !== undefined && RELEASE_NAME.test(name) ? name : undefined;
}

/** Alerts about parts of a control plane that nobody but AWS can ask. */
const NO_RULES_ON_EKS = {
  etcd: false,
  kubeControllerManager: false,
  kubeProxy: false,
  kubeSchedulerAlerting: false,
  kubeSchedulerRecording: false,
};

/** A disk of the platform's own storage where the site has it, encrypted with its key; else of what the cluster takes for usual. */
function claim({ inventory, site: { hosting } }: AddOnContext, size: string) {
  const known = hosting.kind === 'aws' || hosting.storage['fast-ssd'] !== undefined;
  const className = known ? { storageClassName: storageClassName({ inventory }, 'fast-ssd') } : undefined;
  return { spec: { ...className, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } } };
}

function filled(storage: Size): string {
  return `${(storage.amount * FILLED) / 10n / MEBIBYTE}MB`;
}

/** One on every node, whatever it is for, asked by the stack's Prometheus under the name by which its rules know it. */
export function nodeExporter({ site }: AddOnContext): Values {
  const { exporter } = addOnPods('node-exporter', site);
  return {
    resources: addOnResources(exporter),
    priorityClassName: 'system-node-critical',
    tolerations: [{ operator: 'Exists' }],
    podLabels: { [JOB_LABEL]: 'node-exporter' },
    prometheus: { monitor: { enabled: true, jobLabel: JOB_LABEL, additionalLabels: site.prometheus?.selects ?? {} } },
  };
}

/** The adapter knows the counters by which workloads of the site scale, and no others. */
export function prometheusAdapter(context: AddOnContext): Values {
  const { adapter } = addOnPods('prometheus-adapter', context.site);
  return {
    replicas: adapter.pods,
    ...(context.site.prometheus && { prometheus: prometheusAddress(context.site) }),
    rules: { default: false, custom: adapterConfig(context) },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
    podSecurityContext: { ...RESTRICTED_POD, fsGroup: 10001 },
    securityContext: { ...RESTRICTED_CONTAINER, ...RESTRICTED_POD, runAsUser: 10001 },
    ...controller(context, adapter),
  };
}
