import { ROLLOUTS_GATEWAY_PLUGIN } from '@clinfra/core';
import type { Values } from './add-on-settings';

/** Copied from its image when a pod of the controller starts, which so has to fetch nothing over the internet; its namespace takes restricted pods alone. */
export function rolloutsGatewayPlugin(): Values {
  const { name, image, program } = ROLLOUTS_GATEWAY_PLUGIN;
  const volume = 'gateway-plugin';
  const mounted = [{ name: volume, mountPath: '/plugins' }];
  const copy = {
    name: volume,
    image,
    command: ['/bin/sh', '-c'],
    args: [`cp ${program} /plugins/gateway`],
    volumeMounts: mounted,
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 999,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  return {
    initContainers: [copy],
    trafficRouterPlugins: [{ name, location: 'file:///plugins/gateway' }],
    volumes: [{ name: volume, emptyDir: { sizeLimit: '256Mi' } }],
    volumeMounts: mounted,
  };
}
