import { addOnPods, type ClusterBackup, clusterBackupOf, type Platform, VELERO } from '@clinfra/core';
import { type AddOnContext, addOnResources, controller, RESTRICTED_CONTAINER, RESTRICTED_POD, type Values } from './add-on-settings';

/** The plugin for AWS that goes with the version of Velero. */
const PLUGIN = 'velero/velero-plugin-for-aws:v1.14.2';
/** What is made anew by others: values of secrets by External Secrets, certificates by cert-manager; and what is of no use later. */
const LEFT_OUT = ['secrets', 'events', 'events.events.k8s.io'];

/** Where the backups are is added by the cloud. Definitions of its kinds are raised by hand: the Job that would do it needs an image that its maker has frozen. */
export function velero(context: AddOnContext): Values {
  const { velero: pods } = addOnPods('velero', context.site);
  const { platform } = context.inventory;
  const backup = clusterBackupOf(platform);
  return {
    initContainers: [
      {
        name: 'velero-plugin-for-aws',
        image: PLUGIN,
        securityContext: { ...RESTRICTED_CONTAINER, runAsNonRoot: true },
        volumeMounts: [{ name: 'plugins', mountPath: '/target' }],
      },
    ],
    credentials: { useSecret: false },
    serviceAccount: { server: { create: true, name: VELERO.serviceAccount } },
    configuration: { defaultVolumesToFsBackup: false, logFormat: 'json' },
    snapshotsEnabled: backup?.volumes ?? false,
    deployNodeAgent: false,
    upgradeCRDs: false,
    cleanUpCRDs: false,
    schedules: backup ? { daily: scheduleOf(backup, platform) } : {},
    podSecurityContext: { ...RESTRICTED_POD, runAsUser: 65532, fsGroup: 65532 },
    containerSecurityContext: RESTRICTED_CONTAINER,
    ...controller(context, pods),
    resources: addOnResources(pods),
  };
}

/** In the platform's time zone, winter and summer. */
function scheduleOf({ at, keep, except, volumes }: Required<ClusterBackup>, { locale }: Platform): Values {
  const [hour, minute] = at.split(':').map(Number);
  return {
    schedule: `CRON_TZ=${locale.timeZone} ${minute} ${hour} * * *`,
    useOwnerReferencesInBackup: false,
    template: {
      ttl: keep.toKubernetes(),
      includeClusterResources: true,
      excludedNamespaces: [VELERO.namespace, ...except],
      excludedResources: LEFT_OUT,
      snapshotVolumes: volumes,
    },
  };
}
