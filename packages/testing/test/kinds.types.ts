import type { ObjectOf, RecordedEnvironment } from '@clinfra/testing';

declare const ward: RecordedEnvironment;

// Amounts and ports are plain values, as they go to the API server, and no instances of the classes by which cdk8s writes them.
ward.object('ResourceQuota', 'clinical').spec?.hard?.['requests.cpu'] satisfies string | number | undefined;
ward.object('Service', 'ehr').spec?.ports?.[0]?.targetPort satisfies string | number | undefined;
ward.object('PodDisruptionBudget', 'ehr').spec?.maxUnavailable satisfies string | number | undefined;
ward.object('LimitRange', 'clinical').spec?.limits[0]?.max?.memory satisfies string | number | undefined;
// @ts-expect-error a plain value has no value within
ward.object('ResourceQuota', 'clinical').spec?.hard?.['requests.cpu']?.value;
// @ts-expect-error a plain value has no value within
ward.object('Service', 'ehr').spec?.ports?.[0]?.targetPort?.value;

// Fields are spelled as the API server takes them.
ward.object('Service', 'ehr').spec?.clusterIP satisfies string | undefined;

// Every kind of Kubernetes itself that a platform renders has its fields.
ward.object('Job', 'migrate').spec?.backoffLimit satisfies number | undefined;
ward.object('StorageClass', 'ward-fast-ssd').provisioner satisfies string;
ward.object('PersistentVolumeClaim', 'images').spec?.resources?.requests?.storage satisfies string | number | undefined;
ward.object('Role', 'api').rules?.[0]?.verbs satisfies readonly string[] | undefined;
ward.object('RoleBinding', 'api').roleRef.name satisfies string;
ward.object('Ingress', 'portal').spec?.rules?.[0]?.host satisfies string | undefined;

// So have those of others.
ward.object('Rollout', 'ehr').spec?.strategy?.canary?.steps?.[0]?.setWeight satisfies number | undefined;
ward.object('Rollout', 'ehr').spec?.template?.spec?.containers[0]?.image satisfies string | undefined;
ward.object('ScaledObject', 'ehr').spec?.triggers?.[0]?.metadata?.threshold satisfies string | undefined;
ward.object('AuthorizationPolicy', 'ehr').spec?.rules?.[0]?.from?.[0]?.source?.principals satisfies readonly string[] | undefined;
ward.object('VirtualService', 'ehr').spec?.http?.[0]?.retries?.attempts satisfies number | undefined;
ward.object('ExternalSecret', 'api-key').spec?.data?.[0]?.remoteRef?.key satisfies string | undefined;
ward.object('PrometheusRule', 'security').spec?.groups?.[0]?.rules?.[0]?.expr satisfies string | undefined;
// @ts-expect-error a weight is a number
ward.object('Rollout', 'ehr').spec?.strategy?.canary?.steps?.[0]?.setWeight satisfies string | undefined;
// @ts-expect-error a field that a Rollout has not
ward.object('Rollout', 'ehr').spec?.stratgy;
// @ts-expect-error what is recorded is not changed
ward.object('Sidecar', 'ehr').spec?.egress?.push({ hosts: [] });

// Every object has a name, and one of a kind that nobody here knows has fields of which nothing is known.
ward.object('Deployment', 'ehr').metadata.name satisfies string;
ward.object('Rollout', 'ehr').metadata.labels?.['app.kubernetes.io/name'] satisfies string | undefined;
ward.object('Widget', 'ehr').spec satisfies unknown;
// @ts-expect-error nothing is known of it
ward.object('Widget', 'ehr').spec satisfies object;
({ apiVersion: 'v1', kind: 'Widget', metadata: { name: 'ehr' } }) satisfies ObjectOf<'Widget'>;
