import { manifestsOf } from '@clinfra/kubernetes/chart';
import { App, Chart } from 'cdk8s';
import { IntOrString, KubeDeployment, KubeNetworkPolicy, KubePodDisruptionBudget, KubeService, Quantity } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Ground } from './ground';

/** What the platform does not make: a chart of cdk8s, and objects written by hand. */
export function declareAdditions({ business, records }: Ground): void {
  business.adds('form-builder', manifestsOf(formBuilder));
  business.adds('holidays', ({ site, readerHost }) => [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'holidays' },
      data: { site: site.name, records: readerHost(records) ?? '', 'holidays.csv': '2027-03-17,Saint Patrick\n2027-05-03,May\n' },
    },
  ]);
}

const LABELS = { 'app.kubernetes.io/name': 'form-builder' };

function formBuilder(): Chart {
  const chart = new Chart(new App(), 'form-builder');
  const amounts = { cpu: Quantity.fromString('100m'), memory: Quantity.fromString('128Mi') };
  const container = {
    name: 'form-builder',
    image: 'registry.reference.example/form-builder:3.1.0',
    ports: [{ containerPort: 8080 }],
    readinessProbe: { httpGet: { path: '/ready', port: IntOrString.fromNumber(8080) } },
    livenessProbe: { httpGet: { path: '/alive', port: IntOrString.fromNumber(8080) } },
    resources: { requests: amounts, limits: amounts },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
  const pod = {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10_001, runAsGroup: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
  };
  new KubeDeployment(chart, 'deployment', {
    metadata: { name: 'form-builder', labels: LABELS },
    spec: { replicas: 2, selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS }, spec: pod } },
  });
  new KubeService(chart, 'service', { metadata: { name: 'form-builder' }, spec: { selector: LABELS, ports: [{ port: 8080 }] } });
  const disruption = { selector: { matchLabels: LABELS }, maxUnavailable: IntOrString.fromNumber(1) };
  new KubePodDisruptionBudget(chart, 'budget', { metadata: { name: 'form-builder' }, spec: disruption });
  new KubeNetworkPolicy(chart, 'policy', {
    metadata: { name: 'form-builder' },
    spec: {
      podSelector: { matchLabels: LABELS },
      ingress: [{ from: [{ podSelector: { matchLabels: LABELS } }], ports: [{ port: IntOrString.fromNumber(8080) }] }],
    },
  });
  return chart;
}
