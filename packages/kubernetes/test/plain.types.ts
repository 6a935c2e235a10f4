import type {
  HpaScalingPolicyV2,
  KubeDeploymentProps,
  KubeLimitRangeProps,
  KubePodDisruptionBudgetProps,
  KubeServiceProps,
} from 'cdk8s-plus-27/lib/imports/k8s';
import type { ObjectOf, Plain } from '../src/plain';

const metadata = { name: 'ehr' };
const selector = { matchLabels: { app: 'ehr' } };

// Wrapper classes are plain values.
({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80, targetPort: 'http' }] } }) satisfies ObjectOf<KubeServiceProps>;
({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80, targetPort: 8080 }] } }) satisfies ObjectOf<KubeServiceProps>;
({ apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits: [{ type: 'Container', max: { cpu: '2' } }] } }) satisfies ObjectOf<KubeLimitRangeProps>;
({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata,
  spec: { maxUnavailable: '25%', selector },
}) satisfies ObjectOf<KubePodDisruptionBudgetProps>;
// Fields are spelled as the API server takes them, where cdk8s has its own way.
({ apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: 'None' } }) satisfies ObjectOf<KubeServiceProps>;
// What has a `value` among other fields is no wrapper.
({ type: 'Pods', value: 2, periodSeconds: 60 }) satisfies Plain<HpaScalingPolicyV2>;

// @ts-expect-error a policy is no number
2 satisfies Plain<HpaScalingPolicyV2>;
// @ts-expect-error a port is a number
({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 'http' }] } }) satisfies ObjectOf<KubeServiceProps>;
// @ts-expect-error a Service has no such field
({ apiVersion: 'v1', kind: 'Service', metadata, spec: { prots: [] } }) satisfies ObjectOf<KubeServiceProps>;
// @ts-expect-error the API server knows no such spelling
({ apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIp: 'None' } }) satisfies ObjectOf<KubeServiceProps>;
// @ts-expect-error a Deployment has a template
({ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector } }) satisfies ObjectOf<KubeDeploymentProps>;
// @ts-expect-error every object has a name
({ apiVersion: 'v1', kind: 'Service', metadata: {}, spec: {} }) satisfies ObjectOf<KubeServiceProps>;
